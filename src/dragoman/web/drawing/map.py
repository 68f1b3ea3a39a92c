"""A map of events that shows how well each place is known.

A town or a site is a pin, a district, province or region a soft disc, and where no more than the country is told, the country is shaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from markupsafe import Markup

from dragoman.web.drawing.labels import Box, Label, placed
from dragoman.web.drawing.land import STEP, globe, land
from dragoman.web.drawing.shapes import Shade, Spot
from dragoman.web.drawing.svg import element, figure, number
from dragoman.web.drawing.views import View, view_of

__all__ = ["world_map"]

_REACH = {"district": 40.0, "province": 110.0, "region": 250.0}
"""kilometres that a soft disc reaches; a place without one here is a pin"""
_LEVELS = 4
_SIZE = 11.0
_MOST_NAMES = 14
_TOO_SMALL = 26
"""characters of a path: a state that has fewer is too small to be seen shaded, and is marked by a ring"""


def world_map(spots: Sequence[Spot], shades: Sequence[Shade], name: str, view: str = "events", width: int = 960) -> Markup:
    """The events of `spots` and `shades` that lie in the view (one of `views.VIEWS`), each counted in one mark."""
    holding = [(one["latitude"], one["longitude"]) for one in spots]
    holding += [
        (one["latitude"], one["longitude"]) for one in shades if one["latitude"] is not None and one["longitude"] is not None
    ]
    seen = view_of(view, holding, width)
    most = max((one["events"] for one in [*spots, *shades]), default=1)
    ordered = sorted(spots, key=lambda one: (-one["events"], one["name"], one["latitude"], one["longitude"]))
    at = [(one, place) for one in ordered if (place := seen.place(one["latitude"], one["longitude"]))]
    parts = [
        _patterns(name),
        element("path", d=globe(seen), class_="sea", **_IN_STEPS),
        element("path", d="".join(land(seen).values()), class_="land", **_IN_STEPS),
        *_shaded(shades, seen, most, name),
        *(_disc(one, place, seen, name) for one, place in at if one["precision"] in _REACH),
        *(_pin(one, place, _radius(one, most, seen)) for one, place in at if one["precision"] not in _REACH),
        *_names(at, seen, most),
    ]
    drawn = sum(one["events"] for one, _ in at) + sum(one["events"] for one in shades if _is_in(one, seen))
    return figure(name, seen.width, seen.height, "Map of events", _description(spots, shades, drawn), parts)


_IN_STEPS = {"transform": f"scale({number(STEP)})", "vector-effect": "non-scaling-stroke", "fill-rule": "evenodd"}


def _patterns(name: str) -> Markup:
    kind = {"patternUnits": "userSpaceOnUse"}
    hatches = [
        element(
            "pattern",
            element(
                "path", d="M-2 10L10 -2M4 16L16 4" if way == "cooperation" else "M-2 2L10 14M4 -4L16 8", class_=f"hatch {way}"
            ),
            id=f"{name}-{way}",
            width=12,
            height=12,
            **kind,
        )
        for way in ("cooperation", "conflict")
    ]
    softs = [
        element(
            "radialGradient",
            element("stop", offset="0", class_=f"soft-middle {way}"),
            element("stop", offset="0.6", class_=f"soft-half {way}"),
            element("stop", offset="1", class_=f"soft-edge {way}"),
            id=f"{name}-soft-{way}",
        )
        for way in ("cooperation", "conflict")
    ]
    return element("defs", *hatches, *softs)


def _way(one: Spot | Shade) -> str:
    """Which way most of the events are."""
    return "conflict" if 2 * one["conflict"] > one["events"] else "cooperation"


def _is_in(one: Shade, view: View) -> bool:
    return bool(land(view).get(one["code"])) or _middle(one, view) is not None


def _middle(one: Shade, view: View) -> tuple[float, float] | None:
    if one["latitude"] is None or one["longitude"] is None:
        return None
    return view.place(one["latitude"], one["longitude"])


def _shaded(shades: Sequence[Shade], view: View, most: int, name: str) -> Iterator[Markup]:
    """Countries with a tint and a hatch; a ring around those that are too small for it. A hatch is no line on any ground."""
    for one in sorted(shades, key=lambda one: one["code"]):
        way, level = _way(one), 1 + round((_LEVELS - 1) * log(one["events"]) / log(most)) if most > 1 else 1
        said = element(
            "title", f"{one['name']}, place known to the country only, events: {one['events']:,}, conflict: {one['conflict']:,}"
        )
        d = land(view).get(one["code"], "")
        middle = _middle(one, view)
        hatch = f"url(#{name}-{way})"
        if len(d) >= _TOO_SMALL:
            tint = element("path", d=d, class_=f"shade {way} level-{level}", **_IN_STEPS)
            lines = element("path", d=d, fill=hatch, class_="hatched", **_IN_STEPS)
            yield element("g", said, tint, lines, data_events=one["events"], data_country=one["code"])
        elif middle:
            ring = {"cx": middle[0], "cy": middle[1], "r": 7.0}
            tint = element("circle", **ring, class_=f"shade {way} level-{level} ring")
            yield element("g", said, tint, data_events=one["events"], data_country=one["code"])


def _disc(one: Spot, place: tuple[float, float], view: View, name: str) -> Markup:
    radius = max(view.pixels_of(_REACH[one["precision"]]), 11.0)
    fill = f"url(#{name}-soft-{_way(one)})"
    return element(
        "circle", _said(one), cx=place[0], cy=place[1], r=radius, fill=fill, class_="disc", data_events=one["events"]
    )


def _pin(one: Spot, place: tuple[float, float], radius: float) -> Markup:
    x, y = place
    shape = {"class_": f"pin {_way(one)}", "data_events": one["events"]}
    if _way(one) == "cooperation":
        return element("circle", _said(one), cx=x, cy=y, r=radius, **shape)
    half = radius * 1.2
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return element("polygon", _said(one), points=" ".join(f"{number(a)},{number(b)}" for a, b in corners), **shape)


def _radius(one: Spot, most: int, view: View) -> float:
    """Larger for more events, in area; a small drawing has small pins."""
    smallest, largest = (3.2, 12.0) if view.width > 600 else (2.4, 7.0)
    return smallest + (largest - smallest) * (one["events"] / most) ** 0.5 if most > 3 else smallest + 1


def _said(one: Spot) -> Markup:
    return element("title", f"{one['name']} ({one['precision']}), events: {one['events']:,}, conflict: {one['conflict']:,}")


def _names(at: Sequence[tuple[Spot, tuple[float, float]]], view: View, most: int) -> Iterator[Markup]:
    """The names of the places with the most events, as far as they have room."""
    labels, taken = [], []
    for one, (x, y) in at:
        radius = 2.0 if one["precision"] in _REACH else _radius(one, most, view)
        taken.append(Box(x - radius, y - radius, x + radius, y + radius))
        labels.append(Label(one["name"], x, y, radius))
    for label in placed(labels[:_MOST_NAMES], taken, view.width, view.height, _SIZE):
        yield element("text", label.text, x=label.x, y=label.y, class_="name middle")


def _description(spots: Sequence[Spot], shades: Sequence[Shade], drawn: int) -> str:
    total = sum(one["events"] for one in [*spots, *shades])
    pins = sum(one["precision"] not in _REACH for one in spots)
    return (
        f"Events in view: {drawn:,} of {total:,}. Pins for towns and sites: {pins}; soft discs for districts, provinces and regions: "
        f"{len(spots) - pins}; shaded countries, of which no more is told: {len(shades)}. The table holds each place."
    )
