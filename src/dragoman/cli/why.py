"""`dragoman why`: the chain from a value to the words that it was read from, in each article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.build import StoreFile

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.records import Article, Event, Finding, Mention, Quote, Record, Story
    from dragoman.store import Store

__all__ = ["why"]


def why(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Of a mention, event, quote, finding, story or article; its beginning suffices.")
    ],
    store: StoreFile,
) -> None:
    """Show which words in which article each value of a record was read from, and by which rule."""
    from dragoman.cli.wording import console
    from dragoman.store import open_store

    with open_store(store, read_only=True) as opened:
        _explain(console(), opened, opened.get(id))


def _explain(out: Console, store: Store, record: Record) -> None:
    from dragoman.records import Article, Event, Finding, Mention, Quote, Story

    if isinstance(record, Mention):
        _mention(out, _articles(store, [record.article_id])[record.article_id], record)
    elif isinstance(record, Event):
        _event(out, store, record)
    elif isinstance(record, Quote):
        _quote(out, _articles(store, [record.article_id])[record.article_id], record)
    elif isinstance(record, Finding):
        _finding(out, store, record)
    elif isinstance(record, Story):
        _story(out, store, record)
    elif isinstance(record, Article):
        _article(out, store, record)


def _articles(store: Store, ids: Iterable[str]) -> dict[str, Article]:
    from dragoman.records import Article

    return {one.id: one for one in store.records("articles", ids=set(ids)) if isinstance(one, Article)}


def _source(article: Article) -> str:
    from dragoman.cli.wording import clean

    day = article.published[:10] if article.published else "no date"
    return f"[cyan]{clean(article.outlet or article.id)}[/] {day} [dim]{clean(article.id)}[/]"


def _spans(mention: Mention, field: str) -> list[tuple[int, int]]:
    """The words that a field of a mention was read from; those of the trigger where it has none of its own."""
    if field.startswith("quantities"):
        found: Sequence[Any] = mention.quantities
    else:
        own = {
            "actors": mention.actors,
            "recipients": mention.recipients,
            "date": (mention.date,),
            "place": (mention.place,),
            "objects": mention.objects,
            "asserted_by": (mention.asserted_by,),
        }
        found = own.get(field, (mention.trigger,))
    return [(one.start, one.end) for one in found if one is not None and one.start is not None and one.end is not None]


def _values(record: Mention | Event) -> Mapping[str, str]:
    """Each field that says something, in words."""
    from dragoman.cli.wording import clean, figures, place_of, side, what, when

    found = {
        "type": what(record),
        "actors": ", ".join(map(side, record.actors)),
        "recipients": ", ".join(map(side, record.recipients)),
        "date": when(record.date),
        "place": place_of(record.place) if record.place else "",
        "quantities": figures(record.quantities),
        "objects": clean(" and ".join(thing.text for thing in record.objects)),
        "asserted_by": clean(record.asserted_by.name or record.asserted_by.kind),
    }
    return {field: value for field, value in found.items() if value}


def _mention(out: Console, article: Article, mention: Mention) -> None:
    from dragoman.cli.wording import excerpt

    out.print(f"[bold]mention {mention.id}[/] in {_source(article)}")
    for field, value in _values(mention).items():
        out.print(f"  [bold]{field}[/]: {value}")
        spans = _spans(mention, field)
        out.print(f"      {excerpt(article, spans)}" if spans else "      [dim]not told in the text[/]")
    out.print(f"  rule {mention.coder.rule}, coder {mention.coder.version}, confidence {mention.confidence:g}")
    if mention.event_id:
        out.print(f"  part of {mention.event_id}")


def _event(out: Console, store: Store, event: Event) -> None:
    from dragoman.cli.wording import clean, counts, excerpt
    from dragoman.records import Mention

    mentions = {one.id: one for one in store.records("mentions", ids=event.mention_ids) if isinstance(one, Mention)}
    articles = _articles(store, (mention.article_id for mention in mentions.values()))
    findings = {one.id: one for one in store.findings_of([event.story_id]) if one.event_id == event.id}
    out.print(f"[bold]event {event.id}[/] in {event.story_id}; {counts(event.articles, event.outlets, event.origins)}")
    values = _values(event)
    for field, mention_ids in event.sources.items():
        name = field.partition(".")[0]
        if name not in values or (name == "type" and field != "type"):
            continue
        out.print(
            f"  [bold]{field}[/]: {values[name]}  [dim]({len(mention_ids)} of {len(event.mention_ids)} mentions say so)[/]"
        )
        for mention_id in mention_ids:
            mention = mentions[mention_id]
            spans = _spans(mention, field)
            words = excerpt(articles[mention.article_id], spans) if spans else "[dim]not told in the text[/]"
            out.print(f"      {_source(articles[mention.article_id])}: {words}")
        if event.agreement.get(name) in findings:
            finding = findings[event.agreement[name]]
            out.print(f"      [italic]{finding.relation}[/]: {clean(finding.explanation)}")
    out.print(f"  fields chosen by the rule {event.rule}; {event.version}")
    out.print(f"  mentions: {' '.join(event.mention_ids)}")


def _quote(out: Console, article: Article, quote: Quote) -> None:
    from dragoman.cli.wording import excerpt, side

    out.print(f"[bold]quote {quote.id}[/] in {_source(article)}, {quote.form}")
    out.print(f"  [bold]words[/]: {excerpt(article, [(quote.start, quote.end)])}")
    for name, one in (("speaker", quote.speaker), ("addressee", quote.addressee), ("medium", quote.medium)):
        if one is not None:
            out.print(f"  [bold]{name}[/]: {side(one)}\n      {excerpt(article, [(one.start, one.end)])}")
    if quote.cue is not None:
        out.print(f"  [bold]cue[/]: {excerpt(article, [(quote.cue.start, quote.cue.end)])}")
    out.print(f"  rule {quote.coder.rule}, coder {quote.coder.version}")


def _finding(out: Console, store: Store, finding: Finding) -> None:
    from dragoman.cli.wording import clean, excerpt

    articles = _articles(store, (id for value in finding.values for id in value.article_ids))
    about = finding.event_id or finding.quote_id or ""
    out.print(f"[bold]finding {finding.id}[/] on {finding.field} of {about}: {finding.relation}\n{clean(finding.explanation)}")
    for value in finding.values:
        out.print(
            f"  [bold]{clean(value.value)}[/]  {clean(', '.join(value.outlets))}; origins: {clean(', '.join(value.origins))}"
        )
        for article_id in value.article_ids:
            spans = [(one.start, one.end) for one in value.evidence if one.article_id == article_id]
            out.print(f"      {_source(articles[article_id])}: {excerpt(articles[article_id], spans)}")
    out.print(f"  {finding.version}")


def _story(out: Console, store: Store, story: Story) -> None:
    from dragoman.cli.wording import clean, counts

    out.print(f"[bold]story {story.id}[/] {clean(story.title)}; {counts(story.articles, story.outlets, len(story.origins))}")
    articles = _articles(store, story.article_ids)
    for origin in story.origins:
        out.print(f"  origin {clean(origin.origin)}, {_BASES[origin.basis]}")
        for article_id in origin.article_ids:
            out.print(f"      {_source(articles[article_id])}: {clean(articles[article_id].title or '')}")
    out.print(f"  {story.version}; its events: {' '.join(story.event_ids)}")


_BASES = {
    "own": "its own reports",
    "reprint": "some of which reprint others",
    "update": "some of which are later states of others",
    "credit": "some of which name it as their source",
}


def _article(out: Console, store: Store, article: Article) -> None:
    from dragoman.cli.wording import clean, sides, what
    from dragoman.records import Mention

    out.print(f"[bold]article[/] {_source(article)}: {clean(article.title or '')}")
    story = store.stories_of([article.id]).get(article.id)
    out.print(f"  text {article.text_sha256}, {len(article.text):,} characters; story {story or 'none yet'}")
    for mention in store.mentions_of([story] if story else []):
        assert isinstance(mention, Mention)
        if mention.article_id == article.id:
            out.print(f"  {mention.id}  {what(mention)}  {sides(mention.actors, mention.recipients)}")
