"""One build of generated articles, measured: what a process of its own runs, so that its memory is that of the build."""

from __future__ import annotations

import hashlib
import resource
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.engine import ArticleCoder, Built, Step, build, load_coder, read
from dragoman.records import Article, Mention, Quote, from_json, to_json
from dragoman.store import open_store

__all__ = ["RememberingCoder", "measured_build"]


class RememberingCoder:
    """Codes an article once for each version of the coder, and remembers the records and how long that took, in a file.

    The first batch is always coded anew, so that a build from memory holds the model as one without would.
    """

    def __init__(self, coder: ArticleCoder, file: Path) -> None:
        self.version = coder.version
        self.seconds = 0.0
        """that coding took, now or when it was done"""
        self.spent = 0.0
        """that went by in `code`, looking up included"""
        self._coder = coder
        self._warm = False
        self._memory = sqlite3.connect(file)
        self._memory.execute("create table if not exists coded (key text primary key, seconds real, records text)")

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        """As the coder that it stands for."""
        started = time.perf_counter()
        keys = [self._key(article) for article in articles]
        known = {key: row for key in keys if (row := self._row(key)) is not None}
        missing = [article for article, key in zip(articles, keys, strict=True) if key not in known or not self._warm]
        if missing:
            self._remember(missing)
            self._warm = True
        rows = [row for key in keys if (row := self._row(key)) is not None]
        self.seconds += sum(seconds for seconds, _ in rows)
        found = [[self._record(line) for line in records.splitlines()] for _, records in rows]
        self.spent += time.perf_counter() - started
        return found

    def _remember(self, articles: Sequence[Article]) -> None:
        started = time.perf_counter()
        found = self._coder.code(articles)
        characters = sum(len(article.text) for article in articles)
        each = (time.perf_counter() - started) / max(1, characters)
        rows = [
            (self._key(article), each * len(article.text), "\n".join(map(to_json, records)))
            for article, records in zip(articles, found, strict=True)
        ]
        with self._memory:
            self._memory.executemany("insert or replace into coded values (?, ?, ?)", rows)

    def _key(self, article: Article) -> str:
        return hashlib.sha256("\0".join((self.version, to_json(article))).encode()).hexdigest()

    def _row(self, key: str) -> tuple[float, str] | None:
        row: tuple[float, str] | None = self._memory.execute(
            "select seconds, records from coded where key = ?", (key,)
        ).fetchone()
        return row

    @staticmethod
    def _record(line: str) -> Mention | Quote:
        record = from_json(line)
        assert isinstance(record, (Mention, Quote))
        return record


@dataclass
class _Timed:
    """What is read, and how long that took."""

    outcomes: Iterable[Any]
    seconds: float = 0.0

    def __iter__(self) -> Iterator[Any]:
        waiting = iter(self.outcomes)
        while True:
            started = time.perf_counter()
            outcome = next(waiting, None)
            self.seconds += time.perf_counter() - started
            if outcome is None:
                return
            yield outcome


def measured_build(articles: Path, store: Path, memory: Path) -> dict[str, Any]:
    """Bring the articles of a file of JSON lines into a store: seconds by stage, peak memory in megabytes, what was added.

    Stages are `read`, `code` (as it took when it was done), `keep` (sketches, and the first writing) and those that the build tells of;
    `finish` is what comes after the last of them.
    """
    coder = RememberingCoder(load_coder(), memory)
    outcomes = _Timed(read([str(articles)]))
    seconds: dict[str, float] = defaultdict(float)
    built: Built | None = None
    with open_store(store, create=True) as opened:
        last = time.perf_counter()
        for event in build(outcomes, opened, coder):
            now = time.perf_counter()
            if isinstance(event, Step):
                seconds[event.stage] += now - last
            elif isinstance(event, Built):
                seconds["finish"] += now - last
                built = event
            else:
                raise RuntimeError(f"a generated article was not taken: {event}")
            last = now
    assert built is not None
    # What passed until articles were kept is told of as one stage.
    keep = seconds.pop("code") - coder.spent - outcomes.seconds
    stages = {"read": outcomes.seconds, "code": coder.seconds, "keep": keep, **seconds}
    # Linux counts kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"stages": stages, "peak": peak, "added": built.added, "stories": built.stories}
