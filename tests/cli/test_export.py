"""`dragoman export`: tables out of a store."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dragoman import engine
from dragoman.errors import SettingsError
from dragoman.exporting import KINDS
from dragoman.records import Article
from dragoman.store import open_store, reviews_beside

Said = Callable[..., str]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_printed_as_json_lines(kind: str, said: Said) -> None:
    lines = [json.loads(line) for line in said("export", kind).splitlines()]
    assert len({line["kind"] for line in lines}) == (0 if kind in ("sensitivity", "quarantine", "reviews") else 1)


@pytest.mark.parametrize(
    ("format", "kind"), [("jsonl", "events"), ("csv", "events"), ("plover", "events"), ("graphml", "ties")]
)
def test_a_file_holds_what_standard_output_would(format: str, kind: str, said: Said, tmp_path: Path) -> None:
    target = tmp_path / "table"
    assert said("export", kind, "--format", format, "--output", str(target)) == ""
    # The runner of commands turns the line ends of CSV into its own.
    written = target.read_bytes().decode("utf-8").replace("\r\n", "\n")
    assert written == said("export", kind, "--format", format) != ""
    assert not list(tmp_path.glob("*.unfinished"))


def test_parquet_into_a_file(said: Said, tmp_path: Path) -> None:
    target = tmp_path / "events.parquet"
    said("export", "events", "--format", "parquet", "-o", str(target))
    with duckdb.connect() as connection:
        assert connection.execute(f"select type, outlets, corroborated from '{target}'").fetchall() == [("SANCTION", 2, True)]


def test_an_empty_store_gives_a_table_without_rows(
    empty_store: str, exit_status: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    for kind in KINDS:
        assert exit_status("export", kind, "--store", empty_store, "--format", "csv") == 0
        assert len(list(csv.reader(io.StringIO(capfd.readouterr().out, newline="")))) == 1


def test_ties_by_the_day_and_as_a_graph(said: Said) -> None:
    (tie,) = map(json.loads, said("export", "ties", "--period", "day").splitlines())
    assert (tie["a"], tie["b"], tie["period"]) == ("LBY", "TCD", "2031-03-05")
    graph = said("export", "ties", "--format", "graphml")
    assert graph.count("<node ") == 2
    assert graph.count("<edge ") == 1
    assert said("export", "ties", "--status", "planned") == ""
    assert said("export", "ties", "--status", "planned", "--status", "done") != ""


def test_another_rule_is_named_in_the_rows(said: Said) -> None:
    rows = [json.loads(line) for line in said("export", "events", "--rule", "latest").splitlines()]
    assert {row["rule"] for row in rows} == {"latest"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nonsense",), "no such kind: 'nonsense'; there are articles, mentions"),
        (("events", "--format", "nonsense"), "no such format: 'nonsense'; there are jsonl, csv"),
        (("events", "--rule", "nonsense"), "no such rule"),
        (("ties", "--period", "nonsense"), "no such period: 'nonsense'; there are day, week, month"),
        (("ties", "--status", "nonsense"), "no such status: 'nonsense'; there are done"),
        (("ties", "--format", "plover"), "plover holds events alone; for ties there are jsonl, csv, parquet, graphml"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    arguments: tuple[str, ...],
    message: str,
    store: str,
    exit_status: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "kept"
    target.write_text("as it was")
    assert exit_status("export", *arguments, "--store", store, "--output", str(target)) == 2
    assert message in capsys.readouterr().err
    assert target.read_text() == "as it was"


@pytest.mark.parametrize("rule", ["nonsense", "MAJORITY"])
def test_a_rule_is_checked_whatever_is_asked_for(rule: str, said: Said) -> None:
    with pytest.raises(SettingsError, match="no such rule"):
        said("export", "articles", "--rule", rule)


def test_a_missing_store_tells_how_to_make_one(
    tmp_path: Path, exit_status: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "events.csv"
    assert exit_status("export", "events", "--store", str(tmp_path / "none.duckdb"), "-o", str(target)) == 1
    assert "dragoman build" in capsys.readouterr().err
    assert not target.exists()


def test_what_cannot_be_written_is_named(said: Said, store: str, tmp_path: Path) -> None:
    for target in (tmp_path / "nowhere" / "events.csv", tmp_path, Path(store) / "events.csv"):
        with pytest.raises(SettingsError, match="cannot be written"):
            said("export", "events", "--output", str(target))
    assert not list(tmp_path.glob("*.unfinished"))


def test_the_store_is_not_written_over(said: Said, store: str, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(store)
    for target in (store, str(link), f"{store}.search"):
        with pytest.raises(SettingsError, match="is the store itself"):
            said("export", "events", "--output", target)
    assert said("export", "events") != ""


def test_a_link_is_followed(said: Said, tmp_path: Path) -> None:
    target, link = tmp_path / "events.jsonl", tmp_path / "latest.jsonl"
    link.symlink_to(target)
    said("export", "events", "--output", str(link))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == said("export", "events")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_is_written_into_and_not_replaced(said: Said, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    said("export", "events", "--output", str(pipe))
    reader.join(timeout=30)
    assert read == [said("export", "events")]
    assert pipe.is_fifo()


def test_two_exports_are_the_same_to_the_byte(said: Said, tmp_path: Path) -> None:
    for kind in KINDS:
        targets = [tmp_path / f"{kind}.{number}" for number in (1, 2)]
        for target in targets:
            said("export", kind, "--format", "parquet", "--output", str(target))
        assert targets[0].read_bytes() == targets[1].read_bytes()


class TestReviewed:
    """Somebody has rejected what article a says, and corrected what b says."""

    @pytest.fixture(autouse=True)
    def reviews(self, store: str) -> None:
        with open_store(store, read_only=True) as opened:
            for id, verdict, values in (("a", "rejected", {}), ("b", "corrected", {"type": "ACCUSE", "recipients": "NER"})):
                (mention,) = opened.mentions_in([id])
                article = opened.get(id)
                assert isinstance(article, Article)
                target = engine.mention_target(mention, article)
                reviews_beside(opened.path).add([engine.make_review("mention", verdict, [target], "=Ada", values=values)])

    def rows(self, said: Said, *arguments: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(said("export", *arguments, "--format", "csv"))))

    def test_corrected_values_stand_there_and_say_so(self, said: Said) -> None:
        (one,) = self.rows(said, "mentions")
        assert [one[name] for name in ("article_id", "type", "recipients", "review", "verdict", "reviewer")] == [
            "b", "ACCUSE", "Niger", "reviewed", "corrected", "'=Ada",
        ]  # fmt: skip
        assert one["coded"] == "type=SANCTION; modes=expel; recipients=Libyan (LBY)"
        assert json.loads(said("export", "mentions"))["verdict"]["coded"]["type"] == "SANCTION"

    def test_rejected_ones_are_kept_where_asked_for(self, said: Said) -> None:
        found = self.rows(said, "mentions", "--with-rejected")
        assert [(one["article_id"], one["verdict"], one["event_id"] != "") for one in found] == [
            ("a", "rejected", False),
            ("b", "corrected", True),
        ]

    def test_events_and_ties_follow(self, said: Said) -> None:
        (event,) = self.rows(said, "events")
        assert [event[name] for name in ("type", "articles", "review", "reviewed_mentions")] == ["ACCUSE", "1", "reviewed", "1"]
        assert [(tie["a"], tie["b"]) for tie in self.rows(said, "ties")] == [("NER", "TCD")]
        assert self.rows(said, "events", "--rule", "latest")[0]["review"] == "reviewed"

    def test_what_was_coded_can_still_be_had(self, said: Said) -> None:
        assert [(one["type"], one["review"]) for one in self.rows(said, "mentions", "--as-coded")] == [
            ("SANCTION", "machine")
        ] * 2
        assert [(tie["a"], tie["b"]) for tie in self.rows(said, "ties", "--as-coded")] == [("LBY", "TCD")]

    def test_the_reviews_themselves(self, said: Said) -> None:
        assert [(one["verdict"], one["state"], one["types"]) for one in self.rows(said, "reviews")] == [
            ("rejected", "current", "SANCTION"),
            ("corrected", "current", "SANCTION"),
        ]

    def test_they_are_never_written_over(self, said: Said, store: str) -> None:
        with pytest.raises(SettingsError, match="is the store itself"):
            said("export", "events", "--output", f"{store}.reviews")
