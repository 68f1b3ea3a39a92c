"""Lines for a reader: folded on a terminal, whole elsewhere."""

from __future__ import annotations

import io

from rich.console import Console

from dragoman.cli.sheet import Sheet

LONG = "Guinea released the trawlers after the fine had been paid, and " + "the harbour was quiet again. " * 3


def shown(markup: str, *, terminal: bool, width: int = 80, indent: int = 0) -> list[str]:
    output = io.StringIO()
    console = Console(file=output, force_terminal=terminal, width=width, soft_wrap=True, color_system=None, highlight=False)
    Sheet(console).line(markup, indent=indent)
    return output.getvalue().splitlines()


def test_a_terminal_has_lines_that_fit_and_further_ones_set_in() -> None:
    lines = shown(LONG, terminal=True, indent=2)
    assert len(lines) > 1
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("  Guinea")
    assert all(line.startswith("      ") for line in lines[1:])
    assert " ".join(line.strip() for line in lines) == LONG.strip()


def test_a_pipe_has_one_line_and_no_markup() -> None:
    assert shown(f"[bold]{LONG}[/]", terminal=False, indent=2) == [f"  {LONG}"]


def test_a_word_that_is_longer_than_the_line_is_cut_and_nothing_is_lost() -> None:
    lines = shown("x" * 300, terminal=True, width=40)
    assert max(map(len, lines)) <= 40
    assert "".join(line.strip() for line in lines) == "x" * 300


def test_a_terminal_without_room_is_not_waited_for() -> None:
    assert "".join("".join(shown("Chad and Libya talked", terminal=True, width=5, indent=14)).split()) == "ChadandLibyatalked"


def test_words_between_colons_are_no_pictures() -> None:
    assert shown("the vote :fire: was close", terminal=False) == ["the vote :fire: was close"]
