"""All formats hold the same values, whatever stands in them, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.errors import SettingsError
from dragoman.exporting import FORMATS, KINDS, check, columns_of, exporter
from dragoman.store import write_parquet

OTHERWISE = {"origins", "evidence"}
"""columns that tell something else of the field of their name: how many, and the first sentence alone"""
PAIRS = [(kind, format) for format, kinds in FORMATS.items() for kind in kinds]


def written(format: str, kind: str, records: list[Any], *, with_text: bool = False) -> bytes:
    output = io.BytesIO()
    write = exporter(format, parquet=write_parquet, blocs=lambda: {"LBY": 1, "TCD": 2})
    write(kind, iter(records), output, with_text=with_text)
    return output.getvalue()


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def parquet_rows(data: bytes, folder: Path) -> tuple[list[tuple[str, str]], list[tuple[Any, ...]]]:
    """Names with types, and rows."""
    path = folder / "table.parquet"
    path.write_bytes(data)
    with duckdb.connect() as connection:
        found = connection.execute(f"select * from '{path}'")
        columns = [(name, str(type)) for name, type, *_ in found.description or []]
        return columns, found.fetchall()


def json_rows(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]


def in_a_cell(value: Any) -> str:
    """A value as CSV writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("with_text", [False, True])
def test_csv_and_parquet_hold_the_same(kind: str, with_text: bool, records: dict[str, list[Any]], tmp_path: Path) -> None:
    header, *rows = csv_rows(written("csv", kind, records[kind], with_text=with_text))
    columns = columns_of(kind, with_text=with_text)
    names, values = parquet_rows(written("parquet", kind, records[kind], with_text=with_text), tmp_path)
    assert header == [column.name for column in columns] == [name for name, _ in names]
    types = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
    assert [type for _, type in names] == [types[column.type] for column in columns]
    assert rows == [[in_a_cell(value) for value in row] for row in values]
    assert len(rows) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_columns_hold_what_json_lines_hold(kind: str, records: dict[str, list[Any]], tmp_path: Path) -> None:
    """Wherever a column is a field of the record, under its name: words and numbers as they are, lists joined."""
    names, values = parquet_rows(written("parquet", kind, records[kind]), tmp_path)
    lines = json_rows(written("jsonl", kind, records[kind]))
    compared = 0
    for line, row in zip(lines, values, strict=True):
        for (name, _), value in zip(names, row, strict=True):
            told = line.get(name)
            if name in OTHERWISE:
                continue
            if isinstance(told, list) and all(isinstance(part, str) for part in told):
                assert value == "; ".join(told)
            elif name in line and not isinstance(told, (list, dict)):
                assert value == told
            else:
                continue
            compared += 1
    assert compared > len(lines)


@pytest.mark.parametrize(("kind", "format"), PAIRS)
def test_the_same_records_give_the_same_bytes(kind: str, format: str, records: dict[str, list[Any]]) -> None:
    assert written(format, kind, records[kind]) == written(format, kind, records[kind]) != b""


@pytest.mark.parametrize(("kind", "format"), PAIRS)
def test_each_record_is_written(kind: str, format: str, records: dict[str, list[Any]]) -> None:
    assert written(format, kind, records[kind][:1]) != written(format, kind, records[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_write_is_a_table_without_rows(kind: str, tmp_path: Path) -> None:
    header = [column.name for column in columns_of(kind, with_text=False)]
    assert written("csv", kind, []) == (",".join(header) + "\r\n").encode()
    assert written("jsonl", kind, []) == b""
    names, rows = parquet_rows(written("parquet", kind, []), tmp_path)
    assert ([name for name, _ in names], rows) == (header, [])


def test_nothing_to_write_in_the_formats_of_the_field() -> None:
    assert written("plover", "events", []) == b""
    assert b"<edge " not in written("graphml", "ties", [])


@pytest.mark.parametrize("format", ["csv", "jsonl", "plover", "graphml"])
def test_records_are_written_as_they_come(format: str, records: dict[str, list[Any]]) -> None:
    """What is written before the last record is asked for; a graph is sorted first."""
    kind = FORMATS[format][0]
    output = io.BytesIO()
    sizes = []

    def one_by_one() -> Any:
        for record in records[kind]:
            sizes.append(output.tell())
            yield record

    exporter(format, parquet=write_parquet, blocs=dict)(kind, one_by_one(), output, with_text=False)
    assert (sizes[1] > 0) == (format != "graphml")


def test_every_line_of_csv_ends_as_the_rule_asks(records: dict[str, list[Any]]) -> None:
    data = written("csv", "ties", records["ties"])
    assert data.count(b"\n") == data.count(b"\r\n") == 3


def test_no_cell_of_words_is_a_formula_and_no_number_is_touched(records: dict[str, list[Any]]) -> None:
    header, row, _ = csv_rows(written("csv", "articles", records["articles"]))
    assert row[header.index("title")].startswith("'=cmd")
    header, row, _ = csv_rows(written("csv", "mentions", records["mentions"]))
    assert row[header.index("longitude")] == "-135.50107"
    assert row[header.index("intensity")] == "-6.0"
    header, row, _ = csv_rows(written("csv", "sensitivity", records["sensitivity"]))
    assert row[header.index("instead")] == "'-x"


def test_parallel_cells_have_as_many_parts(records: dict[str, list[Any]]) -> None:
    header, row, _ = csv_rows(written("csv", "mentions", records["mentions"]))
    cells = dict(zip(header, row, strict=True))
    assert cells["actors"] == "Chad; =it"
    assert cells["actor_countries"] == "TCD; "
    assert {len(cells[name].split("; ")) for name in cells if name.startswith("actor")} == {2}
    header, row, _ = csv_rows(written("csv", "findings", records["findings"]))
    cells = dict(zip(header, row, strict=True))
    parallel = ("values", "outlets", "origins", "article_ids", "words")
    assert {len(cells[name].split("; ")) for name in parallel} == {2}
    assert cells["outlets"] == "Meridian, Wire; Meridian, Wire"


def test_numbers_keep_their_bounds(records: dict[str, list[Any]]) -> None:
    header, row, _ = csv_rows(written("csv", "mentions", records["mentions"]))
    assert row[header.index("quantities")] == "2 envoy; ~1.5 euro"


def test_the_text_of_an_article_is_written_only_where_it_is_asked_for(records: dict[str, list[Any]], odd: str) -> None:
    plain, _ = json_rows(written("jsonl", "articles", records["articles"]))
    assert "text" not in plain
    assert plain["text_excerpt"].startswith("Chad expelled")
    assert "text" not in csv_rows(written("csv", "articles", records["articles"]))[0]
    whole, _ = json_rows(written("jsonl", "articles", records["articles"], with_text=True))
    assert whole["text"] == records["articles"][0].text.replace("\ud800", "?")
    header, row, _ = csv_rows(written("csv", "articles", records["articles"], with_text=True))
    assert row[header.index("text")] == whole["text"]


def test_an_excerpt_is_of_the_report_and_short(records: dict[str, list[Any]]) -> None:
    from dragoman.records import Article

    article = Article.of("Date: 5 March 2031\n\n" + "Chad and Libya talked. " * 20, id="long", body_start=20)
    (plain,) = json_rows(written("jsonl", "articles", [article]))
    header, row = csv_rows(written("csv", "articles", [article]))
    assert plain["text_excerpt"] == row[header.index("excerpt")]
    assert (plain["text_excerpt"][:4], len(plain["text_excerpt"])) == ("Chad", 200)


def test_what_is_not_there_is_named_with_what_is() -> None:
    with pytest.raises(SettingsError, match="articles, mentions"):
        check("nonsense", "jsonl")
    with pytest.raises(SettingsError, match="jsonl, csv, parquet"):
        check("events", "nonsense")
    with pytest.raises(SettingsError, match="for stories there are jsonl, csv, parquet"):
        check("stories", "plover")
    assert set(FORMATS["jsonl"]) == set(KINDS)
