"""What others make of an account: reprints under another headline, cut; later states of the same page."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime

from press.accounts import Account, Paragraph
from press.vocabulary import Outlet

__all__ = ["Page", "printed", "reprint"]

_KEPT = (0.65, 1.0)
"""share of the paragraphs that a reprint keeps"""
_FEWEST_WORDS = 150
"""nobody prints less"""
_SMALL_EDITS = (
    (" – ", " - "),
    ("“", '"'),
    (" about ", " around "),
    (" which ", " that "),
    (" until ", " till "),
    (", who ", " who "),
    (" before ", " ahead of "),
)


@dataclass(frozen=True)
class Page:
    """An article as it is published."""

    outlet: Outlet
    published: datetime
    title: str
    text: str
    reports: frozenset[str]
    credited: bool = False


def printed(account: Account, *, title: str | None = None, note: str = "") -> Page:
    """The outlet's own page; an agency names itself in the dateline."""
    lead = account.paragraphs[0].text
    if account.dateline:
        source = f" ({account.outlet.name})" if account.outlet.agency else ""
        lead = f"{account.dateline}{source} — {lead}"
    parts = [*([note] if note else []), lead, *(paragraph.text for paragraph in account.paragraphs[1:])]
    return Page(account.outlet, account.published, title or account.headlines[0], "\n\n".join(parts), account.reports)


def reprint(account: Account, outlet: Outlet, published: datetime, rng: random.Random) -> Page:
    """The account in another outlet: another headline, fewer paragraphs, small edits, with or without a word on its source."""
    paragraphs = _cut(account.paragraphs, rng)
    credited = rng.random() < (0.7 if account.outlet.agency else 0.5)
    form = rng.choice(("dateline", "source", "last line", "inputs")) if credited else ""
    if form == "dateline" and not account.dateline:
        form = "source"
    source = rng.choice((account.outlet.name, account.outlet.short or account.outlet.name))
    lead = paragraphs[0].text
    if account.dateline and (form == "dateline" or rng.random() < 0.6):
        lead = f"{account.dateline}{f' ({source})' if form == 'dateline' else ''} — {lead}"
    parts = [lead, *(paragraph.text for paragraph in paragraphs[1:])]
    parts = [_edited(part, rng) for part in parts]
    if form == "source":
        parts.insert(0, f"Source: {account.outlet.name}")
    elif form == "last line":
        parts.append(f"— {account.outlet.name}")
    elif form == "inputs":
        parts.append(f"(With inputs from {account.outlet.name})")
    reports = frozenset().union(*(paragraph.reports for paragraph in paragraphs))
    return Page(outlet, published, rng.choice(account.headlines[1:]), "\n\n".join(parts), reports, credited)


def updated(account: Account, published: datetime, rng: random.Random, *, corrected: bool) -> Page:
    """The same page later: `account` is what it says by then. A correction is marked half of the time."""
    title, note = account.headlines[0], ""
    if corrected and rng.random() < 0.5:
        if rng.random() < 0.5:
            title = f"CORRECTED: {title}"
        else:
            note = "(Corrects number in first paragraph)"
    page = printed(replace(account, published=published), title=title, note=note)
    return page if corrected else replace(page, text=f"{page.text}\n\nThis page was last changed at {published:%H.%M}.")


def _cut(paragraphs: tuple[Paragraph, ...], rng: random.Random) -> list[Paragraph]:
    count = round(len(paragraphs) * rng.uniform(*_KEPT))
    without = rng.randrange(1, count) if rng.random() < 0.3 else -1
    kept: list[Paragraph] = []
    words = 0
    for place, paragraph in enumerate(paragraphs):
        if (place < count or words < _FEWEST_WORDS) and place != without:
            kept.append(paragraph)
            words += len(paragraph.text.split())
    return kept


def _edited(text: str, rng: random.Random) -> str:
    """One small edit, in some paragraphs."""
    if rng.random() < 0.25:
        old, new = rng.choice(_SMALL_EDITS)
        text = text.replace(old, new) if old != "“" else text.replace("“", '"').replace("”", '"')
    return text
