"""An article: its text with all that was coded in it, one mention's record, where its account comes from, and who has the same text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Article, Mention, Quote, Story, from_json
from dragoman.store import Store
from dragoman.store.browsing import ReportFilter
from dragoman.web.evidence import articles_of, mention_record, source_of
from dragoman.web.page import Asked, Page, Plain
from dragoman.web.reports import EXCERPT, shown_text
from dragoman.web.values import FIELDS, field_of, happening, name_of, spans_of, values_of

__all__ = ["PAGE"]

_LONGEST = 200_000
"""characters of a text on one page"""
_ALIKE = 50


def build(asked: Asked) -> Plain:
    """The article; `mention` chooses whose words are marked field by field.

    Raises NotInStore for an unknown article, SettingsError for a mention that is not in it.
    """
    article = asked.store.get(asked.id)
    if not isinstance(article, Article):
        raise NotInStore(f"{asked.id!r} is no article")
    mentions, quotes = _coded(asked.store, article)
    chosen = _chosen(asked.one("mention"), mentions)
    story_id = asked.store.stories_of([article.id]).get(article.id)
    marks = [*_quoted(quotes), *_triggers(mentions, chosen), *(_fields(chosen, asked.one("field")) if chosen else ())]
    return {
        "title": article.title or article.outlet or article.id,
        "article": {
            **source_of(article),
            "url": article.url,
            "language": article.language,
            "coding": article.coding,
            "licence": article.licence,
            "fetched": article.fetched,
            "text_sha256": article.text_sha256,
        },
        **shown_text(article, marks, _LONGEST if asked.with_text else EXCERPT),
        "mentions": [{**happening(one), "event_id": one.event_id, "start": one.trigger.start} for one in mentions],
        "quotes": [
            {
                "id": one.id,
                "text": one.text,
                "form": one.form,
                "speaker": name_of(one.speaker) if one.speaker else None,
                "start": one.start,
            }
            for one in quotes
        ],
        "record": mention_record(chosen, article) if chosen else None,
        "field": asked.one("field"),
        "story": _story(asked.store, story_id) if story_id else None,
        "origin": _origin(asked.store, story_id, article) if story_id else None,
        "alike": _alike(asked.store, article),
        "rows": [{**happening(one), "start": one.trigger.start, "words": one.trigger.text} for one in mentions],
    }


def _coded(store: Store, article: Article) -> tuple[list[Mention], list[Quote]]:
    of = ReportFilter((("article", (article.id,)),))
    mentions = [one for line in store.browse.reports.lines("mentions", of) if isinstance(one := from_json(line), Mention)]
    quotes = [one for line in store.browse.reports.lines("quotes", of) if isinstance(one := from_json(line), Quote)]
    return sorted(mentions, key=lambda one: (one.trigger.start, one.id)), sorted(quotes, key=lambda one: (one.start, one.id))


def _chosen(wanted: str, mentions: Sequence[Mention]) -> Mention | None:
    if not wanted:
        return None
    for one in mentions:
        if one.id == wanted:
            return one
    raise SettingsError(f"mention: {wanted[:80]!r} is not in this article; choose one from its text")


def _triggers(mentions: Sequence[Mention], chosen: Mention | None) -> Iterator[dict[str, Any]]:
    for one in mentions:
        if one is not chosen:
            yield {
                "start": one.trigger.start,
                "end": one.trigger.end,
                "kind": "trigger",
                "of": [one.id],
                "anchor": f"w-{one.trigger.start}",
                "href": f"?mention={one.id}#record",
                "label": " ".join([one.type, *one.modes]),
            }


def _quoted(quotes: Sequence[Quote]) -> Iterator[dict[str, Any]]:
    for one in quotes:
        if one.form != "indirect":
            label = f"said by {name_of(one.speaker)}" if one.speaker else "a quotation"
            yield {
                "start": one.start,
                "end": one.end,
                "kind": "quoted",
                "of": [one.id],
                "anchor": f"q-{one.start}",
                "label": label,
            }


def _fields(chosen: Mention, field: str) -> Iterator[dict[str, Any]]:
    values = values_of(chosen)
    for name in FIELDS:
        if name in values and name not in ("modes", "status"):
            picked = not field or field == name or (name == "type" and field in ("modes", "status"))
            for start, end in spans_of(chosen, name):
                yield {
                    "start": start,
                    "end": end,
                    "kind": f"{field_of(name).kind} {'chosen' if picked else 'faint'}",
                    "of": [chosen.id, name],
                    "anchor": f"w-{start}",
                    "href": f"?mention={chosen.id}&field={name}#record",
                    "label": f"{field_of(name).label}: {values[name]}",
                }


def _story(store: Store, story_id: str) -> dict[str, Any] | None:
    try:
        found = store.get(story_id)
    except NotInStore:
        return None  # a build was stopped between the two halves
    if not isinstance(found, Story):
        return None
    return {
        "id": found.id,
        "title": found.title,
        "articles": found.articles,
        "outlets": found.outlets,
        "origins": len(found.origins),
    }


def _origin(store: Store, story_id: str, article: Article) -> dict[str, Any] | None:
    try:
        story = store.get(story_id)
    except NotInStore:
        return None
    for one in story.origins if isinstance(story, Story) else ():
        if article.id in one.article_ids:
            others = articles_of(store, [id for id in one.article_ids if id != article.id][:_ALIKE])
            return {"origin": one.origin, "basis": one.basis, "others": [source_of(each) for each in others.values()]}
    return None


def _alike(store: Store, article: Article) -> list[dict[str, Any]]:
    """Reports with much of the same text, and how much of the shorter one is shared."""
    shares = dict(store.links_with("duplicate", article.id, limit=_ALIKE))
    found = articles_of(store, shares)
    listed = [{**source_of(one), "share": round(shares[one.id], 3)} for one in found.values()]
    return sorted(listed, key=lambda one: (-one["share"], one["article_id"]))


PAGE = Page("article", "/article/{id}", build, rows="rows")
