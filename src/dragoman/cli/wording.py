"""Words of articles for a reader at a terminal: in their sentence, marked, and harmless."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from dragoman.records import Article, Date, Entity, Event, Mention, Place, Quantity

__all__ = ["clean", "console", "counts", "excerpt", "figures", "place_of", "side", "sides", "what", "when"]

_AROUND = 70
"""characters of an article that are shown on either side of marked words"""


def console() -> Console:
    """Standard output, coloured where it is a terminal."""
    return Console(highlight=False, soft_wrap=True)


def clean(text: str) -> str:
    """On one line, without control characters (an article must not steer the terminal), and with what looks like markup escaped."""
    plain = "".join(" " if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter for letter in text)
    return escape(" ".join(plain.split()))


def excerpt(article: Article, spans: Iterable[tuple[int, int]]) -> str:
    """The words at `spans` (start and end), marked, with some of the article around them; parts that lie far apart are set apart by …"""
    parts: list[str] = []
    last = -1
    for start, end in sorted(set(spans)):
        if start < last:
            continue
        begin = max(0, start - _AROUND)
        if last >= 0 and begin <= last:
            parts[-1] = clean_keeping_ends(article.text[last:start])
        else:
            parts.append(_head(article.text, begin, start, last))
        parts.append(f"[bold yellow]»{clean(article.text[start:end])}«[/]")
        last = end
        parts.append(_tail(article.text, end))
    return "".join(parts).strip()


def clean_keeping_ends(text: str) -> str:
    """Cleaned, with a blank at an end where there was one."""
    inner = clean(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"


def _head(text: str, begin: int, start: int, last: int) -> str:
    begin = max(begin, last)
    shown = clean_keeping_ends(text[begin:start])
    return f"… {shown.partition(' ')[2]}" if begin > 0 and " " in shown.strip() else shown


def _tail(text: str, end: int) -> str:
    shown = clean_keeping_ends(text[end : end + _AROUND])
    return f"{shown.rpartition(' ')[0]} …" if end + _AROUND < len(text) and " " in shown.strip() else shown


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


def counts(articles: int, outlets: int, origins: int) -> str:
    """The three counts that are never mixed."""
    names = (("article", articles), ("outlet", outlets), ("origin", origins))
    return ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in names)
