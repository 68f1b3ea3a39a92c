"""Where: the places that a report names, and which place on the map each name means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..knowledge.gazetteer import Gazetteer, Location, load_gazetteer
from .place_choice import choose
from .place_spotting import Candidate, Reader, spot
from .place_unlisted import Unlisted, capitals, unlisted

__all__ = ["Gazetteer", "Toponym", "find_places", "load_gazetteer"]

_SOMEBODYS = frozenset(("administration", "presidency", "regime", "doctrine", "era", "family", "campaign"))
_KNOWN = 100_000
"""inhabitants of a town that the press knows by its name alone"""
_PRECISION = {"continent": "region", "water": "region", "island": "region"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name in a report: `text == doc.text[start_char:end_char]`."""

    text: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    precision: str
    """site, city, district, province, country or region"""
    start_char: int
    end_char: int
    token_start: int
    token_end: int


def find_places(doc: Doc, entities: Sequence[tuple[int, int, str]], gazetteer: Gazetteer) -> list[Toponym]:
    """The places that `doc` names, in order; those that the gazetteer lacks have no country and no coordinates.

    Only the tokens of `doc` are read. `entities` are token spans with their labels (PER, ORG, LOC ...); without them,
    people and organisations that bear a place's name are told apart by the words around them alone.
    """
    reader = Reader(doc, entities)
    chosen = [
        (candidate, place)
        for candidate, place in choose(reader, list(spot(reader, gazetteer)), gazetteer)
        # "The Bush administration" is somebody's, whatever towns bear the name.
        if place.curated or reader.word(candidate.end) not in _SOMEBODYS
    ]
    spoken_of = {place.country for _, place in chosen if place.curated or place.population >= _KNOWN} | _named_states(
        reader, gazetteer
    )
    taken = {i for c, place in chosen if _sure(place, spoken_of) for i in range(c.start, c.end)}
    sites = list(unlisted(reader, taken, gazetteer))
    inside = {i for site in sites for i in range(site.start, site.end)}
    found = [_listed(reader, c, place) for c, place in chosen if not inside & set(range(c.start, c.end))]
    found += [_unlisted(reader, site) for site in sites]
    found += [_capital(reader, *capital) for capital in capitals(reader, gazetteer)]
    return sorted(found, key=lambda toponym: toponym.start_char)


def _sure(place: Location, spoken_of: set[str | None]) -> bool:
    """Whether a place is more than a namesake abroad of something that only the report knows."""
    return place.curated or place.population >= _KNOWN or not spoken_of or place.country in spoken_of


def _named_states(reader: Reader, gazetteer: Gazetteer) -> set[str | None]:
    """The states that the report names, by themselves or by their people or adjective."""
    found: set[str | None] = set()
    for start, capital in enumerate(reader.capital):
        for end in range(start + 1, min(start + 4, len(reader.words) + 1) if capital else start):
            name = " ".join(reader.words[start:end])
            found.add(gazetteer.country_of_people(name))
            found |= {place.country for place in gazetteer.find(name) if place.kind == "country"}
    return found - {None}


def _listed(reader: Reader, candidate: Candidate, place: Location) -> Toponym:
    return Toponym(
        text=candidate.text,
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames_id=place.geonames_id,
        precision=_PRECISION.get(place.kind, place.kind),
        start_char=reader.starts[candidate.start],
        end_char=reader.starts[candidate.start] + len(candidate.text),
        token_start=candidate.start,
        token_end=candidate.end,
    )


def _capital(reader: Reader, start: int, end: int, place: Location) -> Toponym:
    text, at = reader.span(start, end), reader.starts[start]
    where = (place.latitude, place.longitude, place.geonames_id)
    return Toponym(text, place.name, place.country, *where, "city", at, at + len(text), start, end)


def _unlisted(reader: Reader, site: Unlisted) -> Toponym:
    text, start = reader.span(site.start, site.end), reader.starts[site.start]
    return Toponym(text, text, None, None, None, None, site.precision, start, start + len(text), site.start, site.end)
