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
from dragoman.exporting import COLUMNS, FORMATS, KINDS, check, filled, write_csv, write_jsonl, write_plover
from dragoman.records import (
    Article,
    Citation,
    Event,
    Finding,
    Mention,
    Origin,
    Relation,
    Sensitivity,
    Story,
    Tie,
    Value,
)
from dragoman.store import write_parquet

ODD = '=cmd|"/c calc"!A1\n“Zürich”, “Ōsaka”; <b>&amp;\t\ud800\x00'


@pytest.fixture
def records(stand_in: Any) -> dict[str, list[Any]]:
    """One or two records of each kind, with odd characters in them."""
    article = Article.of(
        f"Chad expelled two Libyan envoys. “Go home”, it said. {ODD}", id="a", title=ODD, published="2031-03-05"
    )
    ((mention, quote),) = stand_in.code([article])
    assert isinstance(mention, Mention)
    words = Citation("a", 0, 4, "Chad")
    told = (mention.type, mention.modes, (), 4, -6.0, mention.status, mention.actors, mention.recipients, mention.date, None)
    counts = (1, 1, 1, False)
    rest = (mention.asserted_by, (), (), (words,), 0.9, (mention.id,), {"type": (mention.id,)}, *counts, {"place": "finding-1"})
    event = Event("event-1", "story-1", *told, *rest, "majority", "v")
    story = Story("story-1", ODD, ("a",), "2031-03-05", None, ("event-1",), (Origin(ODD, ("a",), "own"),), ("TCD",), 1, 1, "v")
    value = Value(ODD, ("a",), ("Meridian",), ("Meridian",), (words,))
    finding = Finding("finding-1", "story-1", "event-1", None, "place", Relation.AGREES, (value, value), ODD, "v")
    tie = Tie("tie-1", "LBY", "TCD", "2031-03", 1, {"SANCTION": 1}, {"4": 1}, 0, 1, 0, -6.0, -6.0, None, ("event-1",), "v")
    change = Sensitivity("sensitivity-1", "event-1", "story-1", "place", "latest", ODD, "x", (mention.id,), "v")
    return {
        "articles": [article],
        "mentions": [mention],
        "quotes": [quote],
        "stories": [story],
        "events": [event],
        "findings": [finding],
        "ties": [tie],
        "sensitivity": [change],
    }


def written(write: Any, kind: str, records: list[Any], *, with_text: bool = False) -> bytes:
    output = io.BytesIO()
    write(kind, records, output, with_text=with_text)
    return output.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_csv_and_parquet_hold_the_same(kind: str, records: dict[str, list[Any]], tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(written(write_csv, kind, records[kind]).decode("utf-8"), newline="")))
    assert rows[0] == [column.name for column in COLUMNS[kind]]
    write_parquet(filled(kind, records[kind], with_text=False), tmp_path / "t.parquet")
    found = duckdb.connect().execute(f"select * from '{tmp_path}/t.parquet'")
    assert [name for name, *_ in found.description or []] == rows[0]
    for row, cells in zip(found.fetchall(), rows[1:], strict=True):
        for value, cell in zip(row, cells, strict=True):
            plain = cell.removeprefix("'") if cell.startswith(("'=", "'-", "'+", "'@")) else cell
            if isinstance(value, bool):
                assert cell == str(value).lower()
            elif isinstance(value, (int, float)):
                assert float(cell) == value
            else:
                assert (value or "") == plain


@pytest.mark.parametrize("kind", KINDS)
def test_json_lines_hold_every_field(kind: str, records: dict[str, list[Any]]) -> None:
    (line,) = written(write_jsonl, kind, records[kind]).decode("utf-8").splitlines()
    found = json.loads(line)
    assert found["kind"] == records[kind][0].kind
    assert found["id"] == records[kind][0].id


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("write", [write_csv, write_jsonl])
def test_the_same_records_give_the_same_bytes(kind: str, write: Any, records: dict[str, list[Any]]) -> None:
    assert written(write, kind, records[kind]) == written(write, kind, records[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_write_is_a_table_without_rows(kind: str, tmp_path: Path) -> None:
    assert written(write_csv, kind, []).decode() == ",".join(column.name for column in COLUMNS[kind]) + "\r\n"
    assert written(write_jsonl, kind, []) == b""
    write_parquet(filled(kind, [], with_text=False), tmp_path / "t.parquet")
    assert duckdb.connect().execute(f"select count(*) from '{tmp_path}/t.parquet'").fetchone() == (0,)


def test_no_cell_is_a_formula(records: dict[str, list[Any]]) -> None:
    rows = list(csv.reader(io.StringIO(written(write_csv, "articles", records["articles"]).decode("utf-8"), newline="")))
    assert rows[1][rows[0].index("title")].startswith("'=cmd")


def test_the_text_of_an_article_is_written_only_where_it_is_asked_for(records: dict[str, list[Any]]) -> None:
    plain = json.loads(written(write_jsonl, "articles", records["articles"]))
    assert "text" not in plain
    assert plain["text_excerpt"].startswith("Chad expelled")
    whole = json.loads(written(write_jsonl, "articles", records["articles"], with_text=True))
    assert whole["text"].startswith("Chad expelled")
    assert "text" in written(write_csv, "articles", records["articles"], with_text=True).decode().splitlines()[0].split(",")


def test_plover_has_the_names_of_the_manual(records: dict[str, list[Any]]) -> None:
    found = json.loads(written(write_plover, "events", records["events"]))
    assert found["event"] == ["SANCTION"]
    assert found["actor"][0]["code"] == "TCD"
    assert found["recipient"][0]["code"] == "LBY"
    assert (found["quad_code"], found["mode"], found["date"]) == (4, ["expel"], "2031-03-05")


def test_what_is_not_there_is_named_with_what_is() -> None:
    with pytest.raises(SettingsError, match="articles, mentions"):
        check("nonsense", "jsonl")
    with pytest.raises(SettingsError, match="jsonl, csv, parquet"):
        check("events", "nonsense")
    with pytest.raises(SettingsError, match="for stories there are jsonl, csv, parquet"):
        check("stories", "plover")
    assert set(FORMATS["jsonl"]) == set(KINDS)
