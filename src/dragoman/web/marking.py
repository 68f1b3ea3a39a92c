"""Text with some of its words marked: the one way from an article's characters to HTML. All of it is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

__all__ = ["marked"]

Mark = Mapping[str, Any]


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Markup:
    """`text[start:end]` as HTML with the marks that lie in it.

    A mark is a dictionary: `start`, `end` (exclusive, in characters of the whole text), `kind` (its class is `is-KIND`); and, where given,
    `of` (what was read from the words, as `data-of`), `anchor` (its id), `href`, `label` (said aloud and shown when pointed at).

    Marks may overlap: the text is cut wherever one begins or ends, and each piece carries all that cover it, the longest outermost.
    The piece where a mark begins has its anchor; a piece leads where the shortest mark over it does. Offsets outside are cut off.
    """
    last = len(text) if end is None else min(end, len(text))
    first = min(max(start, 0), last)
    inside = [one for one in marks if one["start"] < last and one["end"] > first and one["start"] < one["end"]]
    inside.sort(key=lambda one: one["end"] - one["start"])
    cuts = sorted({first, last, *(min(max(one[edge], first), last) for one in inside for edge in ("start", "end"))})
    given = set[str]()
    pieces = [
        _piece(text[a:b], [one for one in inside if one["start"] <= a and b <= one["end"]], a, given) for a, b in pairwise(cuts)
    ]
    return Markup("").join(pieces)


def _piece(words: str, over: Sequence[Mark], at: int, given: set[str]) -> Markup:
    inner, linked = escape(words), False
    for one in over:
        anchor = one.get("anchor") if one["start"] == at and one.get("anchor") not in given else None
        given.update(filter(None, [anchor]))
        # A link within a link is no HTML.
        href = None if linked else one.get("href")
        linked = linked or href is not None
        inner = _wrapped(inner, one, anchor, href)
    return inner


def _wrapped(inner: Markup, one: Mark, anchor: str | None, href: str | None) -> Markup:
    known = {
        "id": anchor,
        "class": f"is-{one['kind']}",
        "data-of": " ".join(one.get("of") or ()),
        "title": one.get("label"),
        "href": href,
    }
    attributes = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in known.items() if value)
    return Markup("<{0}{1}>{2}</{0}>").format("mark" if href is None else "a", attributes, inner)
