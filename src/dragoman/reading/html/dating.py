"""The day and time at which a page was first published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dragoman.reading.dates import leading_date, published_date
from dragoman.reading.html.blocks import Block, blocks_of
from dragoman.reading.html.boilerplate import is_noise
from dragoman.reading.html.head import Head

__all__ = ["published_of"]

_METAS = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date", "datepublished",
    "date.published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "cxenseparse:recs:publishtime",
    "publish-date", "publish_date", "publishdate", "published", "publication_date", "publication-date", "pubdate", "pub_date", "published_at", "originalpublicationdate",
    "bt:pubdate", "ptime", "article_date_original", "rnews:datepublished", "date", "weibo:article:create_at",
)  # fmt: skip
"""in this order; times of change are none of them"""
_UPDATED = re.compile(r"updat|modif|edit|revis", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(?:(?:first |originally )?(?:published|posted|issued|created|released)|date|on|publish(?:ed)? date|updated?)?(?: (?:on|at))?\W*",
    re.IGNORECASE,
)
_IN_URL = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-]?(?P<month>\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]?(?P<day>\d{1,2})(?=[/_.-]|$)",
    re.IGNORECASE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<separator>[/.-])(?P<b>\d{1,2})(?P=separator)(?P<year>(?:19|20)\d{2})")
_ANYWHERE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}\.?,? \d{4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
    r"(?:,? (?:at |- |\| )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?)?",
    re.IGNORECASE,
)
_NEAR = 12
"""lines around the headline in which a visible date is that of publication"""
_LONGEST_LINE = 160
_MONTH_FIRST = frozenset(["USA", "PHL", "PLW", "FSM", "MHL"])


def published_of(head: Head, root: HtmlElement, *, title: str | None, url: str | None, country: str | None) -> str | None:
    """The ISO date or datetime of publication; None where the page tells none.

    JSON-LD counts first, then metas, then `itemprop`, elements of time, lines near the headline that are a date, the address, and a dateline with
    its year. Where a day and a month could be either, the outlet's country tells, else the date is left.
    """
    stated = [head.article.published, *(value for name in _METAS for value in head.metas.get(name, []))]
    stated += head.properties.get("datepublished", [])
    for value in stated:
        if found := _read(value, country):
            return found
    return _of_time_elements(root, country) or _near_title(root, title, country) or _in_address(url)


def _read(value: str, country: str | None) -> str | None:
    """The date that a value states, with a label before it or not."""
    value = " ".join(value.split())
    for form in (
        value,
        _LABEL.sub("", value, count=1),
        re.sub(r"\s*[|–—•·-]\s*", " ", _LABEL.sub("", value, count=1), count=1),
    ):
        found = published_date(form) or _ambiguous(form, country)
        if found and _is_plausible(found):
            return found
    return None


def _ambiguous(value: str, country: str | None) -> str | None:
    """`05/03/2031` by the custom of a country; with dots the day always stands first."""
    match = _NUMERIC.match(value)
    if match is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    if a > 12 or match["separator"] == "." or (b <= 12 and country is not None and country not in _MONTH_FIRST):
        day, month = a, b
    elif b > 12 or country in _MONTH_FIRST or a == b:
        day, month = b, a
    else:
        return None
    rest = value[match.end() :].strip(" ,|-")
    iso = f"{match['year']}-{month:02}-{day:02}"
    return published_date(f"{iso} {rest}".strip()) or published_date(iso)


def _is_plausible(iso: str) -> bool:
    return "1990" <= iso[:4] <= "2099"


def _of_time_elements(root: HtmlElement, country: str | None) -> str | None:
    """The first element of time that is not of a change, nor in a part of the page that is about something else."""
    changed = None
    for element in root.iter("time", "abbr"):
        value = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None) or element.text_content()
        found = _read(value[:100], country)
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
            r"meta|byline|date|time|publish|header|info|author", f"{element.get('class', '')} {element.get('id', '')}".lower()
        )
        is not None
    )


def _before(element: HtmlElement) -> str:
    previous = element.getprevious()
    parent = element.getparent()
    text = (previous.tail if previous is not None else parent.text if parent is not None else None) or ""
    return text[-40:]


def _near_title(root: HtmlElement, title: str | None, country: str | None) -> str | None:
    """The first date in the short lines after the headline, else in those before it; a line about a change comes last."""
    blocks = [block for block in blocks_of(root) if len(block.text) <= 4 * _LONGEST_LINE]
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
    text = (
        block.text
        if len(block.text) <= _LONGEST_LINE
        else block.text[:60]
        if re.match(r"[A-Z]{3,}[^a-z]{0,20},", block.text)
        else ""
    )
    for match in _ANYWHERE.finditer(text):
        if found := _read(match[0], country) or _leading(match[0]):
            yield found, _UPDATED.search(text[max(0, match.start() - 25) : match.start()]) is not None


def _leading(words: str) -> str | None:
    found = leading_date(words)
    return found[0] if found and found[0] and _is_plausible(found[0]) else None


def _in_address(url: str | None) -> str | None:
    match = _IN_URL.search(urlsplit(url).path) if url else None
    if match is None:
        return None
    month = match["month"].lower()
    try:
        return str(date(int(match["year"]), _MONTHS.index(month) + 1 if month in _MONTHS else int(month), int(match["day"])))
    except ValueError:
        return None
