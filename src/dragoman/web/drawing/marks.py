"""The mark of an event, the same in every drawing: above or filled tells as much as the colour does.

Cooperation is a circle and conflict a diamond; material deeds are filled, words are hollow. What is not done (planned, denied,
hypothetical) has a dotted line.
"""

from __future__ import annotations

from markupsafe import Markup

from dragoman.web.drawing.shapes import Deed
from dragoman.web.drawing.svg import element, number

__all__ = ["QUADS", "is_conflict", "is_material", "mark", "quad_class"]

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_HAPPENED = ("done", "ongoing", "background")


def is_conflict(quad: int) -> bool:
    """Whether a quad is one of conflict."""
    return quad >= 3


def is_material(quad: int) -> bool:
    """Whether a quad is one of deeds, not of words."""
    return quad in (2, 4)


def quad_class(quad: int) -> str:
    """What the style sheet knows it by."""
    return f"{'conflict' if is_conflict(quad) else 'cooperation'} {'material' if is_material(quad) else 'verbal'}"


def mark(deed: Deed, x: float, y: float, size: float) -> Markup:
    """The mark of `deed`, `size` pixels across, with its words for whoever points at it and its id for the script."""
    shape = "deed " + quad_class(deed["quad"]) + ("" if deed["status"] in _HAPPENED else " undone")
    title = element("title", f"{_when(deed)}: {deed['words']}")
    half = size / 2
    if not is_conflict(deed["quad"]):
        return element("circle", title, cx=x, cy=y, r=half, class_=shape, data_event=deed["id"])
    # As much ink as the circle has.
    half *= 1.2
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    return element("polygon", title, points=points, class_=shape, data_event=deed["id"])


def _when(deed: Deed) -> str:
    if not deed["date"]:
        return "No date"
    return f"{deed['date']} to {deed['end']}" if deed["end"] and deed["end"] != deed["date"] else deed["date"]
