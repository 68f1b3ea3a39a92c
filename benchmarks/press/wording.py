"""From a template to a sentence.

`[one|another|]` draws one of its alternatives; they may be nested. `{A}`, `{B}`, `{C}` name the states of a happening as its kind sees
them (A does it to B); `{A.minister}` and the like are its people, introduced once an article. Slots that the kind lists under `shared`,
and numbers such as `{few}` and `{small}`, are the same in all accounts of a story that use them, so that accounts disagree only where
the truth says so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from press.plotting import Story
from press.truth import Happening
from press.vocabulary import Matter, State, Vocabulary

__all__ = ["Facts", "Writer", "words_of"]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([A-Za-z]+)(?:\.([a-z]+))?\}")
_SMALL_WORDS = "no one two three four five six seven eight nine".split()
_WEEKDAY = 4
"""days after which a date is given: a reprint two days later must not make "on Monday" another Monday"""
_TITLES = {
    "minister": "Foreign Minister",
    "leader": "Prime Minister",
    "defence": "Defence Minister",
    "spokesman": "government spokesman",
    "general": "General",
}


@dataclass(frozen=True)
class Facts:
    """What one account says of a happening: with its own number and place, which need not be the true ones."""

    happening: Happening
    role: dict[str, str]
    number: int | None
    place: str | None
    bound: str = ""
    """words before the number: "about", "at least", or nothing"""


@dataclass
class Writer:
    """Fills the templates of one article."""

    vocabulary: Vocabulary
    story: Story
    seed: int
    rng: random.Random
    published: date
    hour: int
    """of publication"""
    month_first: bool
    """March 4, not 4 March"""
    _introduced: set[tuple[str, str]] = field(default_factory=set)

    def sentence(self, template: str, facts: Facts | None = None, *, headline: bool = False) -> str:
        """`template` filled, with a capital first letter."""
        text = self._with_shared(template, facts)
        while choice := _CHOICE.search(text):
            text = text[: choice.start()] + self.rng.choice(choice[1].split("|")) + text[choice.end() :]
        fill = _Filling(self, template, text, facts, headline)
        text = _SLOT.sub(fill, text)
        text = re.sub(r"\s+", " ", text).strip()
        text = re.sub(r" ([,.;:])", r"\1", text).replace(",,", ",").replace("s's ", "s' ")
        text = re.sub(r"\b([Aa])n ([BCDFGHJKLMNPQRSTVWYZ]|Ug|Uru)", r"\1 \2", text)
        text = re.sub(r"\b([Aa]) ([AEIO]|Uz)", r"\1n \2", text)
        text = re.sub(r"\ba ([aei]|o(?!ne\b)|um|up|ush)", r"an \1", text)
        return re.sub(r"^([“\W]*)(\w)", lambda start: start[1] + start[2].upper(), text, count=1)

    def _with_shared(self, template: str, facts: Facts | None) -> str:
        """`template` with the wordings that all accounts of the happening share."""
        if facts is not None:
            for name, wordings in self.vocabulary.kinds[facts.happening.kind].shared.items():
                chosen = random.Random(f"{self.story.seed}/{facts.happening.id}/{name}").choice(wordings)
                template = template.replace(f"{{{name}}}", chosen)
        return template

    def state(self, letter: str, facts: Facts | None) -> State:
        """The state that a template calls A, B, C, S or T."""
        role = facts.role if facts else self.story.parts
        return self.vocabulary.states[role[{"S": "A", "T": "B"}.get(letter, letter)]]

    def office(self, state: State, office: str) -> str:
        """An office holder: with office and full name once, then more shortly."""
        given, family = self.vocabulary.office_holder(state.code, list(_TITLES).index(office), self.seed)
        title = _TITLES[office]
        if (state.code, office) in self._introduced:
            short = f"General {family}" if office == "general" else family
            return self.rng.choice((short, f"the {state.adjective} {title.lower()}"))
        self._introduced.add((state.code, office))
        return f"{state.adjective} {title} {given} {family}"

    def day(self, day: date, *, told: bool) -> str:
        """When, seen from the day of publication; nothing (if not `told`) may stand for that day itself."""
        gap = (self.published - day).days
        dated = f"{day:%B} {day.day}" if self.month_first else f"{day.day} {day:%B}"
        if gap > _WEEKDAY or gap < 0:
            return f"on {dated}"
        drawn = self.rng.random()
        if gap == 0 and drawn < 0.15 and not told:
            return ""
        if drawn < 0.3:
            return f"on {dated}"
        # What is told is over: nobody tells at noon of the evening of that day.
        over = 3 if gap else (self.hour >= 12) + (self.hour >= 18) + (self.hour >= 23)
        part = self.rng.choice(("", " morning", " afternoon", " evening")[: over + 1]) if drawn < 0.46 else ""
        return f"on {day:%A}{part}"


class _Filling:
    """What stands for each slot of one template."""

    def __init__(self, writer: Writer, template: str, text: str, facts: Facts | None, headline: bool) -> None:
        self.writer, self.facts, self.headline = writer, facts, headline
        self.first = text.startswith("{day}")
        self.placed = "{place}" in text or ".capital}" in text or ".town}" in text
        self.same = random.Random(f"{writer.story.seed}/{template}")
        """the same in every account of the story"""

    def __call__(self, slot: re.Match[str]) -> str:
        name, part = slot[1], slot[2]
        if len(name) == 1 and name in "ABCST":
            return self._of_state(self.writer.state(name, self.facts), part)
        if name in self.writer.vocabulary.words:
            return self.writer.rng.choice(self.writer.vocabulary.words[name])
        return self._plain[name](self)

    def _of_state(self, state: State, part: str | None) -> str:
        rng = self.writer.rng
        if part is None:
            drawn = rng.random()
            if self.headline or drawn < 0.5:
                return state.name
            return state.capital if drawn < 0.75 and not self.placed else f"the {state.adjective} government"
        if part in _TITLES:
            return self.writer.office(state, part)
        if part == "resident":
            return self._resident(state)
        if part == "town":
            return self.same.choice(state.towns)
        return getattr(state, {"adj": "adjective"}.get(part, part))

    def _resident(self, state: State | None = None) -> str:
        code = state.code if state else self.same.choice((self.writer.story.parts["A"], self.writer.story.parts["B"]))
        return self.writer.vocabulary.somebody(code, self.same)

    def _number(self) -> str:
        facts = self.facts
        if facts is None or facts.number is None:
            return words_of(self.same.choice((self.same.randint(11, 90), self.same.randint(10, 49) * 10)))
        number = words_of(facts.number)
        return number if self.headline or not facts.bound else f"{facts.bound} {number}"

    def _matter_name(self) -> str:
        return self.writer.rng.choice(self._matter.names)

    @property
    def _matter(self) -> Matter:
        return self.writer.vocabulary.matters[self.writer.story.matter]

    def _site(self) -> str:
        return self.same.choice(self._matter.site).replace("{X}", self.writer.story.site)

    def _day(self) -> str:
        assert self.facts is not None
        return self.writer.day(self.facts.happening.day, told=self.first)

    def _place(self) -> str:
        assert self.facts is not None and self.facts.place is not None
        return self.facts.place

    def _last_month(self) -> str:
        month = (self.writer.published.month + 10) % 12 or 12
        return f"{date(2031, month, 1):%B}"

    _plain: dict[str, Callable[[_Filling], str]] = {  # noqa: RUF012  # never changed
        "n": _number,
        "matter": _matter_name,
        "site": _site,
        "body": lambda self: self._matter.body.replace("{X}", self.writer.story.site),
        "day": _day,
        "place": _place,
        "R": _resident,
        "resident": _resident,
        "few": lambda self: words_of(self.same.randint(2, 9)),
        "small": lambda self: f"{self.same.randint(1, 9)}.{self.same.randint(1, 9)}",
        "degrees": lambda self: str(self.same.randint(3, 34)),
        "rate": lambda self: f"{self.same.randint(2, 900)}.{self.same.randint(10, 99)}",
        "pages": lambda self: str(self.same.randint(60, 700)),
        "age": lambda self: str(self.same.randint(18, 29)),
        "past": lambda self: str(self.same.randint(2009, 2028)),
        "lastmonth": _last_month,
    }


def words_of(number: int) -> str:
    """As a newspaper prints it: nine, 12, 1,800."""
    return _SMALL_WORDS[number] if 0 <= number < 10 else f"{number:,}"
