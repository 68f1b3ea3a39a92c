"""Pairs quotation marks of all kinds in use, and tells apostrophes from them.

A text is read paragraph by paragraph. A quotation that runs over several paragraphs opens anew in each and closes in
the last; one that a writer forgot to close ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Quotation", "find_quotations"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: `start` and `end` are inside the marks, `outer_start` and `outer_end` around them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True
    """False where the quotation goes on in the next paragraph, or its end is missing"""


# Opening mark -> the marks that may close it.
_CLOSING = {
    "“": ("”", "“"),
    "„": ("“", "”", "‟"),
    "‟": ("”", "“"),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    "《": ("》",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "‛": ("’",),
    "”": ("”",),
    '"': ('"', "”"),
    "'": ("'", "’"),
    "``": ("''", '"'),
}
_SINGLE = {"‘", "'", "‚", "‛"}
_LONGEST_SINGLE, _LONGEST_POSSESSIVE = 1_000, 200
"""characters in which the end of a single-quoted stretch is looked for; and a better end than a plural's possessive"""
_DEEPEST = 6
"""quotations within quotations; marks beyond that are noise"""
_GAP = 50
_AMBIGUOUS = {'"', "'", "”", "»", "›"}
"""marks that open only with a space before them and a word behind"""
_MARK = re.compile("``|''|[" + re.escape("“”‟„«»‹›「」『』《》‘’‚‛\"'") + "]")
_PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?…:”\"»’'])[ \t]*\n")
_OPENS_AFTER = set(" \t\n\u00a0([{—–-/:>“‘\"'«„")
_ELISION = re.compile(r"['’‘](?:\d0s|\d\d\b|tis\b|twas\b|em\b|cause\b|til\b|n\b)", re.IGNORECASE)


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a text, in order."""
    found: list[Quotation] = []
    for start, end in _paragraphs(text):
        following = text[end : end + _GAP].lstrip()[:2]
        found.extend(_paragraph(text, start, end, following))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _paragraph(text: str, start: int, end: int, following: str) -> Iterator[Quotation]:
    stack: list[tuple[str, int, int]] = []
    for mark in _MARK.finditer(text, start, end):
        kind, at = mark.group(), mark.start()
        if _is_apostrophe(text, at, kind):
            continue
        # The innermost quotation that the mark may close; what was opened inside it and not closed is dropped.
        depth = next((n for n in reversed(range(len(stack))) if _closes(text, stack[n][0], kind, at, end)), None)
        if depth is not None:
            _, outer, inside = stack[depth]
            del stack[depth:]
            words = text[inside:at].strip()
            if not stack and words:
                # French marks stand off from the words.
                begins = text.index(words, inside)
                yield Quotation(begins, begins + len(words), outer, mark.end())
        elif len(stack) < _DEEPEST and _opens(text, kind, at, end):
            stack.append((kind, at, mark.end()))
    if stack:
        opened, outer, inside = stack[0]
        last = len(text[start:end].rstrip()) + start
        goes_on = following.startswith(opened)
        if last > inside and (goes_on or opened in {"“", "«", "„", "「", "``"}):
            yield Quotation(inside, last, outer, last, closed=False)


def _is_apostrophe(text: str, at: int, kind: str) -> bool:
    if kind not in {"'", "’", "‘"}:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isalnum() and after.isalnum()) or _ELISION.match(text, at) is not None


def _closes(text: str, opened: str, kind: str, at: int, end: int) -> bool:
    if kind not in _CLOSING[opened]:
        return False
    before, after = text[at - 1 : at], text[at + len(kind) : at + len(kind) + 1]
    if opened not in _SINGLE:
        # Straight marks close whatever is open unless they clearly open a quotation of their own.
        return not (kind in {'"', "“"} and before.isspace() and after.isalnum() and _CLOSING[opened][0] != kind)
    if before.isspace() or after.isalnum():
        return False
    # "the allies' ships": a plural's possessive, if a better end of the quotation follows.
    if before == "s" and after == " " and text[at + 2 : at + 3].islower():
        return not any(
            not text[m.end() : m.end() + 1].isalnum() and not text[m.start() - 1].isspace()
            for m in _MARK.finditer(text, at + 1, min(end, at + _LONGEST_POSSESSIVE))
            if m.group() in _CLOSING[opened]
        )
    return True


def _opens(text: str, kind: str, at: int, end: int) -> bool:
    if kind not in _CLOSING:
        return False
    before, after = text[at - 1 : at] if at else " ", text[at + len(kind) : at + len(kind) + 1]
    if not after or after.isspace():
        return kind in {"«", "„", "「", "『", "《"} and bool(after)
    if kind in _AMBIGUOUS or kind in _SINGLE:
        if before not in _OPENS_AFTER:
            return False
        if kind in {"'", "’"} or kind in _SINGLE:
            ends = min(end, at + _LONGEST_SINGLE)
            return any(_closes(text, kind, m.group(), m.start(), end) for m in _MARK.finditer(text, at + 1, ends))
    return True
