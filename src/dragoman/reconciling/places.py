"""How two places stand to each other: Wonsan lies within North Korea, Wonsan is not Pyongyang."""

from __future__ import annotations

import math
import unicodedata

from dragoman.reconciling.standing import Standing
from dragoman.records import Place

__all__ = ["compare_places", "kilometres", "place_name"]

# From the widest to the narrowest; a place can lie within one that stands before it.
_WIDTH = {"region": 0, "country": 1, "province": 2, "district": 3, "city": 4, "site": 5}
# How far the midpoint of a place may lie from that of the wider one it is part of, in kilometres: half the breadth of a large
# province, district or city. Regions differ too much in size for a figure; a place is taken to be part of one unless it is far off.
_REACH = {"region": 3500.0, "province": 300.0, "district": 60.0, "city": 40.0}
# Two points nearer than this are one place under two names, as far as a newspaper tells: a suburb, a crossing, a village.
_SAME_POINT = 3.0
_EARTH_RADIUS = 6371.0


def compare_places(a: Place | None, b: Place | None) -> Standing:
    """How place `a` stands to place `b`. Two places of which nothing tells that they are apart stand beside each other."""
    if a is None or b is None:
        return Standing.SILENT
    if _same(a, b):
        return Standing.SAME
    width_a, width_b = _WIDTH[a.precision], _WIDTH[b.precision]
    if width_a == width_b:
        return Standing.APART
    if width_a < width_b:
        return {Standing.WITHIN: Standing.AROUND}.get(standing := _in(b, a), standing)
    return _in(a, b)


def _in(narrow: Place, wide: Place) -> Standing:
    if wide.precision == "country":
        return Standing.WITHIN if narrow.country == wide.country else Standing.APART
    if wide.country and narrow.country and wide.country != narrow.country:
        return Standing.APART
    distance = kilometres(narrow, wide)
    if distance is None:
        # Where a place lies that only the report knows nobody can tell; for one happening the finer place is taken to lie in the wider.
        return Standing.WITHIN
    return Standing.WITHIN if distance <= _REACH[wide.precision] else Standing.APART


def _same(a: Place, b: Place) -> bool:
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return True
    if place_name(a) == place_name(b) and (a.country == b.country or None in (a.country, b.country)):
        return True
    distance = kilometres(a, b)
    fine = _WIDTH["district"]
    return distance is not None and distance <= _SAME_POINT and min(_WIDTH[a.precision], _WIDTH[b.precision]) >= fine


def place_name(place: Place) -> str:
    """The name as it is compared: without case, accents and hyphens."""
    plain = unicodedata.normalize("NFKD", place.name).replace("-", " ")
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().split())


def kilometres(a: Place, b: Place) -> float | None:
    """Distance on the sphere (haversine); None where a place has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north_a, north_b = math.radians(a.latitude), math.radians(b.latitude)
    north, east = north_b - north_a, math.radians(b.longitude - a.longitude)
    chord = math.sin(north / 2) ** 2 + math.cos(north_a) * math.cos(north_b) * math.sin(east / 2) ** 2
    return 2 * _EARTH_RADIUS * math.asin(math.sqrt(min(1.0, chord)))
