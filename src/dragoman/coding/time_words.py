"""Words of time expressions, and the grammar over their classes that times.toml holds.

Every word of a text gets one class and every class one character, so that a text becomes a string of classes and each
rule a regular expression over it. This reads the text itself, so that it does not matter how a tokeniser cuts
"mid-October" or "1939-45".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import KnowledgeError

__all__ = ["Grammar", "Word", "load_grammar"]

_FILE = Path(__file__).parent.parent / "knowledge" / "times.toml"
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_FORMS = (
    ("iso", r"\d{4}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?)?\b"),
    ("clock", r"[0-2]?\d[:.][0-5]\d(?=\s?(?:[ap]\.?m\b|hrs?\b|GMT|UTC))|[0-2]?\d:[0-5]\d(?::[0-5]\d)?\b"),
    ("dayth", r"\d{1,3}(?:st|nd|rd|th)\b"),
    ("decade", r"(?:1\d|20|\d)\d0['’]?s\b|['’]\d0s\b"),
    ("shortyear", r"['’]\d\d\b"),
    ("quartercode", r"Q[1-4]\b"),
    ("fiscalyear", r"FY ?(?:20)?\d\d\b"),
    ("number", r"\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"),
    ("digits", r"\d+"),
    ("ampm", r"[aApP]\.[mM]\.?(?!\w)"),
    ("bc", r"B\.C\.?(?:E\.)?(?!\w)"),
    ("month", _ABBREVIATED + r"(?:\.(?!\w)|(?=\s\d)|(?<=\d\s\w\w\w)\b)"),
    ("oclock", r"o['’]clock\b"),
    ("word", r"[^\W\d_]+"),
    ("break", r"\n+"),
    ("mark", r"\S"),
)
_NAME = re.compile(r"[a-z]+")
_CAPITAL = ("months", "weekdays")
_TABLES = {
    "weekdays": "weekday",
    "seasons": "season",
    "parts": "part",
    "clockwords": "clockword",
    "numbers": "num",
    "ordinals": "ordinal",
}
_LAST_DAY, _FIRST_YEAR, _LAST_YEAR = 31, 1000, 2199


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: its offsets, its class and what it stands for (a number, a code), if anything."""

    start: int
    end: int
    text: str
    cls: str
    value: Any = None


class Grammar:
    """The classes of words and the rules over them."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.words: dict[str, tuple[str, Any]] = {}
        self.holidays: dict[str, str] = {name.lower(): when for name, when in data["holidays"].items()}
        self.months: dict[str, int] = data["months"]
        for word, month in self.months.items():
            self.words[word] = ("maymonth" if word in {"may", "march"} else "month", month)
        for table, cls in _TABLES.items():
            self.words.update({word: (cls, value) for word, value in data[table].items()})
        for word, unit in data["units"].items():
            plural = word.endswith("s") or word == "centuries"
            self.words[word] = ("units" if plural else word if word in {"century", "quarter"} else "unit", unit)
        for cls, words in data["words"].items():
            self.words.update(dict.fromkeys(words, (cls, None)))
        self.words |= {"second": ("second", 2), "fall": ("fallseason", "FA")}
        self._capital = {word for table in _CAPITAL for word in data[table]}
        self._code = self._codes()
        self._macros: dict[str, str] = data["macros"]
        compiled = [self._compile(rule["pattern"]) for rule in data["rules"]]
        self._rules = [(re.compile(regex), rule["means"]) for regex, rule in zip(compiled, data["rules"], strict=True)]
        self._any = re.compile("|".join(f"(?P<r{i}>{regex})" for i, regex in enumerate(compiled)))
        names = "|".join(sorted(map(re.escape, data["holidays"]), key=len, reverse=True)).replace("'", "['’]")
        forms = (("holiday", rf"\b(?:{names})\b"), *_FORMS)
        self.form = re.compile("|".join(f"(?P<{name}>{regex})" for name, regex in forms))

    def _codes(self) -> dict[str, str]:
        classes = {cls for cls, _ in self.words.values()} | {name for name, _ in _FORMS}
        classes |= {"day", "year", "holiday", "other", "fiscalyear", "century", "quarter"}
        return {cls: chr(0x100 + i) for i, cls in enumerate(sorted(classes))}

    def _compile(self, pattern: str) -> str:
        while "{" in pattern:
            try:
                pattern = re.sub(r"\{([A-Z]+)\}", lambda m: self._macros[m[1]], pattern)
            except KeyError as error:
                raise KnowledgeError(f"{_FILE}: no macro {error} for the pattern {pattern!r}") from error
        unknown = sorted(set(_NAME.findall(pattern)) - self._code.keys())
        if unknown:
            raise KnowledgeError(f"{_FILE}: no class of words {unknown} for the pattern {pattern!r}")
        return _NAME.sub(lambda m: self._code[m[0]], pattern).replace(" ", "")

    def scan(self, text: str) -> tuple[list[Word], str]:
        """The words of a text and the string of their classes, one character a word."""
        words = [self._word(found) for found in self.form.finditer(text)]
        return words, "".join(self._code[word.cls] for word in words)

    def readings(self, codes: str, at: int) -> Iterator[tuple[int, int, str]]:
        """The spans and meanings of the rules that match at the first place from `at` on, best first."""
        found = self._any.search(codes, at)
        if found is None or found.lastgroup is None:
            return
        rule = int(found.lastgroup[1:])
        yield found.start(), found.end(), self._rules[rule][1]
        for pattern, means in self._rules[rule + 1 :]:
            other = pattern.match(codes, found.start())
            if other is not None:
                yield found.start(), other.end(), means

    def _word(self, found: re.Match[str]) -> Word:
        text, form = found.group(), found.lastgroup or "mark"
        cls, value = "other", None
        if form in {"word", "mark"}:
            lower = text.lower()
            cls, value = self.words.get(lower, ("other", None))
            if lower in self._capital and not text[0].isupper():
                cls, value = "other", None
        elif form == "digits":
            cls, value = _digits(text)
        elif form == "break":
            cls = "stop"
        elif form == "month":
            cls, value = "month", self._abbreviated(text)
        elif form == "holiday":
            cls, value = form, self.holidays[text.lower().replace("’", "'")]
        elif form == "dayth":
            cls, value = form, int(text[:-2])
        elif form == "fiscalyear":
            cls, value = "year", 2000 + int(text[-2:])
        else:
            cls = form
            value = int(text[-2:]) if form == "shortyear" else text
        return Word(found.start(), found.end(), text, cls, value)

    def _abbreviated(self, text: str) -> int:
        stem = text.rstrip(".").lower()
        return next(month for name, month in self.months.items() if name.startswith(stem))


def _digits(text: str) -> tuple[str, Any]:
    # int() refuses absurdly long numbers, which no time expression has.
    value = int(text) if len(text) < 9 else 0
    if len(text) <= 2 and 1 <= value <= _LAST_DAY:
        return "day", value
    if len(text) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
        return "year", value
    return "number", value


@cache
def load_grammar() -> Grammar:
    """The packaged grammar. Raises KnowledgeError where times.toml does not fit together."""
    try:
        return Grammar(tomllib.loads(_FILE.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise KnowledgeError(f"{_FILE}: cannot be read: {error!r}") from error
