"""Which stories there are: who, what, when, where, and how many articles each gets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from press.truth import Happening
from press.vocabulary import Kind, Vocabulary

__all__ = ["FIRST_DAY", "Story", "stories"]

FIRST_DAY = date(2031, 1, 2)
_LONGEST = 25
"""articles of the largest story"""
_TAIL = 1.4
"""a story of k articles is k ** -_TAIL times as frequent as one of one article; this makes about 4.3 on average"""
_APART = 12
"""days between two stories of one pair of states that share the main kind or the matter: nearer ones would be told apart by nobody"""
_SAME_DEED = 4
"""days between two stories in which one state does the same kind of thing, to others"""
_LASTS = 6
"""days that a story may take"""
_NEIGHBOUR = 0.75
_MATTERS_OF_A_PAIR = 5
_SYLLABLES = (
    "bel tar kor ven dur mal ost ril sen vor hal jun pel gra lom nar cas dov fen zel".split(),
    "a e i o u an en or il us".split(),
    "vo win dra mere ko stel bara nik lund gor ta phe sk rith ma ley qua no do".split(),
)


@dataclass(frozen=True)
class Story:
    """Everything that holds for all accounts of it."""

    id: str
    seed: str
    """of whatever is drawn for it"""
    parts: dict[str, str]
    """A, B and C -> code of a state"""
    matter: str
    site: str
    """invented proper name of the place at issue"""
    happenings: tuple[Happening, ...]
    """the main one first, then by day"""
    roles: tuple[dict[str, str], ...]
    """for each happening: A, B and C as its templates name them -> code of a state"""
    size: int


def stories(vocabulary: Vocabulary, articles: int, seed: int, days: int) -> Iterator[Story]:
    """Stories whose sizes add up to `articles`."""
    calendar = _Calendar()
    left, number = articles, 0
    while left:
        rng = random.Random(f"{seed}/story/{number}")
        story = _story(vocabulary, rng, f"s{number:05}", f"{seed}/{number}", seed, days, calendar, left)
        number += 1
        if story is not None:
            left -= story.size
            yield story


def _story(
    vocabulary: Vocabulary,
    rng: random.Random,
    id: str,
    own_seed: str,
    seed: int,
    days: int,
    calendar: _Calendar,
    left: int,
) -> Story | None:
    """A story, or None where one like it happens in the same days."""
    parts = _parts(vocabulary, rng)
    plots = [plot for plot in vocabulary.plots if _possible(vocabulary, vocabulary.kinds[plot.main[0]], parts)]
    plot = rng.choices(plots, [plot.weight for plot in plots])[0]
    start = rng.randrange(max(1, days - _LASTS))
    pair = frozenset((parts["A"], parts["B"]))
    matter, site = _matter(vocabulary, pair, rng, seed)
    names = "-".join(sorted(pair))
    claims = {f"{names} {plot.main[0]}": _APART, f"{names} {matter}": _APART, f"{parts['A']} {plot.main[0]}": _SAME_DEED}
    if not calendar.free(start, claims):
        return None
    size = min(left, rng.choices(range(1, _LONGEST + 1), [k**-_TAIL for k in range(1, _LONGEST + 1)])[0])
    more = min(3, rng.choices((0, 1, 2, 3), (3, 4, 3, 2))[0] + (size > 10))
    chosen = sorted(rng.sample(range(len(plot.then)), min(more, len(plot.then))))
    steps = [plot.main, *(plot.then[place] for place in chosen)]
    happenings: list[Happening] = []
    roles: list[dict[str, str]] = []
    day = FIRST_DAY + timedelta(days=start)
    for kind_name, actor, other in steps:
        kind = vocabulary.kinds[kind_name]
        role = _role(parts, actor, other)
        one = _happening(vocabulary, kind, role, rng, f"{id}-{len(happenings)}", id, day)
        if one is not None and _key(one) not in map(_key, happenings):
            happenings.append(one)
            roles.append(role)
            day += timedelta(days=rng.choices((0, 1, 2), (5, 4, 1))[0])
    return Story(id, own_seed, parts, matter, site, tuple(happenings), tuple(roles), size)


class _Calendar:
    """What is taken on which day."""

    def __init__(self) -> None:
        self._taken: dict[str, list[int]] = {}

    def free(self, day: int, claims: Mapping[str, int]) -> bool:
        """Take `day` for each of `claims`, if none of them was taken within so many days of it."""
        if any(abs(day - other) < apart for name, apart in claims.items() for other in self._taken.get(name, ())):
            return False
        for name in claims:
            self._taken.setdefault(name, []).append(day)
        return True


def _possible(vocabulary: Vocabulary, kind: Kind, parts: Mapping[str, str]) -> bool:
    """No ship of a landlocked state, and no border between states that lie apart."""
    if kind.place == "sea":
        return parts["A"] not in vocabulary.landlocked
    return kind.place != "border" or parts["B"] in vocabulary.states[parts["A"]].near


def _parts(vocabulary: Vocabulary, rng: random.Random) -> dict[str, str]:
    codes = sorted(vocabulary.states)
    a = rng.choice(codes)
    near = vocabulary.states[a].near
    b = rng.choice(near) if rng.random() < _NEIGHBOUR else rng.choice([code for code in codes if code != a])
    around = [code for code in (*near, *vocabulary.states[b].near) if code not in (a, b)]
    c = rng.choice(around) if around and rng.random() < 0.6 else rng.choice([code for code in codes if code not in (a, b)])
    return {"A": a, "B": b, "C": c}


def _matter(vocabulary: Vocabulary, pair: frozenset[str], rng: random.Random, seed: int) -> tuple[str, str]:
    """A pair of states has a few matters between them, which come back; each has a site."""
    name = "-".join(sorted(pair))
    between = random.Random(f"{seed}/matters/{name}").sample(sorted(vocabulary.matters), _MATTERS_OF_A_PAIR)
    matter = rng.choice(between)
    coin = random.Random(f"{seed}/site/{name}/{matter}")
    return matter, "".join(coin.choice(part) for part in _SYLLABLES).capitalize()


def _role(parts: dict[str, str], actor: str, other: str) -> dict[str, str]:
    """A and B as the templates of a kind name them; C is whoever is left."""
    rest = next(part for part in "CBA" if part not in (actor, other))
    return {"A": parts[actor], "B": parts[other], "C": parts[rest]}


def _happening(
    vocabulary: Vocabulary, kind: Kind, role: dict[str, str], rng: random.Random, id: str, story: str, day: date
) -> Happening | None:
    if not _possible(vocabulary, kind, role):
        return None
    low, high = kind.number or (0, 0)
    number = _rounded(int(low * (high / low) ** rng.random())) if kind.number else None
    actors = (role["A"], role["B"]) if kind.mutual else (role["A"],)
    recipients = () if kind.mutual or kind.home else (role["B"],)
    place = _place(vocabulary, kind, role, rng)
    return Happening(id, story, kind.name, kind.type, actors, recipients, kind.mutual, day, place, kind.status, number)


def _rounded(number: int) -> int:
    """As a report would give it: 12, 340, 1,800."""
    return number if number < 60 else round(number, -1) if number < 1000 else round(number, -2)


def _place(vocabulary: Vocabulary, kind: Kind, role: dict[str, str], rng: random.Random) -> str | None:
    if not kind.place:
        return None
    part, _, where = kind.place.partition(".")
    state = vocabulary.states[role[part if where else "A"]]
    return state.capital if where == "capital" else rng.choice(state.towns)


def _key(happening: Happening) -> tuple[str, frozenset[str], tuple[str, ...]]:
    """What no two happenings of a story share, so that a record can be told to be of one of them."""
    return happening.type, frozenset(happening.actors), happening.recipients
