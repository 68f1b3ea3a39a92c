"""What on a page is not the report, by the names of its parts and the words of its lines; the words are in boilerplate.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from lxml.html import HtmlElement
from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.errors import KnowledgeError
from dragoman.reading.html.visible_dates import is_date_line

__all__ = ["NAMING", "ends_report", "holds_report", "is_no_line", "is_noise", "is_walled"]

_NOISY_TAGS = frozenset(
    "script nav aside footer form button figcaption noscript dialog label input textarea audio video picture amp-ad".split()
)
_PARAGRAPHS = frozenset("p span a li h1 h2 h3 h4 h5 h6 b strong em i font body html".split())
_NOISY_ROLES = frozenset("navigation complementary contentinfo search banner menu menubar dialog alert".split())
NAMING = ("class", "id", "data-component", "data-testid", "data-module", "data-block")
"""attributes in which pages say what a part is"""
_MODIFIER = re.compile(r"(?:has|no|not|with|without|is|js|u|t|o)[-_]", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^A-Za-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHORT = 260
"""characters of a line that may be something other than a paragraph of the report"""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    noise: list[str]
    furniture: list[str]
    body: list[str]
    lines: list[str]
    ends: list[str]
    paywall: list[str]


@cache
def _words() -> _Words:
    text = (resources.files(__package__) / "boilerplate.toml").read_text(encoding="utf-8")
    try:
        return _Words.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KnowledgeError(f"reading/html/boilerplate.toml: {error}") from error


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(map(re.escape, getattr(_words(), kind)))})(?= )")


@cache
def _lines(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(getattr(_words(), kind))})", re.IGNORECASE)


def is_noise(element: HtmlElement) -> bool:
    """Whether an element is by its tag, role or name something other than the report, with all that is in it."""
    if element.tag in _NOISY_TAGS or element.get("role", "").lower() in _NOISY_ROLES:
        return not _is_named_body(element)
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")):
        return True
    return _is_named(element, "noise")


def is_furniture(element: HtmlElement) -> bool:
    """Whether an element is by its name a button, a caption, an advertisement or the like; if it holds much text, the name may mislead."""
    return _is_named(element, "furniture")


def holds_report(element: HtmlElement) -> bool:
    """Whether an element says by its name or its property that the report is in it."""
    if element.tag in _PARAGRAPHS:
        return False
    return "articlebody" in element.get("itemprop", "").lower() or _is_named_body(element)


def is_no_line(line: str) -> bool:
    """Whether a line is an invitation, a caption, a credit of a picture, a time or the like, and no part of the report."""
    return len(line) <= _SHORT and (_lines("lines").match(line) is not None or is_date_line(line))


def ends_report(line: str) -> bool:
    """Whether a line heads what comes after the report."""
    return len(line) <= _SHORT and _lines("ends").match(line) is not None


def is_walled(line: str) -> bool:
    """Whether a line says that the rest is for those who pay or register."""
    return len(line) <= _SHORT and _lines("paywall").match(line) is not None


def _is_named_body(element: HtmlElement) -> bool:
    return any(_is_body(name) for name in _names(element))


def _names(element: HtmlElement) -> list[str]:
    """The words of each class, of the id, and of what a program calls it: ` article body `."""
    given = " ".join(element.get(name, "") for name in NAMING).split()
    return [_plain(name) for name in given[:20] if not _MODIFIER.match(name)]


@cache
def _plain(name: str) -> str:
    return f" {_BETWEEN.sub(' ', _HUMP.sub(' ', name[:80])).strip().lower()} "


def _is_named(element: HtmlElement, kind: str) -> bool:
    names = _names(element)
    return any(_after(name, kind) > _after(name, "body") for name in names) and not any(_is_body(name) for name in names)


@cache
def _is_body(name: str) -> bool:
    return _after(name, "body") > max(_after(name, "noise"), _after(name, "furniture"))


def _after(name: str, kind: str) -> int:
    """Where in a name the last phrase of a kind stands; of "article body share" the last word decides. -1 where there is none."""
    return max((found.start() for found in _phrases(kind).finditer(name)), default=-1)
