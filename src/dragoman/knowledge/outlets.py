"""Outlets: whose an address or a name is, which country they are of, and of what kind."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from dragoman.errors import KnowledgeError

__all__ = ["OUTLET_KINDS", "Outlet", "Outlets", "load_outlets"]

OutletKind = Literal["agency", "newspaper", "broadcaster", "magazine", "site", "state media", "institution", "aggregator"]
OUTLET_KINDS: tuple[str, ...] = get_args(OutletKind)

_PACKAGED = Path(__file__).parent / "outlets.toml"
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
_Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
# "The Standard of Kenya" calls itself The Standard.
_OF = re.compile(r" (?:of|newspaper|magazine|news agency)\b.*$")


class _Entry(BaseModel):
    """An `[[outlet]]`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Name
    domains: Annotated[tuple[_Domain, ...], Field(min_length=1)]
    country: _Country | None = None
    kind: OutletKind
    credits: tuple[_Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: `country` is ISO 3166 alpha-3 (None for bodies of many states), `kind` one of `OUTLET_KINDS`."""

    name: str
    domains: tuple[str, ...]
    country: str | None
    kind: str
    credits: tuple[str, ...] = ()
    """further names, and abbreviations that stand for it where a source is credited"""


class Outlets:
    """All outlets that are known; made by `load_outlets`."""

    def __init__(self, outlets: Iterable[Outlet], version: str) -> None:
        self.version = version
        """a hash of the files that they were read from"""
        self.all = tuple(outlets)
        self._by_domain = {domain: outlet for outlet in self.all for domain in outlet.domains}
        self._by_full_name = _index((outlet, outlet.name) for outlet in self.all)
        self._by_name = _index((outlet, name) for outlet in self.all for name in _names(outlet))
        self._by_credit = _index((outlet, name) for outlet in self.all for name in _credits(outlet))

    def at(self, host: str) -> Outlet | None:
        """Whose the host is, `english.news.example` being that of `news.example` where it is not listed itself."""
        labels = host.lower().rstrip(".").split(".")
        parents = (".".join(labels[place:]) for place in range(len(labels) - 1))
        return next((self._by_domain[domain] for domain in parents if domain in self._by_domain), None)

    def named(self, name: str) -> Outlet | None:
        """The outlet of that name, whatever its case and with or without "the"; None where there is none.

        Its full name counts first ("The Guardian" is not The Guardian of Nigeria); where only shorter ones match, one outlet must have it.
        """
        return self._by_full_name.get(_plain(name)) or self._by_name.get(_plain(name))

    def credited(self, name: str) -> Outlet | None:
        """The outlet that a name or an abbreviation stands for in a dateline, a byline or a last line; its case counts."""
        found = self._by_credit.get(_plain(name))
        return found if found and name.removeprefix("The ") in {form.removeprefix("The ") for form in _credits(found)} else None


def load_outlets(*files: Path) -> Outlets:
    """The outlets that ship, then those of `files`: one of a name or domain that is there takes its place.

    Raises KnowledgeError, which names the file and the entry, where a file cannot be used.
    """
    return _load(tuple((path, _content(path)) for path in (_PACKAGED, *files)))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be opened ({error.strerror}); give the name of a TOML file of outlets") from error


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[Path, bytes], ...]) -> Outlets:
    found: dict[str, Outlet] = {}
    digest = hashlib.sha256()
    for path, content in files:
        digest.update(content + b"\0")
        for entry in _entries(path, content):
            found[entry.name] = Outlet(entry.name, entry.domains, entry.country, entry.kind, entry.credits)
    return Outlets(found.values(), digest.hexdigest()[:16])


def _entries(path: Path, content: bytes) -> Iterator[_Entry]:
    try:
        document: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: not readable as TOML: {error}") from error
    if set(document) - {"outlet"} or not isinstance(document.get("outlet", []), list):
        raise KnowledgeError(
            f"{path}: holds {sorted(set(document) - {'outlet'}) or 'outlet'}; only [[outlet]] entries belong here"
        )
    taken: dict[str, str] = {}
    for number, fields in enumerate(document.get("outlet", []), start=1):
        entry = _checked(fields, f"{path}: outlet {number} ({fields.get('name', 'without name')})")
        for key in (f"name {entry.name}", *entry.domains):
            if key in taken:
                raise KnowledgeError(f"{path}: outlet {number} ({entry.name}): {key!r} is already that of {taken[key]}")
            taken[key] = entry.name
        yield entry


def _checked(fields: object, where: str) -> _Entry:
    try:
        return _Entry.model_validate(fields)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'entry'}: {fault['msg']}" for fault in error.errors())
        raise KnowledgeError(f"{where}: {faults}") from error


def _names(outlet: Outlet) -> Iterator[str]:
    yield from (outlet.name, _OF.sub("", outlet.name), *outlet.credits)


def _credits(outlet: Outlet) -> tuple[str, ...]:
    """The forms that credit it. A paper or site of one word ("Focus", "Metro") is credited under more than that word alone."""
    if outlet.kind in ("agency", "state media"):
        return (outlet.name, *outlet.credits)
    return tuple(form for form in (outlet.name, *outlet.credits) if " " in form.removeprefix("The "))


def _index(pairs: Iterable[tuple[Outlet, str]]) -> Mapping[str, Outlet]:
    """Plain name -> outlet, where only one has it."""
    holders: dict[str, dict[str, Outlet]] = defaultdict(dict)
    for outlet, name in pairs:
        holders[_plain(name)][outlet.name] = outlet
    return {key: next(iter(found.values())) for key, found in holders.items() if key and len(found) == 1}


def _plain(name: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", name.casefold()) if word != "the")
