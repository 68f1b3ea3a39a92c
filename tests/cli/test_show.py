"""`dragoman show`: stories, events and ties for a reader at a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dragoman.errors import NotInStore, SettingsError

Said = Callable[..., str]
Ids = Callable[[str], list[str]]


def test_a_story_with_its_reports_events_and_findings(said: Said, ids: Ids) -> None:
    (story,), (event,) = ids("stories"), ids("events")
    shown = said("show", "story", story)
    assert f"{story}, 2031-03-05\n2 articles, 2 outlets, 2 origins; LBY TCD\n" in shown
    assert "  Outlet a, its own reports: a\n" in shown
    assert "  2031-03-05  Outlet b: Odd [bold]title[/]" in shown
    assert "  2031-03-05  SANCTION expel | Chad (TCD GOV) → Libyan (LBY GOV)\n" in shown
    assert f"{event}  2 articles, 2 outlets, 2 origins\n" in shown
    assert "  agrees  Outlet a and Outlet b agree on who did it: TCD.  finding-" in shown


def test_the_same_words_of_one_speaker_are_shown_once(said: Said, ids: Ids) -> None:
    shown = said("show", "story", ids("stories")[0])
    assert shown.count("“Go home” — Chad (TCD GOV)  a, b\n") == 1


def test_a_beginning_of_an_id_suffices(said: Said, ids: Ids) -> None:
    (story,) = ids("stories")
    assert said("show", "story", story[:9]) == said("show", "story", story)


def test_an_event_with_its_facts_and_evidence(said: Said, ids: Ids) -> None:
    (event,) = ids("events")
    shown = said("show", "event", event)
    assert "2 articles, 2 outlets, 2 origins, corroborated" in shown
    assert "  when         2031-03-05 (day of publication)\n" in shown
    assert "  where        no place\n" in shown
    assert "  a: Chad expelled two Libyan envoys. “Go home”, it said.\n" in shown
    assert f"dragoman why {event} --store" in shown


def test_a_tie_by_its_codes_in_either_order_or_its_id(said: Said) -> None:
    shown = said("show", "tie", "tcd-lby", "--period", "day")
    assert shown == said("show", "tie", "LBY-TCD", "--period", "day")
    assert "LBY – TCD" in shown
    assert "2031-03-05  score -6  1 event (LBY → TCD 0, TCD → LBY 1, together 0)" in shown
    assert "SANCTION expel | Chad (TCD GOV)" in shown
    id = shown[shown.index("tie-") :].split()[0]
    assert said("show", "tie", id) == shown
    assert said("show", "tie", id[:14], "--period", "week") == shown


def test_what_is_there_is_listed_one_a_line(said: Said, ids: Ids) -> None:
    assert said("show", "story").splitlines()[0].startswith(f"{ids('stories')[0]}  2031-03-05  Odd [bold]title[/]")
    assert said("show", "event").splitlines()[0].startswith(f"{ids('events')[0]}  2031-03-05  SANCTION expel | Chad")
    assert said("show", "tie") == "LBY-TCD  1 event  mean score -6.00\n"


def test_an_empty_store_says_that_it_is_empty(
    empty_store: str, exit_status: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    for kind, name in (("story", "stories"), ("event", "events"), ("tie", "ties")):
        assert exit_status("show", kind, "--store", empty_store) == 0
        written = capfd.readouterr()
        assert written.out == ""
        assert f"there are no {name} in this store" in written.err


def test_an_article_cannot_steer_the_terminal(said: Said, ids: Ids) -> None:
    for arguments in (("show", "story"), ("show", "story", ids("stories")[0])):
        shown = said(*arguments)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "Odd [bold]title[/] [31m" in shown


def test_what_is_not_there_is_named(said: Said, ids: Ids) -> None:
    with pytest.raises(NotInStore, match="event-0"):
        said("show", "event", "event-0")
    with pytest.raises(NotInStore, match="is of another kind: event"):
        said("show", "story", ids("events")[0])
    for tie in ("USA-RUS", "tie-0", "nonsense"):
        with pytest.raises(NotInStore, match=f"no tie '{tie}'"):
            said("show", "tie", tie)
    with pytest.raises(SettingsError, match="story, event, tie"):
        said("show", "nonsense")
    with pytest.raises(SettingsError, match="no such period"):
        said("show", "tie", "LBY-TCD", "--period", "nonsense")


def test_exit_status(store: str, exit_status: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_status("show", "story", "story-0", "--store", store) == 1
    assert exit_status("show", "nonsense", "--store", store) == 2
    assert exit_status("show", "story", "--store", f"{store}.none") == 1
    assert "dragoman build" in capsys.readouterr().err


def test_the_quarantine_is_listed_with_the_reason(store: str, said: Callable[..., str]) -> None:
    from dragoman.records import Article
    from dragoman.store import Kept, open_store

    broken = Article.of("Rain.", id="b-7", outlet="Outlet b", title="[bold]Rain", coding="quarantine")
    with open_store(store) as opened:
        opened.add([Kept(broken, (), None, {}, "v9", "could not be coded (took too long)")])
    assert said("show", "quarantine") == "b-7  Outlet b  no date  [bold]Rain: could not be coded (took too long)  v9\n"
    assert "it is in quarantine" in said("why", "b-7")
    assert "in quarantine, since coding failed" in said("info")
    assert json.loads(said("info", "--json"))["articles"] == {
        "coded": 2,
        "in another language, not coded": 0,
        "in quarantine, since coding failed": 1,
    }
