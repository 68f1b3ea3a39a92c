"""Data to draw, and what is to be found in a drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dragoman.web.drawing import Deed, Score, Series

SVG = "{http://www.w3.org/2000/svg}"
_ATTEMPTS = ['<script>alert("1")</script>', "a & b", '" onload="x', "]]>", "\x00\x0b\ud800"]
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")

# Drawing is slow on a machine under load, which is no fault.
PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Checked = Callable[[object], ElementTree.Element]


def names() -> st.SearchStrategy[str]:
    """Names that try to be more than names."""
    return st.one_of(
        st.text(max_size=30), st.sampled_from(['<script>alert("1")</script>', "a & b", '" onload="x', "]]>", "\x00\x0b\ud800"])
    )


@st.composite
def deeds(draw: st.DrawFn, most: int = 30) -> list[Deed]:
    """Events on days, in weeks and on no day."""
    count = draw(st.integers(0, most))
    made: list[Deed] = []
    for number in range(count):
        day = draw(
            st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates(date(2031, 3, 1), date(2031, 3, 20)))
        )
        long = day is not None and day.year < 9000 and draw(st.booleans())
        quad = draw(st.integers(1, 4))
        made.append(
            {
                "id": f"e{number}",
                "date": day.isoformat() if day else None,
                "end": (day + timedelta(draw(st.integers(0, 400)))).isoformat() if long and day else None,
                "type": ("CONSULT", "AID", "ACCUSE", "ASSAULT")[quad - 1],
                "quad": quad,
                "status": draw(st.sampled_from(["done", "planned", "denied"])),
                "corroborated": draw(st.booleans()),
                "words": draw(names()),
            }
        )
    return made


@st.composite
def series(draw: st.DrawFn, most: int = 30) -> Series:
    """A tie by month."""
    months = draw(st.lists(st.integers(2000 * 12, 2040 * 12), max_size=8, unique=True))
    scores: list[Score] = []
    for month in sorted(months):
        first = date(month // 12, month % 12 + 1, 1)
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        scores.append(
            {
                "period": first.isoformat()[:7],
                "first": first.isoformat(),
                "last": last.isoformat(),
                "score": draw(st.floats(-10, 10)),
                "events": draw(st.integers(1, 10_000)),
            }
        )
    return {"name": draw(names()), "scores": scores, "deeds": draw(deeds(most))}


WIDTHS = st.sampled_from([360, 960, 1200])


def drawn_events(root: ElementTree.Element) -> list[str]:
    """The ids of the events that have a mark of their own."""
    return sorted(id for one in root.iter() if (id := one.get("data-event")) is not None)


def counted_events(root: ElementTree.Element) -> int:
    """How many events the marks stand for."""
    return len(drawn_events(root)) + sum(int(count) for one in root.iter() if (count := one.get("data-events")))


def numbers_in(path: str) -> list[float]:
    """The numbers of a path."""
    return [float(one) for one in _NUMBERS.findall(path)]
