"""What answers look like, as JSON schemas made from the records themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from dragoman.records import Article, Event, Finding, Mention, Quote, Story, Tie
from dragoman.store.browsing import Actor, ActorRow, Partner, PlacePoint, RoleCount

__all__ = ["list_answers", "object_answers", "record_answers", "schemas"]

_RECORDS = (Article, Mention, Quote, Story, Event, Finding, Tie)
_ROWS = (Actor, ActorRow, Partner, PlacePoint, RoleCount)
Answers = dict[int | str, dict[str, Any]]
_TEMPLATE = "#/components/schemas/{model}"
_PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
_HIT = {
    "type": "object",
    "required": ["id", "title", "snippet", "page"],
    "properties": {name: {"type": "string"} for name in ("id", "title", "snippet", "page")},
}
_OTHERS: Mapping[str, Any] = {
    "ActorInFull": {
        "type": "object",
        "required": ["actor", "roles", "partners"],
        "properties": {
            "actor": {"$ref": _TEMPLATE.format(model="Actor")},
            "roles": {"type": "array", "items": {"$ref": _TEMPLATE.format(model="RoleCount")}},
            "partners": {"type": "array", "items": {"$ref": _TEMPLATE.format(model="Partner")}},
        },
    },
    "Found": {
        "type": "object",
        "description": "kind -> what holds the words, the best first; » and « stand around them in the snippet",
        "additionalProperties": {"type": "array", "items": _HIT},
    },
    "Info": {
        "type": "object",
        "required": ["version", "rules", "change", "counts", "text", "last_day"],
        "properties": {
            "version": {"type": "string"},
            "rules": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "change": {"type": "integer", "description": "number of the last change of the store"},
            "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "text": {"type": "string", "description": "how much of an article's text is given"},
            "last_day": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
    },
}


def schemas() -> dict[str, Any]:
    """Name -> schema of every record and of its parts, and `Problem`."""
    found: dict[str, Any] = {"Problem": dict(_PROBLEM), **_OTHERS}
    for record in (*_RECORDS, *_ROWS):
        schema = TypeAdapter(record).json_schema(mode="serialization", ref_template=_TEMPLATE)
        found |= schema.pop("$defs", {})
        found[record.__name__] = schema
    for record in _RECORDS:
        schema = found[record.__name__]
        schema["properties"] = {"kind": {"const": record.kind, "type": "string"}} | schema["properties"]
        schema["required"] = ["kind", *schema.get("required", [])]
    # Printed under another name: see docs/records.md.
    date = found["Date"]["properties"]
    date["end_date"] = date.pop("end_value") | {"title": "End Date"}
    found["Date"]["required"] = ["end_date" if name == "end_value" else name for name in found["Date"]["required"]]
    _excerpted(found["Article"])
    return found


def _excerpted(article: dict[str, Any]) -> None:
    article["required"].remove("text")
    article["properties"]["text"]["description"] = "only where the server was started with --with-text"
    article["properties"]["text_excerpt"] = {"type": "string", "description": "otherwise: how the report begins"}


def list_answers(name: str, formats: Sequence[str] = ("json", "ndjson", "csv")) -> Answers:
    """Of a list of records of that name."""
    item = {"$ref": _TEMPLATE.format(model=name)}
    address = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    page = {
        "type": "object",
        "required": ["items", "count", "next", "previous"],
        "properties": {
            "items": {"type": "array", "items": item},
            "count": {"type": "integer", "description": "how many match, on all pages"},
            "next": address | {"description": "address of the next page"},
            "previous": address | {"description": "address of the page before"},
        },
    }
    media: dict[str, Any] = {"application/json": {"schema": page}, "application/x-ndjson": {"schema": {"type": "string"}}}
    if "csv" in formats:
        media["text/csv"] = {"schema": {"type": "string"}}
    told = "A page as JSON, or all that match, one a line" + (" or as the table of docs/exports.md" if "csv" in formats else "")
    return {200: {"description": told, "content": media}, **_FAILURES}


def record_answers(name: str) -> Answers:
    """Of one record of that name."""
    return {**object_answers(name), 404: _problem("There is no such record")}


def object_answers(name: str) -> Answers:
    """Of one object of that name."""
    media = {"application/json": {"schema": {"$ref": _TEMPLATE.format(model=name)}}}
    return {200: {"description": name, "content": media}, **_FAILURES}


def _problem(told: str) -> dict[str, Any]:
    return {
        "description": told,
        "content": {"application/problem+json": {"schema": {"$ref": _TEMPLATE.format(model="Problem")}}},
    }


_FAILURES: Answers = {
    304: {"description": "It is what If-None-Match names"},
    400: _problem("The request asks for what is not"),
    503: _problem("A build is running; ask again after Retry-After seconds"),
}
