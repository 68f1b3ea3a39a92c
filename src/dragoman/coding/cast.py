"""Who the words of one article stand for: states, organisations, people, groups, and what refers back to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Span_

from ..knowledge import Knowledge, Match, Name
from ..records import Entity, Span
from .people import Introduction, read_introductions
from .reference import References
from .syntax import children, conjuncts, phrase_tokens, prepositions_of, universal
from .where import Toponym

__all__ = ["Cast"]

_PLACING = {"in", "at", "near", "outside", "across", "around", "throughout", "inside"}


_STATE_LIKE = {"country", "capital", "seat"}
_NATIONAL = {"adjective", "demonym", "country", "region", "capital", "seat"}
_PARTITIVE = {
    *(
        "group",
        "number",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "dozen",
        "dozens",
        "score",
        "scores",
        "tens",
        "member",
        "members",
    ),
    *(
        "series",
        "majority",
        "some",
        "many",
        "one",
        "several",
        "most",
        "all",
        "pair",
        "team",
        "band",
        "crowd",
        "column",
        "convoy",
        "wave",
    ),
    *(
        "supporter",
        "representative",
        "part",
        "bulk",
        "faction",
        "leader",
        "leaders",
        "head",
        "heads",
        "coalition",
        "contingent",
    ),
}
_RELATIONAL = {"ally", "partner", "neighbour", "neighbor", "rival", "enemy", "foe", "friend", "counterpart", "adversary", "opponent", "host"}
"""Nouns whose possessor is another one than they: "its allies" are not of its country."""
_OWN_COUNTRY = {"COP", "CVL", "REF", "GOV", "LEG", "JUD", "OPP", "LAB", "EDU", "MIL", "PTY", "AGR", "SPY"}
"""Sectors whose unnamed members act at home: police in Harare are Zimbabwe's, where the text says Harare."""


@dataclass(frozen=True, slots=True)
class _Reading:
    country: str | None
    sectors: tuple[str, ...]
    name: str | None
    kind: str
    office: str | None
    wikidata: str | None
    last: int
    """the last token that the reading rests on"""


class Cast:
    """The people, states and organisations of one article. `resolve` is the one question that the coder asks."""

    def __init__(
        self, doc: Doc, knowledge: Knowledge, published: date | None, toponyms: Sequence[Toponym] = ()
    ) -> None:
        self.doc = doc
        self.knowledge = knowledge
        self.published = published
        self.matches: list[Match] = knowledge.match([token.text for token in doc])
        self.cover: dict[int, Match] = {i: match for match in self.matches for i in range(match.start, match.end)}
        self.toponyms: dict[int, Toponym] = {
            i: place for place in toponyms for i in range(place.token_start, place.token_end)
        }
        self.people: dict[str, Introduction] = {}
        self._introduce(read_introductions(doc, self.matches, self.cover))
        self.references = References(self)
        self._resolved: dict[int, tuple[Entity, ...]] = {}
        self._pending: set[int] = set()
        self._introduce(self.references.counterparts())
        self._resolved.clear()

    def _introduce(self, introductions: Sequence[Introduction]) -> None:
        for introduction in introductions:
            known = introduction
            for key in introduction.names():
                if key in self.people:
                    known = known.merged(self.people[key])
            for key in known.names():
                earlier = self.people.get(key)
                # Two people of one family name: the later introduction takes the short name over from where it stands.
                if earlier is None or earlier.name.split()[-1] == known.name.split()[-1] or len(key.split()) > 1:
                    self.people[key] = known

    def add_speaker(self, start: int, end: int, speaker: Entity) -> None:
        """Words [start, end) of the text are `speaker`'s, so "we" and "I" in them stand for that side."""
        self.references.speakers.append((start, end, speaker))
        self._resolved = {i: found for i, found in self._resolved.items() if not start <= self.doc[i].idx < end}

    # ---- the question -------------------------------------------------------------------------------------------------------

    def resolve(self, token: Token) -> tuple[Entity, ...]:
        """The entities that the noun phrase headed by `token` stands for (not its conjuncts); () if none is certain."""
        if token.i in self._resolved:
            return self._resolved[token.i]
        if token.i in self._pending:
            return ()
        self._pending.add(token.i)
        try:
            found = self._resolve(token)
        finally:
            self._pending.discard(token.i)
        self._resolved[token.i] = found
        return found

    def medium(self, start: int, end: int) -> Entity | None:
        """An agency or outlet named inside the token span."""
        for i in range(start, end):
            match = self.cover.get(i)
            if match is not None and match.name.kind in {"agency", "outlet"}:
                return self.of_match(match)
        return None

    def of_match(self, match: Match) -> Entity:
        """The entity that a name stands for by itself."""
        name = match.name
        words = self.doc[match.start : match.end]
        return Entity(
            words.text,
            name.name,
            name.entity_kind,
            name.country,
            name.sectors,
            None,
            name.wikidata,
            words.start_char,
            words.end_char,
        )

    # ---- noun phrases -------------------------------------------------------------------------------------------------------

    def _resolve(self, token: Token) -> tuple[Entity, ...]:
        if (
            token.pos_ == "PRON"
            or token.tag_ in {"PRP", "PRP$", "WP", "WDT"}
            or token.lower_ in {"both", "trio", "duo"}
        ):
            return self.references.pronoun(token)
        collective = self.references.collective(token)
        if collective:
            return collective
        if token.lower_ in _PARTITIVE or token.pos_ == "NUM" or token.lemma_ in _PARTITIVE:
            for child in children(token, "nmod"):
                if prepositions_of(child) & {"of", "from"}:
                    inner = [entity for head in conjuncts(child) for entity in self.resolve(head)]
                    if inner:
                        return tuple(self._widened(entity, token) for entity in inner)
        phrase = list(phrase_tokens(token))
        reading = self._person(token, phrase) or self._named(token, phrase) or self._described(token, phrase)
        if reading is None:
            return self.references.description(token)
        if reading.country is not None and reading.office is not None and reading.kind == "unnamed":
            named = self.references.office_holder(token, reading.office, reading.country)
            if named:
                return named
        if reading.country is None and reading.kind != "organisation":
            referred = self.references.description(token)
            if referred:
                return referred
        if reading.country is None and reading.kind in {"group", "unnamed", "person"}:
            reading = self._at_home(token, reading)
        entity = self._entity(token, phrase, reading)
        return tuple(replace(entity, country=country) for country in self._shared(token, phrase, reading)) or (entity,)

    def _shared(self, head: Token, phrase: list[Token], reading: _Reading) -> tuple[str, ...]:
        """The countries of "Hungarian and Romanian officials": one noun, several coordinated nationalities."""
        if reading.kind not in {"group", "unnamed"} or reading.country is None:
            return ()
        countries: list[str] = []
        for token in phrase:
            # "their officers" of three states are officers of each.
            if token.dep_ == "nmod:poss" and token.pos_ == "PRON":
                countries += [e.country for e in self.resolve(token) if e.country and e.country not in countries]
            match = self.cover.get(token.i)
            if match is not None and token.i < head.i and match.name.kind in {"adjective", "country"} and match.name.country:
                joined = universal(token) == "conj" or any(universal(c) == "conj" for c in token.children)
                if joined and match.name.country not in countries:
                    countries.append(match.name.country)
        return tuple(countries) if len(countries) > 1 else ()

    def _widened(self, entity: Entity, token: Token) -> Entity:
        start = min(token.idx, entity.start)
        return replace(entity, text=self.doc.text[start : entity.end], start=start)

    def _entity(self, head: Token, phrase: list[Token], reading: _Reading) -> Entity:
        first = next(
            (t for t in phrase if t.pos_ not in {"DET", "PUNCT", "ADV"} and t.lower_ not in {"the", "a", "an"}), head
        )
        last = max(phrase[-1].i, reading.last)
        while last > head.i and (self.doc[last].is_punct or self.doc[last].text in {"'s", "’s"}):
            last -= 1
        words = self.doc[min(first.i, head.i) : last + 1]
        return Entity(
            words.text,
            reading.name or words.text,
            reading.kind,
            reading.country,
            reading.sectors,
            reading.office,
            reading.wikidata,
            words.start_char,
            words.end_char,
        )

    def _person(self, head: Token, phrase: list[Token]) -> _Reading | None:
        """A named person: as introduced by the article, as known, or as the parser's entities say."""
        if (
            head.i in self.cover
            and self.cover[head.i].name.kind
            in {"country", "organisation", "agency", "outlet", "seat", "adjective", "demonym"}
            and head.ent_type_ != "PER"
        ):
            return None
        run = [t for t in phrase if t.i <= head.i + 3]
        names = [
            t
            for t in run
            if t.text[:1].isupper()
            and (t.i not in self.cover or self.cover[t.i].name.kind in {"person", "region", "capital"})
        ]
        for size in (4, 3, 2, 1):
            for k in range(len(names) - size + 1):
                window = names[k : k + size]
                if window[-1].i - window[0].i >= size + 1:
                    continue
                key = self.doc[window[0].i : window[-1].i + 1].text.casefold()
                known = self.people.get(key)
                if known is not None and (
                    size > 1 or head.i in {t.i for t in names} or head.ent_type_ == "PER" or self._is_title(head)
                ):
                    return self._introduced(head, phrase, known, window[-1].i)
        if head.ent_type_ == "PER" and head.i not in self.cover:
            country, sectors, last = self._context(head, phrase)
            words = [t for t in run if t.ent_type_ == "PER"]
            office = self._office(phrase)
            name = self.doc[words[0].i : words[-1].i + 1].text
            return _Reading(country, office[1] or sectors, name, "person", office[0], None, max(last, words[-1].i))
        return None

    def _office_of(self, person: Name) -> tuple[str | None, tuple[str, ...]]:
        return self.knowledge.person_office(person, self.published) or (None, ())

    def _is_title(self, token: Token) -> bool:
        match = self.cover.get(token.i)
        return match is not None and match.name.kind in {"office", "role"}

    def _office(self, phrase: list[Token]) -> tuple[str | None, tuple[str, ...]]:
        for token in phrase:
            if self._is_title(token):
                name = self.cover[token.i].name
                return name.name, name.sectors
        return None, ()

    def _introduced(self, head: Token, phrase: list[Token], known: Introduction, last: int) -> _Reading:
        country, sectors, office = known.country, known.sectors, known.office
        wikidata = None
        match = self.cover.get(known.start)
        if match is not None and match.name.kind == "person":
            wikidata = match.name.wikidata
            day_office, day_sectors = self._office_of(match.name)
            office, sectors = office or day_office, sectors or day_sectors or match.name.sectors
            country = country or match.name.country
        here, _, end = self._context(head, phrase)
        if country is None:
            country = here
        if not sectors:
            office, sectors = self._office(phrase)
        return _Reading(country, sectors, known.name, "person", office, wikidata, max(last, end if here else last))

    def _named(self, head: Token, phrase: list[Token]) -> _Reading | None:
        """A name from the knowledge base covers the head."""
        match = self.cover.get(head.i)
        if match is None:
            # "North Korea's Wonsan city", "the town of Gori": the place names the state.
            place = self.toponyms.get(head.i)
            if place is not None and head.ent_type_ not in {"PER", "ORG"}:
                return _Reading(place.country, (), place.name, "group", None, None, place.token_end - 1)
            return None
        name = self._choice(match, head)
        if name.kind in {"country", "capital", "seat", "organisation", "agency", "outlet"}:
            return _Reading(name.country, name.sectors, name.name, name.entity_kind, None, name.wikidata, match.end - 1)
        if name.kind == "region":
            return _Reading(name.country, name.sectors, name.name, "group", None, name.wikidata, match.end - 1)
        if name.kind == "demonym" or (name.kind == "adjective" and head.pos_ in {"NOUN", "PROPN"}):
            abroad = self._abroad(head)
            if abroad is not None:
                return _Reading(abroad, name.sectors or ("CVL",), None, "group", None, None, match.end - 1)
            return _Reading(name.country, name.sectors or ("CVL",), name.name, "group", None, None, match.end - 1)
        if name.kind == "vague":
            return _Reading(None, (), name.name, "group", None, None, match.end - 1)
        if name.kind == "person":
            office, sectors = self._office_of(name)
            return _Reading(
                name.country, sectors or name.sectors, name.name, "person", office, name.wikidata, match.end - 1
            )
        return None

    def _abroad(self, head: Token) -> str | None:
        """The country where a people lives as a minority: "ethnic Albanians in south Serbia", "the Albanians of Kosovo"."""
        for child in children(head, "nmod"):
            if prepositions_of(child) & {"in", "of", "from"}:
                for entity in self.resolve(child):
                    if entity.country:
                        return entity.country
        if any(c.lower_ == "ethnic" for c in head.children):
            return self._place_in(head.sent)
        return None

    def _choice(self, match: Match, head: Token) -> Name:
        """Of several meanings of a name, the one that the phrase and the parser's entity label favour."""
        if match.others and head.ent_type_ == "PER":
            for name in (match.name, *match.others):
                if name.kind == "person":
                    return name
        return match.name

    def _described(self, head: Token, phrase: list[Token]) -> _Reading | None:
        """A role or office ("Fijian rebels", "the Israeli army"), or any noun with a nationality ("an Iranian tanker")."""
        match = self.cover.get(head.i)
        country, sectors, last = self._context(head, phrase)
        if match is not None and match.name.kind in {"role", "office"}:
            own = match.name.sectors
            plural = head.tag_ in {"NNS", "NNPS"} or match.name.kind == "role"
            kind = "group" if plural else "unnamed"
            if own[:1] == ("UAF",) or match.name.entity_kind == "unnamed":
                kind = "unnamed"
            office = match.name.name if match.name.kind == "office" else None
            if sectors and own and own[0] in {"GOV", "CVL", "UAF"} and sectors[0] not in {"GOV"}:
                own = tuple(dict.fromkeys((*sectors, *own)))
            return _Reading(country, own or sectors, None, kind, office, None, max(last, match.end - 1))
        if country is None and head.ent_type_ == "ORG":
            return _Reading(None, (), None, "organisation", None, None, last)
        if country is not None:
            organisation = head.ent_type_ == "ORG" or (head.pos_ == "PROPN" and head.text[:1].isupper())
            return _Reading(country, sectors, None, "organisation" if organisation else "group", None, None, last)
        return None

    def _context(self, head: Token, phrase: list[Token]) -> tuple[str | None, tuple[str, ...], int]:
        """Country and sectors that modifiers, possessors, appositions and "of/in/from" phrases give to a noun; last token used."""
        sectors: tuple[str, ...] = ()
        found: str | None = None
        last = head.i
        for token in phrase:
            match = self.cover.get(token.i)
            if match is None:
                place = self.toponyms.get(token.i)
                if place is not None and found is None and token.i != head.i and token.ent_type_ != "PER":
                    found = place.country
                continue
            if match.name.kind in _NATIONAL | {"organisation", "person"} and match.name.country:
                if found is None or match.name.kind in _NATIONAL:
                    found = found if found and match.name.kind == "organisation" else match.name.country
            if match.name.kind in {"role", "office", "organisation"} and token.i != head.i and not sectors:
                sectors = match.name.sectors
        if found is not None:
            return found, sectors, last
        for child in head.children:
            if child.dep_ == "nmod:poss" and head.lemma_ not in _RELATIONAL:
                for entity in self.resolve(child):
                    if entity.country:
                        return entity.country, sectors or self._inherited(entity), last
        for child in head.children:
            relation = universal(child)
            if relation == "appos" or (
                relation == "nmod" and prepositions_of(child) & {"of", "from", "in", "for", "at", "to"}
            ):
                for entity in self.resolve(child):
                    if entity.country:
                        end = child.right_edge.i if relation == "nmod" and child.right_edge.i - child.i < 4 else last
                        return entity.country, sectors or self._inherited(entity), max(last, end)
        return None, sectors, last

    @staticmethod
    def _inherited(entity: Entity) -> tuple[str, ...]:
        return entity.sectors if entity.kind == "organisation" else ()

    def _at_home(self, head: Token, reading: _Reading) -> _Reading:
        """Police, lawmakers, crowds: of the one country that the sentence places the happening in."""
        if not reading.sectors or reading.sectors[0] not in _OWN_COUNTRY:
            return reading
        country = self._within(head) or self._place_in(head.sent)
        return replace(reading, country=country) if country else reading

    def _within(self, head: Token) -> str | None:
        """The one country named inside the phrase: "refugees fleeing the war in Liberia"."""
        inside = {t.i for c in head.children if c.dep_ in {"acl", "nmod"} for t in c.subtree}
        countries = {self.cover[i].name.country for i in inside if i in self.cover} - {None}
        return countries.pop() if len(countries) == 1 else None

    def _place_in(self, sentence: Span_) -> str | None:
        """The one country that the sentence names with a preposition of place, if it is one."""
        countries = set()
        for i in range(sentence.start, sentence.end):
            match, place = self.cover.get(i), self.toponyms.get(i)
            named = match is not None and match.name.kind in {"country", "capital", "region", "adjective"}
            country = match.name.country if named and match is not None else place.country if place else None
            if country and self.doc[i].head.i != i and _placed(self.doc[i]):
                countries.add(country)
        return countries.pop() if len(countries) == 1 else None

    def span(self, token: Token) -> Span:
        """The words of one token as evidence."""
        return Span(token.text, token.idx, token.idx + len(token.text))


def _placed(token: Token) -> bool:
    """Whether the token, or the noun that it stands before, follows a preposition of place."""
    return bool(prepositions_of(token) & _PLACING) or (
        universal(token) in {"amod", "compound", "nmod", "appos", "flat"} and bool(prepositions_of(token.head) & _PLACING)
    )
