"""From knowledge files to `Knowledge`: reads, checks, merges and indexes them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dragoman.errors import KnowledgeError
from dragoman.knowledge import names
from dragoman.knowledge.matching import Match, Matcher, Name
from dragoman.knowledge.schema import (
    INTERNATIONAL,
    CountryEntry,
    OfficeEntry,
    OrganisationEntry,
    PersonEntry,
    PersonOffice,
    RoleEntry,
    VagueEntry,
)

__all__ = ["Country", "Knowledge", "load_knowledge"]

Entry = CountryEntry | OfficeEntry | OrganisationEntry | PersonEntry | RoleEntry | VagueEntry

PACKAGED = Path(__file__).parent

_FILES: dict[str, tuple[str, type[Entry]]] = {
    "countries.toml": ("country", CountryEntry),
    "organisations.toml": ("organisation", OrganisationEntry),
    "regions.toml": ("vague", VagueEntry),
    "offices.toml": ("office", OfficeEntry),
    "roles.toml": ("role", RoleEntry),
    "people.toml": ("person", PersonEntry),
}


@dataclass(frozen=True, slots=True)
class Country:
    """A state, with its numbers in the Correlates of War and the Gleditsch-Ward lists (None where it is on neither)."""

    iso3: str
    name: str
    cow: int | None
    gw: int | None
    wikidata: str | None
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    neighbours: tuple[str, ...]


class Knowledge:
    """All that is known of who is who; made by `load_knowledge`."""

    def __init__(self, entries: Iterable[Entry], version: str) -> None:
        self.version = version
        """a hash of the files that it was read from"""
        everything = list(entries)
        self._countries = {e.iso3: _country(e) for e in everything if isinstance(e, CountryEntry)}
        self._offices = {(e.name, e.country): e.office for e in everything if isinstance(e, PersonEntry)}
        named = sorted(_named(everything), key=lambda pair: names.RANK[pair[1].kind])
        common = [pair for pair in named if pair[1].kind in ("office", "role")]
        self._matcher = Matcher(
            proper=(pair for pair in named if pair[1].kind not in ("office", "role")),
            common=common,
            derived=((plural, name) for text, name in common for plural in names.plurals(text)),
        )

    @property
    def countries(self) -> Mapping[str, Country]:
        """All states by their ISO 3166 alpha-3 code."""
        return self._countries

    def match(self, words: Sequence[str]) -> list[Match]:
        """The known names in a sequence of tokens: leftmost, longest, not overlapping."""
        return self._matcher.match(words)

    def country(self, iso3: str) -> Country:
        """The state with this code; KeyError where there is none."""
        return self._countries[iso3]

    def person_office(self, person: Name, day: date | None) -> tuple[str, tuple[str, ...]] | None:
        """The office that a person held on `day` and its sectors; the latest one where the day is not known."""
        held = [
            office
            for office in self._offices.get((person.name, person.country), ())
            if day is None or ((office.since or date.min) <= day <= (office.until or date.max))
        ]
        if not held:
            return None
        office = max(held, key=_newest)
        return office.name, office.sectors


def _newest(office: PersonOffice) -> tuple[date, date]:
    return office.until or date.max, office.since or date.min


def load_knowledge(*directories: Path) -> Knowledge:
    """The packaged knowledge, then what each of `directories` adds to it or overrides; read once as long as it is unchanged."""
    files = tuple(_files((PACKAGED, *directories)))
    return _load(files)


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[Path, bytes], ...]) -> Knowledge:
    entries: dict[tuple[str, object], Entry] = {}
    digest = hashlib.sha256()
    for path, content in files:
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        for entry in _read(path, content):
            entries[_key(entry)] = entry
    _check_codes(entries.values())
    return Knowledge(entries.values(), digest.hexdigest()[:16])


def _files(directories: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    for directory in directories:
        if not directory.is_dir():
            raise KnowledgeError(f"{directory}: there is no such folder")
        for file in _FILES:
            path = directory / file
            if path.is_file():
                yield path, path.read_bytes()


@lru_cache(maxsize=32)
def _read(path: Path, content: bytes) -> tuple[Entry, ...]:
    return tuple(_entries(path, content))


def _entries(path: Path, content: bytes) -> Iterator[Entry]:
    table, model = _FILES[path.name]
    try:
        document: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: not readable as TOML: {error}") from error
    unknown = set(document) - {table}
    if unknown or not isinstance(document.get(table, []), list):
        raise KnowledgeError(f"{path}: holds {sorted(unknown) or table}; only [[{table}]] entries belong here")
    seen: set[tuple[str, object]] = set()
    for number, fields in enumerate(document.get(table, []), start=1):
        label = _label(table, number, fields)
        entry = _checked(model, fields, f"{path}: {label}")
        if _key(entry) in seen:
            raise KnowledgeError(f"{path}: {label}: there is another entry of this name in the file")
        seen.add(_key(entry))
        yield entry


def _checked(model: type[Entry], fields: object, where: str) -> Entry:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc']) or 'entry'}: {problem['msg'].removeprefix('Value error, ')}"
            for problem in error.errors()
        )
        raise KnowledgeError(f"{where}: {problems}") from error


def _label(table: str, number: int, fields: object) -> str:
    name = fields.get("name") or fields.get("lemmas") if isinstance(fields, dict) else None
    return f"{table} {number} ({name})" if name else f"{table} {number}"


def _key(entry: Entry) -> tuple[str, object]:
    """What an entry overrides: the one of the same state, name or lemmas that was read before it."""
    match entry:
        case CountryEntry():
            return "country", entry.iso3
        case OrganisationEntry():
            return "organisation", (entry.name, entry.code)
        case PersonEntry():
            return "person", (entry.name, entry.country)
        case RoleEntry():
            return "role", (entry.lemmas, entry.sectors)
        case _:
            return type(entry).__name__, entry.name


def _check_codes(entries: Iterable[Entry]) -> None:
    """Every country code that an entry uses is that of a state we know, or one of PLOVER's."""
    everything = list(entries)
    known = {entry.iso3 for entry in everything if isinstance(entry, CountryEntry)}
    for entry in everything:
        for code in _codes(entry):
            if code not in known and code not in INTERNATIONAL:
                raise KnowledgeError(f"{_key(entry)[0]} {getattr(entry, 'name', '')!r}: no country has the code {code!r}")


def _codes(entry: Entry) -> Iterator[str]:
    if isinstance(entry, CountryEntry):
        yield from entry.neighbours
    elif isinstance(entry, OrganisationEntry):
        yield from entry.members
        yield from (code for code in (entry.code, entry.home) if code)
    elif isinstance(entry, PersonEntry):
        yield from (code for code in (entry.country, *(office.country for office in entry.office)) if code)


_NAMED: dict[type[Entry], Callable[[Any], Iterator[tuple[str, Name]]]] = {
    CountryEntry: names.of_country,
    OrganisationEntry: names.of_organisation,
    VagueEntry: names.of_vague,
    OfficeEntry: names.of_office,
    RoleEntry: names.of_role,
    PersonEntry: names.of_person,
}


def _named(entries: Iterable[Entry]) -> Iterator[tuple[str, Name]]:
    for entry in entries:
        yield from _NAMED[type(entry)](entry)


def _country(entry: CountryEntry) -> Country:
    return Country(
        iso3=entry.iso3,
        name=entry.name,
        cow=entry.cow or None,
        gw=entry.gw or None,
        wikidata=entry.wikidata,
        names=(entry.name, *entry.names),
        adjectives=entry.adjectives,
        demonyms=entry.demonyms,
        capitals=tuple(capital.name for capital in entry.capitals),
        neighbours=entry.neighbours,
    )
