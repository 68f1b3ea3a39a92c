"""What holds of every outcome of every reader, whatever the input."""

from __future__ import annotations

import signal
from collections.abc import Iterable

from dragoman.reading import Failure, Notice, Outcome
from dragoman.records import Article

__all__ = ["check"]

SECONDS = 20
"""of processor time for one input: the fuzzer's own limit is by the clock, and a busy machine is slow, not wrong"""


def check(outcomes: Iterable[Outcome]) -> None:
    """Walk through `outcomes`. Raises AssertionError where one breaks a law, and TimeoutError where they take too long."""
    signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    for outcome in outcomes:
        if isinstance(outcome, Article):
            _article(outcome)
        else:
            assert isinstance(outcome, Failure | Notice), type(outcome)
            assert outcome.source and outcome.reason
            assert "broke its reader" not in outcome.reason, outcome
            str(outcome).encode("utf-8")
    signal.setitimer(signal.ITIMER_PROF, 0)


def _too_slow(*_: object) -> None:
    raise TimeoutError(f"more than {SECONDS} seconds of processor time")


def _article(article: Article) -> None:
    assert article.id
    assert 0 <= article.body_start < len(article.text)
    assert article.text[article.body_start :].strip()
    for text in (article.text, article.id, article.title, article.outlet, article.url, article.byline, article.agency):
        (text or "").encode("utf-8")
    for span in (article.lead, article.dateline, *article.notes):
        if span is not None:
            assert article.text[span.start : span.end] == span.text, span
