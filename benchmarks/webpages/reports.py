"""The invented reports that stand on the pages, and the noise around them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

__all__ = ["Report", "invent", "words"]


@dataclass(frozen=True, slots=True)
class Report:
    """An invented report; `moment` is when it was published."""

    title: str
    paragraphs: tuple[str, ...]
    moment: datetime
    writer: str
    city: str
    country: str


@cache
def words() -> dict[str, Any]:
    """What reports and noise are made of."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def invent(random: Random) -> Report:
    """A report of six to thirteen paragraphs."""
    stock = words()
    (city, country), (_, other) = random.sample(stock["places"], 2)
    person, second = random.sample(stock["people"], 2)
    known = {"city": city, "country": country, "other": other, "subject": random.choice(stock["subjects"])}

    def filled(form: str) -> str:
        numbers = {"days": random.randint(3, 28), "small": random.randint(4, 60), "number": random.randrange(100, 9000, 10)}
        people = {"person": person, "person2": second, "office": random.choice(stock["offices"])}
        return form.format(**known, **people, **numbers, year=random.randint(1988, 2029))

    first, *rest = stock["paragraphs"]
    body = [filled(first), *map(filled, random.sample(rest, random.randint(5, 12)))]
    moment = datetime(2031, 1, 3, 6, 10, tzinfo=UTC) + timedelta(minutes=random.randrange(500_000))
    return Report(
        filled(random.choice(stock["headlines"])), tuple(body), moment, random.choice(stock["reporters"]), city, country
    )
