"""Rows go into a Parquet file: the same bytes each time, whole or not at all."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.errors import SettingsError
from dragoman.store import write_parquet


def read(path: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(f"select * from '{path}'").fetchall()


def test_parquet_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    columns = {"id": "text", 'odd "name"': "number", "n": "integer", "yes": "boolean"}
    rows = [["a", 1.5, 1, True], [None, None, 2, False]]
    written = []
    for name in ("one.parquet", "two.parquet"):
        write_parquet(columns, iter(rows), tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    assert read(tmp_path / "one.parquet") == [("a", 1.5, 1, True), (None, None, 2, False)]


def test_empty_parquet_keeps_its_columns(tmp_path: Path) -> None:
    write_parquet({"id": "text"}, [], tmp_path / "none.parquet")
    with duckdb.connect() as connection:
        described = connection.execute(f"describe select * from '{tmp_path}/none.parquet'").fetchall()
    assert described[0][:2] == ("id", "VARCHAR")


def test_a_late_value_does_not_change_its_column(tmp_path: Path) -> None:
    # The database guesses the type of a column from its first values: here there is nothing to guess by.
    write_parquet({"id": "text", "n": "number"}, [*[(None, 1)] * 5000, ("007", 1.5)], tmp_path / "late.parquet")
    assert read(tmp_path / "late.parquet") == [*[(None, 1.0)] * 5000, ("007", 1.5)]


def test_rows_are_taken_a_part_at_a_time(tmp_path: Path) -> None:
    words = "rain on the town " * 400

    def rows() -> Iterator[tuple[int, str]]:
        tracemalloc.start()
        for number in range(40_000):
            yield number, f"{number} {words}"

    write_parquet({"n": "integer", "text": "text"}, rows(), tmp_path / "large.parquet")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 << 20 < 40_000 * len(words)
    assert [n for n, _ in read(tmp_path / "large.parquet")] == list(range(40_000))
    assert [file.name for file in tmp_path.iterdir()] == ["large.parquet"]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="folder that exists"):
        write_parquet({"id": "text"}, [["a"]], tmp_path / "no" / "x.parquet")
    (tmp_path / "there").mkdir()
    with pytest.raises(SettingsError, match="folder that exists"):
        write_parquet({"id": "text"}, [["a"]], tmp_path / "there")
    assert [file.name for file in tmp_path.iterdir()] == ["there"]
