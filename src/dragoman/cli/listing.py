"""What there is to show in a store, one a line: the latest stories and events, the ties with most events, the quarantine."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from dragoman import engine
from dragoman.cli.sheet import Sheet
from dragoman.cli.terminal import complain, counted
from dragoman.cli.wording import clean, counts, row
from dragoman.records import Event, Quarantine, Story

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["in_quarantine", "show"]

_MOST = 30
"""lines that are shown"""


def show(sheet: Sheet, store: Store, kind: str, period: str) -> None:
    """List stories, events, ties or the quarantine; that there are none, or more, goes to standard error."""
    if kind == "tie":
        _ties(sheet, store, period)
    elif kind == "quarantine":
        _quarantine(sheet, store)
    else:
        _latest(sheet, store, "stories" if kind == "story" else "events")


def _latest(sheet: Sheet, store: Store, kind: str) -> None:
    """Those of the last days; those without a day stand apart, since no day is not the last one."""
    dated: deque[Story | Event] = deque(maxlen=_MOST)
    undated: deque[Story | Event] = deque(maxlen=_MOST)
    total = 0
    for one in store.records(kind):
        assert isinstance(one, (Story, Event))
        day = one.last if isinstance(one, Story) else one.date.value
        (dated if day else undated).append(one)
        total += 1
    shown = [*undated, *dated][-_MOST:]
    for one in shown:
        if isinstance(one, Story):
            reported = counts(one.articles, one.outlets, len(one.origins))
            sheet.line(f"[cyan]{one.id}[/]  {one.last or 'no date'}  {clean(one.title)}  [dim]({reported})[/]")
        else:
            sheet.line(f"[cyan]{one.id}[/]  {row(one)}  [dim]({counts(one.articles, one.outlets, one.origins)})[/]")
    _say_how_many(len(shown), total, kind)


def _ties(sheet: Sheet, store: Store, period: str) -> None:
    totals: dict[tuple[str, str], tuple[int, float]] = {}
    for tie in engine.ties(store, period):
        events, score = totals.get((tie.a, tie.b), (0, 0.0))
        totals[tie.a, tie.b] = (events + tie.events, score + tie.score_sum)
    strongest = sorted(totals.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST]
    for (a, b), (events, score) in strongest:
        sheet.line(f"[cyan]{a}-{b}[/]  {counted(events, 'event')}  mean score {score / events:+.2f}")
    _say_how_many(len(strongest), len(totals), "ties")


def _quarantine(sheet: Sheet, store: Store) -> None:
    total = 0
    for one in store.records("quarantine"):
        assert isinstance(one, Quarantine)
        in_quarantine(sheet, one)
        total += 1
    if not total:
        complain("nothing is in quarantine in this store")


def in_quarantine(sheet: Sheet, one: Quarantine) -> None:
    """An article on which coding failed."""
    source = f"{clean(one.outlet or 'unknown outlet')}  {one.published or 'no date'}"
    sheet.line(
        f"[cyan]{clean(one.article_id)}[/]  {source}  {clean(one.title or '')}: {clean(one.reason)}  [dim]{one.coder}[/]"
    )


def _say_how_many(shown: int, total: int, kind: str) -> None:
    if not total:
        complain(f"there are no {kind} in this store")
    elif shown < total:
        complain(f"{shown:,} of {total:,} {kind} are shown; all of them: dragoman export {kind} --store FILE")
