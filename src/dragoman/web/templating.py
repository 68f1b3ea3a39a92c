"""From a dictionary to HTML. Everything that a template prints is escaped; what is not comes from `marking` and `drawing` alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman import __version__
from dragoman.web import drawing
from dragoman.web.drawing.marks import QUADS
from dragoman.web.marking import marked
from dragoman.web.wording import NOUNS, RELATIONS, SIGNS, basis_in_words, counted, day_in_words, days_in_words, short_day

__all__ = ["STATIC", "address", "address_of_hit", "render", "static_address"]

STATIC = {
    "drawing.css": "text/css; charset=utf-8",
    "drawing.js": "text/javascript; charset=utf-8",
    "brief.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "instant.js": "text/javascript; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "review.css": "text/css; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
    "tables.css": "text/css; charset=utf-8",
}
"""files that are served as they are"""
_SUFFIXES = (".html", ".json", ".csv")


def render(template: str, page: Mapping[str, Any], **layout: Any) -> str:
    """The HTML of a page; `layout` is what stands around it."""
    return _environment().get_template(f"{template}.html").render(page=page, **layout)


def address(kind: str, id: str, suffix: str = "", **query: str) -> str:
    """Where a record is shown: `/story/ID`. An id may be any text; one that ends like a suffix is told apart by a suffix."""
    ending = suffix or (".html" if id.endswith(_SUFFIXES) or not id.strip(".") else "")
    asked = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query.items() if value)
    return f"/{kind}/{quote(id, safe='', errors='replace')}{ending}" + (f"?{asked}" if asked else "")


def address_of_hit(kind: str, id: str) -> str:
    """Where what search has found is shown; `kind` is one of SEARCHED. A place leads to its events."""
    if kind == "places":
        return f"/events?{urlencode({'place': id}, errors='replace')}"
    pages = {"articles": "article", "stories": "story", "people": "actor"}
    return address(pages.get(kind, "why"), id)


@cache
def static_address(name: str) -> str:
    """Where a file that is served as it is stands; another address whenever its content is another."""
    content = (resources.files(__package__) / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(address=address, drawing=drawing, static=static_address, version=__version__)
    made.globals.update(NOUNS=NOUNS, QUADS=QUADS, RELATIONS=RELATIONS, SIGNS=SIGNS)
    made.filters.update(
        basis=basis_in_words, counted=counted, day=day_in_words, days=days_in_words, marked=marked, shortday=short_day
    )
    return made
