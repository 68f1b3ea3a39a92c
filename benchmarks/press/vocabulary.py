"""The templates and names that articles are made of, as they stand in the TOML files of this folder."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Kind", "Matter", "Outlet", "Plot", "State", "Vocabulary", "load_vocabulary"]

HERE = Path(__file__).parent


@dataclass(frozen=True)
class State:
    """A real state, with the people that it has in this press."""

    code: str
    name: str
    adjective: str
    people: str
    capital: str
    towns: tuple[str, ...]
    names: str
    near: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of happening, and how it is told."""

    name: str
    type: str
    place: str
    """where it happens: A.capital, B.capital, C.capital, A.town, B.town, border, sea, or nothing"""
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    retells: tuple[str, ...]
    details: tuple[str, ...]
    quotes: tuple[str, ...]
    status: str = "done"
    mutual: bool = False
    home: bool = False
    """nobody else is the recipient"""
    number: tuple[int, ...] = ()
    """least and most of what is counted"""
    shared: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """name -> wordings of which all accounts of a happening use the same: what is threatened, seized or sent"""


@dataclass(frozen=True)
class Plot:
    """A main happening and what may follow it: kinds with the sides that they take."""

    main: tuple[str, str, str]
    then: tuple[tuple[str, str, str], ...]
    weight: int


@dataclass(frozen=True)
class Matter:
    """What a story is about beside its happenings."""

    names: tuple[str, ...]
    site: tuple[str, ...]
    body: str
    background: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Outlet:
    """Who publishes."""

    name: str
    dateline: float
    agency: bool = False
    short: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Everything in the TOML files."""

    states: Mapping[str, State]
    landlocked: frozenset[str]
    people: Mapping[str, Mapping[str, Sequence[str]]]
    kinds: Mapping[str, Kind]
    plots: Sequence[Plot]
    matters: Mapping[str, Matter]
    outlets: Sequence[Outlet]
    colour: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]

    def somebody(self, state: str, rng: random.Random) -> str:
        """A name of somebody from there."""
        pool = self.people[self.states[state].names]
        return f"{rng.choice(pool['given'])} {rng.choice(pool['stems'])}{rng.choice(pool['endings'])}"

    def office_holder(self, state: str, office: int, seed: int) -> tuple[str, str]:
        """Given and family name of whoever holds an office; nobody else in office has that family name."""
        group = self.states[state].names
        pool = self.people[group]
        rng = random.Random(f"{seed}/people/{group}")
        families = rng.sample([stem + ending for stem in pool["stems"] for ending in pool["endings"]], 60)
        number = [code for code in sorted(self.states) if self.states[code].names == group].index(state) * 5 + office
        return pool["given"][(7 * number + rng.randrange(12)) % len(pool["given"])], families[number]


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that lies beside this file. Raises KeyError or TypeError where a file lacks something or has too much."""
    states = _toml("states.toml")
    kinds = {name: told for file in sorted((HERE / "happenings").glob("*.toml")) for name, told in _toml(file).items()}
    return Vocabulary(
        states={code: State(code=code, **_tuples(known)) for code, known in states["states"].items()},
        landlocked=frozenset(states["landlocked"]),
        people=states["people"],
        kinds={name: Kind(name=name, **_tuples(told)) for name, told in kinds.items()},
        plots=[_plot(told) for told in _toml("plots.toml")["plot"]],
        matters={name: Matter(**_tuples(told)) for name, told in _toml("matters.toml").items()},
        outlets=[Outlet(**told) for told in _toml("outlets.toml")["outlet"]],
        colour=_tuples(_toml("colour.toml")),
        words=_tuples(_toml("words.toml")),
    )


def _toml(file: str | Path) -> dict[str, Any]:
    return tomllib.loads((HERE / file).read_text(encoding="utf-8"))


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}


def _plot(told: Mapping[str, Any]) -> Plot:
    return Plot(_step(told["main"]), tuple(map(_step, told["then"])), told["weight"])


def _step(words: str) -> tuple[str, str, str]:
    kind, actor, other = words.split()
    return kind, actor, other
