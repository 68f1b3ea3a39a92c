"""Facts in words, as the pages tell them."""

from __future__ import annotations

from datetime import date

__all__ = ["counted", "day_in_words", "days_in_words"]

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
