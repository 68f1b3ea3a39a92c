"""Articles that belong together: near-duplicates, origins, and stories."""

from __future__ import annotations

from dragoman.stories.grouping import components, group, story_id, title_of
from dragoman.stories.linking import WINDOW_DAYS, duplicates, related
from dragoman.stories.origins import origins
from dragoman.stories.sketching import sketch

__all__ = [
    "VERSION",
    "WINDOW_DAYS",
    "components",
    "duplicates",
    "group",
    "origins",
    "related",
    "sketch",
    "story_id",
    "title_of",
]

VERSION = "stories-1"
"""of the rules of this stage; it changes whenever a rule does"""
