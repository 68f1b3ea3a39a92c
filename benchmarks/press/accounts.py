"""One outlet's own account of a story: which happenings it tells, in which words, and what it puts around them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from press.plotting import Story
from press.truth import Happening
from press.vocabulary import Kind, Outlet, Vocabulary
from press.wording import Facts, Writer

__all__ = ["Account", "Paragraph", "write"]

_WORDS = (5.8, 0.28)
"""mean and spread of the logarithm of an article's length in words: half of them have 330 and more"""
_SHORTEST, _LONGEST = 205, 590
_LOOSE = 0.2
"""how often an account says little of its subject and much of what is around it"""


@dataclass(frozen=True)
class Paragraph:
    """Some sentences, and the ids of the happenings that they report."""

    text: str
    reports: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Account:
    """An article before it is printed."""

    outlet: Outlet
    published: datetime
    headlines: tuple[str, ...]
    """several, so that who reprints it can take another"""
    dateline: str
    """CITY or CITY, March 4; empty where there is none"""
    paragraphs: tuple[Paragraph, ...]

    @property
    def reports(self) -> frozenset[str]:
        """The happenings that it tells of."""
        return frozenset().union(*(paragraph.reports for paragraph in self.paragraphs))


def write(
    vocabulary: Vocabulary,
    story: Story,
    seed: int,
    draw: str,
    outlet: Outlet,
    published: datetime,
    facts: Sequence[Facts],
    lead: int,
    credit: str = "",
) -> Account:
    """An account of the happenings in `facts`, the main one first; the same `draw` gives the same words.

    `lead` chooses the template of the first sentence, so that accounts of one story can begin differently; `credit` is a source
    that the first sentence names.
    """
    rng = random.Random(draw)
    writer = Writer(vocabulary, story, seed, rng, published.date(), published.hour, month_first=rng.random() < 0.5)
    kind = vocabulary.kinds[facts[0].happening.kind]
    headlines = [
        writer.sentence(template, facts[0], headline=True) for template in rng.sample(kind.headlines, len(kind.headlines))
    ]
    target = int(min(_LONGEST, max(_SHORTEST, rng.lognormvariate(*_WORDS))))
    dateline = _dateline(writer, facts[0], outlet)
    first = writer.sentence(kind.leads[lead % len(kind.leads)], facts[0])
    if credit:
        first = f"{first[:-1]}, {credit} reported."
    opening = Paragraph(first, frozenset({facts[0].happening.id}))
    rest = _ordered(writer, kind, facts, target - len(first.split()))
    return Account(outlet, published, tuple(headlines), dateline, (opening, *rest))


def _dateline(writer: Writer, main: Facts, outlet: Outlet) -> str:
    if writer.rng.random() >= outlet.dateline:
        return ""
    city = main.place or writer.state("A", main).capital
    day = writer.published
    dated = f"{day:%B} {day.day}" if writer.month_first else f"{day.day} {day:%B}"
    return f"{city.upper()}, {dated}" if outlet.agency or writer.rng.random() < 0.5 else city.upper()


def _ordered(writer: Writer, kind: Kind, facts: Sequence[Facts], words: int) -> list[Paragraph]:
    """The body: what weighs most comes first, not always; colour is added until there are enough words."""
    rng = writer.rng
    plain = replace(facts[0], bound="")
    news = [_secondary(writer, one) for one in facts[1:]]
    loose = rng.random() < _LOOSE
    details = _some(rng, [*kind.details, *kind.retells], 1 if loose else rng.randint(2, 5))
    body = [(0.2, Paragraph(" ".join(writer.sentence(one, plain) for one in details[:2])))]
    body += [(0.55, Paragraph(writer.sentence(one, plain))) for one in details[2:]]
    body += [(0.3 + 0.1 * place, paragraph) for place, paragraph in enumerate(news)]
    body += [
        (0.45, Paragraph(writer.sentence(one, plain))) for one in _some(rng, kind.quotes, 1 if loose else rng.randint(1, 2))
    ]
    fillers = _fillers(writer, loose)
    left = words - sum(len(paragraph.text.split()) for _, paragraph in body)
    while left > 0 and fillers:
        weight, templates = fillers.pop()
        paragraph = Paragraph(" ".join(writer.sentence(one) for one in templates))
        body.append((weight, paragraph))
        left -= len(paragraph.text.split())
    return [paragraph for _, paragraph in sorted(body, key=lambda one: one[0] + rng.gauss(0, 0.12))]


def _secondary(writer: Writer, one: Facts) -> Paragraph:
    kind = writer.vocabulary.kinds[one.happening.kind]
    text = writer.sentence(writer.rng.choice(kind.leads), one)
    if writer.rng.random() < 0.5:
        for template in _some(writer.rng, [*kind.quotes, *kind.details[:2]], 1):
            text += " " + writer.sentence(template, replace(one, bound=""))
    return Paragraph(text, frozenset({one.happening.id}))


def _fillers(writer: Writer, loose: bool) -> list[tuple[float, list[str]]]:
    """Paragraphs to come, the last first: background of the matter takes turns with colour."""
    rng, matter, colour = writer.rng, writer.vocabulary.matters[writer.story.matter], writer.vocabulary.colour
    # An account tells some of the background only, so that two accounts of one story do not tell the same.
    background = _some(rng, matter.background, 1 if loose else rng.randint(2, 4))
    near = [(0.5, background[:2]), (0.65, _some(rng, matter.quotes, 0 if loose else 1)), (0.7, background[2:])]
    near = [one for one in near if one[1]]
    pool = [(name, template) for name, templates in colour.items() for template in templates]
    rng.shuffle(pool)
    far: list[tuple[float, list[str]]] = []
    while pool:
        name, template = pool.pop()
        same = next((one for one in pool if one[0] == name), None) if rng.random() < 0.4 else None
        if same:
            pool.remove(same)
        far.append((0.9, [template, *([same[1]] if same else [])]))
    turns = [one for pair in zip(near, far, strict=False) for one in pair] + far[len(near) :]
    return turns[::-1]


def _some(rng: random.Random, templates: Sequence[str], count: int) -> list[str]:
    return rng.sample(list(templates), min(count, len(templates)))


def facts_of(happening: Happening, role: dict[str, str], bound: str = "") -> Facts:
    """The true facts."""
    return Facts(happening, role, happening.number, happening.place, bound)
