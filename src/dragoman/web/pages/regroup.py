"""Regroup: which mentions are one event, which articles one story; to merge and to split what the rules have grouped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dragoman import engine
from dragoman.engine import Reviewed
from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Article, Event, Mention, Story, Target
from dragoman.store.browsing import StoryFilter
from dragoman.web.evidence import articles_of, source_of
from dragoman.web.excerpts import excerpts
from dragoman.web.overlaid import overlaid
from dragoman.web.page import Asked, Page, Plain
from dragoman.web.pages.review import keep, remembers, take_back
from dragoman.web.values import happening

__all__ = ["PAGE"]

_MEMBERS, _OTHERS = 200, 60
"""most that are listed"""


def build(asked: Asked) -> Plain:
    """The event (`event=ID`) or the story (`story=ID`) as it reads with what was reviewed. Raises NotInStore, SettingsError."""
    view = overlaid(asked)
    if asked.one("event"):
        plain = _event(asked, view, asked.one("event"))
    elif asked.one("story"):
        plain = _story(asked, view, asked.one("story"))
    else:
        plain = {"of": None, "id": "", "about": "", "members": [], "others": [], "story_id": None}
    decided = [one for one in view.standing.reviews if one.of in ("event", "story")]
    history = [
        {"id": one.id, "of": one.of, "verdict": one.verdict, "who": one.who, "made": one.made[:16].replace("T", " "),
         "state": one.state, "reason": one.reason, "number": len(one.targets)}
        for one in decided
    ]  # fmt: skip
    return {"title": "Merge and split", **plain, "history": history, "rows": _rows(plain)}


def change(asked: Asked) -> str:
    """Keep which belong together, or which stand apart; where to go on. Raises SettingsError, NotInStore."""
    of, verdict = asked.one("of"), asked.one("verdict")
    if verdict == "withdrawn":
        take_back(asked)
    else:
        keep(asked, engine.make_review(of, verdict, _targets(asked, of, verdict), asked.one("who")))
    return _address(of, asked.one("group"))


def _targets(asked: Asked, of: str, verdict: str) -> list[Target]:
    """What a decision names. Raises SettingsError where nothing is chosen, or all of what is to be split."""
    group = asked.one("group")
    own = _members_of(asked, of, group)
    if verdict == "split":
        ticked = {value for name, value in asked.pairs if name == "member"}
        found = [target for id, target in own.items() if id in ticked]
        if not found or len(found) == len(own):
            raise SettingsError("tick those that are to stand apart: one at least, and not all of them")
        return found
    others = dict.fromkeys(value for name, value in asked.pairs if name == "other" and value != group)
    found = [target for other in others for target in _members_of(asked, of, other).values()]
    if not found:
        raise SettingsError("tick what it is to be merged with")
    return [*own.values(), *found]


def _address(of: str, id: str) -> str:
    """The page of an event or a story; the list of decisions for neither."""
    return f"/regroup?{urlencode({of: id}, errors='replace')}" if of in ("event", "story") and id else "/regroup"


def _members_of(asked: Asked, of: str, id: str) -> Mapping[str, Target]:
    """Id -> what a review names: the mentions of an event, the articles of a story. Raises NotInStore, SettingsError."""
    view = overlaid(asked)
    if of == "story":
        return {
            one.id: engine.article_target(one) for one in articles_of(asked.store, _found_story(view, id).article_ids).values()
        }
    if of != "event":
        raise SettingsError(f"{of[:40]!r} cannot be regrouped; give event or story")
    event = _found_event(view, id)
    # As they were coded: that is what they are found by again.
    mentions = [one for one in asked.store.records("mentions", ids=event.mention_ids) if isinstance(one, Mention)]
    articles = articles_of(asked.store, {one.article_id for one in mentions})
    return {one.id: engine.mention_target(one, articles[one.article_id]) for one in mentions}


def _found_event(view: Reviewed, id: str) -> Event:
    try:
        found = view.get(id)
    except NotInStore:
        # An event is named by its first mention, which may be in another one now.
        now = view.now([id])
        if not now:
            raise
        return now[0]
    if not isinstance(found, Event):
        raise NotInStore(f"{id!r} is no event")
    return found


def _found_story(view: Reviewed, id: str) -> Story:
    try:
        found = view.get(id)
    except NotInStore:
        articles = view.store.articles_in([id]).get(id, [])
        if not articles:
            raise
        found = view.get(view.stories_of(articles)[articles[0]])
    if not isinstance(found, Story):
        raise NotInStore(f"{id!r} is no story")
    return found


def _event(asked: Asked, view: Reviewed, id: str) -> dict[str, Any]:
    event = _found_event(view, id)
    mentions = [one for one in view.records("mentions", ids=event.mention_ids) if isinstance(one, Mention)]
    articles = articles_of(asked.store, {one.article_id for one in mentions})
    others = [one for one in view.events_of([event.story_id]) if one.id != event.id]
    return {
        "of": "event",
        "id": event.id,
        "story_id": event.story_id,
        "about": _named(event),
        "members": [_member(one, articles[one.article_id]) for one in mentions[:_MEMBERS]],
        "others": [
            {"id": one.id, "about": _named(one), "day": one.date.value, "articles": one.articles} for one in others[:_OTHERS]
        ],
    }


def _story(asked: Asked, view: Reviewed, id: str) -> dict[str, Any]:
    story = _found_story(view, id)
    articles = articles_of(asked.store, story.article_ids)
    near = asked.store.browse.stories.page(StoryFilter(), sort="-last", limit=_OTHERS * 4).ids
    rows = [one for one in asked.store.browse.stories.rows(near) if one.id != story.id]
    rows.sort(key=lambda one: (-len(set(one.countries) & set(story.countries)), one.id))
    return {
        "of": "story",
        "id": story.id,
        "story_id": story.id,
        "about": story.title,
        "members": [{**source_of(articles[id]), "id": id, "excerpts": []} for id in story.article_ids[:_MEMBERS]],
        "others": [{"id": one.id, "about": one.title, "day": one.first, "articles": one.articles} for one in rows[:_OTHERS]],
    }


def _member(mention: Mention, article: Article) -> dict[str, Any]:
    spans = [(mention.trigger.start, mention.trigger.end)]
    return {**source_of(article), **happening(mention), "excerpts": excerpts(article, spans, "deed", mention.evidence)}


def _named(event: Event) -> str:
    main = happening(event)
    sides = " → ".join(filter(None, (", ".join(main["actors"]), ", ".join(main["recipients"]))))
    return " ".join([event.type, *event.modes]) + (f": {sides}" if sides else "")


def _rows(plain: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"id": one["id"], "article_id": one["article_id"], "outlet": one["outlet"]} for one in plain["members"]]


PAGE = Page("regroup", "/regroup", build, rows="rows", remembers=remembers, change=change, beside=True)
