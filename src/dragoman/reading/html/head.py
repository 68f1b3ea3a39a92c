"""What a page says of itself in its head and in marks on its elements, as it stands there; nothing is judged yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from dragoman.reading.html.structured import Structured, structured

__all__ = ["Head", "head_of"]

_LONGEST = 1_000
_SHORT = frozenset(["author", "datepublished", "headline", "name", "publisher", "provider", "sourceorganization"])


@dataclass(frozen=True, slots=True)
class Head:
    """`metas` maps the name of a meta element (small letters) to its contents; `links` a relation to its addresses; `properties` an itemprop
    to its values; `titles` are the title element, and `headings` the headings of the first order."""

    metas: Mapping[str, list[str]]
    links: Mapping[str, list[str]]
    properties: Mapping[str, list[str]]
    title: str
    headings: tuple[str, ...]
    language: str | None
    article: Structured

    def meta(self, names: Iterable[str]) -> str:
        """The first content of the first of `names` that there is."""
        return next((value for name in names for value in self.metas.get(name, [])), "")


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
    headings = tuple(text for element in root.iter("h1") if (text := _line(element.text_content())))
    return Head(metas, links, properties, title, headings, root.get("lang") or None, structured(root))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())[:_LONGEST]
