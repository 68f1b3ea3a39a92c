"""Whose account an article says that it carries: in its dateline, its byline, its last line or its first sentences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.errors import KnowledgeError
from dragoman.knowledge.loading import Knowledge, load_knowledge
from dragoman.knowledge.outlets import Outlets, load_outlets

__all__ = ["agency", "corrects", "credit", "credited"]

_WORD = r"[A-Z][\w&'’-]*"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_WORD}|of|de))*)"
_PLACE = r"[A-Z][\w.'’/ ,-]{2,60}?"
_DASH = r"[-–—]"


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to name the source: where in the report it counts, and whether what it names must be known for an outlet."""

    pattern: re.Pattern[str]
    part: str
    """`top`, the first lines; `ends`, the first or the last lines; `lead`, the first sentences"""
    known: bool


def _form(pattern: str, part: str, *, known: bool = False) -> _Form:
    return _Form(re.compile(pattern.replace("NAME", _NAME), re.MULTILINE), part, known)


_FORMS = (
    _form(rf"^{_PLACE}\s*\(NAME\)\s*(?:[-–—:.]|$)", "top"),  # SEOUL, July 12 (Yonhap) —
    _form(rf"^\(NAME\)\s*{_DASH}", "top"),  # (Yonhap) —
    _form(rf"^{_PLACE}[.,]?\s*/NAME/", "top"),  # MOSCOW, July 12. /TASS/.
    _form(rf"^By[: ].{{0,60}}?(?:[|/,]|\s{_DASH})\s*NAME\s*$", "top", known=True),  # By A. Writer | Reuters
    _form(r"^By[: ].{0,60}?\|\s*NAME\s*$", "top"),
    _form(r"^(?:Source|Credit|Via|Agency)\s*:\s*NAME\s*$", "ends"),  # Source: Reuters
    _form(r"\((?:[Ww]ith|[Aa]dditional) (?:agency )?(?:inputs?|reporting|material) (?:from|by) (?:the )?NAME\)", "ends"),
    _form(
        r"^\(?(?:[Ww]ith|[Aa]dditional) (?:agency )?(?:inputs?|reporting|material) (?:from|by) (?:the )?NAME\)?\.?\s*$",
        "ends",
        known=True,
    ),
    _form(r"\b(?:first|originally) (?:published|appeared|reported) (?:by|in|on) (?:the )?NAME", "ends"),
    _form(rf"^\s*{_DASH}+\s*NAME\.?\s*$", "ends"),  # a last line: — Meridian Wire
    _form(r"^\s*NAME\s*$", "ends", known=True),  # a line of its own
    _form(r"[.!?”\"]\s*[(/]NAME[)/]?\s*$", "ends", known=True),  # ... the ministry said. (AFP)
    _form(r"(?:©|\([Cc]\)|Copyright)\s*(?:\d{4}\s*)?(?:The )?NAME", "ends", known=True),
    _form(r"NAME contributed to (?:this|the) (?:report|story|article)", "ends", known=True),
    _form(r"NAME,? (?:has |have |had )?(?:first )?(?:reported|reports|writes|wrote)\b", "lead", known=True),
    _form(r"\b(?:news agency|newspaper|newswire|broadcaster) NAME,? (?:has |have )?(?:said|reported|reports|wrote)\b", "lead"),
    _form(r"NAME (?:news agency|newspaper|newswire) (?:has )?(?:said|reported|reports|wrote)\b", "lead"),
    _form(r"\b[Aa]ccording to (?:[\w-]+ ){0,4}(?:news agency|newspaper|newswire|broadcaster|agency) NAME", "lead"),
    _form(r"\b[Aa]ccording to (?:a report (?:by|from|in) )?(?:the )?NAME", "lead", known=True),
    _form(
        r"\b(?:reported by|a report (?:by|from|in)|reports (?:by|from|in)|citing|quoting) (?:[a-z-]+ ){0,4}NAME",
        "lead",
        known=True,
    ),
)
"""tried in this order"""
_TOP = 200
_LEAD = 400
"""characters of the report in which a credit in running text counts for the whole; later ones are for what stands beside them"""
_TAIL = 160
_CORRECTS = re.compile(
    r"^\W*(?:correct(?:ion|s|ed)\b\W|\(corrects\b)|\((?:corrects|corrected)\b|\bthis (?:story|article|report|version) "
    r"(?:has been |was |is )?(?:corrected|corrects|amended)\b|\b(?:an )?earlier version of this (?:story|article|report)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NO_OUTLET = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.?|\w+day|Updated?|Reporter|Staff")
"""what also stands in brackets after a place, or after a writer"""


_NO_SOURCES = ("aggregator", "institution")
"""kinds whose name at the end of a report is no credit: they carry what others wrote, or are who is reported on"""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid")
    wordings: dict[str, list[str]]


@lru_cache(maxsize=1)
def _data() -> _Data:
    text = (resources.files(__package__) / "credits.toml").read_text(encoding="utf-8")
    try:
        return _Data.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KnowledgeError(f"knowledge/credits.toml: {error}") from error


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    """The agencies and outlets that ship. A scholar's own files add to the coder and not here."""
    return load_knowledge()


@lru_cache(maxsize=10_000)
def agency(name: str) -> str | None:
    """What the agency or outlet is called that `name` is known to stand for; None where it is not known as one."""
    words = name.removeprefix("The ").split()
    for match in _knowledge().match(words):
        whole = match.start == 0 and match.end == len(words)
        for meaning in (match.name, *match.others):
            if whole and meaning.kind in ("agency", "outlet"):
                return meaning.name
    return None


def credit(report: str, *, running: bool = True, outlets: Outlets | None = None) -> str | None:
    """The agency or outlet whose account `report` (the article's body) says it carries, as named there; None where it names none.

    `running`: also where its sentences say so ("Meridian Wire reported"), and not only its dateline, byline and last lines.
    `outlets` are those whose credits are known, the packaged ones where none are given.
    """
    known = outlets or load_outlets()
    for form in _FORMS:
        if form.part == "lead" and not running:
            continue
        for part in _parts(report, form.part):
            for found in form.pattern.finditer(part):
                name = _outlet(found["name"], sure=not form.known, credits=known if form.part != "lead" else None)
                if name:
                    return name
    return None


def corrects(title: str | None, report: str) -> bool:
    """Whether the article says of itself that it corrects an earlier one."""
    return any(_CORRECTS.search(part) for part in (title or "", report[:300], report[-300:]))


def _parts(report: str, part: str) -> Iterator[str]:
    if part == "lead":
        yield report[:_LEAD]
        return
    # A line that begins in the first characters counts whole.
    line = report.find("\n", _TOP)
    top = line if _TOP <= line < 2 * _TOP else _TOP
    yield report[:top]
    if part == "ends" and len(report) > top:
        yield report[max(top, len(report) - _TAIL) :]


def credited(name: str, outlets: Outlets) -> str | None:
    """The usual name of the outlet that a name or an abbreviation stands for where a credit stands; None where it is none that is known."""
    name = name.strip(" .")
    if known := agency(name):
        return known
    found = outlets.credited(name)
    return found.name if found and found.kind not in _NO_SOURCES else None


def _outlet(name: str, *, sure: bool, credits: Outlets | None) -> str | None:
    """The outlet that these words name, under its usual name; None where they name none.

    `sure`: where they stand, only an outlet can; `credits`: those whose abbreviations count there.
    """
    words = name.strip(" .").split(" ")
    while len(words) > 1 and words[0] in _data().wordings["leading"]:
        words = words[1:]
    article = words[0] == "The"
    words = words[1:] if article and len(words) > 1 else words
    name = " ".join(words)
    known = credited(name, credits) if credits else agency(name)
    if known or (len(words) > 1 and words[-1] in _data().wordings["outlets"]):
        return known or name
    if article and name in _data().wordings["alone"]:
        return f"The {name}"
    return name if sure and len(name) > 1 and not _NO_OUTLET.fullmatch(name) and not re.search("['’]s$", name) else None
