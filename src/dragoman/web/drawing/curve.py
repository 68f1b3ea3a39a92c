"""The score of a tie over time with its events under the curve; of two ties, one over the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from dragoman.web.drawing.calendar_axis import CalendarAxis, axis_over, drawn_axis
from dragoman.web.drawing.marks import is_conflict, mark, quad_class
from dragoman.web.drawing.shapes import Deed, Score, Series
from dragoman.web.drawing.svg import element, figure, path_of

__all__ = ["curve"]

_LEFT, _RIGHT, _TOP = 34.0, 16.0, 26.0
_PANEL = 200.0
_LABEL, _ROOM = 22.0, 38.0
"""height of a strip's label, and of its events above and below the middle line"""
_STRIP = _LABEL + 2 * _ROOM + 4
_PITCH = 11.0
_LOWEST = 5.5
"""height of one event's mark; where there is less room there are bars"""
_HIGHEST = 10.0


def curve(series: Sequence[Series], name: str, width: int = 960) -> Markup:
    """The scores of one tie, or of two to compare, and each event once in the strip below; empty where there is nothing.

    `width` is in pixels at which it will be seen: letters keep their size, and a narrow drawing has fewer labels.
    """
    days = [date.fromisoformat(day) for one in series for score in one["scores"] for day in (score["first"], score["last"])]
    days += [date.fromisoformat(deed["date"]) for one in series for deed in one["deeds"] if deed["date"]]
    axis = axis_over(days, _LEFT, width - _RIGHT)
    if axis is None:
        return Markup("")
    strips = [one for one in series if one["deeds"]]
    bottom = _TOP + _PANEL + len(strips) * _STRIP
    parts = [*drawn_axis(axis, _TOP, bottom), *_levels(axis)]
    for place, one in enumerate(series):
        parts += _line(one, axis, place)
    for place, one in enumerate(strips):
        parts += _strip(one, axis, _TOP + _PANEL + place * _STRIP, _named(one, series, width))
    return figure(name, width, bottom + 28, _title(series), _description(series), parts)


def _y(score: float) -> float:
    return _TOP + _PANEL * 0.94 * (_HIGHEST - min(max(score, -_HIGHEST), _HIGHEST)) / (2 * _HIGHEST)


def _levels(axis: CalendarAxis) -> Iterator[Markup]:
    for level in (10, 5, 0, -5, -10):
        y = _y(level)
        yield element("line", x1=axis.left, x2=axis.right, y1=y, y2=y, class_="zero" if level == 0 else "grid")
        yield element("text", f"{level:+}".replace("-", "−") if level else "0", x=axis.left - 8, y=y + 4, class_="tick end")
    yield element("text", "cooperation", x=axis.left, y=_TOP - 10, class_="tick cooperation")
    yield element("text", "conflict", x=axis.right, y=_y(-_HIGHEST) - 6, class_="tick conflict end")


def _line(one: Series, axis: CalendarAxis, place: int) -> Iterator[Markup]:
    """The curve: whole between periods that follow each other, broken over those without events."""
    kind = "first" if place == 0 else "second"
    points = [(axis.middle(*_days(score)), _y(score["score"])) for score in one["scores"]]
    for (before, a), (after, b) in zip(
        zip(one["scores"], points, strict=True), zip(one["scores"][1:], points[1:], strict=True), strict=False
    ):
        silent = (date.fromisoformat(after["first"]) - date.fromisoformat(before["last"])).days > 1
        yield element("path", d=path_of([a, b]), class_=f"curve {kind}{' silent' if silent else ''}")
    most = max((score["events"] for score in one["scores"]), default=1)
    # Points that stand close are small, or they would hide the curve.
    largest = max(0.5 * (axis.right - axis.left) / max(len(points), 1), 1.6)
    for score, (x, y) in zip(one["scores"], points, strict=True):
        radius = min(2.6 + 3.4 * (score["events"] / most) ** 0.5, largest)
        said = element("title", f"{one['name']}, {score['period']}: {score['score']:+.2f}, events: {score['events']:,}")
        if place == 0:
            yield element("circle", said, cx=x, cy=y, r=radius, class_="knot first")
        else:
            half = radius * 0.9
            yield element("rect", said, x=x - half, y=y - half, width=2 * half, height=2 * half, class_="knot second")


def _days(score: Score) -> tuple[date, date]:
    return date.fromisoformat(score["first"]), date.fromisoformat(score["last"])


def _named(one: Series, series: Sequence[Series], width: int) -> str:
    if len(series) == 1:
        return "Events"
    return one["name"] if width > 600 or len(one["name"]) < 40 else one["name"][:39] + "…"


def _strip(one: Series, axis: CalendarAxis, top: float, label: str) -> Iterator[Markup]:
    """The events: cooperation above the line, conflict below; as bars where they are too many for marks."""
    middle = top + _LABEL + _ROOM
    yield element("line", x1=axis.left, x2=axis.right, y1=middle, y2=middle, class_="zero")
    yield element("text", label, x=axis.left, y=top + _LABEL - 4, class_="tick strong")
    columns: dict[tuple[int, bool], list[Deed]] = defaultdict(list)
    for deed in one["deeds"]:
        columns[_column(deed, axis), is_conflict(deed["quad"])].append(deed)
    highest = max(map(len, columns.values()))
    level_height = min(_ROOM / highest, _PITCH)
    for (column, conflict), deeds in sorted(columns.items()):
        x, way = min(axis.left + (column + 0.5) * _PITCH, axis.right), 1 if conflict else -1
        if level_height >= _LOWEST:
            for level, deed in enumerate(deeds):
                yield mark(deed, x, middle + way * (level + 0.6) * level_height, level_height * 0.82)
        else:
            yield from _bars(deeds, x, middle, way, _ROOM / highest)


def _column(deed: Deed, axis: CalendarAxis) -> int:
    if not deed["date"]:
        return int((axis.right - axis.left) / _PITCH)
    first = date.fromisoformat(deed["date"])
    last = date.fromisoformat(deed["end"]) if deed["end"] else first
    return int((axis.middle(first, min(max(first, last), axis.last)) - axis.left) / _PITCH)


def _bars(deeds: Sequence[Deed], x: float, middle: float, way: int, unit: float) -> Iterator[Markup]:
    """The events of one column as bars, words and deeds apart."""
    base = middle
    for quad in sorted({deed["quad"] for deed in deeds}, reverse=True):
        count = sum(deed["quad"] == quad for deed in deeds)
        height = count * unit
        top = base if way > 0 else base - height
        said = element("title", f"Events: {count:,}")
        bar = {"x": x - _PITCH / 2 + 1, "y": top, "width": _PITCH - 2, "height": max(height, 0.5)}
        yield element("rect", said, **bar, class_=f"deed {quad_class(quad)}", data_events=count)
        base += way * height


def _title(series: Sequence[Series]) -> str:
    return "Score over time: " + " and ".join(one["name"] for one in series)


def _description(series: Sequence[Series]) -> str:
    return " ".join(_told(one) for one in series) + " The table holds each figure."


def _told(one: Series) -> str:
    scores = one["scores"]
    if not scores:
        return f"{one['name']}: no scores."
    low, high = min(scores, key=lambda score: score["score"]), max(scores, key=lambda score: score["score"])
    return (
        f"{one['name']}: periods: {len(scores)}, from {scores[0]['period']} to {scores[-1]['period']}; lowest {low['score']:+.2f} "
        f"in {low['period']}, highest {high['score']:+.2f} in {high['period']}, last {scores[-1]['score']:+.2f}. "
        f"Events: {len(one['deeds']):,}."
    )
