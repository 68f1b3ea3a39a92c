"""`dragoman search`: records that hold some words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.errors import SettingsError

Said = Callable[..., str]


def test_all_words_are_to_be_found_and_the_last_may_be_begun(said: Said) -> None:
    found = said("search", "libyan", "env", "--kind", "articles")
    assert [line.split()[:2] for line in found.splitlines()] == [["articles", "a"], ["articles", "b"]]
    assert "»Libyan« »envoys«" in found


def test_every_kind_is_searched_unless_one_is_named(said: Said, ids: Callable[[str], list[str]]) -> None:
    kinds = {line.split()[0] for line in said("search", "expelled").splitlines()}
    assert kinds == {"articles", "events"}
    assert ids("quotes")[0] in said("search", "home", "--kind", "quotes", "--kind", "stories")
    with pytest.raises(SettingsError, match="articles, quotes, stories, events"):
        said("search", "home", "--kind", "nonsense")


def test_no_more_than_the_limit(store: str, exit_status: Callable[..., int], capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_status("search", "expelled", "--limit", "1", "--store", store) == 0
    written = capfd.readouterr()
    assert len(written.out.splitlines()) == 1
    assert "more with --limit" in written.err
    assert exit_status("search", "expelled", "--limit", "0", "--store", store) == 2


def test_nothing_found_is_said(store: str, exit_status: Callable[..., int], capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_status("search", "nowhere", "--store", store) == 0
    written = capfd.readouterr()
    assert written.out == ""
    assert "no record holds all of these words" in written.err


def test_words_are_no_operators_and_steer_no_terminal(said: Said) -> None:
    assert said("search", 'OR "(*') == ""
    found = said("search", "odd", "title")
    assert "[bold]" in found
    assert "\x1b" not in found
    assert "\u202e" not in found
