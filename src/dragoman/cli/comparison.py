"""Stories for a reader at a terminal: who reports them, and where the reports agree and disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from dragoman.records import Finding, Story

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["show"]

_SHOWN = ("contradicts", "corrected", "differs", "refines")
_COLOURS = {"contradicts": "red", "corrected": "magenta", "differs": "yellow", "refines": "blue"}


def show(store: Store) -> None:
    """Print each story with its counts, and every finding but agreement; of that, how much there is."""
    console = Console(highlight=False, soft_wrap=True)
    console.print("\nStories, and what comparing their reports shows\n")
    for story in store.records("stories"):
        assert isinstance(story, Story)
        findings = [one for one in store.findings_of([story.id]) if isinstance(one, Finding)]
        agreed = sum(one.relation == "agrees" for one in findings)
        span = f"{story.first} to {story.last}" if story.first != story.last else story.first or "no date"
        counts = f"{story.articles} articles, {story.outlets} outlets, {len(story.origins)} origins"
        console.print(
            f"[bold]{escape(story.title)}[/] ({span}; {counts}; {len(story.event_ids)} events; agree on {agreed} values)"
        )
        for one in sorted(findings, key=lambda one: _SHOWN.index(one.relation) if one.relation in _SHOWN else 9):
            if one.relation in _SHOWN:
                console.print(f"  [{_COLOURS[one.relation]}]{one.relation}[/] {escape(one.explanation)}")
        console.print()
