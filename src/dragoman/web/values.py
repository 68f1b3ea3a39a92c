"""The fields of a mention or an event in words, and where in an article each was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.records import Assertion, Date, Entity, Event, Mention, Place, Quantity, Span
from dragoman.web.wording import day_in_words, days_in_words

__all__ = ["FIELDS", "Field", "field_of", "happening", "name_of", "spans_of", "stands_for", "values_of"]

Read = Entity | Span | Quantity | Date | Place | Assertion


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is called on a page, and as what its words are marked."""

    label: str
    kind: str


FIELDS: Mapping[str, Field] = {
    "type": Field("What", "deed"),
    "modes": Field("In what way", "deed"),
    "status": Field("Done or not", "deed"),
    "actors": Field("Who", "who"),
    "recipients": Field("To whom", "whom"),
    "date": Field("When", "when"),
    "place": Field("Where", "where"),
    "quantities": Field("How many", "number"),
    "objects": Field("With what", "thing"),
    "asserted_by": Field("Says who", "source"),
    "quote": Field("Words", "said"),
    "speaker": Field("Speaker", "said"),
}
"""in the order in which they are shown"""


def field_of(name: str) -> Field:
    """The field of that name, of which `quantities.dead people` is one too."""
    base, _, counted = name.partition(".")
    known = FIELDS.get(base, Field(base.replace("_", " ").capitalize(), "deed"))
    return Field(f"How many {counted}", known.kind) if counted else known


def values_of(record: Mention | Event) -> dict[str, str]:
    """Each field that says something, in words."""
    found = {
        "type": record.type,
        "modes": ", ".join(record.modes),
        "status": str(record.status),
        "actors": ", ".join(map(name_of, record.actors)),
        "recipients": ", ".join(map(name_of, record.recipients)),
        "date": _when(record.date),
        "place": _place(record.place),
        "quantities": _figures(record.quantities),
        "objects": " and ".join(thing.text for thing in record.objects),
        "asserted_by": record.asserted_by.name or record.asserted_by.kind,
    }
    return {field: value for field, value in found.items() if value}


def happening(record: Mention | Event) -> dict[str, Any]:
    """The main of it, as it stands in a list."""
    return {
        "id": record.id,
        "type": record.type,
        "modes": list(record.modes),
        "status": str(record.status),
        "quad": record.quad,
        "intensity": record.intensity,
        "actors": [name_of(one) for one in record.actors],
        "recipients": [name_of(one) for one in record.recipients],
        "date": record.date.value,
        "end_date": record.date.end_value,
        "place": _place(record.place) or None,
        "quantities": _figures(record.quantities) or None,
        "objects": " and ".join(thing.text for thing in record.objects) or None,
    }


def name_of(entity: Entity) -> str:
    """`Lasha Beridzeli (GEO GOV)`"""
    codes = " ".join(filter(None, (entity.country, *entity.sectors[:1])))
    return entity.name + (f" ({codes})" if codes else "")


def spans_of(mention: Mention, field: str, amount: Quantity | None = None) -> list[tuple[int, int]]:
    """Where in the article a field of a mention was read; of numbers, those that say the same as `amount`, where it is given."""
    return list(_spans(_read_in(mention, field, amount)))


def stands_for(mention: Mention, field: str) -> list[str]:
    """`“they” stands for “the two ministers”`, for pronouns and the like."""
    pointing = [one for one in _read_in(mention, field, None) if isinstance(one, Entity) and one.refers_to]
    return list(dict.fromkeys(f"“{one.text}” stands for “{one.refers_to.text}”" for one in pointing if one.refers_to))


def _read_in(mention: Mention, field: str, amount: Quantity | None) -> Sequence[Read]:
    if field.startswith("quantities"):
        same = [one for one in mention.quantities if amount and (one.value, one.unit) == (amount.value, amount.unit)]
        return same or mention.quantities
    own: Mapping[str, Sequence[Read]] = {
        "actors": mention.actors,
        "recipients": mention.recipients,
        "date": (mention.date,),
        "place": (mention.place,) if mention.place else (),
        "objects": mention.objects,
        "asserted_by": (mention.asserted_by,),
    }
    return own.get(field, (mention.trigger,))


def _spans(read: Sequence[Read]) -> Iterator[tuple[int, int]]:
    for one in read:
        if one.start is not None and one.end is not None:
            yield one.start, one.end
        if isinstance(one, Entity) and one.refers_to:
            yield one.refers_to.start, one.refers_to.end


def _when(date: Date) -> str:
    if date.value is None:
        return ""
    span = days_in_words(date.value, date.end_value) if date.end_value else day_in_words(date.value)
    return span if date.text else f"{span} (day of publication)"


def _place(place: Place | None) -> str:
    return "" if place is None else place.name + (f" ({place.country})" if place.country else "")


def _figures(quantities: Sequence[Quantity]) -> str:
    return ", ".join(f"{one.text} {one.noun}" if one.noun and one.noun not in one.text else one.text for one in quantities)
