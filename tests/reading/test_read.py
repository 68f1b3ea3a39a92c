"""From paths to articles: every format, every kind of bad input."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ReadingError
from dragoman.reading import READERS, Failure, Notice, Source, read
from dragoman.reading.documents import PdfReader
from dragoman.reading.tables import ParquetReader
from dragoman.records import Article
from dragoman.settings import ReadingSettings

TEXT = "Chad expelled two Libyan diplomats on Friday, the foreign ministry said."
GERMAN = (
    "Der Außenminister hat am Samstag die Hauptstadt besucht und mit dem Präsidenten über den Streit gesprochen. "
    "Die beiden Länder wollen ihre Zusammenarbeit ausbauen, teilte das Ministerium mit."
)


def articles(*paths: Path | str, stdin: bytes = b"", **limits: int) -> list[Article]:
    return [found for found in outcomes(*paths, stdin=stdin, **limits) if isinstance(found, Article)]


def outcomes(*paths: Path | str, stdin: bytes = b"", **limits: int) -> list[Article | Failure | Notice]:
    return list(read(map(str, paths), ReadingSettings(**limits), io.BytesIO(stdin)))


def failure(*paths: Path | str, stdin: bytes = b"", **limits: int) -> str:
    """The one failure, as it is printed."""
    (found,) = outcomes(*paths, stdin=stdin, **limits)
    assert isinstance(found, Failure)
    return str(found)


# Plain text


def test_plain_text_keeps_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "chad.v2.txt"
    path.write_bytes(b" date 2025-07-12 " + TEXT.encode() + b"\r\n")
    (article,) = articles(path)
    assert (article.id, article.published, article.language) == ("chad.v2", "2025-07-12", "en")
    assert article.text == f" date 2025-07-12 {TEXT}\r\n"
    assert article.text[article.body_start :] == TEXT + "\r\n"


def test_standard_input_may_be_text() -> None:
    (article,) = articles("-", stdin=TEXT.encode())
    assert article.text == TEXT
    assert article.id.startswith("article-")


# JSON


def test_json_lines_keep_what_is_given_and_ignore_the_rest() -> None:
    given = {"id": 7, "text": f"  {TEXT}\r\n", "published": "12 July 2025", "outlet": "The Lake Courier"}
    given |= {"title": "Envoys", "url": "https://lake.example/1", "words": 11}
    (article,) = articles("-", stdin=json.dumps(given).encode() + b"\n\n")
    assert article.text == given["text"]
    assert (article.id, article.published, article.title) == ("7", "2025-07-12", "Envoys")
    assert (article.outlet, article.url) == ("The Lake Courier", "https://lake.example/1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_json_lines_in_any_encoding(encoding: str) -> None:
    text = "“We will go,” Mr Nuñez said of the talks with the neighbours – and left."
    lines = "".join(json.dumps({"id": f"a{n}", "text": text}, ensure_ascii=False) + "\n" for n in range(300))
    found = articles("-", stdin=lines.encode(encoding))
    assert len(found) == 300
    assert {article.text for article in found} == {text}


@pytest.mark.parametrize(
    "document",
    [
        json.dumps([{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}]),
        json.dumps([{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}], indent=2),
        json.dumps({"articles": [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}]}, indent=2),
    ],
)
def test_json_documents(document: str) -> None:
    assert [article.id for article in articles("-", stdin=document.encode())] == ["a", "b"]


def test_one_json_object_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"id": "a", "text": TEXT}, indent=1))
    assert [article.id for article in articles(path)] == ["a"]


def test_text_that_begins_with_a_bracket_is_text() -> None:
    assert articles("-", stdin=b"[Agencies] " + TEXT.encode())[0].text.startswith("[Agencies]")


def test_lone_surrogates_become_one_replacement_each() -> None:
    line = b'{"id": "a\\ud800", "text": "x \\ud83d\\ude00 \\udc00 y"}'
    (article,) = articles("-", stdin=line)
    assert (article.id, article.text) == ("a\ufffd", "x 😀 \ufffd y")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), st.booleans())
def test_the_text_of_a_json_line_is_never_changed(text: str, ascii_only: bool) -> None:
    line = json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only).encode()
    assert [article.text for article in articles("-", stdin=line)] == [text]


# Folders


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [article.id for article in articles(tmp_path)] == ["c", "z", "b"]


def test_a_link_to_a_folder_above_ends_the_way(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text(TEXT)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert [article.id for article in articles(tmp_path)] == ["one"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    first, second = outcomes(tmp_path, tmp_path / "one.txt")
    assert isinstance(first, Article)
    assert isinstance(second, Notice)


def test_files_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("x/one.txt", "y/one.txt", "y/one.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = outcomes(tmp_path / "x", tmp_path / "y")
    ids = [article.id for article in found if isinstance(article, Article)]
    assert ids[:2] == ["one", "y/one"]
    assert len(set(ids)) == 3
    assert sum(isinstance(item, Notice) for item in found) == 2


def test_ids_that_json_repeats_are_kept_and_said() -> None:
    line = json.dumps({"id": "a", "text": TEXT}).encode() + b"\n"
    found = outcomes("-", stdin=line * 2)
    assert [type(item).__name__ for item in found] == ["Article", "Notice", "Article"]


# Language


def test_a_text_in_another_language_is_given_with_its_language() -> None:
    assert articles("-", stdin=GERMAN.encode())[0].language == "de"


def test_what_the_source_says_counts_where_the_text_is_too_short() -> None:
    short, long = {"text": "Kurz.", "language": "German"}, {"text": TEXT * 2, "language": "de-DE"}
    lines = "\n".join(map(json.dumps, (short, long))).encode()
    assert [article.language for article in articles("-", stdin=lines)] == ["de", "en"]


# Bad input: each says which file (and line) and what to do


def test_empty_and_blank_files(tmp_path: Path) -> None:
    empty, blank, header = tmp_path / "e.txt", tmp_path / "b.txt", tmp_path / "h.txt"
    empty.touch()
    blank.write_text(" \n\n")
    header.write_text("Date: 2025-07-12\nTitle: Nothing\n\n")
    assert failure(empty) == f"{empty}: is empty; there is nothing to code"
    assert "holds no text" in failure(blank)
    assert "a header but no text" in failure(header)
    assert "is empty" in failure("-")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\x1f\x8b\x08....", "damaged"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 5000, "binary"),
        (b"<!DOCTYPE html>\n<html><body></body></html>", "web page without"),
        (b'<?xml version="1.0"?>\n<rss><channel/></rss>', "feed"),
    ],
)
def test_files_that_are_no_text(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "thing"
    path.write_bytes(data)
    assert failure(path).startswith(f"{path}: is ")
    assert what in failure(path)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"text": "abc', "not valid JSON"),
        ('{"id": "x"}', "no field `text`"),
        ('{"id": "x", "words": "y"}', "--fields text=NAME, of id, words"),
        ('{"text": 5}', "`text` is a number"),
        ('{"text": null}', "`text` is null"),
        ('{"text": "  "}', "`text` is empty"),
        ('["text"]', "is a list"),
        ('{"a": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(line: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = json.dumps({"text": TEXT})
    path.write_text(f"{good}\n{line}\n" + json.dumps({"text": TEXT + " Again."}) + "\n")
    found = outcomes(path)
    assert [type(item).__name__ for item in found] == ["Article", "Failure", "Article"]
    assert str(found[1]).startswith(f"{path}:2: ")
    assert what in str(found[1])


def test_bad_json_documents_name_the_line_or_the_entry() -> None:
    article, fault = outcomes("-", stdin=b'[\n {"text": "a"},\n {"text" "b"}\n]')
    assert isinstance(article, Article)
    assert str(fault).startswith("standard input:3: is not valid JSON")
    found = outcomes("-", stdin=json.dumps([{"text": TEXT}, {"title": "x"}]).encode())
    assert str(found[1]).startswith("standard input, article 2: has no field `text`")


def test_fields_of_the_wrong_kind_are_left_out_and_said() -> None:
    found = outcomes("-", stdin=json.dumps({"text": TEXT, "outlet": ["a", "b"], "published": "last week"}).encode())
    assert [type(item).__name__ for item in found] == ["Notice", "Notice", "Article"]
    assert "'last week' cannot be read" in str(found[0])
    assert "`outlet` is a list" in str(found[1])


def test_a_line_of_50_mb_is_skipped_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + json.dumps({"id": "b", "text": TEXT}).encode())
    tracemalloc.start()
    long, article = outcomes(path, max_article_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(long).startswith(f"{path}:1: is longer than an article may be (1,000,000 bytes)")
    assert isinstance(article, Article)
    assert peak < 10_000_000


def test_limits_of_the_other_formats(tmp_path: Path) -> None:
    text = tmp_path / "long.txt"
    text.write_text("x " * 100)
    assert "longer than an article may be" in failure(text, max_article_bytes=100)
    document = json.dumps([{"text": "x " * 100}], indent=1).encode()
    assert "longer than an article may be" in failure("-", stdin=document, max_article_bytes=100)
    spread = json.dumps({"text": "x " * 100}, indent=1).encode()
    assert "JSON lines" in failure("-", stdin=spread, max_document_bytes=100)


def test_paths_that_are_not_there(tmp_path: Path) -> None:
    assert "no such file or folder" in failure(tmp_path / "none.txt")
    assert "folder without files" in failure(tmp_path)
    assert "address" in failure("https://lake.example/1")


def test_a_broken_link_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert "no such file" in failure(tmp_path)


def test_a_folder_or_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.txt").write_text(TEXT)

    # The tests may be run by root, whom no permission stops.
    def closed(path: Path, *_: object, **__: object) -> object:
        if path.name in ("a", "b.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *_, **__) if path.is_file() else listed(path)

    opened, listed = Path.open, Path.iterdir
    monkeypatch.setattr(Path, "open", closed)
    monkeypatch.setattr(Path, "iterdir", closed)
    found = outcomes(tmp_path)
    assert [type(item).__name__ for item in found] == ["Failure", "Failure", "Article"]
    assert "may not be read by you" in str(found[0])


def test_a_pipe_is_read_when_it_is_named(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    assert articles(f"/dev/fd/{reading}")[0].text == TEXT
    os.close(reading)


# All readers


@given(st.binary(min_size=1, max_size=300))
def test_no_reader_raises(data: bytes) -> None:
    for reader in READERS:
        if isinstance(reader, PdfReader | ParquetReader):
            continue  # a process or a database each; tests/reading/hostile has some
        # What a damaged stream raises is for whoever drives the reader; nothing else may come out.
        with contextlib.suppress(ReadingError):
            for outcome in reader.read(Source("x", io.BytesIO(data)), ReadingSettings()):
                assert isinstance(outcome, Article | Failure | Notice | Source)


def test_the_seeds(seeds: Path) -> None:
    found = articles(seeds)
    assert [article.published for article in found] == ["2025-07-12", "2025-07-12", "2025-07-13"]
    assert {article.language for article in found} == {"en"}
    assert all(0 < article.body_start < 20 for article in found)
