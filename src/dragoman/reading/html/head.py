"""What a page says of itself in its head and in marks on its elements, as it stands there; nothing is judged yet."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lxml.html import HtmlElement
from pydantic import TypeAdapter, ValidationError

from dragoman.errors import KnowledgeError
from dragoman.reading.html.structured import Structured, structured

__all__ = ["Head", "head_of"]

_LONGEST = 1_000
_SHORT = frozenset(["author", "datepublished", "headline", "name", "publisher", "provider", "sourceorganization"])


@dataclass(frozen=True, slots=True)
class Head:
    """`metas` maps the name of a meta element (small letters) to its contents, `links` a relation to its addresses, `properties` an
    itemprop to its values. `title` is the title element; `headings` are the headings of the first order, or of the second and third where
    there are none; `homes` are the words of links to the site's front page."""

    metas: Mapping[str, list[str]]
    links: Mapping[str, list[str]]
    properties: Mapping[str, list[str]]
    title: str
    headings: tuple[str, ...]
    homes: tuple[str, ...]
    language: str | None
    article: Structured

    def all(self, what: str) -> list[str]:
        """The contents of all meta elements that say `what`, one of the lists in metas.toml; the most trusted first."""
        return [value for name in _names()[what] for value in self.metas.get(name, [])]

    def meta(self, what: str) -> str:
        """The most trusted of them; an empty text where there is none."""
        return next(iter(self.all(what)), "")


@cache
def _names() -> Mapping[str, list[str]]:
    text = (resources.files(__package__) / "metas.toml").read_text(encoding="utf-8")
    try:
        return TypeAdapter(dict[str, list[str]]).validate_python(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KnowledgeError(f"reading/html/metas.toml: {error}") from error


def head_of(root: HtmlElement) -> Head:
    """The head of a page."""
    metas: dict[str, list[str]] = defaultdict(list)
    links: dict[str, list[str]] = defaultdict(list)
    properties: dict[str, list[str]] = defaultdict(list)
    for element in root.iter("meta"):
        for key in ("name", "property", "itemprop", "http-equiv"):
            if (name := element.get(key, "").strip().lower()) and (value := _line(element.get("content"))):
                (properties if key == "itemprop" else metas)[name].append(value)
    for element in root.iter("link"):
        if element.get("href"):
            links[element.get("rel", "").strip().lower()].append(element.get("href").strip())
    for element in root.iterfind(".//*[@itemprop]"):
        name = element.get("itemprop").strip().lower()
        # The report itself is one of these too, and long.
        if element.tag != "meta" and name in _SHORT:
            properties[name].append(_line(element.get("content") or element.get("datetime") or element.text_content()))
    title = next((_line(element.text_content()) for element in root.iter("title")), "")
    homes = tuple(text for element in root.iter("a") if _is_home(element) and (text := _words(element)))
    headings = _headings(root, ("h1",), homes) or _headings(root, ("h2", "h3"), homes)
    return Head(metas, links, properties, title, headings, homes, root.get("lang") or None, structured(root))


def _headings(root: HtmlElement, tags: tuple[str, ...], homes: tuple[str, ...]) -> tuple[str, ...]:
    texts = (_line(element.text_content()) for element in root.iter(*tags))
    return tuple(text for text in texts if text and text not in homes)


def _is_home(element: HtmlElement) -> bool:
    href = element.get("href", "").strip()
    return href in ("/", "./", "index.html", "/index.html") or re.fullmatch(r"https?://[^/]+/?", href) is not None


def _words(element: HtmlElement) -> str:
    """What stands in an element, or what its picture is called."""
    picture = next(element.iter("img"), None)
    text = _line(element.text_content()) or _line(picture.get("alt") if picture is not None else "")
    return text if 2 <= len(text) <= 60 and text.casefold() not in ("home", "front page", "homepage", "index", "logo") else ""


def _line(text: str | None) -> str:
    return " ".join((text or "").split())[:_LONGEST]
