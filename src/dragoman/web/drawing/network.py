"""The signed network of states: circles, blocs as soft ground under them, whole lines for cooperation and broken ones for conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from dragoman.web.drawing.labels import Box, Label, placed
from dragoman.web.drawing.layout import Points, fitted, places, pushed_apart
from dragoman.web.drawing.shapes import Edge, Node
from dragoman.web.drawing.svg import element, figure, number, path_of

__all__ = ["network"]

_SMALLEST, _LARGEST = 13.0, 21.0
"""radius of a node in pixels; three letters have room in the smallest"""
_GROUND = 15.0
"""how far a bloc's ground reaches beyond its nodes"""
_CLEAR = 5.0
"""pixels that a line keeps from nodes which it does not end at"""
_BENT = 80
"""lines up to which they bend: more of them would only be a tangle of another kind"""
_SIZE = 11.0
_COLOURS = 8


def network(nodes: Sequence[Node], edges: Sequence[Edge], name: str, width: int = 960, height: int = 620) -> Markup:
    """Nodes and edges, each once; empty without nodes. Edges between others than `nodes` are left out."""
    if not nodes:
        return Markup("")
    index = {node["code"]: place for place, node in enumerate(nodes)}
    drawn = [edge for edge in edges if edge["a"] in index and edge["b"] in index]
    numbered = tuple((index[edge["a"]], index[edge["b"]], edge["weight"]) for edge in drawn)
    # A side that is in no bloc with others is told apart from every other by a number of its own.
    blocs = tuple(node["bloc"] or 1000 + place for place, node in enumerate(nodes))
    radii = _radii(nodes, width)
    margin = float(radii.max()) + _GROUND + 6
    points = fitted(places(len(nodes), numbered, blocs), width, height, margin)
    points = pushed_apart(points, radii, width, height, 16 if width > 600 else 9, margin)
    parts = [*_grounds(nodes, points, radii)]
    # Many lines are thin lines: what lies under them is to be seen.
    most, widest = _most(drawn), 5.0 if len(drawn) <= 40 else 3.2 if len(drawn) <= 120 else 2.0
    ways = [_way(points, radii, a, b, bent=len(drawn) <= _BENT) for a, b, _ in numbered]
    parts += [_line(edge, way, most, widest) for edge, way in zip(drawn, ways, strict=True)]
    parts += [_circle(node, point, radius) for node, point, radius in zip(nodes, points, radii, strict=True)]
    parts += _names(nodes, points, radii, width, height)
    return figure(name, width, height, _title(nodes, drawn), _description(nodes, drawn), parts)


def _radii(nodes: Sequence[Node], width: int) -> NDArray[np.float64]:
    events = np.array([node["events"] for node in nodes], np.float64)
    largest = _LARGEST if width > 600 else _SMALLEST + 3
    return np.asarray(_SMALLEST + (largest - _SMALLEST) * np.sqrt(events / max(events.max(), 1)), np.float64)


def _most(edges: Sequence[Edge]) -> float:
    return max((abs(edge["weight"]) for edge in edges), default=0) or 1.0


def _way(points: Points, radii: NDArray[np.float64], a: int, b: int, *, bent: bool) -> str:
    """The path between two nodes: straight, or bent around the nodes that stand in between, which it would seem to end at."""
    start, end = points[a], points[b]
    way = end - start
    length = max(float(np.linalg.norm(way)), 1e-9)
    normal = np.array([-way[1], way[0]]) / length
    along, aside = (points - start) @ way / length**2, (points - start) @ normal
    between = (along > 0.1) & (along < 0.9) & (np.abs(aside) < radii + _CLEAR)
    between[[a, b]] = False
    if not between.any() or not bent:
        return path_of([(float(start[0]), float(start[1])), (float(end[0]), float(end[1]))])
    side = -1.0 if float(aside[between].sum()) > 0 else 1.0
    # At a share s of the way a bend lies 2 s (1 - s) times as far aside as the point that it is drawn to.
    along, aside, room = along[between], aside[between], radii[between] + _CLEAR
    needed = float(((room - side * aside) / (2 * along * (1 - along))).max())
    bend = (start + end) / 2 + normal * side * min(max(needed, 0.0), length / 2)
    (x1, y1), (x2, y2), (x, y) = ([number(float(one)) for one in point] for point in (start, end, bend))
    return f"M{x1} {y1}Q{x} {y} {x2} {y2}"


def _line(edge: Edge, way: str, most: float, widest: float) -> Markup:
    weight = edge["weight"]
    kind = "cooperation" if weight > 0 else "conflict" if weight < 0 else "even"
    said = element("title", f"{edge['a']} and {edge['b']}: {weight:+.1f}, events: {edge['events']:,}")
    width = 1.0 + widest * (abs(weight) / most) ** 0.5
    return element("path", said, d=way, stroke_width=width, class_=f"edge {kind}", data_tie=f"{edge['a']}-{edge['b']}")


def _circle(node: Node, point: NDArray[np.float64], radius: float) -> Markup:
    x, y = map(float, point)
    said = element("title", f"{node['name']}, events: {node['events']:,}")
    circle = element("circle", cx=x, cy=y, r=float(radius), class_=f"node {_colour(node['bloc'])}")
    code = element("text", node["code"], x=x, y=y + 4, class_="code middle")
    return element("g", said, circle, code, data_actor=node["code"])


def _colour(bloc: int) -> str:
    return f"bloc-{(bloc - 1) % _COLOURS + 1}" if bloc else "alone"


def _grounds(nodes: Sequence[Node], points: Points, radii: NDArray[np.float64]) -> Iterator[Markup]:
    """One soft ground a bloc: around all its nodes, or along the shortest lines between them where others stand in between."""
    for bloc in sorted({node["bloc"] for node in nodes} - {0}):
        inside = np.array([node["bloc"] == bloc for node in nodes])
        members = points[inside]
        reach = 2 * (float(radii[inside].max()) + _GROUND)
        hull = _hull(members)
        alone = len(members) < 3 or _covers(hull, points[~inside], reach / 2)
        d = " ".join(path_of(pair) for pair in _joined(members)) if alone else path_of(hull, closed=True)
        if len(members) == 1:
            d = path_of([tuple(members[0]), tuple(members[0] + 0.1)])
        said = element("title", f"Bloc {bloc}: " + ", ".join(node["name"] for node in nodes if node["bloc"] == bloc))
        yield element("path", said, d=d, stroke_width=reach, class_=f"ground {_colour(bloc)}{' open' if alone else ''}")


def _hull(points: Points) -> list[tuple[float, float]]:
    """The convex hull, anticlockwise (A. M. Andrew's monotone chain, 1979)."""
    ordered = sorted(map(tuple, points.tolist()))

    def half(ordered: list[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for point in ordered:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _covers(hull: Sequence[tuple[float, float]], others: Points, reach: float) -> bool:
    """Whether one of `others` lies within the hull or nearer to it than `reach`."""
    ends = list(zip(hull, [*hull[1:], hull[0]], strict=True))
    for x, y in others.tolist():
        if all(_turn(a, b, (x, y)) >= 0 for a, b in ends) or any(_far((x, y), a, b) < reach for a, b in ends):
            return True
    return False


def _far(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to the line from `a` to `b`."""
    start, way, to = np.array(a), np.array(b) - np.array(a), np.array(point)
    share = float(np.clip((to - start) @ way / max(float(way @ way), 1e-9), 0, 1))
    return float(np.linalg.norm(to - start - share * way))


def _joined(points: Points) -> list[list[tuple[float, float]]]:
    """The shortest lines that hold the points together (R. C. Prim, 1957)."""
    found = []
    joined, left = [0], list(range(1, len(points)))
    while left:
        _, a, b = min((float(np.linalg.norm(points[a] - points[b])), a, b) for a in joined for b in left)
        found.append([tuple(points[a].tolist()), tuple(points[b].tolist())])
        joined.append(b)
        left.remove(b)
    return found


def _names(nodes: Sequence[Node], points: Points, radii: NDArray[np.float64], width: int, height: int) -> Iterator[Markup]:
    """The names that have room, those of the busiest first."""
    taken = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(points.tolist(), radii.tolist(), strict=True)]
    order = sorted(range(len(nodes)), key=lambda place: (-nodes[place]["events"], nodes[place]["code"]))
    labels = [
        Label(nodes[place]["name"], float(points[place, 0]), float(points[place, 1]), float(radii[place]))
        for place in order
        if nodes[place]["name"] != nodes[place]["code"]
    ]
    for label in placed(labels, taken, width, height, _SIZE):
        yield element("text", label.text, x=label.x, y=label.y, class_="name middle")


def _title(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    return f"Signed network: {len(nodes)} sides, {len(edges)} ties"


def _description(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    blocs = sorted({node["bloc"] for node in nodes} - {0})
    told = "; ".join(", ".join(node["name"] for node in nodes if node["bloc"] == bloc) for bloc in blocs)
    good = sum(edge["weight"] > 0 for edge in edges)
    bad = sum(edge["weight"] < 0 for edge in edges)
    return f"Ties of cooperation: {good}, of conflict: {bad}. Blocs: {told or 'none'}. The table holds each tie."
