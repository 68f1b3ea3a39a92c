"""How far a long run is, where no terminal shows it: a line a minute, with the rate and the time that is left."""

from __future__ import annotations

import pytest

from dragoman.cli.progress import Log
from dragoman.engine import Step


def test_a_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 1.0, 30.0, 61.0, 90.0, 121.0, 200.0])
    log = Log(clock=lambda: next(seconds))
    for done in (0, 300, 600, 900, 1200):
        log.show(Step("code", done, 6000))
    log.show(Step("reconcile", 0, 40))
    assert capsys.readouterr().err.splitlines() == [
        "dragoman: 600 of about 6,000 articles coded, 10.0 a second, about 9 min left",
        "dragoman: 1,200 of about 6,000 articles coded, 10.0 a second, about 8 min left",
        "dragoman: 0 of about 40 stories reconciled",
    ]


def test_what_cannot_be_known_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 0.0, 7300.0, 14600.0])
    log = Log(clock=lambda: next(seconds))
    log.show(Step("code", 0, None))
    log.show(Step("code", 730, None))
    log.show(Step("code", 1460, 3000))
    assert capsys.readouterr().err.splitlines() == [
        "dragoman: 730 articles coded, 0.1 a second",
        "dragoman: 1,460 of about 3,000 articles coded, 0.1 a second, about 4 h 17 min left",
    ]
