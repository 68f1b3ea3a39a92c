"""`dragoman show`, `why` and `search`: from a story to the words that it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.engine import build
from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Article
from dragoman.store import open_store

HOSTILE = "Odd [bold]title[/]\x1b[31m\u202e"


@pytest.fixture
def store(stand_in: Any, tmp_path: Path) -> str:
    """Two outlets on one expulsion, one with a title that would steer a terminal."""
    path = tmp_path / "s.duckdb"
    texts = (
        "Chad expelled two Libyan envoys. “Go home”, it said.",
        "On Monday Chad expelled two Libyan envoys, and “Go home” was all it said.",
    )
    articles = [
        Article.of(text, id=name, outlet=f"Outlet {name}", published="2031-03-05", title=HOSTILE)
        for name, text in zip("ab", texts, strict=True)
    ]
    with open_store(path, create=True) as opened:
        list(build(articles, opened, stand_in))
    return str(path)


def run(store: str, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--store", store])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.stderr
    return done.stdout


def ids(store: str, kind: str) -> list[str]:
    with open_store(store) as opened:
        return [one.id for one in opened.records(kind)]


def test_a_story_with_its_reports_events_and_findings(store: str) -> None:
    (story,) = ids(store, "stories")
    shown = run(store, "show", "story", story)
    assert "2 articles, 2 outlets, 2 origins" in shown
    assert "SANCTION expel | Chad (TCD GOV) → Libyan (LBY GOV)" in shown
    assert "Outlet a and Outlet b agree on who did it: TCD." in shown
    assert "“Go home” — Chad (TCD GOV)" in shown


def test_an_event_and_the_way_back_to_its_words(store: str) -> None:
    (event,) = ids(store, "events")
    shown = run(store, "show", "event", event[:14])
    assert "2 articles, 2 outlets, 2 origins, corroborated" in shown
    assert f"dragoman why {event}" in shown
    told = run(store, "why", event)
    assert "type: SANCTION expel  (2 of 2 mentions say so)" in told
    assert "Outlet a 2031-03-05 a: Chad »expelled« two Libyan envoys." in told
    assert "On Monday »Chad« expelled two Libyan envoys" in told
    assert "fields chosen by the rule majority" in told


@pytest.mark.parametrize("kind", ["articles", "mentions", "quotes", "stories", "events", "findings"])
def test_every_kind_of_record_is_explained(kind: str, store: str) -> None:
    for id in ids(store, kind):
        told = run(store, "why", id)
        assert "Outlet a" in told or "Outlet b" in told


def test_a_mention_names_its_rule_and_marks_its_words(store: str) -> None:
    told = run(store, "why", ids(store, "mentions")[0])
    assert "Chad »expelled« two Libyan envoys" in told
    assert "»Libyan« envoys" in told
    assert "rule expel, coder stand-in" in told


def test_a_tie_by_its_name_and_by_the_day(store: str) -> None:
    shown = run(store, "show", "tie", "tcd-lby", "--period", "day")
    assert "LBY – TCD" in shown
    assert "2031-03-05  score -6" in shown
    assert "TCD-LBY" not in run(store, "show", "tie")
    assert "LBY-TCD  1 events" in run(store, "show", "tie")


def test_what_is_there_is_listed(store: str) -> None:
    assert ids(store, "stories")[0] in run(store, "show", "story")
    assert ids(store, "events")[0] in run(store, "show", "event")


def test_an_article_cannot_steer_the_terminal(store: str) -> None:
    for arguments in (("show", "story"), ("show", "story", ids(store, "stories")[0]), ("why", "a"), ("search", "expelled")):
        shown = run(store, *arguments)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "Odd [bold]title[/] [31m" in run(store, "show", "story")


def test_words_are_searched(store: str) -> None:
    assert "articles a" in run(store, "search", "libyan", "env", "--kind", "articles")
    assert run(store, "search", "nowhere") == ""


def test_what_is_not_there_is_named(store: str) -> None:
    with pytest.raises(NotInStore, match="event-0"):
        run(store, "show", "event", "event-0")
    with pytest.raises(NotInStore, match="is of another kind: event"):
        run(store, "show", "story", ids(store, "events")[0])
    with pytest.raises(NotInStore, match="no tie"):
        run(store, "show", "tie", "USA-RUS")
    with pytest.raises(SettingsError, match="story, event, tie"):
        run(store, "show", "nonsense")
