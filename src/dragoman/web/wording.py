"""Facts in words, as the pages tell them."""

from __future__ import annotations

from datetime import date

__all__ = ["NOUNS", "RELATIONS", "SIGNS", "basis_in_words", "counted", "day_in_words", "days_in_words", "short_day"]

RELATIONS = ("contradicts", "corrected", "differs", "refines", "agrees")
"""how accounts compare, what weighs most first"""
SIGNS = {"contradicts": "≠", "corrected": "↺", "differs": "≈", "refines": "⊂", "agrees": "="}
"""a sign for each, so that colour never tells it alone"""
NOUNS = {
    "contradicts": ("contradiction", "contradictions"),
    "corrected": ("correction", "corrections"),
    "differs": ("difference", "differences"),
    "refines": ("refinement", "refinements"),
    "agrees": ("agreement", "agreements"),
}
_BASES = {
    "own": "own reports",
    "reprint": "one text, reprinted",
    "update": "later states of one report",
    "credit": "named as the source by the others",
}
_MONTHS = "January February March April May June July August September October November December".split()


def counted(count: int, name: str, plural: str | None = None) -> str:
    """`1 article`, `2,100 articles`"""
    return f"{count:,} {name if count == 1 else plural or name + 's'}"


def day_in_words(value: str | None) -> str:
    """`5 March 2031` for 2031-03-05 or a time on it, `March 2031` for 2031-03; what is no date as it stands."""
    if not value:
        return "no date"
    parts = value[:10].split("-")
    try:
        if len(parts) == 3:
            known = date.fromisoformat(value[:10])
            return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"
        if len(parts) == 2:
            return f"{_MONTHS[int(parts[1]) - 1]} {int(parts[0])}"
    except (ValueError, IndexError):
        return value
    return value


def days_in_words(first: str | None, last: str | None) -> str:
    """`5–7 March 2031`, `28 February – 2 March 2031`; one day alone where both are the same."""
    if not last or first == last or not first:
        return day_in_words(first or last)
    start, end = day_in_words(first).split(" "), day_in_words(last).split(" ")
    if len(start) == len(end) == 3 and start[2] == end[2]:
        return f"{start[0]}–{' '.join(end)}" if start[1] == end[1] else f"{' '.join(start[:2])} – {' '.join(end)}"
    return f"{' '.join(start)} – {' '.join(end)}"


def short_day(value: str | None) -> str:
    """`5 Mar` for 2031-03-05."""
    words = day_in_words(value).split(" ")
    return f"{words[0]} {words[1][:3]}" if len(words) == 3 and words[0].isdigit() else " ".join(words)


def basis_in_words(basis: str | None, origin: str | None = None, outlet: str | None = None) -> str:
    """How the reports of an origin hang together; of one report, where its account comes from."""
    told = _BASES.get(basis or "", basis or "")
    if origin is None:
        return told
    return "own account" if basis == "own" or origin == outlet else f"account of {origin} ({told})"
