"""Elements of SVG as text.

Everything that is not made here is escaped; numbers have one decimal place, so that the same data gives the same bytes.

The page's policy allows no style in an element: looks come from classes (static/drawing.css) and from presentation attributes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from markupsafe import Markup, escape

__all__ = ["element", "figure", "number", "path_of", "text_width"]

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""what XML cannot hold, even escaped"""
_NARROW, _BROAD = frozenset("fijlrt.,:;'|!()[] I·"), frozenset("mwMW@—%QOGDNHU")


def number(value: float) -> str:
    """A coordinate. Raises ValueError where it is no number: a drawing never holds one."""
    if not math.isfinite(value):
        raise ValueError(f"a drawing has no place for {value}")
    shown = f"{value:.1f}"
    return "0" if float(shown) == 0 else shown.removesuffix(".0")


def element(name: str, /, *inside: object, **attributes: object) -> Markup:
    """An element: `element("text", "A & B", x=3, class_="axis")`. A `_` in a name stands for `-`, one at its end for nothing.

    Attributes that are None are left out; what is inside is escaped unless it is Markup, and Markup is what comes back.
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items() if value is not None
    )
    content = "".join(str(_escaped(one)) for one in inside)
    return Markup(f"<{name}{shown}>{content}</{name}>" if content else f"<{name}{shown}/>")


def figure(name: str, width: float, height: float, title: str, description: str, parts: Iterable[Markup]) -> Markup:
    """A whole drawing; `name` is its id and must be its own in a page. It is one image to a reader who does not see it.

    What is in it can be looked up in the table beside it: a drawing has no links that a keyboard would have to pass through.
    """
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-description"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        id=name,
        class_="drawing",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-description",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
    )


def path_of(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The `d` of a path through points; empty without any."""
    steps = " ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}" if steps else ""


def text_width(text: str, size: float) -> float:
    """About how wide a text is at a font size: what labels are placed by, since nobody measures them here."""
    return size * sum(0.32 if one in _NARROW else 0.84 if one in _BROAD else 0.62 if one.isupper() else 0.54 for one in text)


def _attribute(value: object) -> object:
    return number(value) if isinstance(value, float) else _escaped(value)


def _escaped(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape(_UNPRINTABLE.sub("\ufffd", str(value)))
