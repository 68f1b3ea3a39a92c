"""Text with some of its words marked: the one way from an article's characters to HTML. All of it is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

__all__ = ["Mark", "marked"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at `start` to `end` (end exclusive, in characters of the whole text), and what they are marked as.

    `kind` becomes the class `is-KIND`; `of`, the names of what was read from them, `data-of`; `id` an anchor; `href` a link.
    """

    start: int
    end: int
    kind: str
    of: tuple[str, ...] = ()
    id: str | None = None
    href: str | None = None
    label: str | None = None


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Markup:
    """`text[start:end]` as HTML with the marks that lie in it.

    Marks may overlap: the text is cut wherever one begins or ends, and each piece carries all that cover it. The first piece of
    a mark has its anchor; a piece links where the shortest mark over it does. Offsets outside the text are cut off.
    """
    last = len(text) if end is None else min(end, len(text))
    first = min(max(start, 0), last)
    inside = [one for one in marks if one.start < last and one.end > first and one.start < one.end]
    cuts = sorted({first, last, *(min(max(edge, first), last) for one in inside for edge in (one.start, one.end))})
    shown = set[str]()
    pieces = [_piece(text[a:b], [one for one in inside if one.start <= a and b <= one.end], shown) for a, b in pairwise(cuts)]
    return Markup("").join(pieces)


def _piece(words: str, over: Sequence[Mark], shown: set[str]) -> Markup:
    inner = escape(words)
    # The longest outermost, so that a short mark is seen within a long one.
    for one in sorted(over, key=lambda one: one.end - one.start):
        anchor = one.id if one.id and one.id not in shown else None
        if anchor:
            shown.add(anchor)
        inner = _wrapped(inner, one, anchor)
    return inner


def _wrapped(inner: Markup, one: Mark, anchor: str | None) -> Markup:
    known = {
        "id": anchor,
        "class": f"is-{one.kind}",
        "data-of": " ".join(one.of) or None,
        "title": one.label,
        "href": one.href,
    }
    attributes = Markup("").join(Markup(' {}="{}"').format(Markup(name), value) for name, value in known.items() if value)
    # A link within a link is no HTML.
    tag = Markup("a") if one.href and "<a" not in inner else Markup("mark")
    if tag == "mark" and one.href:
        attributes = Markup("").join(
            Markup(' {}="{}"').format(Markup(name), value) for name, value in known.items() if value and name != "href"
        )
    return Markup("<{tag}{attributes}>{inner}</{tag}>").format(tag=tag, attributes=attributes, inner=inner)
