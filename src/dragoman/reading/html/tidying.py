"""Lines that were found on a page to the paragraphs of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.reading.html.boilerplate import ends_report, is_no_line, is_walled

__all__ = ["Said", "tidied"]

_SENTENCE_END = re.compile(r"[.!?…:;”\"’')\]]\s*$")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of the report outside of it, so that it is not taken for a part of it."""

    title: str | None = None
    byline: str | None = None
    body: str = ""
    """the report's text as JSON-LD gives it"""


def tidied(lines: Iterable[str], said: Said) -> Iterator[str]:
    """The paragraphs among `lines`: without headline, byline, captions, invitations, and what comes after the report."""
    whole = list(lines)
    kept: list[str] = []
    latin = _is_latin(" ".join(whole))
    seen: set[str] = set()
    for number, line in enumerate(whole):
        if is_walled(line):
            break
        if ends_report(line) and _is_late(number, whole):
            break
        key = _plain(line)
        if is_no_line(line) or _is_said(line, said, early=len(kept) < 3) or (latin and not _is_latin(line)):
            continue
        # A page for two sizes of screen may have it twice; a pull quote repeats what stands in the report.
        if len(line) >= 40 and key in seen:
            continue
        seen.add(key)
        kept.append(line)
    yield from _without_loose_ends(_from_first_paragraph(kept), said)


def _is_late(number: int, lines: Sequence[str]) -> bool:
    before = sum(map(len, lines[:number]))
    return before >= 0.5 * sum(map(len, lines)) or before >= 800


def _is_said(line: str, said: Said, *, early: bool) -> bool:
    plain = _plain(line)
    if said.title and plain == _plain(said.title):
        return True
    if not early or len(line) > 120:
        return False
    if re.match(r"by[: ]", line, re.IGNORECASE) and len(line) <= 90 and not line.rstrip().endswith("."):
        return True
    return bool(said.byline and plain == _plain(said.byline))


def _from_first_paragraph(lines: list[str]) -> list[str]:
    """The lines without labels before the first paragraph: the section, a line of the headline, what the writer is."""
    first = next((number for number, line in enumerate(lines) if len(line) >= 80 or _SENTENCE_END.search(line)), 0)
    return lines[first:]


def _without_loose_ends(lines: list[str], said: Said) -> Iterator[str]:
    """The lines up to the last that ends as a sentence does: a heading without text after it is none of the report, nor is what the
    writer is."""
    writers = [name for name in (said.byline or "").split(", ") if name]
    about = re.compile(
        rf"(?:{'|'.join(map(re.escape, writers))})\b.{{0,40}}? (?:is|was|are|covers|reports|writes)\b", re.IGNORECASE
    )
    while lines and writers and len(lines) > 2 and len(lines[-1]) <= 400 and about.match(lines[-1]):
        lines = lines[:-1]
    last = max((number for number, line in enumerate(lines) if len(line) > 80 or _SENTENCE_END.search(line)), default=-1)
    tail = [line for line in lines[last + 1 :] if re.match(r"\W*[-–—]+\s*[A-Z]", line)]
    yield from (*lines[: last + 1], *tail[:1])


def _is_latin(text: str) -> bool:
    letters = _LETTER.findall(text[:20_000])
    return not letters or len(_LATIN.findall(text[:20_000])) >= 0.6 * len(letters)


def _plain(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))
