"""The map: outlines, projections, and how well a place is known."""

from __future__ import annotations

import re

import numpy as np
import pytest
from drawn import PATIENT, SVG, Checked, counted_events, names
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dragoman.knowledge import code_centres, code_names
from dragoman.web.drawing import VIEWS, Shade, Spot, world_map
from dragoman.web.drawing.clipping import clipped, densified
from dragoman.web.drawing.land import STEP, land, path_in_steps, rings_in
from dragoman.web.drawing.outlines import PACKAGED, load_outlines
from dragoman.web.drawing.projection import EqualEarth, Lambert, Projection
from dragoman.web.drawing.views import view_of

LATITUDES, LONGITUDES = st.floats(-85, 85), st.floats(-180, 180)


def spot(name: str, precision: str, latitude: float, longitude: float, events: int = 1, conflict: int = 0) -> Spot:
    return {
        "name": name,
        "precision": precision,
        "latitude": latitude,
        "longitude": longitude,
        "events": events,
        "conflict": conflict,
    }


def shade(code: str, events: int = 1, conflict: int = 0) -> Shade:
    latitude, longitude = code_centres().get(code, (None, None))
    return {
        "code": code,
        "name": code,
        "events": events,
        "conflict": conflict,
        "latitude": latitude,
        "longitude": longitude,
    }


# Outlines.


def test_outlines_are_small_and_hold_almost_every_state() -> None:
    assert PACKAGED.stat().st_size < 300_000
    states = {code for code in code_names() if code in code_centres()}
    assert states - {one.code for one in load_outlines()} <= {"MCO", "TUV", "ATA", "VAT"}


def test_no_ring_crosses_180_degrees() -> None:
    for one in load_outlines():
        assert np.abs(one.points[:, 0]).max() <= 180
        steps = np.abs(np.diff(np.append(one.points[:, 0], one.points[0, 0])))
        assert steps.max() < 180, one.code


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (48.9, 2.4, "FRA"),
        (60.5, 8.5, "NOR"),
        (42.6, 21.0, "KOS"),
        (66.5, -172.5, "RUS"),
        (-29.6, 28.2, "LSO"),
        (1.35, 103.8, "SGP"),
    ],
)
def test_a_place_lies_in_its_state(latitude: float, longitude: float, code: str) -> None:
    assert code in {one.code for one in load_outlines() if _inside(one.points, longitude, latitude)}


def _inside(ring: NDArray[np.float64], x: float, y: float) -> bool:
    (ax, ay), (bx, by) = ring.T, np.roll(ring, 1, axis=0).T
    crossing = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        return bool((crossing & (x < (bx - ax) * (y - ay) / (by - ay) + ax)).sum() % 2)


# Projections.


@pytest.mark.parametrize("projection", [EqualEarth(), Lambert(20.0, 45.0)])
@given(east=st.floats(-60, 60), north=st.floats(-30, 80))
def test_projections_keep_areas(projection: Projection, east: float, north: float) -> None:
    half = 0.01
    corners = np.array([[east + x * half, north + y * half] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    x, y = projection.project(corners).T
    flat = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    globe = np.radians(2 * half) * (np.sin(np.radians(north + half)) - np.sin(np.radians(north - half)))
    assert flat == pytest.approx(globe, rel=1e-3)


def test_equal_earth_as_its_authors_print_it() -> None:
    # The half of the equator and the pole: 2.7066 and 1.3173 radii.
    x, y = EqualEarth().project(np.array([[-180.0, 0.0], [0.0, 90.0]]))
    assert x == pytest.approx([-2.7066, 0], abs=1e-4)
    assert y == pytest.approx([0, 1.3173], abs=1e-4)


def test_a_view_of_the_north_reaches_over_the_pole() -> None:
    seen = view_of("events", [(70.0, 20.0), (70.0, -160.0)], 960)
    assert seen.place(70.0, -160.0) is not None
    assert {"NOR", "RUS", "USA", "CAN"} <= land(seen).keys()


def test_land_on_the_other_side_of_the_globe_is_no_flood() -> None:
    # The other end of a view of the Philippine Sea lies in Brazil.
    seen = view_of("events", [(12.0, 128.0), (20.0, 135.0)], 960)
    assert "BRA" not in land(seen)
    assert "PHL" in land(seen)


# Clipping.


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=30))
def test_what_is_cut_off_lies_in_the_frame(points: list[tuple[float, float]]) -> None:
    found = clipped(np.array(points), (-10, -20), (30, 5))
    assert np.isfinite(found).all()
    assert ((found >= [-10, -20]) & (found <= [30, 5])).all()


def test_a_square_is_cut_in_half() -> None:
    square = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
    x, y = clipped(square, (5, -1), (20, 20)).T
    assert abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2 == pytest.approx(50)


def test_more_points_lie_on_the_same_lines() -> None:
    square = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
    found = densified(square, 3)
    assert len(found) == 16
    assert ((found == 0) | (found == 10)).any(axis=1).all()


@pytest.mark.parametrize("view", [name for name in VIEWS if name != "events"])
@pytest.mark.parametrize("width", [360, 1200])
def test_land_stays_in_the_frame(view: str, width: int) -> None:
    seen = view_of(view, [], width)
    rings = [ring for one in load_outlines() for ring in rings_in(one, seen)]
    assert rings
    for ring in rings:
        assert np.isfinite(ring).all()
        assert (ring >= -2.01).all() and (ring <= np.array([seen.width, seen.height]) + 2.01).all()
    if view == "world":
        # No side of a state runs across the world: what lies on both sides of the seam is two rings.
        assert max(np.abs(np.diff(ring[:, 0])).max() for ring in rings) < width / 4


def test_neighbours_lose_the_same_corners() -> None:
    coast = [(0, 0), (10, 1), (20, 0), (31, 2), (40, 0)]
    above, below = ([*line, *rest] for line, rest in ((coast, [(40, 40), (0, 40)]), (coast[::-1], [(0, -40), (40, -40)])))
    a, b = (_points(path_in_steps(np.array(ring, np.float64) * STEP)) for ring in (above, below))
    assert {point for point in a if 0 < point[0] < 40 and abs(point[1]) < 10} == {
        point for point in b if 0 < point[0] < 40 and abs(point[1]) < 10
    }


def _points(path: str) -> set[tuple[int, int]]:
    numbers = [int(one) for one in re.findall(r"-?\d+", path)]
    moves = np.array(numbers).reshape(-1, 2)
    return {(int(x), int(y)) for x, y in np.cumsum(moves, axis=0)}


# The map.


SPOTS = st.lists(
    st.builds(
        spot,
        names(),
        st.sampled_from(["site", "city", "district", "province", "region"]),
        LATITUDES,
        LONGITUDES,
        st.integers(1, 500),
        st.integers(0, 1),
    ),
    max_size=12,
)
SHADES = st.lists(st.sampled_from(sorted(code_names())), unique=True, max_size=5).map(
    lambda codes: [shade(one, 3) for one in codes]
)


@PATIENT
@given(SPOTS, SHADES, st.sampled_from(VIEWS), st.sampled_from([360, 960]))
def test_a_map_of_anything(checked: Checked, spots: list[Spot], shades: list[Shade], view: str, width: int) -> None:
    drawing = world_map(spots, shades, "m", view, width)
    assert drawing == world_map(spots, list(reversed(shades)), "m", view, width)
    root = checked(drawing)
    height = float(root.get("height", "nan"))
    for one in root.iter(f"{SVG}circle"):
        assert 0 <= float(one.get("cx", "nan")) <= width
        assert 0 <= float(one.get("cy", "nan")) <= height
    assert counted_events(root) <= sum(one["events"] for one in [*spots, *shades])


@PATIENT
@given(SPOTS)
def test_a_view_of_the_events_holds_them_all(checked: Checked, spots: list[Spot]) -> None:
    spots = [one for one in spots if one["latitude"] > -50]
    root = checked(world_map(spots, [], "m", "events", 960))
    assert counted_events(root) == sum(one["events"] for one in spots)


def test_a_country_is_tinted_and_no_pin_on_its_capital(checked: Checked) -> None:
    root = checked(world_map([], [shade("TCD", 4, 3)], "m", "world"))
    (group,) = [one for one in root.iter(f"{SVG}g") if one.get("data-country") == "TCD"]
    assert [one.tag.removeprefix(SVG) for one in group] == ["title", "path", "path"]
    assert "shade conflict" in (group[1].get("class") or "")
    assert group[2].get("fill") == "url(#m-conflict)"
    assert not [one for one in root.iter() if "pin" in (one.get("class") or "")]


def test_a_state_too_small_to_see_has_a_ring(checked: Checked) -> None:
    root = checked(world_map([], [shade("SGP", 2)], "m", "world", 360))
    (group,) = [one for one in root.iter(f"{SVG}g") if one.get("data-country") == "SGP"]
    assert [one.tag.removeprefix(SVG) for one in group] == ["title", "circle"]


def test_a_region_is_soft_and_a_town_a_pin(checked: Checked) -> None:
    spots = [spot("Baltic Sea", "region", 58.0, 20.0), spot("Tallinn", "city", 59.4, 24.7, 3, 3)]
    root = checked(world_map(spots, [], "m", "europe"))
    (disc,) = [one for one in root.iter(f"{SVG}circle") if one.get("class") == "disc"]
    (pin,) = list(root.iter(f"{SVG}polygon"))
    assert disc.get("fill") == "url(#m-soft-cooperation)"
    assert float(disc.get("r", "nan")) > 20
    assert pin.get("class") == "pin conflict"


def test_a_map_is_small() -> None:
    assert sum(map(len, land(view_of("world", [], 1200)).values())) < 80_000
