"""What a page says of its article in JSON-LD, in the vocabulary of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

__all__ = ["Structured", "structured"]

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Reportage\w*)$")
_LISTS = ("itemListElement", "relatedLink", "mentions", "isPartOf", "hasPart", "citation", "comment", "video", "image")
"""what else an article's JSON-LD speaks of"""
_LONGEST = 2_000_000
_MOST_OBJECTS = 5_000
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)+|(?:-->|//\s*\]\]>|\]\]>|;)+\s*$", re.DOTALL)
_TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Structured:
    """An article as JSON-LD describes it; what it does not say is empty."""

    is_article: bool = False
    title: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    """authors that are no persons, and who provides it"""
    publisher: str = ""
    url: str = ""
    body: str = ""
    is_free: bool = True


def structured(root: HtmlElement) -> Structured:
    """The article of a page; where several are described, the one with most said of it, the first of them."""
    things = [thing for script in root.iter("script") for thing in _objects(_parsed(script.text or ""))]
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    articles = [thing for thing in things if any(_ARTICLE.match(kind) for kind in _kinds(thing))]
    if not articles:
        sites = [thing for thing in things if {"Organization", "NewsMediaOrganization", "WebSite"} & set(_kinds(thing))]
        return Structured(publisher=next((name for site in sites if (name := _text(site.get("name")))), ""))
    best = max(
        articles, key=lambda thing: sum(bool(thing.get(key)) for key in ("headline", "datePublished", "articleBody", "author"))
    )
    authors = list(_named(best.get("author"), by_id)) + list(_named(best.get("creator"), by_id))
    providers = [name for key in ("provider", "sourceOrganization") for name, _ in _named(best.get(key), by_id)]
    return Structured(
        is_article=True,
        title=_text(best.get("headline")) or _text(best.get("name")),
        published=_text(best.get("datePublished")) or _text(best.get("dateCreated")),
        authors=tuple(name for name, is_person in authors if is_person),
        organisations=(*providers, *(name for name, is_person in authors if not is_person)),
        publisher=next((name for name, _ in _named(best.get("publisher"), by_id)), ""),
        url=_address(best.get("url")) or _address(best.get("mainEntityOfPage")),
        body=_plain_body(best),
        is_free=str(best.get("isAccessibleForFree", True)).lower() != "false",
    )


def _parsed(script: str) -> Any:
    if len(script) > _LONGEST:
        return None
    try:
        return json.loads(_WRAPPING.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    """The objects in a document, outer ones first, without those of lists of other articles."""
    waiting, count = [document], 0
    while waiting and count < _MOST_OBJECTS:
        item = waiting.pop(0)
        count += 1
        if isinstance(item, list):
            waiting[:0] = item
        elif isinstance(item, dict):
            yield item
            waiting += [value for key, value in item.items() if key not in _LISTS and isinstance(value, (dict, list))]


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _named(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    """The names of persons and organisations, and whether they are persons."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and "://" not in item:
            yield _text(item), True
        elif isinstance(item, dict):
            meant = item if item.get("name") else by_id.get(str(item.get("@id")), item)
            names = meant.get("name")
            for name in names if isinstance(names, list) else [names]:
                if _text(name):
                    yield (
                        _text(name),
                        not any(kind.endswith(("Organization", "WebSite", "Corporation")) for kind in _kinds(meant)),
                    )


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) and value.strip().startswith(("http://", "https://", "/")) else ""


def _text(value: Any) -> str:
    """A value as one line of text: JSON-LD is often escaped twice."""
    return " ".join(_ANY_TAG.sub(" ", html.unescape(html.unescape(value))).split()) if isinstance(value, str) else ""


def _plain_body(thing: dict[str, Any]) -> str:
    updates = thing.get("liveBlogUpdate")
    if isinstance(updates, list):
        parts = [one.get("articleBody") for one in updates if isinstance(one, dict)]
        return "\n".join(part for part in parts if isinstance(part, str)) or ""
    body = thing.get("articleBody")
    if not isinstance(body, str):
        return ""
    return _ANY_TAG.sub("", _TAG.sub("\n", html.unescape(html.unescape(body))))
