"""Words of an article in their surroundings: what is shown of it, and what in that is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from dragoman.records import Article, Evidence

__all__ = ["excerpts", "paragraphs", "words_apart"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST_WORDS = 400
"""words of a quotation that are compared; more than that would take long, and nobody would read it"""
_AROUND = 90
"""characters that are shown on either side of marked words"""


def excerpts(
    article: Article, spans: Iterable[tuple[int, int]], kind: str, sentences: Sequence[Evidence] = ()
) -> list[dict[str, Any]]:
    """Parts of the text around `spans`, of the sentence where that is known; spans that lie near stand in one part.

    Each: `text`, `start` (its place in the article), `cut_before` and `cut_after`, and `marks`, whose offsets count within `text`.
    """
    windows: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in sorted(set(spans)):
        first, last = _window(article.text, start, end, sentences)
        if windows and first <= windows[-1][1]:
            begun, ended, within = windows[-1]
            windows[-1] = (begun, max(last, ended), [*within, (start, end)])
        else:
            windows.append((first, last, [(start, end)]))
    edges = {0, len(article.text), *(one.start for one in sentences), *(one.end for one in sentences)}
    return [
        {
            "text": article.text[first:last],
            "start": first,
            "cut_before": first not in edges,
            "cut_after": last not in edges,
            "marks": [{"start": start - first, "end": end - first, "kind": kind} for start, end in within],
        }
        for first, last, within in windows
    ]


def paragraphs(text: str, start: int, end: int) -> list[list[int]]:
    """Where each paragraph of `text[start:end]` begins and ends: what stands between empty lines."""
    found: list[list[int]] = []
    at = start
    while at < end:
        stop = text.find("\n\n", at, end)
        stop = end if stop < 0 else stop
        words = text[at:stop]
        if words.strip():
            found.append([stop - len(words.lstrip()), at + len(words.rstrip())])
        at = stop + 2
    return found


def words_apart(wordings: Sequence[str]) -> list[list[dict[str, Any]]]:
    """For each wording, marks on the words in which it parts from the first other one."""
    words = [list(_WORD.finditer(one))[:_MOST_WORDS] for one in wordings]
    return [_apart(words[n], words[1 if n == 0 else 0]) if len(words) > 1 else [] for n in range(len(words))]


def _apart(own: Sequence[re.Match[str]], other: Sequence[re.Match[str]]) -> list[dict[str, Any]]:
    matcher = SequenceMatcher(None, [one[0].lower() for one in own], [one[0].lower() for one in other], autojunk=False)
    return [
        {"start": own[a].start(), "end": own[b - 1].end(), "kind": "apart"}
        for kind, a, b, _, _ in matcher.get_opcodes()
        if kind != "equal" and b > a
    ]


def _window(text: str, start: int, end: int, sentences: Sequence[Evidence]) -> tuple[int, int]:
    own = next((one for one in sentences if one.start <= start < one.end), None)
    lowest, highest = (own.start, max(own.end, end)) if own else _paragraph(text, start, end)
    first, last = max(start - _AROUND, lowest), min(end + _AROUND, highest)
    if first > lowest:
        blank = text.find(" ", first, start)
        first = first if blank < 0 else blank + 1
    if last < highest:
        blank = text.rfind(" ", end, last)
        last = last if blank < 0 else blank
    return first, last


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    return (before + 2 if before >= 0 else 0), (after if after >= 0 else len(text))
