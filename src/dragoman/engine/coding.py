"""The first half of the way: what was read is coded, in batches, and no article can spoil another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from dragoman.errors import ModelError, SettingsError
from dragoman.reading import Failure, Notice, Outcome
from dragoman.records import Article, Mention, Quote
from dragoman.settings import CodingSettings, Settings

__all__ = ["Annotator", "ArticleCoder", "Coded", "Explainer", "Remembered", "code", "evidence", "load_coder"]


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


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with what was found in it; nothing found is a result too."""

    article: Article
    records: tuple[Mention | Quote, ...]
    annotations: tuple[Mapping[str, Any], ...] = ()


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


@runtime_checkable
class Explainer(Protocol):
    """A coder that can say what it learned that made it code a mention."""

    def evidence(self, article: Article, mention: Mention) -> Any:
        """A `dragoman.coding.LearnedEvidence`, or None where nothing learned had a part in it."""
        ...


def evidence(article: Article, mention: Mention, settings: Settings | None = None) -> Any:
    """What the network says of a mention, a `dragoman.coding.LearnedEvidence`; None where another coder than today's made it.

    Raises ModelError where a file of a model is missing or broken.
    """
    coder = load_coder(settings)
    if coder.version != mention.coder.version or not isinstance(coder, Explainer):
        return None
    return coder.evidence(article, mention)


def code(
    outcomes: Iterable[Outcome], coder: ArticleCoder, settings: Settings | None = None, *, annotations: bool = False
) -> Iterator[Coded | Failure | Notice]:
    """Code the articles among `outcomes`, in order; failures and notices are passed on.

    An article in another language than the one that is coded becomes a failure, and so does one on which the coder breaks:
    the others of its batch are coded all the same. Raises SettingsError where `coder` gives no annotations but they are wanted.
    """
    settings = settings or Settings()
    if annotations and not isinstance(coder, Annotator):
        raise SettingsError("this coder gives no annotations")
    wanted = settings.reading.language
    batch = _Batch(coder, settings.coding, annotations)
    for outcome in outcomes:
        if not isinstance(outcome, Article):
            yield outcome
        elif outcome.language not in (None, wanted):
            yield Failure(outcome.id, f"language: {outcome.language}, not coded; only {wanted!r} is")
        else:
            if not batch.has_room_for(outcome):
                yield from batch.run()
            batch.articles.append(outcome)
    yield from batch.run()


class _Batch:
    """Articles that are coded together: the model is faster on many sentences at once."""

    def __init__(self, coder: ArticleCoder, settings: CodingSettings, annotations: bool) -> None:
        self.articles: list[Article] = []
        self._coder = coder
        self._settings = settings
        self._annotations = annotations

    def has_room_for(self, article: Article) -> bool:
        characters = sum(len(waiting.text) for waiting in self.articles) + len(article.text)
        # Several processes need several batches' worth at a time.
        workers = self._settings.workers
        fits = (
            len(self.articles) < workers * self._settings.batch_articles
            and characters <= workers * self._settings.batch_characters
        )
        return fits or not self.articles

    def run(self) -> Iterator[Coded | Failure]:
        """Code what is waiting; where that fails, article by article, so that one cannot spoil the rest."""
        articles, self.articles = self.articles, []
        if not articles:
            return
        try:
            done = self._code(articles)
        except ModelError:
            raise
        except Exception as error:
            if len(articles) == 1:
                what = f"{type(error).__name__}: {error}".rstrip(": ")
                yield Failure(articles[0].id, f"could not be coded ({what}); please report it with the text")
                return
            done = None
        if done is not None:
            yield from done
            return
        for article in articles:
            self.articles = [article]
            yield from self.run()

    def _code(self, articles: Sequence[Article]) -> list[Coded]:
        found = self._coder.code(articles)
        extra: list[list[Mapping[str, Any]]] = [[] for _ in articles]
        if self._annotations and isinstance(self._coder, Annotator):
            extra = self._coder.annotate(articles)
        return [
            Coded(article, tuple(records), tuple(more)) for article, records, more in zip(articles, found, extra, strict=True)
        ]
