"""The signed network: who stands where, and what is drawn of it."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from drawn import PATIENT, SVG, Checked, names
from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.drawing import Edge, Node, network
from dragoman.web.drawing.labels import Box, Label, placed
from dragoman.web.drawing.layout import fitted, places, pushed_apart
from dragoman.web.drawing.svg import text_width


def node(code: str, bloc: int = 0, events: int = 1, name: str = "") -> Node:
    return {"code": code, "name": name or code, "events": events, "bloc": bloc}


def edge(a: str, b: str, weight: float) -> Edge:
    return {"a": a, "b": b, "weight": weight, "events": 1}


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    codes = [f"N{number:02}" for number in range(draw(st.integers(1, 24)))]
    nodes = [node(code, draw(st.integers(0, 3)), draw(st.integers(0, 900)), draw(names())) for code in codes]
    pairs = list(combinations(codes, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=40)) if pairs else []
    return nodes, [edge(a, b, draw(st.floats(-50, 50))) for a, b in chosen]


@PATIENT
@given(networks(), st.sampled_from([(960, 620), (360, 420)]))
def test_every_side_and_tie_is_drawn_once_within_the_frame(
    checked: Checked, drawn: tuple[list[Node], list[Edge]], size: tuple[int, int]
) -> None:
    nodes, edges = drawn
    drawing = network(nodes, edges, "n", *size)
    assert drawing == network(nodes, edges, "n", *size)
    root = checked(drawing)
    assert sorted(code for one in root.iter() if (code := one.get("data-actor"))) == sorted(one["code"] for one in nodes)
    ties = sorted(f"{one['a']}-{one['b']}" for one in edges)
    assert sorted(tie for one in root.iter() if (tie := one.get("data-tie"))) == ties
    circles = [[float(one.get(part, "nan")) for part in ("cx", "cy", "r")] for one in root.iter(f"{SVG}circle")]
    assert all(r <= x <= size[0] - r and r <= y <= size[1] - r for x, y, r in circles)
    apart = [math.dist(a[:2], b[:2]) - a[2] - b[2] for a, b in combinations(circles, 2)]
    assert all(gap > -0.2 for gap in apart)


def test_names_lie_on_nothing(checked: Checked) -> None:
    nodes = [node(f"N{number:02}", name="Democratic Republic of Somewhere") for number in range(30)]
    root = checked(network(nodes, [], "n"))
    labels = [one for one in root.iter(f"{SVG}text") if "name" in (one.get("class") or "")]
    boxes = [_box(one.text or "", float(one.get("x", "nan")), float(one.get("y", "nan"))) for one in labels]
    assert boxes
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))


def _box(text: str, x: float, y: float) -> Box:
    half = text_width(text, 11.0) / 2
    return Box(x - half + 0.1, y - 9, x + half - 0.1, y + 2)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300), st.text(min_size=1, max_size=20)), max_size=20))
def test_labels_keep_off_each_other_and_in_the_frame(given: list[tuple[float, float, str]]) -> None:
    found = placed([Label(text, x, y, 5) for x, y, text in given], [], 400, 300, 11.0)
    boxes = [_box(one.text, one.x, one.y) for one in found]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert all(box.left >= 0 and box.right <= 400 and box.top >= 0 and box.bottom <= 300 for box in boxes)


def test_friends_stand_nearer_than_enemies() -> None:
    edges = ((0, 1, 5.0), (2, 3, 5.0), (0, 2, -5.0), (1, 3, -5.0), (0, 3, -1.0), (1, 2, -1.0))
    found = places(4, edges, (1, 1, 2, 2))
    apart = {(a, b): float(np.linalg.norm(found[a] - found[b])) for a, b, _ in edges}
    friends = max(apart[0, 1], apart[2, 3])
    assert all(distance > friends for pair, distance in apart.items() if pair not in ((0, 1), (2, 3)))


@PATIENT
@given(st.integers(2, 30), st.integers(0, 10))
def test_nodes_in_one_place_are_pushed_apart(count: int, seed: int) -> None:
    radii = np.full(count, 10.0)
    found = pushed_apart(np.full((count, 2), 300.0 + seed), radii, 900, 600, 8, 30)
    assert all(np.linalg.norm(found[a] - found[b]) > 20 for a, b in combinations(range(count), 2))


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=20))
def test_places_fit_their_frame(points: list[tuple[float, float]]) -> None:
    found = fitted(np.array(points), 360, 500, 30)
    assert np.isfinite(found).all()
    assert (found >= 29.9).all() and (found <= np.array([360, 500]) - 29.9).all()


def test_a_bloc_that_others_stand_in_is_no_hull(checked: Checked) -> None:
    nodes = [node("AAA", 1), node("BBB", 1), node("CCC", 1), node("DDD")]
    edges = [edge("AAA", "BBB", 3), edge("BBB", "CCC", 3), edge("AAA", "DDD", -3)]
    (ground,) = [one for one in checked(network(nodes, edges, "n")).iter(f"{SVG}path") if "ground" in (one.get("class") or "")]
    assert "Bloc 1: AAA, BBB, CCC" in (ground.findtext(f"{SVG}title") or "")
