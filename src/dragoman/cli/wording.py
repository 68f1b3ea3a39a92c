"""Records and words of articles for a reader at a terminal: in short, in their sentence, marked, and harmless."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from dragoman.records import Article, Date, Entity, Event, Evidence, Finding, Mention, Place, Quantity

__all__ = [
    "clean",
    "console",
    "counts",
    "excerpt",
    "figures",
    "in_order",
    "objects",
    "origin_basis",
    "place_of",
    "row",
    "side",
    "sides",
    "what",
    "when",
]

_AROUND = 80
"""characters of an article that are shown on either side of marked words"""
_NEAR = 24
"""characters between two such parts that are shown too, since "…" would take as much room"""
_BLANK = ("Cc", "Zl", "Zp")
_NOTHING = ("Cf", "Cs")
_BASES = {
    "own": "its own reports",
    "reprint": "with reprints",
    "update": "with later states of one report",
    "credit": "with reports that name it as their source",
}


def console() -> Console:
    """Standard output, coloured where it is a terminal."""
    return Console(highlight=False, soft_wrap=True, emoji=False)


def clean(text: str) -> str:
    """On one line, without what could steer a terminal (control characters, marks of direction), and with markup escaped."""
    plain = " ".join(_plain(text).split())
    words = plain.rstrip("\\")
    # Before a tag, two backslashes stand for one; a single one would make words of the tag.
    return escape(words) + "\\\\" * (len(plain) - len(words))


def _plain(text: str) -> str:
    kinds = ((letter, unicodedata.category(letter)) for letter in text)
    return "".join(" " if kind in _BLANK else letter for letter, kind in kinds if kind not in _NOTHING)


def excerpt(article: Article, spans: Iterable[tuple[int, int]], sentences: Sequence[Evidence] = ()) -> str:
    """The words at `spans` (start and end), marked, with some of the article around them; of the sentence where that is known.

    Parts that lie far apart, and what is cut off, are set apart by "…".
    """
    apart = _apart(spans)
    windows: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in apart:
        first, last = _window(article.text, start, end, sentences)
        if windows and first <= windows[-1][1] + _NEAR:
            begun, ended, within = windows[-1]
            windows[-1] = (begun, max(last, ended), [*within, (start, end)])
        else:
            windows.append((first, last, [(start, end)]))
    edges = {0, len(article.text), *(one.start for one in sentences), *(one.end for one in sentences)}
    shown = ""
    for first, last, within in windows:
        shown += "… " if first not in edges and not shown.endswith("… ") else " " if shown and not shown.endswith(" ") else ""
        shown += _marked(article.text, first, last, within)
        shown += " … " if last not in edges else ""
    return shown.strip()


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; of those that overlap, the first and longest."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _window(text: str, start: int, end: int, sentences: Sequence[Evidence]) -> tuple[int, int]:
    """What is shown around a span: of its sentence where that is known, cut between words."""
    own = next((one for one in sentences if one.start <= start < one.end), None)
    lowest, highest = (own.start, max(own.end, end)) if own else (0, len(text))
    first, last = max(start - _AROUND, lowest), min(end + _AROUND, highest)
    if first > lowest:
        blank = text.find(" ", first, start)
        first = first if blank < 0 else blank + 1
    if last < highest:
        blank = text.rfind(" ", end, last)
        last = last if blank < 0 else blank
    return first, last


def _marked(text: str, first: int, last: int, spans: Iterable[tuple[int, int]]) -> str:
    parts = []
    for start, end in spans:
        parts += [_keeping_ends(text[first:start]), f"[bold yellow]»{clean(text[start:end])}«[/]"]
        first = end
    return "".join([*parts, _keeping_ends(text[first:last])]).strip()


def _keeping_ends(text: str) -> str:
    """Cleaned, with a blank at an end where there was one."""
    inner = clean(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"


def side(entity: Entity) -> str:
    """`Lasha Beridzeli (GEO GOV)`"""
    codes = " ".join(filter(None, (entity.country, *entity.sectors[:1])))
    return clean(entity.name) + (f" ({codes})" if codes else "")


def sides(actors: Sequence[Entity], recipients: Sequence[Entity]) -> str:
    """`actors → recipients`"""
    who = ", ".join(map(side, actors)) or "?"
    return f"{who} → {', '.join(map(side, recipients))}" if recipients else who


def what(happening: Mention | Event) -> str:
    """`SANCTION expel`, with the status unless it is done."""
    status = "" if happening.status == "done" else f" ({happening.status})"
    return " ".join([happening.type, *happening.modes]) + status


def when(date: Date) -> str:
    """The day or days; how the text tells them, or that it does not."""
    if date.value is None:
        return "no date"
    span = f"{date.value} to {date.end_value}" if date.end_value else date.value
    return f"{span} (“{clean(date.text)}”)" if date.text else f"{span} (day of publication)"


def place_of(place: Place | None) -> str:
    """The name, with the country."""
    return "no place" if place is None else clean(place.name) + (f" ({place.country})" if place.country else "")


def figures(quantities: Sequence[Quantity]) -> str:
    """Numbers in the report's words, with what is counted."""
    return ", ".join(
        clean(f"{one.text} {one.noun}" if one.noun and one.noun not in one.text else one.text) for one in quantities
    )


def objects(happening: Mention | Event) -> str:
    """The things that were given, sent, seized or dealt with."""
    return clean(" and ".join(thing.text for thing in happening.objects))


def row(event: Event) -> str:
    """`2031-03-05  SANCTION expel | Chad (TCD GOV) → Libya (LBY GOV) | N'Djamena (TCD)`"""
    facts = [what(event), sides(event.actors, event.recipients)]
    facts += [place_of(event.place)] if event.place else []
    facts += filter(None, [figures(event.quantities), objects(event)])
    return f"{event.date.value or 'no date'}  {' | '.join(facts)}"


def counts(articles: int, outlets: int, origins: int) -> str:
    """The three counts that are never mixed."""
    names = (("article", articles), ("outlet", outlets), ("origin", origins))
    return ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in names)


def origin_basis(basis: str) -> str:
    """How the reports of an origin hang together, in words."""
    return _BASES.get(basis, clean(basis))


def in_order(findings: Iterable[Finding], relations: Sequence[str]) -> list[Finding]:
    """Findings by relation, those that weigh most first."""
    return sorted(findings, key=lambda one: (relations.index(one.relation), one.field, one.id))
