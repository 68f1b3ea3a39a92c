"""Events in the field's own format: PLOVER's JSON records, one a line.

Field names are those of the PLOVER manual (openeventdata/PLOVER, February 2024). What the manual has no place for (outlets, origins,
confidence, rule) stands under `dragoman`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.records import Entity, Event, Place, Record

__all__ = ["write_plover"]

# PLOVER's levels of resolution, from 1 (country) to 5 (below the city); a region beyond the country has none.
_RESOLUTION = {"country": 1, "province": 2, "district": 3, "city": 4, "site": 5}


def write_plover(kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None:
    """One PLOVER record a line."""
    for record in records:
        assert isinstance(record, Event)
        line = json.dumps(_event(record), ensure_ascii=False, separators=(",", ":"))
        output.write(line.encode("utf-8", "replace") + b"\n")


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "has_event": True,
        "date": event.date.value,
        "enddate": event.date.end_value,
        "actor": [_entity(one) for one in event.actors],
        "recipient": [_entity(one) for one in event.recipients],
        "event": [event.type],
        "mode": list(event.modes),
        "context": list(event.contexts),
        "quad_code": event.quad,
        "event_scale": event.intensity,
        "event_loc": _place(event.place) if event.place else None,
        "event_text": [citation.text for citation in event.evidence],
        "text_info": [{"start": one.start, "end": one.end, "article": one.article_id} for one in event.evidence],
        "coder": event.version,
        "dragoman": {
            "story": event.story_id,
            "status": str(event.status),
            "date_precision": event.date.precision,
            "date_source": event.date.source,
            "asserted_by": event.asserted_by.kind,
            "articles": event.articles,
            "outlets": event.outlets,
            "origins": event.origins,
            "corroborated": event.corroborated,
            "confidence": event.confidence,
            "rule": event.rule,
        },
    }


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
    return {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.latitude,
        "lon": place.longitude,
        "country_code": place.country,
        "resolution": _RESOLUTION.get(place.precision),
    }
