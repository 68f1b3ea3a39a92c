"""What the machines do: the work of a shard, the comparing of two blocks of articles, the reconciling of stories that share a happening.

Each is a function of rows, so that it can be run and tested without a cluster.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman import stories
from dragoman.engine import Failure, Notice, Uncoded, Workers, read
from dragoman.engine.grouping import reconcile_stories
from dragoman.engine.keeping import kept, kept_uncoded
from dragoman.engine.shards import by_language
from dragoman.records import Article, Mention, Quarantine, Quote, to_json
from dragoman.scale.rows import kept_from, kept_row, link_rows, links_from
from dragoman.settings import Settings
from dragoman.store import KINDS, open_store

__all__ = ["CodingStage", "alone", "compared", "reconciled"]

Row = Mapping[str, Any]


class CodingStage:
    """Codes rows of articles with the columns that JSON lines have; made once for each process of the cluster."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _workers(self) -> Workers:
        # A process below that of the cluster: an article that ends it is found and set aside, as on one machine.
        return Workers(1, self._settings)

    def __call__(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """The articles among `rows` as they are kept, in other languages and in quarantine too; a row without text gives a failure."""
        lines = "".join(json.dumps(_given(row)) + "\n" for row in rows)
        outcomes = read(["-"], self._settings.reading, io.BytesIO(lines.encode()))
        sorted_out = by_language(outcomes, self._settings.reading.language)
        return [self._row(one) for one in self._workers.run(kept, sorted_out, in_order=True) if not isinstance(one, Notice)]

    def _row(self, one: Any) -> dict[str, Any]:
        if isinstance(one, Failure):
            failed = Article.of("", id=one.source)
            return {**kept_row(kept_uncoded(Uncoded(failed, "failed", str(one)), "")), "coding": "failed"}
        return kept_row(kept_uncoded(one, self._workers.version) if isinstance(one, Uncoded) else one)


def _given(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def compared(left: Sequence[Row], right: Sequence[Row] | None) -> list[dict[str, Any]]:
    """Links between two blocks of articles, or among those of one, where there is no other."""
    new = [kept_from(row).sketch for row in left]
    known = [kept_from(row).sketch for row in right or ()]
    ours, theirs = [one for one in new if one], [one for one in known if one]
    among = right is None
    return [
        *link_rows("duplicate", stories.duplicates(ours, theirs, among=among)),
        *link_rows("related", stories.related(ours, theirs, among=among)),
    ]


def reconciled(rows: Sequence[Row], links: Sequence[Row]) -> Iterator[dict[str, str]]:
    """The records of stories that share no happening with others: `rows` are their articles, each with its `story_id`.

    They are made in a store of their own, as those of one machine are.
    """
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "part.duckdb", create=True) as store:
        store.add([kept_from(row) for row in rows])
        membership = {row["id"]: row["story_id"] for row in rows if row["story_id"]}
        if membership:
            for kind in ("duplicate", "related"):
                store.add_links(kind, links_from(links, kind))
            store.set_stories(membership)
            for _ in reconcile_stories(store, set(membership.values())):
                pass
        for kind in KINDS:
            yield from _lines(kind, store.records(kind))


def alone(row: Row) -> Iterator[dict[str, str]]:
    """The records of one article as coding gives them, in no story and of no event."""
    one = kept_from(row)
    yield from _lines("articles", [one.article])
    yield from _lines("mentions", [record for record in one.records if isinstance(record, Mention)])
    yield from _lines("quotes", [record for record in one.records if isinstance(record, Quote)])
    if one.article.coding == "quarantine":
        yield from _lines("quarantine", [Quarantine.of(one.article, one.reason, one.coder_version)])


def _lines(kind: str, records: Iterable[Any]) -> Iterator[dict[str, str]]:
    for record in records:
        yield {"kind": kind, "id": record.id, "record": to_json(record)}
