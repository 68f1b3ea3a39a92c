"""The run: each stage is a query, whose result is written down before the next one begins.

A run that is started again goes on after the last stage that was done.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError, SettingsError
from dragoman.exporting import columns_of
from dragoman.scale.cluster import daft_on
from dragoman.scale.columns import Coding, Flattening, comparing, reconciling, setting_apart
from dragoman.scale.joining import NO_DAY, block_pairs, placed
from dragoman.scale.rows import KEPT
from dragoman.settings import Settings
from dragoman.store import KINDS

__all__ = ["Scaled", "run"]

_GIVEN = ("id", "text", "title", "outlet", "published", "url", "language", "licence")
"""columns of the articles that are read, of which only `text` must be there"""
_SHARD = 64
"""rows that a process codes at a time"""
_BLOCK = 5000
"""articles of a day that are compared at a time"""


@dataclass(frozen=True, slots=True)
class Scaled:
    """What a run made."""

    counts: Mapping[str, int]
    """records of each kind"""
    failed: Sequence[str]
    """rows that held no article, each with the reason"""


def run(
    articles: str,
    out: Path,
    settings: Settings | None = None,
    *,
    address: str | None = None,
    processes: int = 2,
    coding_alone: bool = False,
) -> Scaled:
    """Bring the articles of Parquet files (a path, a pattern, or an address that Daft can read) into tables in the folder `out`.

    A folder for each kind of record, with the columns that `dragoman export --format parquet` has and the whole record as JSON in `record`.
    `address` is that of a Ray cluster, `local` for one on this machine, None for none; `processes` code at once. Every machine must have
    Dragoman, and `out` must be a folder that all of them see. With `coding_alone` it ends with mentions and quotes.

    Raises SettingsError where Daft or the cluster cannot be used or the articles have no `text`, InputError where two have one id.
    """
    work = _Run(daft_on(address), out, settings or Settings(), processes)
    return work.through(articles, coding_alone)


class _Run:
    def __init__(self, daft: Any, out: Path, settings: Settings, processes: int) -> None:
        self._daft = daft
        self._out = out
        self._settings = settings
        self._processes = processes
        types = daft.DataType
        self._text, self._number, self._bytes = types.string(), types.int64(), types.binary()
        self._kept = types.struct(
            {
                **dict.fromkeys(KEPT, self._text),
                "records": types.list(self._text),
                "day": self._number,
                "corrects": types.bool(),
                **dict.fromkeys(("fingerprints", "terms", "weights"), self._bytes),
            }
        )
        self._link = types.struct({"kind": self._text, "a": self._text, "b": self._text, "weight": types.float64()})
        self._line = types.struct({"kind": self._text, "id": self._text, "record": self._text})

    def through(self, articles: str, coding_alone: bool) -> Scaled:
        """All stages, or the first."""
        coded = self._written("coded", lambda: self._code(articles))
        self._check_ids(coded)
        kept = coded.where(self._daft.col("coding") != "failed")
        made = self._apart(kept) if coding_alone else self._together(kept)
        counts = {kind: self._table(made, kind) for kind in KINDS}
        failed = coded.where(self._daft.col("coding") == "failed").select("reason").to_pydict()["reason"]
        shutil.rmtree(self._out / "work")
        return Scaled({kind: count for kind, count in counts.items() if count}, sorted(failed))

    def _together(self, kept: Any) -> Any:
        done = kept.where(self._daft.col("coding") == "done")
        links = self._written("links", lambda: self._compare(done))
        places = self._daft.from_pylist(self._placed(done, links))
        return self._written("made", lambda: self._reconcile(kept, links, places))

    def _apart(self, kept: Any) -> Any:
        row = self._daft.functions.to_struct(**{name: self._daft.col(name) for name in KEPT})
        work = self._mapping(setting_apart, self._line, 100, None)
        return self._written("made", lambda: self._unpacked(kept.select(work(row).alias("row"))))

    # The stages.

    def _code(self, articles: str) -> Any:
        frame = self._daft.read_parquet(articles)
        if "text" not in frame.column_names:
            raise SettingsError(f"{articles}: has no column `text`; rename the one that holds the text of the articles")
        given = [name for name in _GIVEN if name in frame.column_names]
        columns = [self._daft.col(name).cast(self._text) for name in given]
        work = self._mapping(Coding(given, self._settings), self._kept, _SHARD, self._processes)
        return self._unpacked(frame.select(work(*columns).alias("row")))

    def _compare(self, done: Any) -> Any:
        col = self._daft.col
        dated = done.with_column("day", col("day").fill_null(NO_DAY))
        parts = {row["day"]: -(-row["id"] // _BLOCK) for row in dated.groupby("day").agg(col("id").count()).to_pylist()}
        sizes = self._daft.from_pydict({"day": list(parts), "parts": list(parts.values())})
        blocks = (
            dated.join(sizes, on="day")
            .with_column("block", (col("id").hash() % col("parts")).cast(self._number))
            .with_column("key", col("day").cast(self._text) + "/" + col("block").cast(self._text))
            .groupby("key")
            .agg(self._daft.functions.to_struct(**{name: col(name) for name in KEPT}).alias("row").list_agg())
        )
        pairs = list(block_pairs([(day, part) for day, count in parts.items() for part in range(count)]))
        keys = [("/".join(map(str, one)), "/".join(map(str, other))) for one, other in pairs]
        meeting = self._daft.from_pydict({"one": [a for a, _ in keys], "other": [b for _, b in keys]})
        met = meeting.join(blocks.with_column_renamed("row", "left"), left_on="one", right_on="key").join(
            blocks.with_column_renamed("row", "right"), left_on="other", right_on="key"
        )
        work = self._mapping(comparing, self._link, 1, self._processes)
        return self._unpacked(met.select(work(col("one"), col("other"), col("left"), col("right")).alias("row")))

    def _placed(self, done: Any, links: Any) -> list[dict[str, Any]]:
        bare = done.select("id", "outlet", "published", "day", "keys").to_pylist()
        return placed(bare, links.to_pylist()) or [{"id": "", "story_id": "", "batch": 0}]

    def _reconcile(self, kept: Any, links: Any, places: Any) -> Any:
        col, struct = self._daft.col, self._daft.functions.to_struct
        # What was not coded is in no story; it goes along with the first batch.
        rows = (
            kept.join(places, on="id", how="left")
            .with_column("batch", col("batch").fill_null(0))
            .groupby("batch")
            .agg(struct(**{name: col(name) for name in (*KEPT, "story_id")}).alias("row").list_agg())
        )
        within = (
            links.join(places, left_on="a", right_on="id")
            .join(places.select(col("id"), col("story_id").alias("other")), left_on="b", right_on="id")
            .where(col("story_id") == col("other"))
            .groupby("batch")
            .agg(struct(**{name: col(name) for name in ("kind", "a", "b", "weight")}).alias("links").list_agg())
        )
        work = self._mapping(reconciling, self._line, 1, self._processes)
        both = rows.join(within, on="batch", how="left")
        return self._unpacked(both.select(work(col("row"), col("links")).alias("row")))

    def _table(self, made: Any, kind: str) -> int:
        """Write the table of a kind; how many records it has."""
        types = self._daft.DataType
        known = {"text": self._text, "integer": self._number, "number": types.float64(), "boolean": types.bool()}
        columns = columns_of(kind, with_text=False)
        row = types.struct({**{column.name: known[column.type] for column in columns}, "record": self._text})
        work = self._mapping(Flattening(kind), row, 1000, None)
        frame = made.where(self._daft.col("kind") == kind)
        table = self._unpacked(frame.select(work(self._daft.col("record")).alias("row")))
        table.write_parquet(str(self._out / kind), compression="zstd", write_mode="overwrite")
        return int(made.where(self._daft.col("kind") == kind).count_rows())

    # How they are run.

    def _mapping(self, work: Callable[..., list[Any]], gives: Any, batch: int, processes: int | None) -> Any:
        """A stage for Daft, with an instance for each process: called with columns as lists, it gives a list of `gives` a row."""
        daft = self._daft

        class Stage:
            @daft.method.batch(return_dtype=daft.DataType.list(gives), batch_size=batch)  # type: ignore[untyped-decorator]
            def __call__(self, *columns: Any) -> list[Any]:
                return work(*(column.to_pylist() for column in columns))

        return daft.cls(Stage, max_concurrency=processes)()

    def _unpacked(self, frame: Any) -> Any:
        """A row for each member of the lists in the column `row`, with a column for each of its fields."""
        col = self._daft.col
        exploded = frame.explode(col("row"))
        return exploded.where(~col("row").is_null()).select(col("row").unnest())

    def _written(self, name: str, make: Any) -> Any:
        """The result of a stage, made unless it was written down by an earlier run."""
        folder, mark = self._out / "work" / name, self._out / "work" / f"{name}.done"
        if not mark.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            make().write_parquet(str(folder))
            mark.touch()
        return self._daft.read_parquet(str(folder / "*.parquet"))

    def _check_ids(self, coded: Any) -> None:
        col = self._daft.col
        counted = coded.groupby("id").agg(col("id").count().alias("n")).where(col("n") > 1)
        twice = sorted(counted.limit(3).to_pydict()["id"])
        if twice:
            raise InputError(
                f"several articles have the id {twice[0]!r}; give each one of its own, or leave out the column `id`"
            )
