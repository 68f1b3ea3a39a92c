"""Today: what the latest days brought, what is new since the last visit, and which ties moved most."""

from __future__ import annotations

from dragoman.records import Story
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]


def build(asked: Asked) -> Plain:
    """The latest stories."""
    stories = [one for one in asked.store.records("stories") if isinstance(one, Story)]
    return {
        "title": "Today",
        "stories": [
            {
                "id": one.id,
                "title": one.title,
                "first": one.first,
                "last": one.last,
                "articles": one.articles,
                "outlets": one.outlets,
                "origins": len(one.origins),
                "countries": list(one.countries),
            }
            for one in reversed(stories)
        ],
    }


PAGE = Page("today", "/", build, rows="stories")
