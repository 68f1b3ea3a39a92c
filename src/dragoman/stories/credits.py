"""Whose account an article says that it carries: in its dateline, its byline, its last line or its first sentences."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.errors import DataError

__all__ = ["agency", "corrects", "credit"]

_NAME = r"(?P<name>[A-Z][\w&'’-]*(?: (?:[A-Z][\w&'’-]*|of|de))*)"
_PLACE = r"[A-Z][\w.'’/ ,-]{2,60}?"
# Where these stand, whatever is named is an agency or an outlet.
_SURE = (
    re.compile(rf"^{_PLACE}\s*\({_NAME}\)\s*(?:[-–—:.]|$)", re.MULTILINE),  # SEOUL, July 12 (Yonhap) —
    re.compile(rf"^{_PLACE}[.,]?\s*/{_NAME}/", re.MULTILINE),  # MOSCOW, July 12. /TASS/.
    re.compile(rf"^(?:By|Source|Credit)[: ].{{0,60}}?[|/,–—-]\s*{_NAME}\s*$", re.MULTILINE),  # By A. Writer | Reuters
    re.compile(rf"^(?:Source|Credit|Via)\s*:\s*{_NAME}\s*$", re.MULTILINE),  # Source: Reuters
    re.compile(rf"\((?:[Ww]ith|Additional) (?:inputs?|reporting|material|agency inputs) (?:from|by) {_NAME}\)"),
    re.compile(rf"^\s*[–—-]\s*{_NAME}\.?\s*$", re.MULTILINE),  # a last line: — Meridian Wire
)
_AT_ENDS = 2
"""of `_SURE`, so many stand at the beginning only; the others anywhere in the head and the last lines"""
# In running text a name has to be known for an outlet, or be called one.
_TOLD = (
    re.compile(rf"{_NAME},? (?:has |have )?(?:reported|reports|writes|wrote)\b"),
    re.compile(
        rf"[Aa]ccording to (?:a report (?:by|from|in) )?(?:the )?(?:\w+ )?(?P<called>news agency |newspaper |broadcaster |agency )?{_NAME}"
    ),
    re.compile(rf"(?P<called>news agency |newspaper |broadcaster ){_NAME} (?:said|reported|reports|wrote)\b"),
    re.compile(rf"{_NAME} (?P<called>news agency) (?:said|reported|reports)\b"),
)
_HEAD = 400
"""characters of the report in which a credit in running text counts for the whole; later ones are for what stands beside them"""
_TAIL = 160
_CORRECTS = re.compile(
    r"^\W*(?:correct(?:ion|s|ed)\b\W|\(corrects\b)|\((?:corrects|corrected)\b|\bthis (?:story|article|report|version) "
    r"(?:has been |was |is )?(?:corrected|corrects|amended)\b|\b(?:an )?earlier version of this (?:story|article|report)\b",
    re.IGNORECASE | re.MULTILINE,
)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid")
    agencies: dict[str, list[str]]
    wordings: dict[str, list[str]]


@lru_cache(maxsize=1)
def _data() -> tuple[dict[str, str], frozenset[str]]:
    """Name, in small letters -> agency; and the last words of outlets' names."""
    text = (resources.files(__package__) / "agencies.toml").read_text(encoding="utf-8")
    try:
        data = _Data.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DataError(f"stories/agencies.toml: {error}") from error
    names = {alias.casefold(): name for name, aliases in data.agencies.items() for alias in (name, *aliases)}
    return names, frozenset(data.wordings["outlets"])


def agency(name: str) -> str | None:
    """The agency that `name` stands for; None where it is not known as one."""
    plain = re.sub(r"^the ", "", name.casefold())
    return _data()[0].get(plain)


def credit(report: str) -> str | None:
    """The agency or outlet whose account `report` (the article's body) says it carries, as named there; None where it names none."""
    head, tail = report[:_HEAD], report[-_TAIL:] if len(report) > _HEAD else ""
    for number, pattern in enumerate(_SURE):
        for part in (head[:200],) if number < _AT_ENDS else (head[:200], tail):
            found = pattern.search(part)
            if found and _may_be_outlet(found["name"]):
                return _named(found["name"])
    for pattern in _TOLD:
        for found in pattern.finditer(head):
            if found.groupdict().get("called") or _known(found["name"]):
                return _named(found["name"])
    return None


def corrects(title: str | None, report: str) -> bool:
    """Whether the article says of itself that it corrects an earlier one."""
    return any(_CORRECTS.search(part) for part in (title or "", report[:300], report[-300:]))


def _named(name: str) -> str:
    name = name.strip(" .")
    return agency(name) or re.sub(r"^The ", "", name)


def _known(name: str) -> bool:
    return agency(name) is not None or (" " in name and name.split(" ")[-1] in _data()[1])


def _may_be_outlet(name: str) -> bool:
    """Not a month, a day or a unit in brackets."""
    return len(name) > 1 and not re.fullmatch(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.?|\w+day", name)
