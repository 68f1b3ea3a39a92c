"""Labels that lie on nothing: each gets the first place beside its point that is free, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.web.drawing.svg import text_width

__all__ = ["Box", "Label", "placed"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the middle of its base line; with `radius` around `x`, `y` free for the mark it belongs to."""

    text: str
    x: float
    y: float
    radius: float


def placed(labels: Iterable[Label], taken: Iterable[Box], width: float, height: float, size: float) -> list[Label]:
    """Where each label goes, those that come first served first; who finds no free place within the frame is left out.

    What comes back has as `x`, `y` the middle of the base line.
    """
    boxes = list(taken)
    found = []
    for label in labels:
        half = text_width(label.text, size) / 2
        away = label.radius + 3
        for x, y in (
            (label.x, label.y + away + size * 0.8),
            (label.x, label.y - away - size * 0.2),
            (label.x + away + half + 1, label.y + size * 0.35),
            (label.x - away - half - 1, label.y + size * 0.35),
        ):
            box = Box(x - half, y - size * 0.85, x + half, y + size * 0.25)
            if box.left < 2 or box.top < 2 or box.right > width - 2 or box.bottom > height - 2:
                continue
            if not any(box.meets(other) for other in boxes):
                boxes.append(box)
                found.append(Label(label.text, x, y, 0))
                break
    return found
