"""An article as a press database lays it out, before it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.dates import leading_date, published_date

__all__ = ["Draft", "paragraphs", "stated_date"]

_WEEKDAY = re.compile(r",?\s*\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b,?", re.IGNORECASE)
_SENTENCE = re.compile(r"""[.!?:…]["”’')\]]*\Z""")
_LONGEST_WRAPPED = 100


@dataclass(slots=True)
class Draft:
    """What was found of one article. `fault` says why it is none."""

    text: str = ""
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    stated_date: str | None = None
    """the date as it stands there, where there is one"""
    byline: str | None = None
    language: str | None = None
    accession: str | None = None
    """the database's own number of the article"""
    fault: str | None = None


def stated_date(line: str) -> str | None:
    """The ISO date, with the time where one is given, that a line begins with: `July 12, 2025 Saturday 10:30 AM GMT`."""
    plain = _WEEKDAY.sub("", line, count=1).strip()
    if whole := published_date(plain):
        return whole
    found = leading_date(plain)
    return found[0] if found else None


def paragraphs(lines: Sequence[str]) -> str:
    """Lines as paragraphs set apart by empty lines; those of a text that was wrapped are joined."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    any_gap = len([block for block in blocks if block]) > 1
    parts: list[str] = []
    for block in blocks:
        # Without gaps, lines that end in mid-sentence tell it; a paragraph a line has none.
        wrapped = max(map(len, block), default=0) <= _LONGEST_WRAPPED and (
            any_gap or not all(map(_SENTENCE.search, block[:-1]))
        )
        parts += [" ".join(block)] if wrapped and block else block
    return "\n\n".join(parts)
