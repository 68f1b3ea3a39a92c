"""A brief: sentences that say no more than the record, notes with the words, sources to cite."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dragoman import engine
from dragoman.exporting import as_bibtex, as_ris
from dragoman.records import Article, Date, Event, Mention, Status
from dragoman.store import open_store, reviews_beside
from dragoman.web.sentences import sentence_of


@pytest.fixture
def event(store: Path) -> Event:
    with open_store(store, read_only=True) as opened:
        found = next(opened.records("events"))
    assert isinstance(found, Event)
    return found


class TestSentences:
    def test_who_did_what_to_whom(self, event: Event) -> None:
        assert sentence_of(event) == "Reported on 5 March 2031, Chad took measures against Libya (expel)."

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("planned", "Chad planned to take measures against Libya"),
            ("threatened", "Chad threatened to take measures against Libya"),
            ("requested", "Chad asked or was asked to take measures against Libya"),
            ("hypothetical", "Chad might take measures against Libya"),
            ("denied", "it was denied that Chad took measures against Libya"),
            ("ongoing", "Chad took measures against Libya (expel), and it went on"),
            ("background", "Chad took measures against Libya (expel), as told in passing"),
        ],
    )
    def test_what_was_not_simply_done_says_so(self, event: Event, status: str, words: str) -> None:
        assert words in sentence_of(replace(event, status=Status(status)))

    @pytest.mark.parametrize(
        ("date", "words"),
        [
            (Date("2031-03-05", None, "day", "text"), "On 5 March 2031, Chad"),
            (Date("2031-03", None, "month", "text"), "In March 2031, Chad"),
            (Date("2031-03-05", "2031-03-07", "day", "text"), "On 5–7 March 2031, Chad"),
            (Date(None, None, "none", "text"), "Chad took"),
        ],
    )
    def test_when(self, event: Event, date: Date, words: str) -> None:
        assert sentence_of(replace(event, date=date)).startswith(words)

    def test_nobody_is_made_up(self, event: Event) -> None:
        alone = replace(event, actors=(), recipients=(), type="ODD", modes=())
        assert sentence_of(alone) == "Reported on 5 March 2031, somebody unnamed acted."


class TestPage:
    def test_each_sentence_has_the_words_it_rests_on(self, client: TestClient, ids: dict[str, list[str]]) -> None:
        for query in ({"story": ids["stories"][0]}, {"tie": "TCD-LBY"}, {"tie": "LBY-TCD"}, {"q": "expelled"}):
            brief = client.get("/brief.json", params=query).json()
            (one,) = brief["sentences"]
            notes = {note["number"]: note for note in brief["notes"]}
            assert one["notes"] == [1, 2, 3]
            for number in one["notes"]:
                note = notes[number]
                assert [note["text"][mark["start"] : mark["end"]] for mark in note["marks"]] == ["expelled"]
            assert len(brief["sources"]) == 3
            page = client.get("/brief", params=query).text
            assert all(f'id="note-{number}"' in page for number in notes)

    def test_it_is_as_reviewed(self, client: TestClient, ids: dict[str, list[str]], store: Path) -> None:
        with open_store(store, read_only=True) as opened:
            for one in opened.records("mentions"):
                article = opened.get(one.article_id)
                assert isinstance(one, Mention)
                assert isinstance(article, Article)
                target = engine.mention_target(one, article)
                said = engine.make_review("mention", "corrected", [target], "Ada", values={"recipients": "Niger (NER)"})
                reviews_beside(store).add([said])
        (one,) = client.get("/brief.json", params={"story": ids["stories"][0]}).json()["sentences"]
        assert (one["sentence"], one["review"]) == (
            "Reported on 5 March 2031, Chad took measures against Niger (expel).",
            "reviewed",
        )

    @pytest.mark.parametrize(
        ("query", "status"),
        [("story=none", 404), ("tie=TCD-FRA", 404), ("tie=x", 404), ("story=a&q=b", 400), ("q=nothingatall", 200), ("", 200)],
    )
    def test_what_is_not_there(self, client: TestClient, query: str, status: int) -> None:
        assert client.get(f"/brief?{query}").status_code == status
        assert client.get("/brief.bib").status_code == 400

    def test_sources_as_files(self, client: TestClient, ids: dict[str, list[str]]) -> None:
        query = {"story": ids["stories"][0]}
        bib, ris = (client.get(f"/brief.{suffix}", params=query) for suffix in ("bib", "ris"))
        assert bib.text.count("@article{") == 3
        assert ris.text.count("TY  - NEWS\r\n") == ris.text.count("ER  - \r\n") == 3
        assert bib.headers["content-disposition"] == 'attachment; filename="brief.bib"'


TEXT = st.text(max_size=40)


class TestSources:
    @given(TEXT, TEXT, TEXT, TEXT)
    def test_no_text_ends_its_field(self, title: str, outlet: str, url: str, byline: str) -> None:
        article = Article.of("Words.", id="a", title=title, outlet=outlet, url=url, byline=byline, published="2031-03-05")
        entry = b"".join(as_bibtex([article])).decode()
        # As many braces close as open, and the last closes the entry.
        depth, depths = 0, []
        for letter in entry.strip():
            depth += (letter == "{") - (letter == "}")
            depths.append(depth)
        assert depth == 0
        assert min(depths[:-1][entry.index("{") :]) > 0
        record = b"".join(as_ris([article])).decode()
        lines = record.split("\r\n")
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-2])
        assert [line for line in lines if line.startswith("ER")] == ["ER  - "]
        assert "\n" not in record.replace("\r\n", "")

    def test_all_that_is_known(self) -> None:
        known: dict[str, Any] = {
            "title": "Pencils & 50% of guns_",
            "outlet": "Meridian",
            "byline": "Ada Vo, Bo Li",
            "fetched": "2031-03-06",
        }
        article = Article.of("Words.", id="a", url="https://wire.example/a?b={c}", published="2031-03-05T10:00", **known)
        entry = b"".join(as_bibtex([article])).decode()
        for line in (
            r"title = {{Pencils \& 50\% of guns\_}}", "author = {{Ada Vo} and {Bo Li}}", "month = mar", "date = {2031-03-05}",
            "url = {https://wire.example/a?b=%7Bc%7D}", "urldate = {2031-03-06}",
        ):  # fmt: skip
            assert line in entry
