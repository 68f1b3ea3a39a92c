"""Accounts made by hand: a sentence, and what was read from which of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from dragoman.reconciling import Grouped, Reconciled, Report, happening_key, reconcile
from dragoman.records import (
    Assertion,
    Coder,
    Date,
    Entity,
    Evidence,
    Finding,
    Mention,
    Place,
    Quantity,
    Span,
    Status,
    stable_id,
)

PLACES = {
    "Tbilisi": ("GEO", 41.69, 44.83, 611717, "city"),
    "Batumi": ("GEO", 41.64, 41.63, 615532, "city"),
    "Georgia": ("GEO", 42.0, 43.5, 614540, "country"),
    "Gori": ("GEO", 41.98, 44.11, 614455, "city"),
    "Guinea": ("GIN", 10.8, -10.9, 2420477, "country"),
}
COUNTRIES = {
    "Armenia": "ARM",
    "Azerbaijan": "AZE",
    "Peru": "PER",
    "Ecuador": "ECU",
    "Uganda": "UGA",
    "Sudan": "SDN",
    "Kenya": "KEN",
}


@dataclass
class Press:
    """Reports of one story."""

    mentions: list[Mention] = field(default_factory=list)
    reports: dict[str, Report] = field(default_factory=dict)

    def says(
        self,
        article_id: str,
        sentence: str,
        *,
        trigger: str,
        type: str,
        actors: tuple[str, ...] = (),
        recipients: tuple[str, ...] = (),
        date: tuple[str, str] | None = None,
        place: str | None = None,
        numbers: tuple[tuple[str, float, str, str], ...] = (),
        objects: tuple[str, ...] = (),
        status: str = "done",
        modes: tuple[str, ...] = (),
        published: str = "2031-03-06",
        outlet: str | None = None,
        origin: str | None = None,
        dispatch: str | None = None,
        corrects: bool = False,
    ) -> Mention:
        """One mention; `date` is its words and day, `numbers` are words, value, noun and bound."""
        outlet = outlet or article_id
        report = Report(article_id, outlet, published, origin or outlet, dispatch or article_id, corrects)
        self.reports[article_id] = report
        offset = 1000 * sum(mention.article_id == article_id for mention in self.mentions)

        def span(words: str) -> tuple[str, int, int]:
            start = sentence.index(words)
            return words, start + offset, start + offset + len(words)

        def entity(words: str) -> Entity:
            name = next((name for name in COUNTRIES if name in words), words)
            text, start, end = span(words)
            return Entity(text, name, "state", COUNTRIES.get(name), ("GOV",), None, None, start, end)

        mention = Mention(
            id=stable_id("mention", article_id, offset, trigger),
            article_id=article_id,
            type=type,
            modes=modes,
            contexts=(),
            quad=1,
            intensity=2.5,
            status=Status(status),
            actors=tuple(map(entity, actors)),
            recipients=tuple(map(entity, recipients)),
            date=Date(date[1], None, "day", "text", *span(date[0])) if date else Date(published, None, "day", "published"),
            place=self._place(*span(place)) if place else None,
            asserted_by=Assertion("outlet", outlet),
            trigger=Span(*span(trigger)),
            evidence=(Evidence(0, offset, offset + len(sentence), sentence),),
            quantities=tuple(Quantity(value, None, noun, bound, *span(words)) for words, value, noun, bound in numbers),
            confidence=0.8,
            coder=Coder("by hand", "by hand"),
            objects=tuple(Span(*span(words)) for words in objects),
        )
        self.mentions.append(mention)
        return mention

    def _place(self, text: str, start: int, end: int) -> Place:
        country, latitude, longitude, geonames, precision = PLACES[text]
        return Place(text, text, country, latitude, longitude, geonames, precision, "event", start, end)

    def reconciled(self) -> Reconciled:
        """All reports as one story."""
        story = Grouped("story-1", "A story", tuple(self.reports.values()), ())
        return reconcile(
            [story], self.mentions, [], {mention.id: key for mention in self.mentions if (key := happening_key(mention))}
        )

    def found(self, field: str) -> list[tuple[str, list[Any]]]:
        """The findings on a field: relation, and each value with the articles that give it."""
        return [
            (str(one.relation), [(value.value, list(value.article_ids)) for value in one.values])
            for one in self.findings()
            if one.field == field
        ]

    def findings(self) -> tuple[Finding, ...]:
        return self.reconciled().findings


@pytest.fixture
def press() -> Press:
    """No reports yet."""
    return Press()


@pytest.fixture(scope="session")
def press_maker() -> type[Press]:
    """For tests that need one for each example."""
    return Press
