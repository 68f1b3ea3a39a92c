"""What somebody does and what is done to them over time: bars above the line for deeds, below it for what others do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from dragoman.web.drawing.calendar_axis import axis_over, drawn_axis
from dragoman.web.drawing.shapes import RoleCount
from dragoman.web.drawing.svg import element, figure

__all__ = ["roles"]

_LEFT, _RIGHT, _TOP, _HALF = 40.0, 16.0, 26.0, 74.0


def roles(counts: Sequence[RoleCount], who: str, name: str, width: int = 960) -> Markup:
    """Bars for each period; empty without any. Cooperation is plain and conflict hatched."""
    days = [date.fromisoformat(day) for one in counts for day in (one["first"], one["last"])]
    axis = axis_over(days, _LEFT, width - _RIGHT)
    if axis is None:
        return Markup("")
    middle, bottom = _TOP + _HALF, _TOP + 2 * _HALF
    highest = max(max(_above(one), _below(one)) for one in counts) or 1
    parts = [_hatch(name), *drawn_axis(axis, _TOP, bottom)]
    for one in counts:
        x, end = axis.start(date.fromisoformat(one["first"])), axis.start(date.fromisoformat(one["last"])) + axis.day_width
        room = min(end - x, 48.0)
        left, wide = (x + end - room) / 2 + min(room * 0.1, 3), max(room - 2 * min(room * 0.1, 3), 0.8)
        said = element(
            "title",
            f"{one['period']}: acts {_above(one):,} (conflict {one['acts_conflict']:,}), "
            f"is acted on {_below(one):,} (conflict {one['receives_conflict']:,})",
        )
        bars = _bars(one, left, wide, middle, _HALF / highest, name)
        parts.append(element("g", said, *bars))
    parts.append(element("line", x1=axis.left, x2=axis.right, y1=middle, y2=middle, class_="zero"))
    for y in (_TOP, bottom):
        parts.append(element("text", f"{highest:,}", x=_LEFT - 8, y=y + 4, class_="tick end"))
    parts.append(element("text", "above the line: acts; below: is acted on", x=_LEFT, y=_TOP - 12, class_="tick"))
    return figure(name, width, bottom + 28, f"Roles over time: {who}", _description(counts), parts)


def _above(one: RoleCount) -> int:
    return one["acts_cooperation"] + one["acts_conflict"]


def _below(one: RoleCount) -> int:
    return one["receives_cooperation"] + one["receives_conflict"]


def _bars(one: RoleCount, x: float, width: float, middle: float, unit: float, name: str) -> Iterator[Markup]:
    """The four bars, those of conflict outside."""
    acts, receives = one["acts_cooperation"] * unit, one["receives_cooperation"] * unit
    for count, y, conflict in (
        (one["acts_cooperation"], middle - acts, False),
        (one["acts_conflict"], middle - acts - one["acts_conflict"] * unit, True),
        (one["receives_cooperation"], middle, False),
        (one["receives_conflict"], middle + receives, True),
    ):
        if count:
            bar = {"x": x, "y": y, "width": width, "height": count * unit}
            yield element("rect", **bar, class_=f"bar {'conflict' if conflict else 'cooperation'}")
            if conflict:
                yield element("rect", **bar, fill=f"url(#{name}-hatch)")


def _hatch(name: str) -> Markup:
    lines = element("path", d="M-1 5L5 -1M2 8L8 2", class_="hatch-line")
    kind = {"patternUnits": "userSpaceOnUse"}
    return element("defs", element("pattern", lines, id=f"{name}-hatch", width=6, height=6, **kind))


def _description(counts: Sequence[RoleCount]) -> str:
    acts, receives = sum(map(_above, counts)), sum(map(_below, counts))
    return (
        f"Periods: {len(counts)}, from {counts[0]['period']} to {counts[-1]['period']}. Acts {acts:,} times, is acted on {receives:,} "
        "times. The table holds each period."
    )
