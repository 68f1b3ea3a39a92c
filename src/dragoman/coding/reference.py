"""What refers back within an article: pronouns, "the two countries", "the trio", "the minister", "his counterpart".

Only certain cases are resolved; everything else stays unresolved (an empty tuple), since a wrong actor is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from spacy.tokens import Token

from ..records import Entity, Span
from .people import Introduction
from .syntax import clause_subject, conjuncts, universal

if TYPE_CHECKING:
    from .cast import Cast

__all__ = ["References"]

_PERSONAL = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
_SINGULAR = {"it", "its", "itself"}
_PLURAL = {"they", "them", "their", "theirs", "themselves"}
_FIRST = {"i", "me", "my", "we", "us", "our", "ours", "ourselves", "myself"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "trio": 3, "duo": 2, "pair": 2}
_COLLECTIVE = {
    *(
        "country",
        "nation",
        "state",
        "side",
        "neighbour",
        "neighbor",
        "ally",
        "power",
        "government",
        "party",
        "capital",
        "republic",
    ),
    *(
        "leader",
        "minister",
        "president",
        "official",
        "delegation",
        "trio",
        "duo",
        "pair",
        "both",
        "foe",
        "rival",
        "partner",
    ),
}
_STATE_NOUN = {"country", "nation", "state", "republic", "kingdom"}
_HOUSE = {"GOV", "JUD", "LEG", "MIL", "COP"}
_LOOK_BACK = 3
"""sentences"""


class References:
    """Looks back over one article on behalf of its cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.speakers: list[tuple[int, int, Entity]] = []
        self._sentences = list(cast.doc.sents)
        self._of_token = {token.i: n for n, sentence in enumerate(self._sentences) for token in sentence}

    # ---- pronouns -----------------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token) -> tuple[Entity, ...]:
        """The antecedents of a pronoun, each pointing at the pronoun's own words and at what they were resolved to."""
        word = token.lower_
        if word in _RELATIVE:
            clause = token.head
            while (
                clause.dep_ != "acl:relcl"
                and universal(clause) in {"conj", "xcomp", "ccomp", "aux", "obl", "nmod"}
                and clause.head.i != clause.i
            ):
                clause = clause.head
            if clause.dep_ == "acl:relcl":
                return tuple(e for head in conjuncts(clause.head) for e in self.cast.resolve(head))
            return ()
        if word in _FIRST:
            return self._speaker(token)
        if word in _PERSONAL:
            return self._point(token, self._latest(token, person=True))
        if word in _SINGULAR:
            return self._point(token, self._latest(token, person=False))
        if word in _PLURAL:
            return self._point(token, self._latest(token, person=None))
        if word in {"both", "trio", "duo"}:
            return self.collective(token)
        return ()

    def _point(self, token: Token, antecedents: tuple[Entity, ...]) -> tuple[Entity, ...]:
        return tuple(
            replace(
                e,
                text=token.text,
                start=token.idx,
                end=token.idx + len(token.text),
                refers_to=e.refers_to or Span(e.text, e.start, e.end),
            )
            for e in antecedents
        )

    def _speaker(self, token: Token) -> tuple[Entity, ...]:
        for start, end, speaker in self.speakers:
            if start <= token.idx < end:
                return self._point(token, (speaker,))
        return ()

    def _subjects(self, token: Token) -> Iterator[Token]:
        """Subjects before the token, nearest clause first: the clause's governors, then earlier sentences."""
        sentence = self._of_token[token.i]
        seen: set[int] = set()
        head = token.head
        for _ in range(8):
            for child in head.children:
                if universal(child) == "nsubj" and child.i < token.i and child.i not in seen:
                    seen.add(child.i)
                    yield child
            if head.head.i == head.i:
                break
            head = head.head
        for n in range(sentence, max(-1, sentence - _LOOK_BACK - 1), -1):
            heads = [t for t in self._sentences[n] if universal(t) == "nsubj" and t.i < token.i and t.i not in seen]
            # Main clause first: its subject is what the sentence is about.
            for subject in sorted(heads, key=lambda t: (self._depth(t), t.i)):
                seen.add(subject.i)
                yield subject

    @staticmethod
    def _depth(token: Token) -> int:
        depth = 0
        while token.head.i != token.i and depth < 20:
            token, depth = token.head, depth + 1
        return depth

    def _objects(self, token: Token) -> Iterator[Token]:
        """Objects before the token in its sentence, nearest first: "criticised Burundi and urged *it* to ..."."""
        start = self._sentences[self._of_token[token.i]].start
        return (t for t in reversed(self.cast.doc[start : token.i]) if universal(t) in {"obj", "obl"})

    def _latest(self, token: Token, person: bool | None) -> tuple[Entity, ...]:
        # An object pronoun never stands for the subject of its own verb.
        barred = {s.i for s in clause_subject(token.head)} if universal(token) in {"obj", "iobj", "obl"} else set()
        for subject in chain(self._subjects(token), self._objects(token) if barred else ()):
            if subject.i == token.i or subject.i in barred or subject.lower_ in _RELATIVE:
                continue
            heads = conjuncts(subject)
            found = tuple(e for head in heads for e in self.cast.resolve(head))
            if not found or any(head.i == token.i for head in heads):
                continue
            if (
                person is True
                and len(found) == 1
                and (found[0].kind == "person" or (found[0].kind == "unnamed" and found[0].sectors))
            ):
                return found
            if (
                person is False
                and len(found) == 1
                and found[0].kind in {"state", "organisation", "group"}
                and subject.tag_ not in {"NNS", "NNPS"}
            ):
                return found
            if person is None and (len(found) > 1 or found[0].kind in {"group", "unnamed", "organisation"}):
                return found
        if person is True:
            return self._last_person(token)
        return ()

    def _last_person(self, token: Token) -> tuple[Entity, ...]:
        """The person named last before the token, within reach."""
        first = self._sentences[max(0, self._of_token[token.i] - _LOOK_BACK)].start
        for i in range(token.i - 1, first - 1, -1):
            known = self.cast.people.get(self.cast.doc[i].lower_)
            if known is not None and self.cast.doc[i].text[:1].isupper():
                word = self.cast.doc[i]
                return (
                    Entity(
                        word.text,
                        known.name,
                        "person",
                        known.country,
                        known.sectors,
                        known.office,
                        None,
                        word.idx,
                        word.idx + len(word.text),
                    ),
                )
        return ()

    # ---- "the two countries", "the trio" ------------------------------------------------------------------------------------

    def collective(self, token: Token) -> tuple[Entity, ...]:
        """The members of "the two countries", "both sides", "the three allies" where the article names exactly that many."""
        if token.lemma_ not in _COLLECTIVE and token.lower_ not in _COLLECTIVE:
            return ()
        number = _NUMBERS.get(token.lower_, 0)
        for child in token.children:
            number = number or _NUMBERS.get(child.lower_, 0)
        if not number:
            return ()
        members = self._group(token, number)
        if not members and token.lemma_ in _COLLECTIVE:
            return ()
        start = min([token.idx, *(c.idx for c in token.children if c.lower_ in _NUMBERS)])
        words = self.cast.doc.text[start : token.idx + len(token.text)]
        return tuple(
            replace(e, text=words, start=start, end=start + len(words), refers_to=Span(e.text, e.start, e.end))
            for e in members
        )

    def _group(self, token: Token, number: int) -> tuple[Entity, ...]:
        sentence = self._of_token[token.i]
        for n in range(sentence, max(-1, sentence - 2 * _LOOK_BACK - 1), -1):
            # A coordination of exactly so many states is the surest antecedent.
            for head in reversed([t for t in self._sentences[n] if t.i < token.i and universal(t) != "conj"]):
                heads = conjuncts(head)
                if len(heads) == number:
                    members = tuple(e for h in heads for e in self.cast.resolve(h)[:1])
                    if len({e.country for e in members if e.country}) == number:
                        return members
            named: dict[str, Entity] = {}
            for match in self.cast.matches:
                if (
                    self._of_token[match.start] == n
                    and match.end <= token.i
                    and match.name.country
                    and match.name.kind in {"country", "capital", "adjective", "seat"}
                ):
                    named.setdefault(match.name.country, self._state(match))
            if len(named) == number:
                return tuple(named.values())
        return ()

    def _state(self, match: object) -> Entity:
        from ..knowledge import Match

        assert isinstance(match, Match)
        entity = self.cast.of_match(match)
        assert match.name.country is not None
        try:
            name = self.cast.knowledge.country(match.name.country).name
        except KeyError:
            name = entity.name
        return replace(entity, kind="state", name=name, sectors=())

    # ---- "the minister", "the country", "his counterpart" -------------------------------------------------------------------

    def description(self, token: Token) -> tuple[Entity, ...]:
        """The person of "the minister", the state of "the country", the other side of "his counterpart Choe Son Hui"."""
        if token.lemma_ == "counterpart" or any(c.lemma_ == "counterpart" for c in token.children):
            return self._counterpart(token)
        determiner = next((c for c in token.children if c.dep_ in {"det", "nmod:poss"}), None)
        if determiner is None or determiner.lower_ not in {"the", "this"}:
            return ()
        if token.lemma_ in _STATE_NOUN and token.tag_ == "NN":
            return self._point_at(token, self._state_before(token))
        match = self.cast.cover.get(token.i)
        if match is None or match.name.kind not in {"office", "role"} or token.tag_ in {"NNS", "NNPS"}:
            return ()
        wanted = {match.name.name, self.cast.doc[match.start : match.end].text.casefold()}
        best = None
        for known in self.cast.people.values():
            office = (known.office or "").casefold()
            if (
                known.start < token.i
                and known.country
                and office
                and (
                    office in wanted or any(w.split()[-1] == office.split()[-1] and len(w.split()) == 1 for w in wanted)
                )
            ):
                if best is None or known.start > best.start:
                    best = known
        if best is not None:
            person = self._person(best)
            return self._point_at(token, (person,))
        return self._same_role(token)

    def _same_role(self, token: Token) -> tuple[Entity, ...]:
        """ "the army" after "the Chadian army": the same words earlier in the article with their country."""
        for n in range(self._of_token[token.i], -1, -1):
            for earlier in reversed(list(self._sentences[n])):
                if earlier.i < token.i and earlier.lower_ == token.lower_:
                    for entity in self.cast.resolve(earlier):
                        if entity.country:
                            return self._point_at(token, (entity,))
        return self._same_house(token)

    def _same_house(self, token: Token) -> tuple[Entity, ...]:
        """"A Kenyan court ordered the government": bodies of one state, where the subject's country is given."""
        match = self.cast.cover.get(token.i)
        if match is None or not set(match.name.sectors) & _HOUSE or universal(token) not in {"obj", "obl"}:
            return ()
        for subject in clause_subject(token.head):
            for entity in self.cast.resolve(subject):
                if entity.country and set(entity.sectors) & _HOUSE | {"OPP", "PTY", "REB", "LAB"} & set(entity.sectors):
                    own = Entity(token.text, token.text, "group", entity.country, match.name.sectors, None, None, token.idx, token.idx)
                    return self._point(token, (replace(own, refers_to=Span(entity.text, entity.start, entity.end)),))
        return ()

    def _state_before(self, token: Token) -> tuple[Entity, ...]:
        """The state named last before "the country" outside the coordination that the phrase itself is set against."""
        doc = self.cast.doc
        sentence = self._of_token[token.i]
        first = self._sentences[max(0, sentence - _LOOK_BACK)].start
        subjects = {s.i for s in doc[self._sentences[sentence].start : token.i] if universal(s) == "nsubj"}
        for i in range(token.i - 1, first - 1, -1):
            match = self.cast.cover.get(i)
            if match is None or match.name.kind not in {"country", "adjective"} or not match.name.country:
                continue
            word = doc[i]
            if (
                universal(word) == "conj"
                or any(universal(c) == "conj" for c in word.children)
                or word.head.i in subjects
            ):
                continue
            return (self._state(match),)
        return ()

    def _point_at(self, token: Token, antecedents: tuple[Entity, ...]) -> tuple[Entity, ...]:
        return self._point(token, antecedents)

    def office_holder(self, token: Token, office: str, country: str) -> tuple[Entity, ...]:
        """The one person whom the article has introduced in an office of a state: "the Russian foreign minister"."""
        determiner = next((c for c in token.children if c.dep_ == "det"), None)
        if determiner is None or determiner.lower_ != "the":
            return ()
        holders = {p.name: p for p in self.cast.people.values() if p.country == country and p.office == office}
        if len(holders) != 1:
            return ()
        return self._point_at(token, (self._person(next(iter(holders.values()))),))

    def _person(self, known: Introduction) -> Entity:
        words = self.cast.doc[known.start : known.end]
        return Entity(
            words.text, known.name, "person", known.country, known.sectors, known.office, None, words.start_char, words.end_char
        )

    def counterparts(self) -> list[Introduction]:
        """The people whom the article introduces as somebody's counterpart."""
        found = []
        for token in self.cast.doc:
            if token.lower_ != "counterpart" or not token.dep_:
                continue
            head = token.head if token.dep_ in {"compound", "nmod", "amod", "nmod:desc", "appos"} and token.head.pos_ == "PROPN" else token
            for entity in self._counterpart(head):
                words = self.cast.doc.char_span(entity.start, entity.end)
                if entity.kind == "person" and words is not None:
                    start = words.end - len(entity.name.split())
                    found.append(Introduction(entity.name, start, words.end, entity.country, entity.sectors, entity.office))
        return found

    def _counterpart(self, token: Token) -> tuple[Entity, ...]:
        """The side that is left: of the countries named around, the one that is not the possessor's own."""
        cast = self.cast
        counterpart = (
            token if token.lemma_ == "counterpart" else next(c for c in token.children if c.lemma_ == "counterpart")
        )
        owner = next((c for t in (token, counterpart) for c in t.children if c.dep_ == "nmod:poss"), None)
        own = cast.resolve(owner) if owner is not None else ()
        if not own:
            own = self._last_person(token)
        country = None
        window = [t for t in (*counterpart.subtree, *token.subtree)]
        for t in window:
            match = cast.cover.get(t.i)
            if match is not None and match.name.kind in {"adjective", "country"} and match.name.country:
                country = match.name.country
                break
        if country is None and own:
            sentence = self._of_token[token.i]
            for n in (sentence, sentence - 1):
                if n < 0:
                    continue
                others = []
                for match in cast.matches:
                    if (
                        self._of_token[match.start] == n
                        and match.name.country
                        and match.name.kind in {"country", "adjective", "capital"}
                    ):
                        if match.name.country != own[0].country and match.name.country not in others:
                            others.append(match.name.country)
                if len(others) == 1:
                    country = others[0]
                    break
        names = [
            t
            for t in token.subtree
            if t.text[:1].isupper()
            and t.i >= min(token.i, counterpart.i)
            and (t.i not in cast.cover or cast.cover[t.i].name.kind == "person")
        ]
        name = None
        end = max(token.i, counterpart.i)
        if names:
            run = [names[0]]
            for t in names[1:]:
                if t.i == run[-1].i + 1:
                    run.append(t)
            name = cast.doc[run[0].i : run[-1].i + 1].text
            end = max(end, run[-1].i)
        sectors = own[0].sectors if own else ()
        office = own[0].office if own else None
        if country is None:
            return ()
        first = min(token.left_edge.i if token.i != counterpart.i else counterpart.left_edge.i, counterpart.i)
        words = cast.doc[first : end + 1]
        return (
            Entity(
                words.text,
                name or words.text,
                "person" if name else "unnamed",
                country,
                sectors,
                office,
                None,
                words.start_char,
                words.end_char,
            ),
        )
