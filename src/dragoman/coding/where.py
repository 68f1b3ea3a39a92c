"""Where: the places that a report names, and which place on the map each name means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..knowledge.gazetteer import Gazetteer, load_gazetteer
from .place_choice import choose
from .place_spotting import Reader, spot

__all__ = ["Gazetteer", "Toponym", "find_places", "load_gazetteer"]

_PRECISION = {"continent": "region", "water": "region", "island": "region"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name in a report: `text == doc.text[start_char:end_char]`."""

    text: str
    name: str
    country: str | None
    latitude: float
    longitude: float
    geonames_id: int | None
    precision: str
    """site, city, district, province, country or region"""
    start_char: int
    end_char: int
    token_start: int
    token_end: int


def find_places(doc: Doc, entities: Sequence[tuple[int, int, str]], gazetteer: Gazetteer) -> list[Toponym]:
    """The places that `doc` names, in order.

    Only the tokens of `doc` are read. `entities` are token spans with their labels (PER, ORG, LOC ...); without them,
    people and organisations that bear a place's name are told apart by the words around them alone.
    """
    reader = Reader(doc, entities)
    candidates = list(spot(reader, gazetteer))
    return [
        Toponym(
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
        for candidate, place in choose(reader, candidates, gazetteer)
    ]
