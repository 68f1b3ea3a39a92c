"""From a record to the words in each article that its values were read from, and the rules that chose them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.cli import listing, tie_sheet
from dragoman.cli.comparison import COLOURS
from dragoman.cli.readings import OF_THE_TRIGGER, amount_of, is_about, values_of, words
from dragoman.cli.sheet import Sheet
from dragoman.cli.wording import clean, counts, excerpt, figures, in_order, origin_basis, row, side, sides, what
from dragoman.errors import NotInStore
from dragoman.records import Article, Event, Finding, Mention, Quarantine, Quote, Record, Story, Tie

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["explain"]


def explain(sheet: Sheet, store: Store, id: str, period: str) -> None:
    """Print the chain of the record with this id, or the only one whose id begins so; of a tie also by its codes.

    Raises NotInStore, and SettingsError for an unknown period.
    """
    try:
        record = store.get(id)
    except NotInStore:
        if not tie_sheet.is_called_so(id):
            raise
        _ties(sheet, store, tie_sheet.ties_called(store, id, period))
        return
    _record(sheet, store, record)


def _record(sheet: Sheet, store: Store, record: Record) -> None:
    if isinstance(record, Mention):
        _mention(sheet, _articles(store, [record.article_id])[record.article_id], record)
    elif isinstance(record, Event):
        _event(sheet, store, record)
    elif isinstance(record, Quote):
        _quote(sheet, store, record)
    elif isinstance(record, Finding):
        _finding(sheet, store, record)
    elif isinstance(record, Story):
        _story(sheet, store, record)
    elif isinstance(record, Article):
        _article(sheet, store, record)
    elif isinstance(record, Quarantine):
        listing.in_quarantine(sheet, record)


def _articles(store: Store, ids: Iterable[str]) -> dict[str, Article]:
    return {one.id: one for one in store.records("articles", ids=set(ids)) if isinstance(one, Article)}


def _source(article: Article) -> str:
    """`Meridian Wire 2031-03-09 baltic-2`"""
    day = article.published[:10] if article.published else "no date"
    return f"[cyan]{clean(article.outlet or 'unknown outlet')}[/] {day} [dim]{clean(article.id)}[/]"


def _mention(sheet: Sheet, article: Article, mention: Mention) -> None:
    sheet.line(f"[bold]mention {mention.id}[/] in {_source(article)}")
    values = values_of(mention)
    trigger = "; ".join(f"[bold]{field}[/] {values[field]}" for field in OF_THE_TRIGGER if field in values)
    sheet.line(trigger, indent=2)
    sheet.line(words(article, mention, "type"), indent=6)
    for field, value in values.items():
        if field not in OF_THE_TRIGGER:
            sheet.line(f"[bold]{field}[/]: {value}", indent=2)
            sheet.line(words(article, mention, field), indent=6)
    _contexts(sheet, mention)
    sheet.line(f"rule {mention.coder.rule}, coder {mention.coder.version}, confidence {mention.confidence:g}", indent=2)
    _learned(sheet, article, mention)
    if mention.event_id:
        sheet.line(f"part of {mention.event_id}", indent=2)


def _learned(sheet: Sheet, article: Article, mention: Mention) -> None:
    """What the network says of the mention, and what it learned from that is most like it."""
    from dragoman import engine

    told = engine.evidence(article, mention)
    if told is None:
        return

    def listed(pairs: Iterable[tuple[str, float]]) -> str:
        return ", ".join(f"{clean(name)} {chance:.2f}" for name, chance in pairs) or "none"

    sheet.line(f"[bold]learned[/] ({clean(told.version)}): type {listed(told.types)}; status {listed(told.statuses)}", indent=2)
    if told.modes:
        sheet.line(f"mode: {listed(told.modes)}", indent=6)
    for role, heads in told.roles.items():
        if heads:
            sheet.line(f"{role}: {listed(heads)}", indent=6)
    for one in told.nearest:
        sheet.line(
            f"like {one.likeness:.2f} {one.type} [bold]{clean(one.trigger)}[/]: {clean(one.text)} [dim]{one.id}[/]", indent=6
        )


def _event(sheet: Sheet, store: Store, event: Event) -> None:
    mentions = {one.id: one for one in store.records("mentions", ids=event.mention_ids) if isinstance(one, Mention)}
    articles = _articles(store, (mention.article_id for mention in mentions.values()))
    findings = [one for one in store.findings_of([event.story_id]) if one.event_id == event.id]
    sheet.line(f"[bold]event {event.id}[/] in {event.story_id}; {counts(event.articles, event.outlets, event.origins)}")
    for fields, mention_ids in _by_sources(event):
        amount = amount_of(event, fields[0])
        sheet.line(
            f"{_named(event, fields)}  [dim]({len(mention_ids)} of {len(event.mention_ids)} mentions say so)[/]", indent=2
        )
        for mention in (mentions[mention_id] for mention_id in mention_ids):
            article = articles[mention.article_id]
            sheet.line(f"{_source(article)}: {words(article, mention, fields[0], amount)}", indent=6)
            sheet.line(f"[dim]{mention.id}, rule {mention.coder.rule}[/]", indent=10)
        _compared(sheet, [one for one in findings if one.field in fields])
    numbers = [one for one in findings if one.field == "quantities"]
    if numbers:
        sheet.line("[bold]its numbers compared[/]", indent=2)
        _compared(sheet, numbers)
    _contexts(sheet, event)
    sheet.line(f"fields chosen by the rule {event.rule}, confidence {event.confidence:g}; {event.version}", indent=2)


def _compared(sheet: Sheet, findings: Iterable[Finding]) -> None:
    for one in in_order(findings, list(COLOURS)):
        sheet.line(f"[{COLOURS[one.relation]}]{one.relation}[/]: {clean(one.explanation)}  [dim]{one.id}[/]", indent=6)


def _by_sources(event: Event) -> list[tuple[list[str], tuple[str, ...]]]:
    """The fields that say something with the mentions that say so; those of the same words and mentions together."""
    values = values_of(event)
    found: list[tuple[list[str], tuple[str, ...]]] = []
    for field, mention_ids in event.sources.items():
        if field.partition(".")[0] not in values:
            continue
        alike = found and field in OF_THE_TRIGGER and found[-1][0][-1] in OF_THE_TRIGGER and found[-1][1] == mention_ids
        if alike:
            found[-1][0].append(field)
        else:
            found.append(([field], mention_ids))
    return found


def _named(event: Event, fields: Iterable[str]) -> str:
    values = values_of(event)
    shown = []
    for field in fields:
        amount = amount_of(event, field)
        shown.append(f"[bold]{clean(field)}[/]: {figures([amount]) if amount else values[field.partition('.')[0]]}")
    return "; ".join(shown)


def _contexts(sheet: Sheet, record: Mention | Event) -> None:
    if record.contexts:
        sheet.line(f"[bold]contexts[/]: {', '.join(record.contexts)}  [dim](told by the report around it)[/]", indent=2)


def _quote(sheet: Sheet, store: Store, quote: Quote) -> None:
    article = _articles(store, [quote.article_id])[quote.article_id]
    sheet.line(f"[bold]quote {quote.id}[/] in {_source(article)}, {quote.form}")
    sheet.line(f"[bold]words[/]: {excerpt(article, [(quote.start, quote.end)])}", indent=2)
    for name, one in (("speaker", quote.speaker), ("addressee", quote.addressee), ("medium", quote.medium)):
        if one is not None:
            spans = [(one.start, one.end)] + ([(one.refers_to.start, one.refers_to.end)] if one.refers_to else [])
            sheet.line(f"[bold]{name}[/]: {side(one)}", indent=2)
            sheet.line(excerpt(article, spans), indent=6)
    if quote.cue is not None:
        sheet.line(f"[bold]cue[/]: {excerpt(article, [(quote.cue.start, quote.cue.end)])}", indent=2)
    stories = store.stories_of([quote.article_id]).values()
    _compared(sheet, [one for one in store.findings_of(stories) if one.quote_id and is_about(one, quote)])
    sheet.line(f"rule {quote.coder.rule}, coder {quote.coder.version}", indent=2)


def _finding(sheet: Sheet, store: Store, finding: Finding) -> None:
    articles = _articles(store, (id for value in finding.values for id in value.article_ids))
    about = finding.event_id or finding.quote_id or finding.story_id
    sheet.line(f"[bold]finding {finding.id}[/] on {clean(finding.field)} of {about}: {finding.relation}")
    sheet.line(clean(finding.explanation))
    for value in finding.values:
        outlets, origins = clean(", ".join(value.outlets)), clean(", ".join(value.origins))
        sheet.line(f"[bold]{clean(value.value)}[/]  {outlets}; origins: {origins}", indent=2)
        for article_id in value.article_ids:
            spans = [(one.start, one.end) for one in value.evidence if one.article_id == article_id]
            told = excerpt(articles[article_id], spans) if spans else "[dim]not told in the text[/]"
            sheet.line(f"{_source(articles[article_id])}: {told}", indent=6)
    sheet.line(finding.version, indent=2)


def _story(sheet: Sheet, store: Store, story: Story) -> None:
    reported = counts(story.articles, story.outlets, len(story.origins))
    sheet.line(f"[bold]story {story.id}[/] {clean(story.title)}; {reported}")
    articles = _articles(store, story.article_ids)
    for origin in story.origins:
        sheet.line(f"origin [bold]{clean(origin.origin)}[/], {origin_basis(origin.basis)}", indent=2)
        for article_id in origin.article_ids:
            sheet.line(f"{_source(articles[article_id])}: {clean(articles[article_id].title or '')}", indent=6)
    sheet.line(f"its events: {' '.join(story.event_ids)}", indent=2)
    sheet.line(story.version, indent=2)


def _article(sheet: Sheet, store: Store, article: Article) -> None:
    sheet.line(f"[bold]article[/] {_source(article)}: {clean(article.title or '')}")
    if article.url:
        sheet.line(clean(article.url), indent=2)
    story = store.stories_of([article.id]).get(article.id)
    sheet.line(f"text {article.text_sha256}, {len(article.text):,} characters; in {story or 'no story yet'}", indent=2)
    if article.coding == "language":
        sheet.line(f"kept and not coded: it is in another language ({clean(article.language or 'unknown')})", indent=2)
    if article.coding == "quarantine":
        sheet.line("kept and not coded: it is in quarantine (dragoman show quarantine)", indent=2)
    for mention in store.mentions_of([story] if story else []):
        if mention.article_id == article.id:
            sheet.line(f"{mention.id}  {what(mention)}  {sides(mention.actors, mention.recipients)}", indent=2)
            sheet.line(words(article, mention, "type"), indent=6)


def _ties(sheet: Sheet, store: Store, ties: list[Tie]) -> None:
    tie_sheet.heading(sheet, ties[0])
    for tie in ties:
        sheet.line()
        sheet.line(tie_sheet.summary(tie))
        for event in tie_sheet.events_of(store, tie):
            sheet.line(f"{event.intensity:+g}  {row(event)}  [dim]{event.id}[/]", indent=2)
            articles = _articles(store, (citation.article_id for citation in event.evidence))
            for citation in event.evidence:
                sheet.line(f"{_source(articles[citation.article_id])}: {clean(citation.text)}", indent=6)
    sheet.line(ties[0].version)
