"""What all tests share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from dragoman.records import (
    Article,
    Assertion,
    Coder,
    Date,
    Entity,
    Evidence,
    Mention,
    Quote,
    Span,
    Status,
    stable_id,
)

# A machine under load is slow, not wrong; and a test that fails here must fail everywhere.
settings.register_profile("dragoman", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("dragoman")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Real reports that may lie beside the repository; they are not part of it."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("../shared/seeds is not there")
    return folder


class StandInCoder:
    """Finds one expulsion and one quotation in every text that holds the words, and breaks where it is told to."""

    version = "stand-in"

    def __init__(self, breaks_on: str = "POISON") -> None:
        self.breaks_on = breaks_on
        self.batches: list[list[str]] = []

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        self.batches.append([article.id for article in articles])
        if any(self.breaks_on in article.text for article in articles):
            raise KeyError("no such node")
        return [[*self._mentions(article), *self._quotes(article)] for article in articles]

    def _mentions(self, article: Article) -> list[Mention]:
        if "Chad expelled two Libyan" not in article.text:
            return []
        trigger = self._span(article, "expelled")
        date = Date(article.published, None, "day" if article.published else "none", "published")
        return [
            Mention(
                id=stable_id("mention", article.id, trigger.start),
                article_id=article.id,
                type="SANCTION",
                modes=("expel",),
                contexts=(),
                quad=4,
                intensity=-6.0,
                status=Status.DONE,
                actors=(self._entity(article, "Chad", "TCD"),),
                recipients=(self._entity(article, "Libyan", "LBY"),),
                date=date,
                place=None,
                asserted_by=Assertion("outlet", article.outlet),
                trigger=trigger,
                evidence=(Evidence(0, 0, len(article.text), article.text),),
                quantities=(),
                confidence=0.9,
                coder=Coder(self.version, "expel"),
            )
        ]

    def _quotes(self, article: Article) -> list[Quote]:
        if "“Go home”" not in article.text:
            return []
        words = self._span(article, "Go home")
        date = Date(article.published, None, "day", "published")
        speaker, coder = self._entity(article, "Chad", "TCD"), Coder(self.version, "quote")
        at = (words.text, words.start, words.end)
        return [Quote("quote-1", article.id, *at, "direct", speaker, None, None, None, date, coder)]

    def _entity(self, article: Article, text: str, country: str) -> Entity:
        span = self._span(article, text)
        return Entity(text, text, "state", country, ("GOV",), None, None, span.start, span.end)

    def _span(self, article: Article, text: str) -> Span:
        start = article.text.index(text)
        return Span(text, start, start + len(text))


@pytest.fixture
def stand_in() -> StandInCoder:
    """A coder without a model."""
    return StandInCoder()


@pytest.fixture(scope="session")
def stand_in_maker() -> type[StandInCoder]:
    """For tests that need one for each example."""
    return StandInCoder
