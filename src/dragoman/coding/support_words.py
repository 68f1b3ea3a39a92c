"""What numbers and days words can stand for, read as plainly as possible: to check what the coder made of them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

__all__ = ["Days", "bound_of", "days_of", "is_number"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+")
_ONES = """zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)} | {"a": 1, "an": 1}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "dozen": 12,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
# Words that give no number but say of what size it is.
_VAGUE = {
    "dozens": (13, 100),
    "scores": (20, 200),
    "hundreds": (101, 1_000),
    "thousands": (1_001, 100_000),
    "millions": (10**6 + 1, 10**8),
}
_BOUNDS = (
    ("at_most", r"\bno(?:t)? (?:more|greater) than\b"),
    ("at_least", r"\bno(?:t)? (?:fewer|less) than\b|\bas many as or more\b"),
    ("at_least", r"\b(?:more|greater) than\b|\bover\b|\bat least\b|\bupwards? of\b|\babove\b|\bexceeding\b"),
    ("at_most", r"\bup to\b|\bat most\b|\bas (?:many|much) as\b|\b(?:fewer|less) than\b|\bunder\b|\bbelow\b|\bmaximum\b"),
    (
        "about",
        r"\babout\b|\baround\b|\bsome\b|\broughly\b|\bnearly\b|\balmost\b|\bapproximately\b|\bestimated\b|\bclose to\b|\bcirca\b",
    ),
)
_BOUND = [(bound, re.compile(words, re.IGNORECASE)) for bound, words in _BOUNDS]


def is_number(text: str, value: float) -> bool:
    """Whether `value` is the number that the words give, or of the size that they say: 40,000 for "forty thousand"."""
    words = _TOKEN.findall(text.lower().replace("-", " "))
    sizes = [_VAGUE[word] for word in words if word in _VAGUE]
    if sizes:
        return any(low <= value <= high for low, high in sizes)
    return any(math.isclose(value, number) for number in _numbers(words))


def _numbers(words: list[str]) -> list[float]:
    """The numbers in words or figures, each with its scale: the parts that stand side by side are one."""
    found: list[float] = []
    total, part, seen = 0.0, 0.0, False
    for word in [*words, ""]:
        if word[:1].isdigit() and not seen:
            part, seen = float(_plain(word)), True
        elif word in _SCALES and (seen or word == "dozen"):
            scaled = (part or 1) * _SCALES[word]
            total, part = (total, scaled) if _SCALES[word] <= 100 else (total + scaled, 0.0)
            seen = True
        elif word in _NUMBERS:
            part, seen = part + _NUMBERS[word], True
        elif not (word == "and" and seen):
            if seen:
                found.append(total + part)
            total, part, seen = 0.0, 0.0, False
            if word[:1].isdigit():
                part, seen = float(_plain(word)), True
    return found


def _plain(figures: str) -> str:
    return figures.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?", figures) else "nan"


def bound_of(text: str) -> str:
    """What the words around a number say of it: exact, at_least, at_most or about."""
    for bound, words in _BOUND:
        if words.search(text):
            return bound
    words_in = set(_TOKEN.findall(text.lower()))
    if words_in & _VAGUE.keys():
        return "at_least"
    return "about" if text.lower().split()[:1] == ["dozen"] else "exact"


# ---- days -------------------------------------------------------------------------------------------------------------------

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_NAMES_TIME = re.compile(
    r"""\d | \b(?:to|yester)day\b | \bto(?:morrow|night)\b | \bovernight\b
    | \b(?:noon|midday|midnight|dawn|dusk|daybreak|sun(?:rise|set)|nightfall)\b
    | \b(?:mornings?|afternoons?|evenings?|nights?|weekends?|fortnights?|daytime|nighttime)\b
    | \b(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|centur(?:y|ies))\b
    | \b(?:spring|summer|autumn|fall|winter)(?:time)?\b | \b(?:daily|weekly|monthly|yearly|nightly|annual(?:ly)?)\b
    | \b(?:now|currently|nowadays|recent(?:ly)?|earlier|later|previously|formerly|present|future|past)\b
    | \b(?:time|period|date|era|age|then|same|moment)\b
    | \b(?:christmas|easter|ramadan|eid|holiday|eve|new\ year|good\ friday|thanksgiving|halloween|day)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "Three days after 5 March", "the week of March 3" and "a day before Friday" count from a day that they name.
_COUNTS_FROM = re.compile(
    r"\b(?:ago|before|later|earlier|after(?:wards?)?|since|(?:week|weekend|month|year) of)\b|\b\w+ (?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})s?\b|\b(?P<month>{'|'.join(_MONTHS)})\b|\b(?P<short>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
    r"|(?<![\d.,:$€£])\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?![.,:]\d|\s*[ap]\.?m\b|:)|(?<![\d,.])\b(?P<year>[12]\d{3})\b(?![\d,])",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Days:
    """What words say of a day."""

    text: str
    names_time: bool
    counts_from: bool
    """whether the day meant is told by its distance from the one that is named"""
    weekdays: frozenset[int]
    months: frozenset[int]
    days: frozenset[int]
    years: frozenset[int]

    def objection(self, value: str | None, end: str | None) -> str | None:
        """Why the words cannot stand for the day, month or year `value`, or the stretch from it to `end`; None where they can."""
        if not self.names_time:
            return f"“{self.text}” names no time"
        given = [found for found in (_DAY.fullmatch(one) for one in (value, end) if one) if found is not None]
        if self.counts_from or not given:
            return None
        years = {int(one[1]) for one in given}
        months = {int(one[2]) for one in given if one[2]}
        days = {int(one[3]) for one in given if one[3]}
        try:
            weekdays = {date(int(one[1]), int(one[2]), int(one[3])).weekday() for one in given if one[3]}
        except ValueError:
            return f"{value} is no day"
        for named, meant, what in (
            (self.weekdays, weekdays, "weekday"),
            (self.months, months, "month"),
            (self.days if self.months else frozenset(), days, "day"),
            (self.years, years, "year"),
        ):
            # Of several days named, the value is one or the stretch between them.
            if named and meant and named.isdisjoint(meant):
                return f"“{self.text}” is not {value}: another {what}"
        return None


def days_of(text: str) -> Days:
    """The days, months and years that the words name."""
    found: dict[str, set[int]] = {"weekday": set(), "month": set(), "day": set(), "year": set()}
    for match in _NAMED_DAY.finditer(text):
        kind, word = match.lastgroup or "", match[0].lower().rstrip(".")
        if kind == "weekday":
            found[kind].add(_WEEKDAYS.index(word.removesuffix("s")))
        elif kind == "month":
            # "May" and "March" are months only where they are written like one.
            if match[0][0].isupper():
                found[kind].add(_MONTHS.index(word) + 1)
        elif kind == "short":
            found["month"].add(next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(word[:3])))
        else:
            found[kind].add(int(match[kind]))
    named = any(found[kind] for kind in ("weekday", "month", "year"))
    return Days(
        text,
        named or _NAMES_TIME.search(text) is not None,
        _COUNTS_FROM.search(text) is not None,
        *(frozenset(found[kind]) for kind in ("weekday", "month", "day", "year")),
    )
