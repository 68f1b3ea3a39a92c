"""The shape of the knowledge files: one model an entry, strict about keys, codes and dates.

Every key is explained in docs/knowledge.md.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

__all__ = [
    "INTERNATIONAL",
    "SECTORS",
    "CountryEntry",
    "Form",
    "OfficeEntry",
    "OrganisationEntry",
    "PersonEntry",
    "PersonOffice",
    "RoleEntry",
    "VagueEntry",
]

INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes for actors that belong to no one state."""

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
"""PLOVER's sectors."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def _partial(value: object) -> tuple[int, int | None, int | None]:
    found = _DAY.fullmatch(str(value))
    if found is None:
        raise ValueError(f"{value!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    return year, month, day


def _first_day(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    year, month, day = _partial(value)
    return date(year, month or 1, day or 1)


def _last_day(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    year, month, day = _partial(value)
    if month is None:
        return date(year, 12, 31)
    if day is None:
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, day)


def _known_sector(value: object) -> object:
    if value not in SECTORS:
        raise ValueError(f"{value!r} is not a PLOVER sector; the sectors are {' '.join(sorted(SECTORS))}")
    return value


def _known_code(value: object) -> object:
    if not (isinstance(value, str) and re.fullmatch("[A-Z]{3}", value)):
        raise ValueError(f"{value!r} is not a code of three capital letters")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Sector = Annotated[str, BeforeValidator(_known_sector)]
Code = Annotated[str, BeforeValidator(_known_code)]
Since = Annotated[date | None, BeforeValidator(_first_day), Field(alias="from")]
Until = Annotated[date | None, BeforeValidator(_last_day)]
Wikidata = Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$")]


class _Entry(BaseModel):
    """What all entries have in common: unknown keys are errors, and time runs forwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Dated(_Entry):
    since: Since = None
    until: Until = None

    @model_validator(mode="after")
    def _forwards(self) -> _Dated:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"from ({self.since}) is after until ({self.until})")
        return self


class Form(_Dated):
    """One capital, seat of power, part or former self of a state. A plain string stands for `{name = string}`."""

    name: Text
    names: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    demonyms: tuple[Text, ...] = ()
    sectors: tuple[Sector, ...] = ()
    wikidata: Wikidata | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class CountryEntry(_Entry):
    """A `[[country]]`."""

    iso3: Code
    name: Text
    cow: Annotated[int, Field(ge=0, le=999)] = 0
    gw: Annotated[int, Field(ge=0, le=999)] = 0
    wikidata: Wikidata | None = None
    names: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    demonyms: tuple[Text, ...] = ()
    capitals: tuple[Form, ...] = ()
    seats: tuple[Form, ...] = ()
    regions: tuple[Form, ...] = ()
    peoples: tuple[Text, ...] = ()
    former: tuple[Form, ...] = ()
    neighbours: tuple[Code, ...] = ()


class OrganisationEntry(_Dated):
    """An `[[organisation]]`."""

    name: Text
    aliases: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    seats: tuple[Text, ...] = ()
    code: Code | None = None
    sectors: tuple[Sector, ...] = ()
    kind: Literal["organisation", "group"] = "organisation"
    agency: bool = False
    outlet: bool = False
    home: Code | None = None
    wikidata: Wikidata | None = None
    members: tuple[Code, ...] = ()


class OfficeEntry(_Entry):
    """An `[[office]]`."""

    name: Text
    names: tuple[Text, ...] = ()
    sectors: tuple[Sector, ...] = ()
    head: bool = False


class RoleEntry(_Entry):
    """A `[[role]]`."""

    lemmas: Annotated[tuple[Text, ...], Field(min_length=1)]
    sectors: tuple[Sector, ...] = ()
    kind: Literal["group", "unnamed", "person", "organisation"] = "unnamed"


class PersonOffice(_Dated):
    """A `[[person.office]]`: what a person was, and when."""

    name: Text
    sectors: tuple[Sector, ...] = ()
    country: Code | None = None


class PersonEntry(_Dated):
    """A `[[person]]`."""

    name: Text
    aliases: tuple[Text, ...] = ()
    country: Code | None = None
    sectors: tuple[Sector, ...] = ()
    wikidata: Wikidata | None = None
    office: tuple[PersonOffice, ...] = ()


class VagueEntry(_Entry):
    """A `[[vague]]`: a region or collective that is no one state."""

    name: Text
    names: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    demonyms: tuple[Text, ...] = ()
