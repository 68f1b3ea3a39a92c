"""From a record to the words in each article that its values were read from: what `dragoman why` tells, for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.records import Article, Event, Finding, Mention, Quantity, Quote
from dragoman.store import Store
from dragoman.web.excerpts import excerpts, words_apart
from dragoman.web.values import field_of, happening, name_of, spans_of, stands_for, values_of
from dragoman.web.wording import RELATIONS

__all__ = [
    "articles_of",
    "event_record",
    "finding_record",
    "in_order",
    "is_about",
    "mention_record",
    "quote_record",
    "source_of",
]

_NO_WORDS = {
    "date": "the day of publication: the text names none",
    "asserted_by": "the outlet itself: it names nobody else for this",
}


def articles_of(store: Store, ids: Iterable[str]) -> dict[str, Article]:
    """The articles of these ids."""
    return {one.id: one for one in store.records("articles", ids=set(ids)) if isinstance(one, Article)}


def source_of(article: Article) -> dict[str, Any]:
    """Which report: its id, outlet, title and day."""
    return {
        "article_id": article.id,
        "outlet": article.outlet or "unknown outlet",
        "title": article.title,
        "published": article.published,
    }


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Disagreement first."""
    return sorted(findings, key=lambda one: (RELATIONS.index(one.relation), one.field, one.id))


def finding_record(finding: Finding, articles: Mapping[str, Article], about: str | None = None) -> dict[str, Any]:
    """A finding with each side's words in their surroundings. `about`: what it is on, in words."""
    kind = field_of(finding.field).kind
    values = [
        {
            "value": value.value,
            "marks": apart if finding.field == "quote" else [],
            "outlets": list(value.outlets),
            "origins": list(value.origins),
            "article_ids": list(value.article_ids),
            "words": _alike(
                {**source_of(articles[id]), "excerpts": excerpts(articles[id], spans, kind)}
                for id in value.article_ids
                if id in articles
                for spans in [[(one.start, one.end) for one in value.evidence if one.article_id == id]]
            ),
        }
        for value, apart in zip(finding.values, words_apart([value.value for value in finding.values]), strict=True)
    ]
    return {
        "id": finding.id,
        "story_id": finding.story_id,
        "event_id": finding.event_id,
        "quote_id": finding.quote_id,
        "relation": str(finding.relation),
        "field": finding.field,
        "label": field_of(finding.field).label,
        "about": about,
        "explanation": finding.explanation,
        "values": values,
        "version": finding.version,
    }


def _alike(words: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reports that give the same words stand together: under the first, the others are `also`."""
    found: dict[str, dict[str, Any]] = {}
    for one in words:
        same = found.setdefault(str([(part["text"], part["marks"]) for part in one["excerpts"]]), {**one, "also": []})
        if same["article_id"] != one["article_id"]:
            same["also"].append({name: value for name, value in one.items() if name != "excerpts"} | {"at": _first(one)})
    for one in found.values():
        one["at"] = _first(one)
    return list(found.values())


def _first(words: dict[str, Any]) -> int | None:
    """Where in the article the first of the marked words begins."""
    return next((part["start"] + mark["start"] for part in words["excerpts"] for mark in part["marks"]), None)


def mention_record(mention: Mention, article: Article) -> dict[str, Any]:
    """One article's account, field by field, with its words."""
    fields = [
        {
            "field": name,
            "label": field_of(name).label,
            "kind": field_of(name).kind,
            "value": value,
            **_words(mention, article, name),
        }
        for name, value in values_of(mention).items()
    ]
    return {
        "kind": "mention",
        **happening(mention),
        **source_of(article),
        "event_id": mention.event_id,
        "fields": fields,
        "contexts": list(mention.contexts),
        "rule": mention.coder.rule,
        "version": mention.coder.version,
        "confidence": mention.confidence,
    }


def _words(mention: Mention, article: Article, field: str, amount: Quantity | None = None) -> dict[str, Any]:
    spans = spans_of(mention, field, amount)
    return {
        "excerpts": excerpts(article, spans, field_of(field).kind, mention.evidence),
        "stands_for": stands_for(mention, field),
        "no_words": None if spans else _NO_WORDS.get(field, "not told in the text"),
    }


def event_record(
    event: Event, mentions: Mapping[str, Mention], articles: Mapping[str, Article], findings: Sequence[Finding]
) -> dict[str, Any]:
    """The happening, field by field: the value, how many mentions say so, their words, and how the accounts compare."""
    own = [one for one in findings if one.event_id == event.id]
    values, fields = values_of(event), []
    for name, ids in event.sources.items():
        base = name.partition(".")[0]
        if base not in values:
            continue
        amount = _amount(event, name)
        told = field_of(name)
        fields.append(
            {
                "field": name,
                "label": told.label,
                "kind": told.kind,
                "value": (f"{amount.text} {amount.noun or ''}".strip() if amount else values[base]),
                "mentions": len(ids),
                "of": len(event.mention_ids),
                "relation": _heaviest(own, name, base),
                "findings": [one.id for one in in_order(own) if one.field in (name, base)],
                "words": _alike(
                    {
                        **source_of(articles[one.article_id]),
                        "mention_id": one.id,
                        **_words(one, articles[one.article_id], name, amount),
                    }
                    for one in (mentions[id] for id in ids if id in mentions)
                    if one.article_id in articles
                ),
            }
        )
    return {
        "kind": "event",
        **happening(event),
        "story_id": event.story_id,
        "fields": fields,
        "contexts": list(event.contexts),
        "articles": event.articles,
        "outlets": event.outlets,
        "origins": event.origins,
        "corroborated": event.corroborated,
        "confidence": event.confidence,
        "mention_ids": list(event.mention_ids),
        "findings": [finding_record(one, articles) for one in in_order(own)],
        "rule": event.rule,
        "version": event.version,
    }


def _heaviest(findings: Iterable[Finding], name: str, base: str) -> str | None:
    found = [str(one.relation) for one in in_order(findings) if one.field in (name, base)]
    return found[0] if found else None


def _amount(event: Event, field: str) -> Quantity | None:
    """The number in a field such as `quantities.dead people`: they stand in the order in which `sources` names them."""
    named = [name for name in event.sources if name.startswith("quantities.")]
    return event.quantities[named.index(field)] if field in named and len(named) == len(event.quantities) else None


def is_about(finding: Finding, quote: Quote) -> bool:
    """Whether the finding compares this quote: it names the first of those that it compares, and the others by their words."""
    cited = (one for value in finding.values for one in value.evidence if one.article_id == quote.article_id)
    return finding.quote_id is not None and (
        finding.quote_id == quote.id or any(one.start < quote.end and quote.start < one.end for one in cited)
    )


def quote_record(
    quote: Quote, article: Article, findings: Iterable[Finding], articles: Mapping[str, Article]
) -> dict[str, Any]:
    """A quotation with the words that name its speaker, and how others give it."""
    parts: list[dict[str, Any]] = [
        {
            "field": "text",
            "label": "Words",
            "value": quote.text,
            "excerpts": excerpts(article, [(quote.start, quote.end)], "said"),
        }
    ]
    for name, label, one in (
        ("speaker", "Speaker", quote.speaker),
        ("addressee", "Said to", quote.addressee),
        ("medium", "Given to", quote.medium),
    ):
        if one is not None:
            spans = [(one.start, one.end)] + ([(one.refers_to.start, one.refers_to.end)] if one.refers_to else [])
            parts.append({"field": name, "label": label, "value": name_of(one), "excerpts": excerpts(article, spans, "who")})
    if quote.cue is not None:
        cue = [(quote.cue.start, quote.cue.end)]
        parts.append({"field": "cue", "label": "Cue", "value": quote.cue.text, "excerpts": excerpts(article, cue, "deed")})
    return {
        "kind": "quote",
        "id": quote.id,
        **source_of(article),
        "text": quote.text,
        "form": quote.form,
        "speaker": name_of(quote.speaker) if quote.speaker else None,
        "date": quote.date.value,
        "fields": parts,
        "findings": [finding_record(one, articles) for one in in_order(findings)],
        "rule": quote.coder.rule,
        "version": quote.coder.version,
    }
