"""What refers back within an article: pronouns, "the two countries", "the trio".

Only certain cases are resolved; everything else stays unresolved (an empty tuple), since a wrong actor is worse than none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from spacy.tokens import Token

from ..knowledge import Match
from ..records import Entity, Span
from .syntax import clause_subject, conjuncts, object_of, prepositional, universal

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
_GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_TITLED = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "spokesman", "chairman", "businessman"), "he"),
    **dict.fromkeys(("mrs", "ms", "madame", "lady", "queen", "princess", "dame", "spokeswoman", "chairwoman"), "she"),
}
"""Words before a name that say whether he or she is meant."""
_BESIDES = {"obj", "iobj", "obl", "nmod"}
"""where in a sentence somebody stands who is not its subject"""
_LOOK_BACK = 3
"""sentences"""


class References:
    """Looks back over one article on behalf of its cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.speakers: list[tuple[int, int, Entity]] = []
        self._gender_of: dict[str, str] | None = None
        self.sentences = list(cast.doc.sents)
        self.sentence_of = {token.i: n for n, sentence in enumerate(self.sentences) for token in sentence}

    # ---- pronouns -----------------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token) -> tuple[Entity, ...]:
        """The antecedents of a pronoun, each pointing at the pronoun's own words and at what they were resolved to."""
        word = token.lower_
        if word in _RELATIVE:
            clause = token.head
            while (
                clause.dep_ != "acl:relcl"
                and universal(clause)
                in {"conj", "xcomp", "ccomp", "aux", "obl", "nmod", *(("nsubj", "obj") if word == "whose" else ())}
                and clause.head.i != clause.i
            ):
                clause = clause.head
            if clause.dep_ == "acl:relcl":
                return tuple(e for head in conjuncts(clause.head) for e in self.cast.resolve(head))
            return ()
        if word in _FIRST:
            return self._speaker(token)
        if word in _PERSONAL:
            return self.point(token, self._latest(token, person=True))
        if word in _SINGULAR:
            return self.point(token, self._latest(token, person=False))
        if word in _PLURAL:
            return self.point(token, self._latest(token, person=None))
        if word in {"both", "trio", "duo"}:
            return self.collective(token) or ()
        return ()

    def point(self, token: Token, antecedents: tuple[Entity, ...]) -> tuple[Entity, ...]:
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
                return self.point(token, (speaker,))
        return ()

    def _subjects(self, token: Token) -> Iterator[Token]:
        """Subjects before the token, nearest clause first: the clause's governors, then earlier sentences."""
        sentence = self.sentence_of[token.i]
        seen = set()
        for child in self._governing(token):
            seen.add(child.i)
            yield child
        for n in range(sentence, max(-1, sentence - _LOOK_BACK - 1), -1):
            yield from (subject for subject in self._subjects_of(n, token) if subject.i not in seen)

    def _governing(self, token: Token) -> Iterator[Token]:
        """The subjects of the clauses that the token stands under, nearest first."""
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

    def _subjects_of(self, n: int, token: Token) -> list[Token]:
        """The subjects of sentence `n` before the token. Main clause first: its subject is what the sentence is about; of clauses side
        by side the later first."""
        heads = [t for t in self.sentences[n] if universal(t) == "nsubj" and t.i < token.i]
        return sorted(heads, key=lambda t: (self._depth(t), -t.i))

    @staticmethod
    def _depth(token: Token) -> int:
        depth, steps = 0, 0
        while token.head.i != token.i and steps < 20:
            joined = universal(token) == "conj" and token.pos_ in {"VERB", "AUX"}
            token, depth, steps = token.head, depth + (not joined), steps + 1
        return depth

    def _objects(self, token: Token) -> Iterator[Token]:
        """Objects before the token in its sentence, nearest first: "criticised Burundi and urged *it* to ..."."""
        start = self.sentences[self.sentence_of[token.i]].start
        return (t for t in reversed(self.cast.doc[start : token.i]) if universal(t) in {"obj", "obl"})

    def _latest(self, token: Token, person: bool | None) -> tuple[Entity, ...]:
        # An object pronoun never stands for the subject of its own verb.
        barred = {s.i for s in clause_subject(token.head)} if universal(token) in {"obj", "iobj", "obl"} else set()
        if person is True:
            return self._person(token, barred)
        for subject in chain(self._subjects(token), self._objects(token) if barred else ()):
            found = self._antecedent(subject, token, barred)
            if not found:
                continue
            # "The United States" is one, whatever its form.
            one = subject.tag_ not in {"NNS", "NNPS"} or found[0].kind == "state"
            if person is False and len(found) == 1 and found[0].kind in {"state", "organisation", "group"} and one:
                return found
            if person is None and (len(found) > 1 or found[0].kind in {"group", "unnamed", "organisation"}):
                return found
        return ()

    def _antecedent(self, head: Token, token: Token, barred: Collection[int]) -> tuple[Entity, ...]:
        """Whom a phrase before a pronoun names; () where the pronoun cannot stand for it."""
        label = head.is_upper and head.i + 1 < len(head.doc) and head.doc[head.i + 1].text == ":"
        if head.i == token.i or head.i in barred or head.lower_ in _RELATIVE or label:
            return ()
        heads = conjuncts(head)
        return () if any(one.i == token.i for one in heads) else self.cast.members(heads)

    def _person(self, token: Token, barred: Collection[int]) -> tuple[Entity, ...]:
        """The person that "he" or "she" stands for: subjects first, sentence by sentence, then whoever else is the only one there."""
        gender = _GENDER.get(token.lower_)
        sentence = self.sentence_of[token.i]
        for subject in self._governing(token):
            if found := self._one_person(self._antecedent(subject, token, barred), gender):
                return found
        for n in range(sentence, max(-1, sentence - _LOOK_BACK - 1), -1):
            for subject in self._subjects_of(n, token):
                if found := self._one_person(self._antecedent(subject, token, barred), gender):
                    return found
            others: dict[str, tuple[Entity, ...]] = {}
            if n < sentence and not any(t.dep_ for t in self.sentences[n]):
                others = {found[0].name: found for found in self._named(self.sentences[n].start, self.sentences[n].end, gender)}
            for head in self.sentences[n]:
                if universal(head) in _BESIDES and head.dep_ != "nmod:desc" and head.i < token.i and (n < sentence or barred):
                    if found := self._one_person(self._antecedent(head, token, barred), gender):
                        others[found[0].name] = found
            if len(others) == 1:
                return next(iter(others.values()))
        return self.last_person(token)

    def _one_person(self, found: tuple[Entity, ...], gender: str | None) -> tuple[Entity, ...]:
        if len(found) != 1 or not (found[0].kind == "person" or (found[0].kind == "unnamed" and found[0].sectors)):
            return ()
        known = self._genders().get(found[0].name)
        return () if known is not None and gender is not None and known != gender else found

    def _genders(self) -> dict[str, str]:
        """Of whom the article speaks as he or she: by titles, and by "his" or "her" under a verb whose subject is the person."""
        if self._gender_of is None:
            # Empty while it is being made, since names are resolved for it.
            self._gender_of = {}
            told: dict[str, set[str]] = {}
            for name, gender in self._told_genders():
                told.setdefault(name, set()).add(gender)
            self._gender_of = {name: genders.pop() for name, genders in told.items() if len(genders) == 1}
        return self._gender_of

    def _told_genders(self) -> Iterator[tuple[str, str]]:
        doc = self.cast.doc
        for token in doc:
            word = token.lower_.rstrip(".")
            if word in _TITLED:
                named = next((t for t in doc[token.i + 1 : token.i + 4] if t.lower_ in self.cast.people), None)
                if named is not None:
                    yield self.cast.people[named.lower_].name, _TITLED[word]
            elif word in {"his", "her"} and token.dep_ == "nmod:poss":
                for subject in self._governing(token):
                    if subject.pos_ != "PRON":
                        yield from ((e.name, _GENDER[word]) for e in self.cast.resolve(subject) if e.kind == "person")
                        break

    def last_person(self, token: Token) -> tuple[Entity, ...]:
        """The person named last before the token, within reach."""
        first = self.sentences[max(0, self.sentence_of[token.i] - _LOOK_BACK)].start
        return next(iter(self._named(first, token.i, _GENDER.get(token.lower_))), ())

    def _named(self, first: int, end: int, gender: str | None) -> Iterator[tuple[Entity, ...]]:
        """The introduced people whom the tokens [first, end) name, the last first; without a parse."""
        for word in reversed(self.cast.doc[first:end]):
            known = self.cast.people.get(word.lower_)
            if known is None or not word.text[:1].isupper():
                continue
            if gender is None or self._genders().get(known.name, gender) == gender:
                office = (known.sectors, known.office, None)
                yield (Entity(word.text, known.name, "person", known.country, *office, word.idx, word.idx + len(word.text)),)

    # ---- "the two countries", "the trio" ------------------------------------------------------------------------------------

    def collective(self, token: Token) -> tuple[Entity, ...] | None:
        """The members of "the two countries", "both sides", "the three allies" where the article names exactly that many.

        None where the phrase is none of these, () where it is one and its members are not certain.
        """
        if token.lemma_ not in _COLLECTIVE and token.lower_ not in _COLLECTIVE:
            return None
        number = _NUMBERS.get(token.lower_, 0)
        for child in token.children:
            number = number or _NUMBERS.get(child.lower_, 0)
        if not number or any(self._national(child) for child in token.children):
            return None
        members = self._group(token, number)
        start = min([token.idx, *(c.idx for c in token.children if c.lower_ in _NUMBERS)])
        words = self.cast.doc.text[start : token.idx + len(token.text)]
        return tuple(
            replace(e, text=words, start=start, end=start + len(words), refers_to=Span(e.text, e.start, e.end)) for e in members
        )

    def _national(self, token: Token) -> bool:
        match = self.cast.cover.get(token.i)
        return match is not None and match.name.country is not None

    def _group(self, token: Token, number: int) -> tuple[Entity, ...]:
        sentence = self.sentence_of[token.i]
        for n in range(sentence, max(-1, sentence - 2 * _LOOK_BACK - 1), -1):
            # A coordination of exactly so many states is the surest antecedent.
            for head in reversed([t for t in self.sentences[n] if t.i < token.i and universal(t) != "conj"]):
                heads = conjuncts(head)
                if len(heads) >= number:
                    members = self.cast.members(heads)
                    if len(members) == number == len({e.country for e in members if e.country}):
                        return members
            pair = self._opposed(n, token, number)
            if pair:
                return pair
            named: dict[str, Entity] = {}
            for match in self.cast.matches:
                if (
                    self.sentence_of[match.start] == n
                    and match.end <= token.i
                    and not (match.name.kind == "capital" and self.cast.doc[match.start].is_upper)
                    and match.name.country
                    and match.name.kind in {"country", "capital", "adjective", "seat"}
                ):
                    named.setdefault(match.name.country, self.state(match))
            if len(named) == number:
                return tuple(named.values())
        return ()

    def _opposed(self, sentence: int, token: Token, number: int) -> tuple[Entity, ...]:
        """The states of those who take part in one clause: "Sarumyan met his Azerbaijani counterpart, and *the two countries* ..."."""
        for verb in reversed([t for t in self.sentences[sentence] if t.i < token.i and t.pos_ == "VERB"]):
            heads = [*clause_subject(verb), *object_of(verb), *prepositional(verb, "with")]
            if any(head.i == token.i for head in heads):
                continue
            countries: dict[str, Entity] = {}
            for entity in self.cast.members(heads):
                if entity.country:
                    countries.setdefault(entity.country, entity)
            if len(countries) == number:
                return tuple(self._as_state(entity) for entity in countries.values())
        return ()

    def _as_state(self, entity: Entity) -> Entity:
        assert entity.country is not None
        try:
            name = self.cast.knowledge.country(entity.country).name
        except KeyError:
            return entity
        return replace(entity, kind="state", name=name, sectors=(), office=None)

    def state(self, match: Match) -> Entity:
        """The state of which a name speaks, whatever the name's form."""
        entity = self.cast.of_match(match)
        assert match.name.country is not None
        try:
            name = self.cast.knowledge.country(match.name.country).name
        except KeyError:
            name = entity.name
        return replace(entity, kind="state", name=name, sectors=())
