"""Why: from any record to the words in each article that its values were read from, and the rules that chose them."""

from __future__ import annotations

from typing import Any

from dragoman import engine
from dragoman.errors import ModelError, NotInStore
from dragoman.records import Article, Event, Finding, Mention, Quote
from dragoman.store import Store
from dragoman.web.evidence import articles_of, event_record, finding_record, is_about, mention_record, quote_record
from dragoman.web.page import Asked, Page, Plain
from dragoman.web.values import happening

__all__ = ["PAGE"]


def build(asked: Asked) -> Plain:
    """The chain of a mention, an event, a quote or a finding; of a mention with `learned=1` what the network says too.

    Raises NotInStore, also for a story or an article, which is its own chain.
    """
    record = asked.store.get(asked.id)
    if isinstance(record, Mention):
        plain = _mention(asked, record)
    elif isinstance(record, Event):
        plain = _event(asked.store, record)
    elif isinstance(record, Quote):
        plain = _quote(asked.store, record)
    elif isinstance(record, Finding):
        plain = _finding(asked.store, record)
    else:
        raise NotInStore(f"{asked.id!r} is a {record.kind}: its own page shows its words")
    return {**plain, "rows": _rows(plain["record"])}


def _mention(asked: Asked, mention: Mention) -> Plain:
    article = _article(asked.store, mention.article_id)
    return {
        "title": f"Why {_named(mention)}",
        "kind": "mention",
        "record": mention_record(mention, article),
        "learned": asked.remember(("learned", mention.id), lambda: _learned(article, mention))
        if asked.one("learned")
        else None,
        "story_id": asked.store.stories_of([article.id]).get(article.id),
    }


def _learned(article: Article, mention: Mention) -> dict[str, Any] | None:
    """What the network says of the mention, and what it learned from that is most like it."""
    try:
        told = engine.evidence(article, mention)
    except ModelError:
        return None  # a model's file is not here; the words are
    if told is None:
        return None
    chances = {"type": told.types, "status": told.statuses, "mode": told.modes, **told.roles}
    return {
        "version": told.version,
        "chances": [
            {"of": name, "names": [{"name": value, "chance": round(float(chance), 3)} for value, chance in pairs]}
            for name, pairs in chances.items()
            if pairs
        ],
        "nearest": [
            {
                "likeness": round(float(one.likeness), 3),
                "type": one.type,
                "trigger": one.trigger,
                "text": one.text,
                "id": one.id,
            }
            for one in told.nearest
        ],
    }


def _event(store: Store, event: Event) -> Plain:
    mentions = {one.id: one for one in store.records("mentions", ids=event.mention_ids) if isinstance(one, Mention)}
    findings = [one for one in store.findings_of([event.story_id]) if one.event_id == event.id]
    cited = {one.article_id for one in mentions.values()} | _cited(findings)
    return {
        "title": f"Why {_named(event)}",
        "kind": "event",
        "record": event_record(event, mentions, articles_of(store, cited), findings),
        "story_id": event.story_id,
    }


def _quote(store: Store, quote: Quote) -> Plain:
    article = _article(store, quote.article_id)
    story_id = store.stories_of([article.id]).get(article.id)
    findings = [one for one in store.findings_of([story_id] if story_id else []) if is_about(one, quote)]
    articles = articles_of(store, {article.id} | _cited(findings))
    return {
        "title": "Why this quotation",
        "kind": "quote",
        "record": quote_record(quote, article, findings, articles),
        "story_id": story_id,
    }


def _finding(store: Store, finding: Finding) -> Plain:
    about = store.get(finding.event_id) if finding.event_id else None
    named = _named(about) if isinstance(about, Event) else None
    record = finding_record(finding, articles_of(store, _cited([finding])), named)
    return {"title": f"Why: {finding.explanation}", "kind": "finding", "record": record, "story_id": finding.story_id}


def _article(store: Store, id: str) -> Article:
    found = store.get(id)
    assert isinstance(found, Article)
    return found


def _cited(findings: list[Finding]) -> set[str]:
    return {id for one in findings for value in one.values for id in value.article_ids}


def _named(record: Mention | Event) -> str:
    main = happening(record)
    sides = " → ".join(filter(None, (", ".join(main["actors"]), ", ".join(main["recipients"]))))
    return " ".join([record.type, *record.modes]) + (f": {sides}" if sides else "")


def _rows(record: dict[str, Any]) -> list[dict[str, Any]]:
    """One row for the words of each value in each report."""
    told = record.get("fields") or [
        {"field": record["field"], "value": one["value"], "words": one["words"]} for one in record["values"]
    ]
    return [
        {
            "field": one["field"],
            "value": one["value"],
            "article_id": words["article_id"],
            "outlet": words["outlet"],
            "words": [part["text"][mark["start"] : mark["end"]] for part in words["excerpts"] for mark in part["marks"]],
            "in": [part["text"] for part in words["excerpts"]],
        }
        for one in told
        for words in one.get("words") or [{**one, "article_id": record["article_id"], "outlet": record["outlet"]}]
        if "excerpts" in words
    ]


PAGE = Page("why", "/why/{id}", build, rows="rows")
