"""An event as pages show it: in a row, and as a mark in a drawing."""

from __future__ import annotations

import calendar

from dragoman.records import Date, Entity, Event
from dragoman.web.drawing.shapes import Deed
from dragoman.web.page import Plain

__all__ = ["deed_of", "happening", "key_of", "last_day"]

_LONGEST = 240
"""characters of a sentence in a row"""


def happening(event: Event) -> Plain:
    """The event in short: when, what, who to whom, where, how well attested, and the words of its first evidence."""
    sentence = event.evidence[0].text if event.evidence else ""
    return {
        "id": event.id,
        "story_id": event.story_id,
        "date": event.date.value,
        "end": last_day(event.date),
        "precision": event.date.precision,
        "type": event.type,
        "modes": list(event.modes),
        "quad": event.quad,
        "intensity": event.intensity,
        "status": str(event.status),
        "actors": [_side(one) for one in event.actors],
        "recipients": [_side(one) for one in event.recipients],
        "place": event.place.name if event.place else None,
        "articles": event.articles,
        "outlets": event.outlets,
        "origins": event.origins,
        "corroborated": event.corroborated,
        "words": sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1].rstrip() + "…",
    }


def deed_of(row: Plain) -> Deed:
    """The mark of a `happening`."""
    who = ", ".join(one["name"] for one in row["actors"]) or "nobody named"
    whom = ", ".join(one["name"] for one in row["recipients"])
    first = _first_day(row["date"])
    return {
        "id": row["id"],
        "date": first,
        "end": row["end"] if first else None,
        "type": row["type"],
        "quad": row["quad"],
        "status": row["status"],
        "corroborated": row["corroborated"],
        "words": f"{row['type'].lower()}: {who}{f' → {whom}' if whom else ''}",
    }


def key_of(entity: Entity) -> str:
    """What stands in the address of their page: the code of a state, a Wikidata item, or the name."""
    return entity.country if entity.kind == "state" and entity.country else entity.wikidata or entity.name


def last_day(date: Date) -> str | None:
    """The last day of a date that is known to a week, month or year, or of an interval; None for a day and for what is no date."""
    if date.value is None or date.precision == "day":
        return date.end_value
    if date.end_value:
        return date.end_value
    parts = date.value.split("-")
    if len(parts) == 1:
        return f"{parts[0]}-12-31"
    if len(parts) == 2:
        return f"{date.value}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]:02}"
    return None


def _first_day(value: str | None) -> str | None:
    return value + "-01" * (2 - value.count("-")) if value else None


def _side(entity: Entity) -> Plain:
    return {"key": key_of(entity), "name": entity.name, "country": entity.country}
