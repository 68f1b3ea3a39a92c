"""The columns that mentions and events have in common: what, who, to whom, when, where, how many, and who says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman.exporting.column import Column, joined, listed, optional, taken
from dragoman.records import Entity, Quantity

__all__ = ["HAPPENING", "date_columns"]

_BOUNDS = {"at_least": ">=", "at_most": "<=", "about": "~", "exact": ""}


def date_columns() -> list[Column]:
    """When, of whatever has a date."""
    return [
        Column("date", "text", "when, ISO 8601: a day, a month `2031-03` or a year", optional("date", "value")),
        Column("date_end", "text", "last day of an interval", optional("date", "end_value")),
        Column("date_precision", "text", "day, week, month, year or none", optional("date", "precision")),
        Column("date_source", "text", "text, or published where the text tells none", optional("date", "source")),
        Column("date_text", "text", "the words it was read from", optional("date", "text")),
    ]


def _sides(field: str, side: str, who: str) -> list[Column]:
    """Entities in parallel columns: the same number of parts in each, an empty one where an entity has none."""

    def each(part: Callable[[Entity], object]) -> Callable[[Any], str]:
        return lambda record: joined(part(entity) or "" for entity in getattr(record, field))

    return [
        Column(f"{side}s", "text", f"names of those {who}", each(lambda entity: entity.name)),
        Column(
            f"{side}_countries",
            "text",
            "their codes, in the same order; empty where unknown",
            each(lambda entity: entity.country),
        ),
        Column(
            f"{side}_sectors",
            "text",
            "their primary PLOVER sectors, in the same order",
            each(lambda entity: entity.sectors[0] if entity.sectors else None),
        ),
        Column(
            f"{side}_kinds",
            "text",
            "state, organisation, person, group or unnamed, in the same order",
            each(lambda entity: entity.kind),
        ),
        Column(f"{side}_offices", "text", "their offices, in the same order", each(lambda entity: entity.office)),
        Column(f"{side}_wikidata", "text", "their Wikidata items, in the same order", each(lambda entity: entity.wikidata)),
    ]


def _place_columns() -> list[Column]:
    return [
        Column("place", "text", "where; empty where it is not told", optional("place", "name")),
        Column("place_country", "text", "its country", optional("place", "country")),
        Column("latitude", "number", "degrees north", optional("place", "latitude")),
        Column("longitude", "number", "degrees east", optional("place", "longitude")),
        Column("geonames_id", "integer", "its id in GeoNames", optional("place", "geonames_id")),
        Column("place_precision", "text", "site, city, district, province, country or region", optional("place", "precision")),
        Column("place_role", "text", "event, host or mentioned", optional("place", "role")),
    ]


def _quantity(quantity: Quantity) -> str:
    value = f"{quantity.value:.0f}" if quantity.value == int(quantity.value) else str(quantity.value)
    noun = quantity.noun if quantity.noun != quantity.unit else None
    return " ".join(filter(None, [f"{_BOUNDS.get(quantity.bound, '')}{value}", quantity.unit, noun]))


HAPPENING = [
    taken("type", "text", "PLOVER type"),
    listed("modes", "PLOVER modes"),
    listed("contexts", "PLOVER contexts"),
    taken("quad", "integer", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    taken("intensity", "number", "PLOVER score, -10 (conflict) to 10 (cooperation)"),
    Column(
        "status",
        "text",
        "done, ongoing, planned, threatened, requested, denied, hypothetical or background",
        lambda record: str(record.status),
    ),
    *_sides("actors", "actor", "who did it"),
    *_sides("recipients", "recipient", "to whom it was done"),
    *date_columns(),
    *_place_columns(),
    Column("asserted_by_kind", "text", "outlet, agency, speaker or unnamed", optional("asserted_by", "kind")),
    Column("asserted_by", "text", "who says so", optional("asserted_by", "name")),
    Column(
        "quantities",
        "text",
        "numbers, each with its bound (`>=`, `<=`, `~`), unit and noun",
        lambda record: joined(map(_quantity, record.quantities)),
    ),
    Column(
        "objects",
        "text",
        "things given, sent, seized or dealt with",
        lambda record: joined(thing.text for thing in record.objects),
    ),
    Column(
        "evidence",
        "text",
        "the first sentence it was read from",
        lambda record: record.evidence[0].text if record.evidence else None,
    ),
    taken("confidence", "number", "0 to 1"),
]
"""in the order in which they stand"""
