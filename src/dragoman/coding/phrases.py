"""What one noun phrase says of whom it names: country, sectors, name, office.

A name from the knowledge base, a person as the article introduces him, or a description: a role or office, or any noun with a
nationality ("an Iranian tanker"). A country comes from the words of the phrase and what hangs from it, never from a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from ..knowledge import Match, Name
from ..records import Entity
from .people import Introduction
from .syntax import children, conjuncts, prepositions_of, universal

if TYPE_CHECKING:
    from .cast import Cast

__all__ = ["PARTITIVE", "PhraseReader", "Reading"]

_PLACING = {"in", "at", "near", "outside", "across", "around", "throughout", "inside"}


_NATIONAL = {"adjective", "demonym", "country", "region", "capital", "seat"}
PARTITIVE = {
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
_RELATIONAL = {
    "ally",
    "partner",
    "neighbour",
    "neighbor",
    "rival",
    "enemy",
    "foe",
    "friend",
    "counterpart",
    "adversary",
    "opponent",
    "host",
}
"""Nouns whose possessor is another one than they: "its allies" are not of its country."""
_AT_HOME = {"COP", "CVL", "GOV", "LEG", "JUD", "OPP", "LAB", "EDU", "AGR", "MED", "BUS"}
"""Sectors whose members are the country's own where a dateline names it; soldiers may be abroad."""
_GOVERNING = {"GOV"}
_AGAINST = {"REB", "PRM", "PRE"}
_OWN_COUNTRY = {"BUS", "MED", "COP", "CVL", "REF", "GOV", "LEG", "JUD", "OPP", "LAB", "EDU", "MIL", "PTY", "AGR", "SPY"}
"""Sectors whose unnamed members act at home: police in Harare are Zimbabwe's, where the text says Harare."""


@dataclass(frozen=True, slots=True)
class Reading:
    country: str | None
    sectors: tuple[str, ...]
    name: str | None
    kind: str
    office: str | None
    wikidata: str | None
    last: int
    """the last token that the reading rests on"""


class PhraseReader:
    """Reads the noun phrases of one article on behalf of its cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.doc
        self.cover = cast.cover
        self.toponyms = cast.toponyms
        self.people = cast.people
        self._told_of = {match.name.country for match in cast.matches}

    def read(self, head: Token, phrase: list[Token]) -> Reading | None:
        """The reading of the phrase; None where it names nobody."""
        return self._person(head, phrase) or self._named(head, phrase) or self._described(head, phrase)

    def shared(self, head: Token, phrase: list[Token], reading: Reading) -> tuple[str, ...]:
        """The countries of one noun of several nationalities: "Hungarian and Romanian officials", "ministers of Peru and Chad"."""
        if reading.kind not in {"group", "unnamed"} or reading.country is None:
            return ()
        countries: list[str] = []
        several = any(t.lower_ == "and" and t.i < head.i for t in phrase)
        for token in phrase:
            # "their officers" of three states are officers of each.
            if token.dep_ == "nmod:poss" and token.pos_ == "PRON":
                countries += [e.country for e in self.cast.resolve(token) if e.country and e.country not in countries]
            match = self.cover.get(token.i)
            if match is not None and token.i < head.i and match.name.kind in {"adjective", "country"} and match.name.country:
                joined = universal(token) == "conj" or any(universal(c) == "conj" for c in token.children)
                if (joined or several) and match.name.country not in countries:
                    countries.append(match.name.country)
        if not countries and head.tag_ in {"NNS", "NNPS"}:
            for child in children(head, "nmod"):
                if prepositions_of(child) & {"of", "from"} and len(conjuncts(child)) > 1:
                    countries += [e.country for e in self.cast.members(conjuncts(child)) if e.country]
        return tuple(dict.fromkeys(countries)) if len(set(countries)) > 1 else ()

    def _person(self, head: Token, phrase: list[Token]) -> Reading | None:
        """A named person: as introduced by the article, as known, or as the parser's entities say."""
        if (
            head.i in self.cover
            and self.cover[head.i].name.kind in {"country", "organisation", "agency", "outlet", "seat", "adjective", "demonym"}
            and head.ent_type_ != "PER"
        ):
            return None
        run = [t for t in phrase if t.i <= head.i + 3]
        names = [
            t
            for t in run
            if t.text[:1].isupper() and (t.i not in self.cover or self.cover[t.i].name.kind in {"person", "region", "capital"})
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
            return Reading(country, office[1] or sectors, name, "person", office[0], None, max(last, words[-1].i))
        return None

    def _office_of(self, person: Name) -> tuple[str | None, tuple[str, ...]]:
        return self.cast.knowledge.person_office(person, self.cast.published) or (None, ())

    def _is_title(self, token: Token) -> bool:
        match = self.cover.get(token.i)
        return match is not None and match.name.kind in {"office", "role"}

    def _office(self, phrase: list[Token]) -> tuple[str | None, tuple[str, ...]]:
        for token in phrase:
            if self._is_title(token):
                name = self.cover[token.i].name
                return name.name, name.sectors
        return None, ()

    def _introduced(self, head: Token, phrase: list[Token], known: Introduction, last: int) -> Reading:
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
        return Reading(country, sectors, known.name, "person", office, wikidata, max(last, end if here else last))

    def _named(self, head: Token, phrase: list[Token]) -> Reading | None:
        """A name from the knowledge base covers the head."""
        match = self.cover.get(head.i)
        if match is None:
            # "North Korea's Wonsan city", "the town of Gori": the place names the state.
            place = self.toponyms.get(head.i)
            if place is not None and head.ent_type_ not in {"PER", "ORG"}:
                return Reading(place.country, (), place.name, "group", None, None, place.token_end - 1)
            return None
        name = self._choice(match, head)
        if name.kind in {"country", "capital", "seat", "organisation", "agency", "outlet"}:
            return Reading(name.country, name.sectors, name.name, name.entity_kind, None, name.wikidata, match.end - 1)
        if name.kind == "region":
            return Reading(name.country, name.sectors, name.name, "group", None, name.wikidata, match.end - 1)
        if name.kind == "demonym" or (name.kind == "adjective" and head.pos_ in {"NOUN", "PROPN"}):
            abroad = self._abroad(head)
            if abroad is not None:
                return Reading(abroad, name.sectors or ("CVL",), None, "group", None, None, match.end - 1)
            return Reading(name.country, name.sectors or ("CVL",), name.name, "group", None, None, match.end - 1)
        if name.kind == "vague":
            return Reading(None, (), name.name, "group", None, None, match.end - 1)
        if name.kind == "person":
            office, sectors = self._office_of(name)
            return Reading(name.country, sectors or name.sectors, name.name, "person", office, name.wikidata, match.end - 1)
        return None

    def _abroad(self, head: Token) -> str | None:
        """The country where a people lives as a minority: "ethnic Albanians in south Serbia", "the Albanians of Kosovo"."""
        for child in children(head, "nmod"):
            if prepositions_of(child) & {"in", "of", "from"}:
                for entity in self.cast.resolve(child):
                    if entity.country:
                        return entity.country
        if any(c.lower_ == "ethnic" for c in head.children):
            return self._place_in(head)
        return None

    def _choice(self, match: Match, head: Token) -> Name:
        """Of several meanings of a name, the one that the phrase and the parser's entity label favour."""
        if match.others and head.ent_type_ == "PER":
            for name in (match.name, *match.others):
                if name.kind == "person":
                    return name
        return match.name

    def _described(self, head: Token, phrase: list[Token]) -> Reading | None:
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
            return Reading(country, own or sectors, None, kind, office, None, max(last, match.end - 1))
        if country is None and head.ent_type_ == "ORG":
            return Reading(None, (), None, "organisation", None, None, last)
        if country is not None:
            organisation = head.ent_type_ == "ORG" or (head.pos_ == "PROPN" and head.text[:1].isupper())
            return Reading(country, sectors, None, "organisation" if organisation else "group", None, None, last)
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
                for entity in self.cast.resolve(child):
                    if entity.country:
                        return entity.country, sectors or self._inherited(entity), last
        for child in head.children:
            relation = universal(child)
            if relation == "appos" or (relation == "nmod" and prepositions_of(child) & {"of", "from", "in", "for", "at", "to"}):
                for entity in self.cast.resolve(child):
                    if entity.country:
                        end = child.right_edge.i if relation == "nmod" and child.right_edge.i - child.i < 4 else last
                        return entity.country, sectors or self._inherited(entity), max(last, end)
        return None, sectors, last

    @staticmethod
    def _inherited(entity: Entity) -> tuple[str, ...]:
        return entity.sectors if entity.kind == "organisation" else ()

    def at_home(self, head: Token, reading: Reading) -> Reading:
        """Police, lawmakers, crowds: of the one country that the sentence places the happening in."""
        if not reading.sectors:
            return reading
        if reading.sectors[0] in _AGAINST:
            country = self._adversary(head)
            return replace(reading, country=country) if country else reading
        if reading.sectors[0] not in _OWN_COUNTRY:
            return reading
        if head.lemma_ in _RELATIONAL or self.of_somebody(head):
            return reading
        # A government may sit in talks anywhere, and a dateline tells where the reporter is: neither makes it that country's.
        governing = reading.sectors[0] in _GOVERNING
        country = self._within(head) or (None if governing else self._place_in(head))
        if country is None:
            home = self.cast.home if reading.sectors[0] in _AT_HOME else None
            country = self.cast.sole or (self.cast.governed or self.cast.told_home if governing else home)
        return replace(reading, country=country) if country else reading

    def of_somebody(self, head: Token) -> bool:
        """Whether a name nobody knows stands before it: "the Zubairu administration" is of whatever country he is of."""
        names = [c for c in children(head, "compound") if c.pos_ == "PROPN" and c.text[:1].isupper() and c.i not in self.cover]
        return any(name.i not in self.toponyms for name in names)

    def _adversary(self, head: Token) -> str | None:
        """Rebels and opposition named in one breath with a government are of its country: "Sudan's government and the rebels"."""
        others = [head.head] if universal(head) == "conj" else []
        for other in [*others, *children(head, "conj")]:
            for entity in self.cast.resolve(other):
                if entity.country and set(entity.sectors[:1]) <= {"GOV", "MIL"}:
                    return entity.country
        return None

    def _within(self, head: Token) -> str | None:
        """The one country named inside the phrase: "refugees fleeing the war in Liberia"."""
        inside = {t.i for c in head.children if c.dep_ in {"acl", "nmod"} for t in c.subtree}
        countries = {self.cover[i].name.country for i in inside if i in self.cover} - {None}
        return countries.pop() if len(countries) == 1 else None

    def _place_in(self, head: Token) -> str | None:
        """The one country that is named with a preposition of place: under the nearest verb above the phrase that has any, so that the
        killed near Bentiu are not Kenyans for talks in Nairobi; else in the sentence."""
        placed = dict(self._placed_in(head.sent))
        node = head
        while placed and node.head.i != node.i:
            node = node.head
            if node.pos_ in {"VERB", "AUX"}:
                under = {t.i for t in node.subtree}
                countries = {country for i, country in placed.items() if i in under}
                if countries:
                    return countries.pop() if len(countries) == 1 else None
        countries = set(placed.values())
        return countries.pop() if len(countries) == 1 else None

    def _placed_in(self, sentence: Span) -> Iterator[tuple[int, str]]:
        for i in range(sentence.start, sentence.end):
            match, place = self.cover.get(i), self.toponyms.get(i)
            named = match is not None and match.name.kind in {"country", "capital", "region", "adjective"}
            country = match.name.country if named and match is not None else place.country if place else None
            if not named and self.cast.home not in (None, country) and country not in self._told_of:
                # One place abroad in a report from home is more often a place at home that no list has.
                continue
            if country and self.doc[i].head.i != i and _placed(self.doc[i]):
                yield i, country


def _placed(token: Token) -> bool:
    """Whether the token, or the noun that it stands before, follows a preposition of place."""
    return bool(prepositions_of(token) & _PLACING) or (
        universal(token) in {"amod", "compound", "nmod", "appos", "flat"} and bool(prepositions_of(token.head) & _PLACING)
    )
