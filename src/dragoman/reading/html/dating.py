"""The day and time at which a page was first published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dragoman.reading.html.blocks import Block
from dragoman.reading.html.boilerplate import NAMING, is_noise
from dragoman.reading.html.head import Head
from dragoman.reading.html.visible_dates import dates_in, read_date

__all__ = ["published_of"]

_UPDATED = re.compile(r"updat|modif|edit|revis", re.IGNORECASE)
_IN_URL = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-]?(?P<month>\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]?(?P<day>\d{1,2})(?=[/_.-]|$)",
    re.IGNORECASE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATELINE = re.compile(r"[A-Z]{3,}[^a-z]{0,20},")
_NEAR = 12
"""lines around the headline in which a visible date is that of publication"""
_LONGEST_LINE = 160


def published_of(
    head: Head, root: HtmlElement, blocks: Sequence[Block], *, title: str | None, url: str | None, country: str | None
) -> str | None:
    """The ISO date or datetime of publication; None where the page tells none.

    JSON-LD counts first, then metas, then `itemprop`, elements of time, lines near the headline that are a date, and the address. Where
    a day and a month could be either, the outlet's country tells, else the date is left.
    """
    stated = [head.article.published, *head.all("dates")]
    stated += head.properties.get("datepublished", [])
    for value in stated:
        if found := read_date(value, country):
            return found
    return _of_time_elements(root, country) or _near_title(blocks, title, country) or _in_address(url)


def _of_time_elements(root: HtmlElement, country: str | None) -> str | None:
    """The first element of time that is not of a change, nor in a part of the page that is about something else."""
    changed = None
    for element in root.iter("time", "abbr"):
        value = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None) or element.text_content()
        found = read_date(value[:100], country)
        if found is None or any(is_noise(one) and not _is_about_article(one) for one in element.iterancestors()):
            continue
        about = f"{element.get('class', '')} {element.get('itemprop', '')} {_before(element)}"
        if not _UPDATED.search(about):
            return found
        changed = changed or found
    return changed


def _is_about_article(element: HtmlElement) -> bool:
    """Whether a part that is none of the report tells of it: bylines and such stand apart, but their dates are its own."""
    return (
        element.tag not in ("nav", "aside", "footer", "form")
        and re.search(
            r"meta|byline|date|time|publish|header|info|author", " ".join(element.get(name, "") for name in NAMING).lower()
        )
        is not None
    )


def _before(element: HtmlElement) -> str:
    previous = element.getprevious()
    parent = element.getparent()
    text = (previous.tail if previous is not None else parent.text if parent is not None else None) or ""
    return text[-40:]


def _near_title(everything: Sequence[Block], title: str | None, country: str | None) -> str | None:
    """The first date in the short lines after the headline, else in those before it; a line about a change comes last."""
    blocks = [block for block in everything if len(block.text) <= 4 * _LONGEST_LINE]
    place = next((number for number, block in enumerate(blocks) if title and block.text == title), None)
    if place is None:
        place = next((number for number, block in enumerate(blocks) if block.tag == "h1"), -1)
    near = [*blocks[place + 1 : place + 1 + _NEAR], *reversed(blocks[max(0, place - 4) : max(0, place)])]
    changed = None
    for block in near:
        for found, is_change in _dates_in(block, country):
            if not is_change:
                return found
            changed = changed or found
    return changed


def _dates_in(block: Block, country: str | None) -> Iterator[tuple[str, bool]]:
    """The dates in a line that is about when and by whom, or that a dateline begins with; and whether each is that of a change."""
    text = block.text if len(block.text) <= _LONGEST_LINE else block.text[:60] if _DATELINE.match(block.text) else ""
    for found, before in dates_in(text, country):
        yield found, _UPDATED.search(before) is not None


def _in_address(url: str | None) -> str | None:
    match = _IN_URL.search(urlsplit(url).path) if url else None
    if match is None:
        return None
    month = match["month"].lower()
    try:
        return str(date(int(match["year"]), _MONTHS.index(month) + 1 if month in _MONTHS else int(month), int(match["day"])))
    except ValueError:
        return None
