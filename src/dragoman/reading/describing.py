"""What an article says of itself, whatever format it came in: dateline, agency, byline, lead and notes; and who its outlet is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dragoman.knowledge import Outlet, Outlets, credit, dateline_of, load_outlets
from dragoman.knowledge.gazetteer import load_gazetteer
from dragoman.reading.addresses import host_of, site_of
from dragoman.records import Article, Dateline, Note, Span
from dragoman.settings import ReadingSettings

__all__ = ["described", "known_outlets", "without_by"]

_NEAR = 1500
"""characters from the beginning and from the end in which an article speaks of itself"""
_LONGEST = 200_000
_NOTES = (
    ("correction", r"\((?:[Cc]orrects|[Cc]orrected|CORRECTS|CORRECTED)\b[^()\n]{0,300}\)"),
    (
        "update",
        r"\((?:[Uu]pdates?|[Uu]pdated|UPDATES?|UPDATED|[Aa]dds|ADDS|[Rr]ecasts|RECASTS|[Rr]efiles|REFILES)\b[^()\n]{0,300}\)",
    ),
    (
        "correction",
        r"^[ \t]*(?:CORRECTION|Correction|CORRECTED|Corrected)(?: \([^)\n]{1,40}\)|,? [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?[:—–-][^\n]*",
    ),
    ("clarification", r"^[ \t]*(?:CLARIFICATION|Clarification)[^:\n]{0,40}:[^\n]*"),
    ("update", r"^[ \t]*(?:UPDATE|Update)(?: \([^)\n]{1,40}\))?:[^\n]*"),
    ("editor", r"^[ \t]*(?:EDITOR|Editor)['’]?[Ss]?['’]? [Nn](?:ote|OTE):[^\n]*"),
)
_FORMS = tuple((sort, re.compile(pattern, re.MULTILINE)) for sort, pattern in _NOTES)
_SAID = (
    (
        "correction",
        re.compile(
            r"\bthis (?:story|article|report|version) (?:has been |was |is )?(?:corrected|amended)\b"
            r"|\bearlier version of this (?:story|article|report)\b",
            re.IGNORECASE,
        ),
    ),
    ("update", re.compile(r"\bthis (?:story|article|report) (?:has been|was) updated\b", re.IGNORECASE)),
)
"""in the midst of a sentence, which is then the note, with what follows it in its line"""
_BYLINE = re.compile(r"^[ \t]*(?:By|BY|by)[: ][ \t]*(?P<who>[^\W\d_][^\n.!?]{2,80}?)[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"\n[ \t\r]*\n|\r[ \t]*\r")
_SENTENCE = re.compile(r"[.!?][”\"’']?\s")
_LONG_PARAGRAPH = 900
_ROLE = re.compile(
    r"(?:^|,? )(?:[Ss]taff |[Ss]enior |[Cc]hief |[Ss]pecial )*(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Aa]gencies).*$"
)


def described(article: Article, settings: ReadingSettings) -> Article:
    """`article` with those of its fields filled that are empty and that its text and address tell; nothing that is there is changed."""
    outlets = known_outlets(settings)
    text = article.text[: article.body_start + _LONGEST]
    report = text[article.body_start :].strip()
    dateline = article.dateline or _dateline(text, article.body_start)
    notes = article.notes or tuple(_notes(text, article.body_start))
    byline = _BYLINE.search(text[: article.body_start + 400], article.body_start)
    name = article.outlet or _outlet_of(article.url, outlets)
    outlet = _known(name, article.url, outlets)
    return dataclasses.replace(
        article,
        outlet=name,
        outlet_country=article.outlet_country or (outlet.country if outlet else None),
        outlet_kind=article.outlet_kind or (outlet.kind if outlet else None),
        agency=article.agency or credit(report, running=False, outlets=outlets),
        byline=article.byline or (without_by(byline["who"], outlets) if byline else None),
        dateline=dateline,
        notes=notes,
        lead=article.lead or _lead(text, article.body_start, dateline, notes, byline),
    )


def known_outlets(settings: ReadingSettings) -> Outlets:
    """The outlets that ship and those of the settings. Raises KnowledgeError where a file of them cannot be used."""
    return _loaded(settings.outlets)


@cache
def _loaded(files: tuple[str, ...]) -> Outlets:
    return load_outlets(*map(Path, files))


def without_by(words: str, outlets: Outlets) -> str | None:
    """The names in a byline, without "By", the writers' roles and the outlet they write for; None where no name is left."""
    words = re.sub(r"^\s*by[: ]\s*", "", words.strip(), flags=re.IGNORECASE)
    parts = re.split(r"\s*[|/•·]\s*|\s+[-–—]\s+|\s*,\s*|\s+(?:and|&)\s+", words)
    names = [_ROLE.sub("", part).strip(" .,:;") for part in parts]
    kept = [name for name in names if name and outlets.named(name) is None and not _ROLE.match(name) and "@" not in name]
    return ", ".join(dict.fromkeys(kept)) or None


def _outlet_of(url: str | None, outlets: Outlets) -> str | None:
    host = host_of(url)
    known = outlets.at(host) if host else None
    return known.name if known else site_of(url)


def _known(name: str | None, url: str | None, outlets: Outlets) -> Outlet | None:
    """Who is called `name`; where that is no known name, whose the address is, unless what is there is what others wrote."""
    if name and (found := outlets.named(name) or outlets.at(name)):
        return found
    host = host_of(url)
    there = outlets.at(host) if host else None
    return there if there and there.kind != "aggregator" else None


def _dateline(text: str, start: int) -> Dateline | None:
    found = dateline_of(text, start)
    # "UPDATE — …" and "Background: …" have the form of one too.
    while found and not found.agency and not found.day and not load_gazetteer().find(found.place):
        line = text.find("\n", found.start + 1)
        found = dateline_of(text, line) if 0 <= line < start + _NEAR else None
    if found is None:
        return None
    blank = len(found.text) - len(found.text.lstrip())
    return dataclasses.replace(
        found, text=found.text.strip(), start=found.start + blank, end=found.start + len(found.text.rstrip())
    )


def _notes(text: str, start: int) -> Iterator[Note]:
    """The notes in the order in which they stand; where several forms find the same words, the first of the forms."""
    spans: list[tuple[int, int, str]] = []
    top = min(len(text), start + _NEAR)
    for begin, end in ((start, top), (max(top, len(text) - _NEAR), len(text))):
        found = [(match.start(), match.end(), sort) for sort, form in _FORMS for match in form.finditer(text, begin, end)]
        for sort, form in _SAID:
            found += [(*_sentences(text, match, begin, end), sort) for match in form.finditer(text, begin, end)]
        for first, last, sort in found:
            words = text[first:last]
            first, last = first + len(words) - len(words.lstrip()), first + len(words.rstrip())
            if not any(first < other_last and other_first < last for other_first, other_last, _ in spans):
                spans.append((first, last, sort))
    for first, last, sort in sorted(spans):
        yield Note(sort, text[first:last], first, last)


def _sentences(text: str, match: re.Match[str], begin: int, end: int) -> tuple[int, int]:
    """From where the sentence that holds a match begins to the end of its line."""
    first = max(text.rfind(mark, begin, match.start()) for mark in (". ", "! ", "? ", "\n"))
    line = text.find("\n", match.end(), end)
    return (first + 1 if first >= 0 else begin), (line if line >= 0 else end)


def _lead(
    text: str, start: int, dateline: Dateline | None, notes: tuple[Note, ...], byline: re.Match[str] | None
) -> Span | None:
    """The first paragraph that is the report's own: after notes, byline and dateline."""
    place = dateline.end if dateline else start
    before = [(note.start, note.end) for note in notes] + ([byline.span()] if byline else [])
    for begin, end in sorted(before):
        if not text[place:begin].strip() or (begin < place < end):
            place = max(place, end)
    while place < len(text) and text[place].isspace():
        place += 1
    broken = _BREAK.search(text, place)
    end = broken.start() if broken else len(text)
    if end - place > _LONG_PARAGRAPH:
        line = text.find("\n", place + 80, end)
        sentence = _SENTENCE.search(text, place + 80, end)
        end = line if 0 < line - place <= _LONG_PARAGRAPH else sentence.start() + 1 if sentence else place + _LONG_PARAGRAPH
    words = text[place:end].rstrip()
    return Span(words, place, place + len(words)) if words else None
