"""A tie: two sides, period by period, with the events that each figure is counted from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman import engine
from dragoman.cli.sheet import Sheet
from dragoman.cli.terminal import counted
from dragoman.cli.wording import counts, row
from dragoman.errors import NotInStore
from dragoman.records import Event, Tie
from dragoman.relations import PERIODS

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["events_of", "heading", "is_called_so", "show", "summary", "ties_called"]

_PAIR = re.compile(r"([A-Za-z]{3})-([A-Za-z]{3})")


def show(sheet: Sheet, store: Store, id: str, period: str) -> None:
    """Print the tie. Raises NotInStore."""
    found = ties_called(store, id, period)
    heading(sheet, found[0])
    for tie in found:
        sheet.line()
        sheet.line(summary(tie))
        for event in events_of(store, tie):
            sheet.line(row(event), indent=2)
            sheet.line(f"[dim]{event.id}  {counts(event.articles, event.outlets, event.origins)}[/]", indent=14)


def is_called_so(id: str) -> bool:
    """Whether a tie, and no other record, may be called so: `PRK-RUS`, or the beginning of its id."""
    return bool(_PAIR.fullmatch(id)) or id.startswith("tie-")


def ties_called(store: Store, id: str, period: str) -> list[Tie]:
    """The ties of a pair `PRK-RUS`, in either order, by period; or the only one whose id begins with `id`, of whatever period.

    Raises NotInStore.
    """
    pair = _PAIR.fullmatch(id)
    if pair:
        sides = tuple(sorted(part.upper() for part in pair.groups()))
        found = [tie for tie in engine.ties(store, period) if (tie.a, tie.b) == sides]
    else:
        known = {tie.id: tie for name in (period, *PERIODS) for tie in engine.ties(store, name) if tie.id.startswith(id)}
        found = [known[id]] if id in known else list(known.values())
        if len(found) > 1:
            raise NotInStore(f"{store.path}: several ties begin with {id!r}; give more of it, or the two codes")
    if not found:
        by = f" by {period}" if pair else ""
        raise NotInStore(f"{store.path}: no tie {id!r}{by}; `dragoman show tie` lists what there is")
    return found


def heading(sheet: Sheet, tie: Tie) -> None:
    """The two sides, and what the figures mean."""
    sheet.line(f"[bold]{tie.a} – {tie.b}[/]  scores from -10 (conflict) to 10 (cooperation); events reported as done")


def summary(tie: Tie) -> str:
    """One period in a line."""
    trend = "" if tie.trend is None else f", trend {tie.trend:+g}"
    directions = f"{tie.a} → {tie.b} {tie.a_to_b}, {tie.b} → {tie.a} {tie.b_to_a}, together {tie.mutual}"
    types = ", ".join(f"{name} {count}" for name, count in tie.by_type.items())
    return f"[bold]{tie.period}[/]  score {tie.score:+g}{trend}  {counted(tie.events, 'event')} ({directions})  [dim]{types}  {tie.id}[/]"


def events_of(store: Store, tie: Tie) -> list[Event]:
    """The events that a tie is counted from, in order."""
    return [one for one in store.records("events", ids=tie.event_ids) if isinstance(one, Event)]
