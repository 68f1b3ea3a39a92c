"""The markup of labelled sentences: text with marked words, and a line for each happening that it reports.

    @ id=afr-0001 published=2031-03-05 region=africa source=agency construct=passive,attribution
    [Two]q1 [Kenyan policemen]r1 were [killed]t1 by [gunmen]a1 near [Garissa]p1 [on Sunday]d1, [the Interior Ministry]s1 said.
    > t1 ASSAULT:firearms done actors=a1:-/UAF recipients=r1:KEN/COP date=d1:2031-03-02 place=p1:Garissa/KEN says=s1

An entry is a line of facts that begins with `@`, the text (one line or several), and its happenings, each a line that begins with `>`;
`> none` where the text reports none, with a reason. Entries are set apart by an empty line; a line that begins with `#` is a remark. A
bracket of the text itself has a backslash before it. training/corpus/README.md has the rules for writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.errors import DataError
from dragoman.records import Span, Status

__all__ = ["Label", "Labelled", "MarkupError", "Party", "parse", "read_markup"]

_FACT = re.compile(r"(\w+)=(\S+)")
_MARK = re.compile(r"\\([\[\]])|\[([^\[\]]*)\](\w+)")
_NAME = re.compile(r"[a-z]\w*")
_CODE = re.compile(r"-|[A-Z]{3}")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:\.\.\d{4}-\d{2}-\d{2})?")
_FIELDS = frozenset(("actors", "recipients", "date", "place", "quantities", "says"))
_REQUIRED = ("id", "published", "region", "source")


class MarkupError(DataError):
    """An entry breaks the rules of the markup; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Party:
    """Words that name somebody, with country (or PLOVER's code) and sectors; `country` is None where the text does not tell it."""

    words: Span
    country: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """One happening as labelled."""

    trigger: Span
    type: str
    modes: tuple[str, ...]
    status: Status
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    date: str | None = None
    """ISO date, month or year, or two dates set apart by "..": as the text tells it; None where it tells none"""
    place: tuple[str, str | None] | None = None
    """name and country"""
    date_words: Span | None = None
    place_words: Span | None = None
    quantities: tuple[tuple[float, str], ...] = ()
    """value and noun"""
    says: str = "outlet"
    """outlet, or the words that name who says so"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence or short paragraph with its labels; `reason` says why there are none."""

    id: str
    text: str
    facts: Mapping[str, str]
    labels: tuple[Label, ...]
    reason: str | None = None
    line: int = field(default=0, compare=False)

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the tenth that nothing is ever trained on: by its id, for good."""
        return sum(self.id.encode()) % 10 == 0


def read_markup(path: Path, modes: Mapping[str, frozenset[str]] | None = None) -> list[Labelled]:
    """The entries of a file. `modes` gives the modes of each type; labels with others are refused. Raises MarkupError."""
    return list(parse(path.read_text(encoding="utf-8"), str(path), modes))


def parse(text: str, source: str = "markup", modes: Mapping[str, frozenset[str]] | None = None) -> Iterator[Labelled]:
    """The entries of `text`, checked one by one. Raises MarkupError."""
    seen: set[str] = set()
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append((number, line))
        elif block:
            entry = _Entry(source, block, modes).read()
            if entry.id in seen:
                raise MarkupError(f"{source}:{block[0][0]}: the id {entry.id!r} is there already; give it another")
            seen.add(entry.id)
            yield entry
            block = []


class _Entry:
    """Reads one entry."""

    def __init__(self, source: str, block: list[tuple[int, str]], modes: Mapping[str, frozenset[str]] | None) -> None:
        self.source = source
        self.block = block
        self.modes = modes
        self.spans: dict[str, Span] = {}

    def fault(self, line: int, what: str) -> MarkupError:
        return MarkupError(f"{self.source}:{line}: {what}")

    def read(self) -> Labelled:
        (first, head), *rest = self.block
        if not head.startswith("@"):
            raise self.fault(first, "an entry begins with a line of facts: @ id=… published=… region=… source=…")
        facts = dict(_FACT.findall(head))
        missing = [name for name in _REQUIRED if name not in facts]
        if missing:
            raise self.fault(first, f"no {' and no '.join(missing)} among the facts")
        text = self._text([(number, line) for number, line in rest if not line.startswith(">")])
        happenings = [(number, line[1:].split()) for number, line in rest if line.startswith(">")]
        if not text or not happenings:
            raise self.fault(first, "an entry has a text, and a line > for each happening or > none")
        if happenings[0][1][:1] == ["none"]:
            if len(happenings) > 1:
                raise self.fault(happenings[1][0], "nothing follows > none")
            reason = dict(_FACT.findall(" ".join(happenings[0][1]))).get("reason")
            if reason is None:
                raise self.fault(
                    happenings[0][0], "> none needs a reason: reason=comment, business, sport, weather, metaphor …"
                )
            return Labelled(facts["id"], text, facts, (), reason, first)
        labels = tuple(self._label(number, words) for number, words in happenings)
        return Labelled(facts["id"], text, facts, labels, None, first)

    def _text(self, lines: list[tuple[int, str]]) -> str:
        """The text without its marks; the marked words go to `spans`."""
        made = ""
        for position, (number, line) in enumerate(lines):
            made += " " if position else ""
            last = 0
            for mark in _MARK.finditer(line):
                made += line[last : mark.start()]
                if mark[1]:
                    made += mark[1]
                else:
                    if mark[3] in self.spans:
                        raise self.fault(number, f"{mark[3]} marks two places; give each its own name")
                    self.spans[mark[3]] = Span(mark[2], len(made), len(made) + len(mark[2]))
                    made += mark[2]
                last = mark.end()
            rest = line[last:]
            if "[" in rest or "]" in rest:
                raise self.fault(number, "a bracket without a name after it: [words]name, or \\[ for a bracket of the text")
            made += rest
        return made

    def _span(self, line: int, name: str) -> Span:
        if not _NAME.fullmatch(name) or name not in self.spans:
            raise self.fault(line, f"{name!r} marks no words of the text; mark them as [words]{name}")
        return self.spans[name]

    def _label(self, line: int, words: list[str]) -> Label:
        if len(words) < 3:
            raise self.fault(line, "a happening has a trigger, a type and a status: > t1 ASSAULT:firearms done …")
        trigger, kind, status, *rest = words
        type, *modes = re.split(r"[:+]", kind)
        if self.modes is not None and (type not in self.modes or not set(modes) <= self.modes[type]):
            known = f"; {type} has {', '.join(sorted(self.modes[type]))}" if type in (self.modes or {}) else ""
            raise self.fault(line, f"{kind!r} is no type of PLOVER with its modes{known}")
        if status not in list(Status):
            raise self.fault(line, f"{status!r} is no status; there are {', '.join(Status)}")
        given = dict(pair.split("=", 1) for pair in rest if "=" in pair)
        odd = [word for word in rest if "=" not in word] + sorted(given.keys() - _FIELDS)
        if odd:
            raise self.fault(line, f"{odd[0]!r} is none of {', '.join(sorted(_FIELDS))}")
        return Label(
            trigger=self._span(line, trigger),
            type=type,
            modes=tuple(modes),
            status=Status(status),
            actors=self._parties(line, given.get("actors", "")),
            recipients=self._parties(line, given.get("recipients", "")),
            date=self._date(line, given.get("date")),
            place=self._place(line, given.get("place")),
            date_words=self._words(line, given.get("date")),
            place_words=self._words(line, given.get("place")),
            quantities=self._quantities(line, given.get("quantities", "")),
            says=self._says(line, given.get("says", "outlet")),
        )

    def _parties(self, line: int, given: str) -> tuple[Party, ...]:
        found = []
        for part in filter(None, given.split(",")):
            name, _, codes = part.partition(":")
            country, *sectors = codes.split("/")
            if not _CODE.fullmatch(country) or not all(re.fullmatch(r"[A-Z]{3}", sector) for sector in sectors):
                raise self.fault(line, f"{part!r}: a side is span:COUNTRY/SECTOR, with - for a country that is not told")
            found.append(Party(self._span(line, name), None if country == "-" else country, tuple(sectors)))
        return tuple(found)

    def _date(self, line: int, given: str | None) -> str | None:
        if given is None:
            return None
        name, _, value = given.partition(":")
        self._span(line, name)
        if not _DAY.fullmatch(value):
            raise self.fault(line, f"{given!r}: a date is span:2031-03-05, 2031-03, 2031 or 2031-03-05..2031-03-08")
        return value

    def _words(self, line: int, given: str | None) -> Span | None:
        return None if given is None else self._span(line, given.partition(":")[0])

    def _place(self, line: int, given: str | None) -> tuple[str, str | None] | None:
        if given is None:
            return None
        name, _, value = given.partition(":")
        self._span(line, name)
        place, _, country = value.rpartition("/")
        if not place or not _CODE.fullmatch(country):
            raise self.fault(line, f"{given!r}: a place is span:Name_of_it/COUNTRY, with - for none")
        return place.replace("_", " "), None if country == "-" else country

    def _quantities(self, line: int, given: str) -> tuple[tuple[float, str], ...]:
        found = []
        for part in filter(None, given.split(",")):
            name, _, rest = part.partition(":")
            value, _, noun = rest.partition(":")
            self._span(line, name)
            try:
                found.append((float(value), noun.replace("_", " ")))
            except ValueError:
                raise self.fault(line, f"{part!r}: a number is span:value:noun, as q1:2:policeman") from None
        return tuple(found)

    def _says(self, line: int, given: str) -> str:
        return given if given == "outlet" else self._span(line, given).text
