"""What the engine asks of a coder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from dragoman.engine.results import Coded
from dragoman.records import Article, Mention, Quote
from dragoman.settings import Settings

__all__ = ["Annotator", "ArticleCoder", "Explainer", "Remembered", "evidence", "load_coder"]


class ArticleCoder(Protocol):
    """What the engine asks of a coder; `dragoman.coding.Coder` is one."""

    version: str

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        """The records of each article, in the order of `articles`."""
        ...


@runtime_checkable
class Annotator(Protocol):
    """A coder that also gives every entity, place and time that it read, as records ready for JSON."""

    def annotate(self, articles: Sequence[Article]) -> list[list[Mapping[str, Any]]]:
        """The annotations of each article, in the order of `articles`; each has `kind` and `article_id`."""
        ...


@runtime_checkable
class Explainer(Protocol):
    """A coder that can say what it learned that made it code a mention."""

    def evidence(self, article: Article, mention: Mention) -> Any:
        """A `dragoman.coding.LearnedEvidence`, or None where nothing learned had a part in it."""
        ...


class Remembered:
    """A coder that gives back what was found before."""

    def __init__(self, coded: Iterable[Coded], version: str) -> None:
        self.version = version
        self._found = {one.article.id: list(one.records) for one in coded}

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        """The records of each article. Raises KeyError for one that was not coded before."""
        return [self._found[article.id] for article in articles]


def load_coder(settings: Settings | None = None) -> ArticleCoder:
    """The coder that ships with Dragoman. Raises ModelError or DataError where a file of its is missing or broken."""
    # Here and not above: the language libraries take seconds to load, and not every command needs them.
    from dragoman.coding import load_coder as load

    coding = (settings or Settings()).coding
    return load(
        coding.threads, tuple(map(Path, coding.ontology)), method=coding.coder, precision=coding.precision, recall=coding.recall
    )


def evidence(article: Article, mention: Mention, settings: Settings | None = None) -> Any:
    """What the network says of a mention, a `dragoman.coding.LearnedEvidence`; None where another network than today's made it.

    Raises ModelError where a file of a model is missing or broken.
    """
    coder = load_coder(settings)
    return coder.evidence(article, mention) if isinstance(coder, Explainer) else None
