"""Events in the field's own format: PLOVER's JSON records, one a line.

Field names are those of the PLOVER manual (openeventdata/PLOVER, February 2024, chapter on JSON). What the manual has no place for
(outlets, origins, confidence, rule) stands under `dragoman`.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from dragoman.records import Date, Entity, Event, Place, Record, Status, as_plain

__all__ = ["write_plover"]

# The manual's levels of resolution, from 1 (country) to 5 (below the city); a region beyond the country has none.
_RESOLUTION = {"country": 1, "province": 2, "district": 3, "city": 4, "site": 5}
# The manual's auxiliary modes, which it puts among the contexts. Whoever counts events by type alone would otherwise take what was
# denied, planned or only asked for as done.
_AUXILIARY: Mapping[Status, str] = {
    Status.BACKGROUND: "historical",
    Status.PLANNED: "future",
    Status.THREATENED: "hypothetical",
    Status.REQUESTED: "hypothetical",
    Status.HYPOTHETICAL: "hypothetical",
    Status.DENIED: "negation",
}
# The manual's sizes, by what reconciling calls the same measure.
_SIZES = {"dead people": "dead", "hurt people": "injured", "held people": "arrested"}
_MEASURE = "quantities."


def write_plover(kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None:
    """One PLOVER record a line."""
    for record in records:
        assert isinstance(record, Event)
        line = json.dumps(_event(record), ensure_ascii=False, separators=(",", ":"))
        output.write(line.encode("utf-8", "replace") + b"\n")


def _event(event: Event) -> dict[str, Any]:
    first, last = _days(event.date)
    auxiliary = [_AUXILIARY[event.status]] if event.status in _AUXILIARY else []
    return {
        "id": event.id,
        "has_event": True,
        "date": first,
        "enddate": last,
        "actor": [_entity(one) for one in event.actors],
        "recipient": [_entity(one) for one in event.recipients],
        "event": [event.type],
        "mode": list(event.modes),
        "context": [*event.contexts, *auxiliary],
        "quad_code": event.quad,
        "event_scale": event.intensity,
        "event_loc": _place(event.place) if event.place else None,
        "event_text": [citation.text for citation in event.evidence],
        # One object for each text of `event_text`: an event has several articles, the manual's record one text.
        "text_info": [{"start": one.start, "end": one.end, "article": one.article_id} for one in event.evidence],
        "size": _size(event),
        "link": event.story_id,
        "coder": event.version,
        "dragoman": {
            "story": event.story_id,
            "status": str(event.status),
            "date_precision": event.date.precision,
            "date_source": event.date.source,
            "asserted_by": event.asserted_by.kind,
            "quantities": as_plain(event.quantities),
            "objects": [thing.text for thing in event.objects],
            "articles": event.articles,
            "outlets": event.outlets,
            "origins": event.origins,
            "corroborated": event.corroborated,
            "confidence": event.confidence,
            "rule": event.rule,
        },
    }


def _days(date: Date) -> tuple[str | None, str | None]:
    """First and last day, as YYYY-MM-DD: a month or a year goes from its first day to its last. No last day for a single one."""
    if date.value is None:
        return None, None
    first, last = _edge(date.value, last=False), _edge(date.end_value or date.value, last=True)
    return first, last if date.end_value or last != first else None


def _edge(value: str, *, last: bool) -> str:
    """The first or last day of a year `2031` or a month `2031-03`; a day is its own."""
    match value.split("-"):
        case [year]:
            return f"{year}-12-31" if last else f"{year}-01-01"
        case [year, month] if month.isdigit():
            return f"{value}-{monthrange(int(year), int(month))[1]:02}" if last else f"{value}-01"
    return value


def _size(event: Event) -> dict[str, float]:
    """The numbers that the manual names: dead, injured, and, where the event is an arrest, arrested."""
    measures = [field.removeprefix(_MEASURE) for field in event.sources if field.startswith(_MEASURE)]
    if len(measures) != len(event.quantities):
        return {}
    sizes = {_SIZES[measure]: one.value for measure, one in zip(measures, event.quantities, strict=True) if measure in _SIZES}
    return sizes if "arrest" in event.modes else {name: value for name, value in sizes.items() if name != "arrested"}


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "code": entity.country,
        "sector": list(entity.sectors),
        "entity_text": entity.text,
        "identifier_id": entity.wikidata,
        "identifier_text": entity.name,
        "office": entity.office,
    }


def _place(place: Place) -> dict[str, Any]:
    level = {place.precision: place.name} if place.precision in ("city", "district", "province") else {}
    return {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.latitude,
        "lon": place.longitude,
        **level,
        "country_code": place.country,
        "resolution": _RESOLUTION.get(place.precision),
    }
