"""Descriptions that refer back within an article: "the minister", "the country", "the army", "his counterpart Choe Son Hui"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from ..records import Entity, Span
from .people import Introduction
from .reference import References
from .syntax import clause_subject, prepositions_of, universal

if TYPE_CHECKING:
    from .cast import Cast

__all__ = ["Descriptions"]

_STATE_NOUN = {"country", "nation", "state", "republic", "kingdom"}
_HOUSE = {"GOV", "JUD", "LEG", "MIL", "COP"}
_LOOK_BACK = 3
"""sentences"""


def _as_counterpart(token: Token) -> bool:
    return token.lemma_ == "counterpart" and universal(token) in {"compound", "nmod", "appos", "amod", "flat"}


class Descriptions:
    """Resolves descriptions of one article; () where nothing is certain."""

    def __init__(self, cast: Cast, references: References) -> None:
        self.cast = cast
        self.references = references

    @staticmethod
    def is_counterpart(token: Token) -> bool:
        """Whether a phrase is "his counterpart", with or without the name."""
        return token.lemma_ == "counterpart" or any(_as_counterpart(c) for c in token.children)

    def description(self, token: Token) -> tuple[Entity, ...]:
        """The person of "the minister", the state of "the country", the other side of "his counterpart Choe Son Hui"."""
        if self.is_counterpart(token):
            return self._counterpart(token)
        determiner = next((c for c in token.children if c.dep_ in {"det", "nmod:poss"}), None)
        if determiner is None or determiner.lower_ not in {"the", "this"}:
            return ()
        if token.lemma_ in _STATE_NOUN and token.tag_ == "NN":
            return self.references.point(token, self._state_before(token))
        match = self.cast.cover.get(token.i)
        if match is None or match.name.kind not in {"office", "role"}:
            return ()
        if token.tag_ in {"NNS", "NNPS"}:
            return self._same_role(token)
        wanted = {match.name.name, self.cast.doc[match.start : match.end].text.casefold()}
        best = None
        for known in self.cast.people.values():
            office = (known.office or "").casefold()
            if (
                known.start < token.i
                and office
                and (office in wanted or any(w.split()[-1] == office.split()[-1] and len(w.split()) == 1 for w in wanted))
            ) and (best is None or known.start > best.start):
                best = known
        person = self._at_home(best) if best is not None else None
        return self.references.point(token, (person,)) if person is not None else self._same_role(token)

    def _at_home(self, known: Introduction) -> Entity | None:
        """Somebody introduced, with the country that he is given where he is named; None where he has none."""
        if known.country:
            return self._person(known)
        for word in self.cast.doc[known.start : known.end]:
            for entity in self.cast.resolve(word):
                if entity.name == known.name and entity.country:
                    return replace(self._person(known), country=entity.country)
        return None

    def _same_role(self, token: Token) -> tuple[Entity, ...]:
        """ "the army" after "the Chadian army": the same words earlier in the article with their country."""
        for n in range(self.references.sentence_of[token.i], -1, -1):
            for earlier in reversed(list(self.references.sentences[n])):
                if earlier.i < token.i and earlier.lower_ == token.lower_:
                    # "Labour *Minister* Ama Serwaa": whoever is so called, and not the office.
                    named = earlier.dep_ == "nmod:desc" and earlier.head.pos_ == "PROPN"
                    for entity in self.cast.resolve(earlier.head if named else earlier):
                        if entity.country:
                            return self.references.point(token, (entity,))
        return self._same_house(token)

    def _same_house(self, token: Token) -> tuple[Entity, ...]:
        """ "A Kenyan court ordered the government": bodies of one state, where the subject's country is given."""
        match = self.cast.cover.get(token.i)
        if match is None or not set(match.name.sectors) & _HOUSE or universal(token) not in {"obj", "obl"}:
            return ()
        for subject in clause_subject(token.head):
            for entity in self.cast.resolve(subject):
                if entity.country and set(entity.sectors) & _HOUSE | {"OPP", "PTY", "REB", "LAB"} & set(entity.sectors):
                    own = Entity(
                        token.text, token.text, "group", entity.country, match.name.sectors, None, None, token.idx, token.idx
                    )
                    return self.references.point(token, (replace(own, refers_to=Span(entity.text, entity.start, entity.end)),))
        return ()

    def _state_before(self, token: Token) -> tuple[Entity, ...]:
        """The state named last before "the country" outside the coordination that the phrase itself is set against."""
        doc = self.cast.doc
        sentence = self.references.sentence_of[token.i]
        first = self.references.sentences[max(0, sentence - _LOOK_BACK)].start
        subjects = {s.i for s in doc[self.references.sentences[sentence].start : token.i] if universal(s) == "nsubj"}
        for i in range(token.i - 1, first - 1, -1):
            match = self.cast.cover.get(i)
            if match is None or match.name.kind not in {"country", "adjective"} or not match.name.country:
                continue
            word = doc[i]
            if universal(word) == "conj" or any(universal(c) == "conj" for c in word.children) or word.head.i in subjects:
                continue
            return (self.references.state(match),)
        return ()

    def office_holder(self, token: Token, office: str, country: str) -> tuple[Entity, ...]:
        """The one person whom the article has introduced in an office of a state: "the Russian foreign minister"."""
        determiner = next((c for c in token.children if c.dep_ == "det"), None)
        if determiner is None or determiner.lower_ != "the" or token.tag_ in {"NNS", "NNPS"}:
            return ()
        holders = {p.name: p for p in self.cast.people.values() if p.country == country and p.office == office}
        if len(holders) != 1:
            return ()
        return self.references.point(token, (self._person(next(iter(holders.values()))),))

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
            head = (
                token.head
                if token.dep_ in {"compound", "nmod", "amod", "nmod:desc", "appos"} and token.head.pos_ == "PROPN"
                else token
            )
            for entity in self._counterpart(head):
                words = self.cast.doc.char_span(entity.start, entity.end)
                if entity.kind == "person" and words is not None:
                    start = words.end - len(entity.name.split())
                    found.append(Introduction(entity.name, start, words.end, entity.country, entity.sectors, entity.office))
        return found

    def named_beside(self) -> list[Introduction]:
        """The people whom a comma names beside what the article says of them: "the Kenyan head of the mission, Brigadier Jane Otieno"."""
        found = []
        for token in self.cast.doc:
            beside = self.name_beside(token) if token.pos_ == "NOUN" and not self.is_counterpart(token) else None
            if beside is None:
                continue
            start, end = beside
            name = self.cast.doc[start:end].text
            known = self.cast.people.get(name.casefold())
            if known is not None and known.country is not None:
                continue
            entities = self.cast.resolve(token)
            if len(entities) == 1 and entities[0].country:
                entity = entities[0]
                found.append(Introduction(name, start, end, entity.country, entity.sectors, entity.office))
            elif (country := self._adjective_of(token)) is not None:
                found.append(Introduction(name, start, end, country, (), None))
        return found

    def representatives(self) -> list[Introduction]:
        """The people who stand for a state: "Mali was represented by Energy Minister *Sita Keita*", "*Sita Keita* represented Mali"."""
        found = []
        for verb in self.cast.doc:
            if verb.lemma_ != "represent" or verb.pos_ != "VERB":
                continue
            heads = [c for c in verb.children if universal(c) in {"nsubj", "obj", "obl"}]
            states = [e for c in heads for e in self.cast.resolve(c) if e.kind == "state"]
            people = [(c, e) for c in heads for e in self.cast.resolve(c) if e.kind == "person"]
            if len(states) == len(people) == 1:
                head, person = people[0]
                words = self.cast.doc.char_span(person.start, person.end)
                end = words.end if words is not None else head.i + 1
                start = max(head.sent.start, end - len(person.name.split()))
                found.append(Introduction(person.name, start, end, states[0].country, person.sectors, person.office))
        return found

    def _adjective_of(self, token: Token) -> str | None:
        """The nationality of "the *Kenyan* head of the mission", whichever of the two nouns the token is."""
        for noun in (token, token.head) if universal(token) == "nmod" else (token,):
            for child in noun.children:
                match = self.cast.cover.get(child.i)
                if match is not None and match.name.kind == "adjective" and child.i < noun.i:
                    return match.name.country
        return None

    def name_beside(self, token: Token) -> tuple[int, int] | None:
        """The tokens of the full name that stands beside a noun: "their spokesman, Colonel *Idris Mahamat*", "minister *Awa Keita*"."""
        # "A spokesman for the ministry, Idris Mahamat": no ministry has such a name, whatever the parser says.
        match = self.cast.cover.get(token.i)
        held = match is not None and match.name.kind == "office"
        bodies = [c for c in token.children if held and universal(c) == "nmod" and prepositions_of(c) & {"of", "for", "at"}]
        for child in [*token.children, *(c for body in bodies if body.ent_type_ != "PER" for c in body.children)]:
            if child.dep_ != "appos" or child.i <= token.i or child.ent_type_ != "PER" or child.pos_ != "PROPN":
                continue
            start = end = child.i
            while end < len(self.cast.doc) and self.cast.doc[end].ent_type_ == "PER" and self.cast.doc[end].text[:1].isupper():
                end += 1
            between = self.cast.doc[token.i + 1 : start]
            if end - start > 1 and ((held and not len(between)) or any(t.text == "," for t in between)):
                return start, end
        return None

    def _counterpart(self, token: Token) -> tuple[Entity, ...]:
        """The side that is left: of the countries named around, the one that is not the possessor's own."""
        cast = self.cast
        counterpart = token if token.lemma_ == "counterpart" else next(c for c in token.children if _as_counterpart(c))
        owner = next((c for t in (token, counterpart) for c in t.children if c.dep_ == "nmod:poss"), None)
        own = cast.resolve(owner) if owner is not None else ()
        if not own:
            own = self.references.last_person(token)
        country = None
        window = [*counterpart.subtree, *token.subtree]
        for t in window:
            match = cast.cover.get(t.i)
            if match is not None and match.name.kind in {"adjective", "country"} and match.name.country:
                country = match.name.country
                break
        if country is None and own:
            sentence = self.references.sentence_of[token.i]
            for n in (sentence, sentence - 1):
                if n < 0:
                    continue
                others = []
                for match in cast.matches:
                    if (
                        (
                            self.references.sentence_of[match.start] == n
                            and match.name.country
                            and match.name.kind in {"country", "adjective", "capital"}
                        )
                        and match.name.country != own[0].country
                        and match.name.country not in others
                    ):
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
        first = min(
            token.i,
            counterpart.i,
            *(c.left_edge.i for c in (*token.children, *counterpart.children) if c.dep_ in {"nmod:poss", "amod"}),
        )
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
