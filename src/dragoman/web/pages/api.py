"""The API for a reader: every list, what it can be asked, and an address to try; made from the same description that programs get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.exporting import EXCERPT
from dragoman.web.api import PREFIX, description
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

_TRIED = {
    "/events": "?type=SANCTION&min_origins=2&limit=5",
    "/ties": "?period=week&limit=5",
    "/search": "?q=border",
    "/findings": "?relation=contradicts",
    "/quotes": "?form=direct&limit=5",
}
"""what an example asks"""


def build(asked: Asked) -> Plain:
    """What there is."""
    found = description()
    return {
        "title": "API",
        "prefix": PREFIX,
        "version": found["info"]["version"],
        "about": found["info"]["description"],
        "excerpt": EXCERPT,
        "operations": [_operation(path, known["get"]) for path, known in found["paths"].items()],
    }


def _operation(path: str, known: Mapping[str, Any]) -> Plain:
    formats = [media.partition(";")[0] for media in known["responses"]["200"].get("content", {})]
    return {
        "path": PREFIX + path,
        "about": known.get("description") or known.get("summary", ""),
        "try": None
        if "{" in path
        else PREFIX + path + _TRIED.get(path, "?limit=5" if "application/x-ndjson" in formats else ""),
        "formats": formats,
        "parameters": [_parameter(one) for one in known.get("parameters", [])],
    }


def _parameter(known: Mapping[str, Any]) -> Plain:
    schema = known["schema"]
    return {
        "name": known["name"],
        "type": _in_words(schema),
        "default": schema.get("default") or None,
        "about": known.get("description") or schema.get("description", ""),
        "required": bool(known.get("required")),
    }


def _in_words(schema: Mapping[str, Any]) -> str:
    """What values a parameter takes."""
    if "anyOf" in schema:
        return " or ".join(_in_words(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_in_words(schema['items'])}; may be given again"
    if "$ref" in schema:
        return _in_words(description()["components"]["schemas"].get(schema["$ref"].rsplit("/", 1)[-1], {}))
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    word = {"string": "text", "integer": "number", "number": "number"}.get(schema.get("type", ""), "text")
    return f"{word} {' to '.join(bounds)}" if len(bounds) == 2 else word


PAGE = Page("api", "/api", build)
