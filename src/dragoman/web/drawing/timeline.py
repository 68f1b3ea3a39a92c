"""The events of a story in time: one lane a type, cooperation on top, and the days on which the reports came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from dragoman.web.drawing.calendar_axis import CalendarAxis, axis_over, drawn_axis
from dragoman.web.drawing.marks import mark
from dragoman.web.drawing.shapes import Deed
from dragoman.web.drawing.svg import element, figure, text_width

__all__ = ["timeline"]

_MARK, _PITCH = 10.0, 13.0
_EDGE = 26.0
"""width of the columns before, after and beside the axis"""
_TOP = 24.0
_AROUND = timedelta(21)
"""how far beyond the first and the last report the axis may go"""

_Placed = list[tuple[Deed, float, float]]


def timeline(deeds: Sequence[Deed], reports: Sequence[str | None], name: str, width: int = 960) -> Markup:
    """Each event once, in the lane of its type; empty without events.

    `reports`: when each report was published, if that is known. What lies long before or after them, told as history or as a plan,
    stands at the edge under "earlier" or "later", what has no date under "no date": one old event does not press all others into
    a corner.
    """
    if not deeds:
        return Markup("")
    published = [one[:10] for one in reports if one]
    types = _lanes(deeds)
    left = max(text_width(one.lower(), 12) for one in types) + 20
    edges = {edge for deed in deeds if (edge := _edge_of(deed, published))}
    places, right = _edges(edges, left, width)
    days = [day for deed in deeds if (day := _day(deed)) and not _edge_of(deed, published)]
    days += [date.fromisoformat(one) for one in published]
    axis = axis_over(days, places.get("earlier", left) + _EDGE, right)
    parts: list[Markup] = []
    y = _TOP
    for kind in types:
        lane = [deed for deed in deeds if deed["type"] == kind]
        placed, height = _placed(lane, axis, places, published, y)
        parts.append(element("text", kind.lower(), x=left - 12, y=y + height / 2 + 4, class_="tick end strong"))
        parts.append(element("line", x1=left, x2=width - 8, y1=y + height, y2=y + height, class_="grid"))
        parts += _spans(placed, axis)
        parts += [mark(deed, x, at, _MARK) for deed, x, at in placed]
        y += height
    labels = [element("text", edge, x=x, y=_TOP - 8, class_="tick middle") for edge, x in sorted(places.items())]
    behind = [*drawn_axis(axis, _TOP, y), *_reports(axis, published, y)] if axis else []
    title = f"Events in time: {len(deeds)} in {len(types)} {'lane' if len(types) == 1 else 'lanes'}"
    return figure(name, width, y + 26, title, _description(deeds), [*behind, *labels, *parts])


def _lanes(deeds: Sequence[Deed]) -> list[str]:
    """The types, from cooperation to conflict."""
    quads = {deed["type"]: deed["quad"] for deed in deeds}
    order = {2: 0, 1: 1, 3: 2, 4: 3}
    return sorted(quads, key=lambda kind: (order.get(quads[kind], 4), kind))


def _day(deed: Deed) -> date | None:
    return date.fromisoformat(deed["date"]) if deed["date"] else None


def _edge_of(deed: Deed, published: Sequence[str]) -> str | None:
    day = _day(deed)
    if day is None:
        return "no date"
    if published:
        first, last = (date.fromisoformat(one).toordinal() for one in (min(published), max(published)))
        if day.toordinal() < first - _AROUND.days:
            return "earlier"
        if day.toordinal() > last + _AROUND.days:
            return "later"
    return None


def _edges(edges: set[str], left: float, width: int) -> tuple[dict[str, float], float]:
    """Where the columns beside the axis stand, and where the axis ends."""
    places: dict[str, float] = {}
    right = width - 16.0
    for edge in ("no date", "later"):
        if edge in edges:
            right -= 2 * _EDGE
            places[edge] = right + _EDGE
    if "earlier" in edges:
        places["earlier"] = left + _EDGE
    return places, right


def _placed(
    lane: Sequence[Deed], axis: CalendarAxis | None, places: Mapping[str, float], published: Sequence[str], top: float
) -> tuple[_Placed, float]:
    """Where each event of a lane is drawn, and how high the lane is: those of one day stand side by side, then in rows."""
    groups: dict[float, list[Deed]] = defaultdict(list)
    for deed in sorted(lane, key=lambda one: (one["date"] or "9999", one["id"])):
        edge, day = _edge_of(deed, published), _day(deed)
        x = places[edge] if edge else axis.middle(day) if axis and day else 0.0
        groups[x].append(deed)
    starts = sorted(groups)
    found: _Placed = []
    deepest = 1
    for place, x in enumerate(starts):
        room = min((abs(x - starts[other]) for other in (place - 1, place + 1) if 0 <= other < len(starts)), default=4 * _PITCH)
        across = max(min(int(room / _PITCH), 4), 1)
        members = groups[x]
        rows = -(-len(members) // across)
        deepest = max(deepest, rows)
        for number, deed in enumerate(members):
            row, column = divmod(number, across)
            beside = min(len(members) - row * across, across)
            found.append((deed, x + (column - (beside - 1) / 2) * _PITCH, top + 11 + row * _PITCH))
    return found, deepest * _PITCH + 9


def _spans(placed: _Placed, axis: CalendarAxis | None) -> Iterator[Markup]:
    """Lines over the days of events that are known to a week, month or year only."""
    for deed, _, y in placed:
        first = _day(deed)
        if axis and first and deed["end"] and deed["end"] > (deed["date"] or "") and axis.holds(first):
            end = min(date.fromisoformat(deed["end"]), axis.last)
            yield element("line", x1=axis.start(first), x2=axis.start(end) + axis.day_width, y1=y, y2=y, class_="span")


def _reports(axis: CalendarAxis, published: Sequence[str], bottom: float) -> Iterator[Markup]:
    """A bar under each day on which reports came out, as wide as the day."""
    for day, count in sorted(Counter(published).items()):
        x = axis.start(date.fromisoformat(day))
        said = element("title", f"{day}: reports: {count}")
        yield element("rect", said, x=x, y=_TOP, width=axis.day_width, height=bottom - _TOP, class_="press")


def _description(deeds: Sequence[Deed]) -> str:
    dated = sorted(deed["date"] for deed in deeds if deed["date"])
    kinds = Counter(deed["type"].lower() for deed in deeds)
    most = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:5])
    when = f"From {dated[0]} to {dated[-1]}. " if dated else ""
    return f"{when}Most: {most}. The list of events holds each with its words."
