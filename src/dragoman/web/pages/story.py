"""A story: its reports side by side, and what comparing them shows."""

from __future__ import annotations

from dragoman.errors import NotInStore
from dragoman.records import Story, as_plain
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]


def build(asked: Asked) -> Plain:
    """The story. Raises NotInStore."""
    story = asked.store.get(asked.id)
    if not isinstance(story, Story):
        raise NotInStore(f"{asked.id!r} is no story")
    findings = list(asked.store.findings_of([story.id]))
    return {"title": story.title, "story": as_plain(story), "findings": [as_plain(one) for one in findings], "rows": []}


PAGE = Page("story", "/story/{id}", build, rows="rows")
