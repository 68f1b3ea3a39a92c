"""An event as pages show it: in a row, and as a mark in a drawing."""

from __future__ import annotations

import calendar

from dragoman.records import Entity, Event
from dragoman.web.drawing.shapes import Deed
from dragoman.web.page import Plain

__all__ = ["days_in", "deed_of", "happening", "key_of"]

_LONGEST = 240
"""characters of a sentence in a row"""


def happening(event: Event) -> Plain:
    """The event in short: when, what, who to whom, where, how well attested, and the words of its first evidence."""
    sentence = event.evidence[0].text if event.evidence else ""
    return {
        "id": event.id,
        "story_id": event.story_id,
        "date": event.date.value,
        "end": event.date.end_value or (days_in(event.date.value)[1] if event.date.value else None),
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
    first = days_in(row["date"])[0] if row["date"] else None
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


def days_in(value: str) -> tuple[str, str | None]:
    """The first day of a date, and the last where it is a month (`2031-03`) or a year; ISO 8601."""
    parts = value.split("-")
    if len(parts) == 1:
        return f"{value}-01-01", f"{value}-12-31"
    if len(parts) == 2:
        return f"{value}-01", f"{value}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]:02}"
    return value, None


def _side(entity: Entity) -> Plain:
    return {"key": key_of(entity), "name": entity.name, "country": entity.country}
