"""What each format says of its articles, and how its mistakes are told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from formats import CHAD, FACTIVA, LEXIS, LIBYA, NEXIS, rtf, zipped

from dragoman.reading import Failure, Notice, Outcome, read
from dragoman.records import Article
from dragoman.settings import ReadingSettings


def outcomes(data: bytes, **settings: object) -> list[Outcome]:
    return list(read(["-"], ReadingSettings.model_validate(settings), io.BytesIO(data)))


def articles(data: bytes, **settings: object) -> list[Article]:
    return [found for found in outcomes(data, **settings) if isinstance(found, Article)]


def test_a_map_leads_into_objects_and_lists() -> None:
    record = {"content": {"body": CHAD}, "pub": "12 July 2025", "who": [{"name": "Ada Invented"}], "site.name": "Lake"}
    fields = {"text": "content.body", "published": "pub", "byline": "who.0.name", "outlet": "site.name"}
    (article,) = articles(json.dumps(record).encode(), fields=fields)
    assert (article.text, article.published, article.byline, article.outlet) == (CHAD, "2025-07-12", "Ada Invented", "Lake")


def test_usual_names_are_tried_and_said_once() -> None:
    line = json.dumps({"Body": CHAD, "Pub_Date": 1752314400, "source": {"name": "Lake"}}).encode() + b"\n"
    found = outcomes(line + line.replace(b"Chad", b"Mali"))
    assert [type(one).__name__ for one in found] == ["Notice", "Article", "Article"]
    assert "has no field `text`; `Body` was taken for it" in str(found[0])
    assert isinstance(found[1], Article)
    assert (found[1].published, found[1].outlet) == ("2025-07-12T10:00:00+00:00", "Lake")


def test_the_list_may_lie_deep_in_an_answer() -> None:
    answer = json.dumps({"a": {"b": [{"text": CHAD}, {"text": LIBYA}]}}, indent=1).encode()
    assert len(articles(answer, fields={"articles": "a.b"})) == 2
    assert "has no list `a.c`" in str(outcomes(answer, fields={"articles": "a.c"})[0])


def test_an_entry_that_does_not_parse_is_named_and_the_next_is_read() -> None:
    found = outcomes(b'[\n{"text": "one two"},\n{"text": oops},\n{"text": "three four"}]')
    assert [type(one).__name__ for one in found] == ["Article", "Failure", "Article"]
    assert str(found[1]).startswith("standard input:3: is not valid JSON")


def test_a_quotation_mark_that_never_closes_loses_its_row_alone() -> None:
    found = outcomes(b'id,text\n1,"never closed\n2,fine words\n3,more words\n')
    assert [one.id for one in found if isinstance(one, Article)] == ["2", "3"]
    assert str(found[0]).startswith("standard input:2: opens a quotation mark that never closes")


def test_a_table_without_a_text_says_what_it_has() -> None:
    (found,) = outcomes(zipped({"a.csv": b"nr,words\n1,hello\n"}))
    assert str(found) == (
        "standard input!a.csv:1: has no column `text`; name the one that holds the text with --fields text=COLUMN, of nr, words"
    )


@pytest.mark.parametrize("data", [NEXIS.encode(), rtf(NEXIS)], ids=["text", "rtf"])
def test_an_export_of_nexis(data: bytes) -> None:
    first, second = articles(data)
    assert (first.title, first.outlet) == ("Chad expels two Libyan envoys", "The Lake Courier")
    assert (first.published, first.byline) == ("2025-07-12T10:30:00+00:00", "Ada Invented")
    assert first.text == CHAD
    assert (second.title, second.outlet, second.published) == ("Libya answers Chad in kind", "The Shore Gazette", "2025-07-13")


def test_an_older_export_of_lexisnexis() -> None:
    first, second = articles(LEXIS.encode())
    assert (first.title, first.outlet) == ("Chad Expels Libyan Envoys; A Quarrel Grows", "The Lake Courier")
    assert (first.published, first.text) == ("2025-07-12", CHAD)
    assert (second.title, second.outlet, second.text) == ("Libya answers", "The Shore Gazette", LIBYA)


def test_an_export_of_factiva_keeps_its_numbers() -> None:
    first, second = articles(FACTIVA.encode())
    assert [first.id, second.id] == ["LAKE000020250712el7c0001x", "SHORE00020250713el7d00002"]
    assert (first.published, first.outlet) == ("2025-07-12T10:30:00", "Lake News")
    assert first.text.endswith("IN THE capital people were quiet.")


def test_an_article_that_two_exports_hold_is_numbered(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FACTIVA)
    ids = [found.id for found in read([str(tmp_path)]) if isinstance(found, Article)]
    assert ids[2:] == ["LAKE000020250712el7c0001x-2", "SHORE00020250713el7d00002-2"]


def test_ids_of_members_begin_with_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "2025.zip"
    path.write_bytes(zipped({"north/chad.txt": CHAD.encode(), "export.txt": NEXIS.encode(), "../../x.txt": LIBYA.encode()}))
    ids = [found.id for found in read([str(path)]) if isinstance(found, Article)]
    assert ids == ["2025.zip!north/chad", "2025.zip!export#1", "2025.zip!export#2", "2025.zip!../../x"]


def test_what_is_about_a_folder_is_no_report(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE", "chad.txt", "style.css"):
        (tmp_path / name).write_text(CHAD)
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "ad.html").write_text(CHAD)
    (tmp_path / "page.html").write_text(f"<html><body><p>{CHAD}</p></body></html>")
    found = list(read([str(tmp_path)]))
    assert [one.id for one in found if isinstance(one, Article)] == ["chad", "page"]
    assert sum(isinstance(one, Notice) for one in found) == 3
    assert not any(isinstance(one, Failure) for one in found)
    assert [type(one) for one in read([str(tmp_path / "README.md")])] == [Article]
