"""The flat tables: which columns a kind of record has, and how each is read off the record.

Lists stand in one cell, their parts set apart by "; ". What a column means is in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.records import Date, Entity, Place, Quantity

__all__ = ["COLUMNS", "Column"]

_BETWEEN = "; "
_EXCERPT = 200
"""characters of an article that are shown where its text is not asked for"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type (text, integer, number or boolean), and how its value is read off a record."""

    name: str
    type: str
    of: Callable[[Any], Any]


def _texts(*names: str) -> list[Column]:
    return [Column(name, "text", _field(name)) for name in names]


def _integers(*names: str) -> list[Column]:
    return [Column(name, "integer", _field(name)) for name in names]


def _numbers(*names: str) -> list[Column]:
    return [Column(name, "number", _field(name)) for name in names]


def _lists(*names: str) -> list[Column]:
    return [Column(name, "text", _list_of(name)) for name in names]


def _field(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


def _list_of(name: str) -> Callable[[Any], str]:
    return lambda record: _joined(getattr(record, name))


def _joined(parts: Iterable[object]) -> str:
    return _BETWEEN.join(str(part) for part in parts)


def _text(name: str, of: Callable[[Any], Any]) -> Column:
    return Column(name, "text", of)


def _entities(field: str, name: str) -> list[Column]:
    """Names, countries and primary sectors of a list of entities, in parallel columns; an empty part where one has none."""

    def each(part: Callable[[Entity], object]) -> Callable[[Any], str]:
        return lambda record: _joined(part(entity) or "" for entity in getattr(record, field))

    return [
        _text(f"{name}s", each(lambda entity: entity.name)),
        _text(f"{name}_countries", each(lambda entity: entity.country)),
        _text(f"{name}_sectors", each(lambda entity: entity.sectors[0] if entity.sectors else None)),
        _text(f"{name}_kinds", each(lambda entity: entity.kind)),
    ]


def _date() -> list[Column]:
    def part(name: str) -> Callable[[Any], Any]:
        def of(record: Any) -> Any:
            when: Date = record.date
            return getattr(when, name)

        return of

    return [
        _text("date", part("value")),
        _text("date_end", part("end_value")),
        _text("date_precision", part("precision")),
        _text("date_source", part("source")),
        _text("date_text", part("text")),
    ]


def _place() -> list[Column]:
    def part(name: str) -> Callable[[Any], Any]:
        def of(record: Any) -> Any:
            place: Place | None = record.place
            return None if place is None else getattr(place, name)

        return of

    return [
        _text("place", part("name")),
        _text("place_country", part("country")),
        Column("latitude", "number", part("latitude")),
        Column("longitude", "number", part("longitude")),
        Column("geonames_id", "integer", part("geonames_id")),
        _text("place_precision", part("precision")),
        _text("place_role", part("role")),
    ]


def _quantity(quantity: Quantity) -> str:
    bound = {"at_least": ">=", "at_most": "<=", "about": "~"}.get(quantity.bound, "")
    value = f"{quantity.value:.0f}" if quantity.value == int(quantity.value) else str(quantity.value)
    return " ".join(filter(None, [f"{bound}{value}", quantity.unit, quantity.noun if quantity.noun != quantity.unit else None]))


def _happening() -> list[Column]:
    """What mentions and events have in common."""
    return [
        *_texts("type"),
        *_lists("modes", "contexts"),
        *_integers("quad"),
        *_numbers("intensity"),
        _text("status", lambda record: str(record.status)),
        *_entities("actors", "actor"),
        *_entities("recipients", "recipient"),
        *_date(),
        *_place(),
        _text("asserted_by_kind", lambda record: record.asserted_by.kind),
        _text("asserted_by", lambda record: record.asserted_by.name),
        _text("quantities", lambda record: _joined(map(_quantity, record.quantities))),
        _text("objects", lambda record: _joined(thing.text for thing in record.objects)),
        _text("evidence", lambda record: record.evidence[0].text if record.evidence else None),
        *_numbers("confidence"),
    ]


def _coder() -> list[Column]:
    return [_text("coder_version", lambda record: record.coder.version), _text("coder_rule", lambda record: record.coder.rule)]


def _optional(field: str, part: str) -> Callable[[Any], Any]:
    return lambda record: None if getattr(record, field) is None else getattr(getattr(record, field), part)


def _counts(name: str) -> Callable[[Any], str]:
    def of(record: Any) -> str:
        counts: Mapping[str, object] = getattr(record, name)
        return _joined(f"{key}={value}" for key, value in counts.items())

    return of


def _quad(quad: int) -> Callable[[Any], int]:
    return lambda tie: tie.by_quad.get(str(quad), 0)


COLUMNS: Mapping[str, list[Column]] = {
    "articles": [
        *_texts("id", "published", "outlet", "title", "url", "language", "fetched", "licence", "text_sha256"),
        *_integers("body_start"),
        _text("excerpt", lambda article: article.text[article.body_start : article.body_start + _EXCERPT]),
    ],
    "mentions": [
        *_texts("id", "article_id", "event_id"),
        *_happening(),
        _text("trigger", lambda mention: mention.trigger.text),
        Column("trigger_start", "integer", lambda mention: mention.trigger.start),
        Column("trigger_end", "integer", lambda mention: mention.trigger.end),
        *_coder(),
    ],
    "quotes": [
        *_texts("id", "article_id", "text"),
        *_integers("start", "end"),
        *_texts("form"),
        _text("speaker", _optional("speaker", "name")),
        _text("speaker_country", _optional("speaker", "country")),
        _text("speaker_office", _optional("speaker", "office")),
        _text("cue", _optional("cue", "text")),
        _text("addressee", _optional("addressee", "name")),
        _text("medium", _optional("medium", "name")),
        *_date(),
        *_coder(),
    ],
    "stories": [
        *_texts("id", "title", "first", "last"),
        *_integers("articles", "outlets"),
        Column("origins", "integer", lambda story: len(story.origins)),
        Column("events", "integer", lambda story: len(story.event_ids)),
        _text("origin_names", lambda story: _joined(origin.origin for origin in story.origins)),
        *_lists("countries", "article_ids", "event_ids"),
        *_texts("version"),
    ],
    "events": [
        *_texts("id", "story_id"),
        *_happening(),
        *_integers("articles", "outlets", "origins"),
        Column("corroborated", "boolean", _field("corroborated")),
        *_lists("mention_ids"),
        _text("agreement", _counts("agreement")),
        *_texts("rule", "version"),
    ],
    "findings": [
        *_texts("id", "story_id", "event_id", "quote_id", "field"),
        _text("relation", lambda finding: str(finding.relation)),
        _text("values", lambda finding: _joined(value.value for value in finding.values)),
        _text("outlets", lambda finding: _joined(", ".join(value.outlets) for value in finding.values)),
        _text("origins", lambda finding: _joined(", ".join(value.origins) for value in finding.values)),
        _text("article_ids", lambda finding: _joined(", ".join(value.article_ids) for value in finding.values)),
        _text(
            "words",
            lambda finding: _joined(", ".join(f"“{words.text}”" for words in value.evidence) for value in finding.values),
        ),
        *_texts("explanation", "version"),
    ],
    "ties": [
        *_texts("id", "a", "b", "period"),
        *_integers("events", "a_to_b", "b_to_a", "mutual"),
        *(Column(f"quad_{quad}", "integer", _quad(quad)) for quad in (1, 2, 3, 4)),
        _text("by_type", _counts("by_type")),
        *_numbers("score", "score_sum", "trend"),
        *_lists("event_ids"),
        *_texts("version"),
    ],
    "sensitivity": [
        *_texts("id", "event_id", "story_id", "field", "value", "rule", "instead"),
        *_lists("mention_ids"),
        *_texts("version"),
    ],
}
