"""`dragoman show`: a story, an event, a tie or what is in quarantine, for a reader at a terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.build import StoreFile
from dragoman.errors import NotInStore, SettingsError

__all__ = ["show"]

_KINDS = ("story", "event", "tie", "quarantine")


def show(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="story, event, tie or quarantine.")],
    store: StoreFile,
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Its id or the beginning of it; a tie also as PRK-RUS.")
    ] = None,
    period: Annotated[str, typer.Option("--period", help="Of a tie: day, week or month.")] = "month",
) -> None:
    """Show a story, an event or a tie of a store; without ID, list them: the latest stories and events, the strongest ties.

    The quarantine holds the articles on which coding failed, each with the reason.
    """
    from dragoman.cli import event_sheet, listing, story_sheet, tie_sheet
    from dragoman.cli.sheet import Sheet
    from dragoman.records import Event, Quarantine, Story
    from dragoman.store import open_store

    if kind not in _KINDS:
        raise SettingsError(f"no such kind: {kind!r}; there are {', '.join(_KINDS)}")
    with open_store(store, read_only=True) as opened:
        sheet = Sheet()
        if id is None:
            listing.show(sheet, opened, kind, period)
            return
        if kind == "tie":
            tie_sheet.show(sheet, opened, id, period)
            return
        found = opened.get(id)
        if kind == "story" and isinstance(found, Story):
            story_sheet.show(sheet, opened, found)
        elif kind == "event" and isinstance(found, Event):
            event_sheet.show(sheet, opened, found)
        elif kind == "quarantine" and isinstance(found, Quarantine):
            listing.in_quarantine(sheet, found)
        else:
            raise NotInStore(f"{store}: {id!r} is of another kind: {found.kind}")
