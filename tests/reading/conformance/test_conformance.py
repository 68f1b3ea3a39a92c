"""What holds of every reader, whatever its format."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from formats import CHAD, LIBYA, Format, formats, tarred, warc_record, zipped

from dragoman.reading import Failure, Notice, Outcome, read
from dragoman.records import Article
from dragoman.settings import ReadingSettings

FORMATS = formats()
every_format = pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
# PDF is read in a process of its own, which takes its time.
QUICK = [format for format in FORMATS if not format.name.endswith(".pdf")]


def outcomes(path: Path | str, stdin: bytes = b"") -> list[Outcome]:
    return list(read([str(path)], ReadingSettings(), io.BytesIO(stdin)))


def articles(found: list[Outcome]) -> list[Article]:
    return [outcome for outcome in found if isinstance(outcome, Article)]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def path(format: Format, tmp_path: Path) -> Path:
    path = tmp_path / format.name
    path.write_bytes(format.data)
    return path


@every_format
def test_all_articles_are_read_whole(format: Format, path: Path) -> None:
    found = outcomes(path)
    assert not [str(outcome) for outcome in found if isinstance(outcome, Failure)]
    read_articles = articles(found)
    assert len(read_articles) == format.articles
    for article, text in zip(read_articles, (CHAD, CHAD if "tar.gz" in format.name else LIBYA), strict=False):
        assert plain(text) in plain(article.text)
        assert "Never said" not in article.text
        assert article.language == "en"
        if format.dated:
            assert article.published and article.published.startswith("2025-07-1")
        if format.titled:
            assert article.title
        if format.named:
            assert article.outlet


@every_format
def test_the_format_is_told_by_its_content(format: Format, path: Path) -> None:
    """From standard input, without a name, and under a name that lies."""
    if format.name == "table.tsv":
        pytest.skip("a single row without a name could be prose with tabs")
    liar = path.with_name("thing.dat")
    path.rename(liar)
    texts = [article.text for article in articles(outcomes("-", format.data))]
    assert len(texts) == format.articles
    assert [article.text for article in articles(outcomes(liar))] == texts


@every_format
def test_ids_are_there_and_stable(format: Format, path: Path) -> None:
    first, second = outcomes(path), outcomes(path)
    assert first == second
    ids = [article.id for article in articles(first)]
    assert all(ids)
    assert len(set(ids)) == len(ids)


@every_format
def test_offsets_hold(format: Format, path: Path) -> None:
    for article in articles(outcomes(path)):
        assert 0 <= article.body_start < len(article.text)
        for span in (article.lead, article.dateline, *article.notes):
            assert span is None or article.text[span.start : span.end] == span.text


@every_format
def test_it_is_read_out_of_archives(format: Format, path: Path) -> None:
    texts = [article.text for article in articles(outcomes(path))]
    for name, data in (
        ("in.zip", zipped({f"x/{format.name}": format.data})),
        ("in.tgz", tarred({format.name: format.data}, "w:gz")),
    ):
        archive = path.with_name(name)
        archive.write_bytes(data)
        found = outcomes(archive)
        assert [article.text for article in articles(found)] == texts
        assert all(outcome.source.startswith(f"{archive}!") for outcome in found if isinstance(outcome, Notice | Failure))


@pytest.mark.parametrize("format", QUICK, ids=lambda format: format.name)
def test_a_file_that_is_cut_off_gives_what_is_there_or_says_so(format: Format, path: Path) -> None:
    whole = {plain(article.text) for article in articles(outcomes(path))}
    for tenth in range(1, 10):
        path.write_bytes(format.data[: len(format.data) * tenth // 10])
        found = outcomes(path)
        assert found
        for outcome in found:
            if isinstance(outcome, Article):
                assert outcome.text.strip()
            else:
                assert outcome.source.startswith(str(path))
                assert len(outcome.reason) > 10
        assert whole


@every_format
def test_the_limit_of_an_article_holds(format: Format, path: Path) -> None:
    found = list(read([str(path)], ReadingSettings(max_article_bytes=50)))
    assert not articles(found)
    assert any(isinstance(outcome, Failure) for outcome in found)
    assert any("longer than an article" in str(outcome) or "larger than" in str(outcome) for outcome in found)


@every_format
def test_an_empty_file_of_its_name(format: Format, path: Path) -> None:
    path.write_bytes(b"")
    (found,) = outcomes(path)
    assert str(found) == f"{path}: is empty; there is nothing to code"


ARTICLE = "Chad expelled two Libyan diplomats on Friday, the foreign ministry said. " * 200


def big(name: str, path: Path) -> None:
    """A file of a format that is read piece by piece, with some 30 MB of articles."""
    records = (json.dumps({"id": f"a{number}", "text": ARTICLE}) for number in range(2000))
    if name == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for number in range(2000):
                archive.writestr(f"{number}.txt", ARTICLE)
        return
    with path.open("wb") as file:
        if name == "tar":
            for number in range(2000):
                file.write(tarred({f"{number}.txt": ARTICLE.encode()})[: 512 + -(-len(ARTICLE) // 512) * 512])
        elif name == "csv":
            file.write(b"id,text\n" + b"".join(f'a{number},"{ARTICLE}"\n'.encode() for number in range(2000)))
        elif name == "mbox":
            for number in range(2000):
                head = f"From a@lake.example Sat Jul 12 10:00:00 2025\nMessage-ID: <{number}@x>\nFrom: a@lake.example\nSubject: x\n\n"
                file.write((head + ARTICLE + "\n\n").encode())
        elif name == "warc":
            for number in range(2000):
                text = f"{number} {ARTICLE}".encode()
                file.write(warc_record(number, text, "text/plain"))
        elif name == "json":
            file.write(b"[" + ",\n".join(records).encode() + b"]")
        else:
            file.write("\n".join(records).encode())


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "tar", "zip", "mbox", "warc"])
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"big.{name}"
    big(name, path)
    next(iter(read([str(path)])))  # what is loaded on first use is loaded
    tracemalloc.start()
    count = sum(isinstance(outcome, Article) for outcome in read([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < 12_000_000, peak
