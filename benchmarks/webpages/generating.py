"""All pages: each layout with several reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from webpages.layouts_bare import BARE
from webpages.layouts_kept import KEPT
from webpages.layouts_modern import MODERN
from webpages.layouts_unseen import UNSEEN
from webpages.made import Made
from webpages.reports import Report, invent

__all__ = ["LAYOUTS", "Page", "pages"]

LAYOUTS: dict[str, Callable[[Report, Random], Made]] = {**MODERN, **BARE, **KEPT, **UNSEEN}
"""name -> what makes a page of a report"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what is to be read from it."""

    name: str
    layout: str
    made: Made


def pages(each: int = 4, layouts: tuple[str, ...] | None = None) -> Iterator[Page]:
    """`each` pages of each layout, the same on every run."""
    for layout in layouts or tuple(LAYOUTS):
        for number in range(each):
            random = Random(f"{layout} {number}")
            yield Page(f"{layout}-{number}", layout, LAYOUTS[layout](invent(random), random))
