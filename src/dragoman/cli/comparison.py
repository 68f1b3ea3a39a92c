"""Stories for a reader at a terminal: who reports them, and where the reports agree and disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.wording import clean, console, counts
from dragoman.records import Finding, Story

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["COLOURS", "show"]

COLOURS = {"contradicts": "red", "corrected": "magenta", "differs": "yellow", "refines": "blue", "agrees": "green"}
"""relations in the order in which they are shown"""


def show(store: Store) -> None:
    """Print each story with its counts, and every finding but agreement; of that, how much there is."""
    out = console()
    out.print("\nStories, and what comparing their reports shows\n")
    for story in store.records("stories"):
        assert isinstance(story, Story)
        findings = [one for one in store.findings_of([story.id]) if isinstance(one, Finding)]
        agreed = sum(one.relation == "agrees" for one in findings)
        span = f"{story.first} to {story.last}" if story.first != story.last else story.first or "no date"
        reported = counts(story.articles, story.outlets, len(story.origins))
        out.print(
            f"[bold]{clean(story.title)}[/] ({span}; {reported}; {len(story.event_ids)} events; agree on {agreed} values)"
        )
        for one in sorted(findings, key=lambda one: list(COLOURS).index(one.relation)):
            if one.relation != "agrees":
                out.print(f"  [{COLOURS[one.relation]}]{one.relation}[/] {clean(one.explanation)}")
        out.print()
