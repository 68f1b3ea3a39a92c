"""A story: where its accounts come from, its reports, events and quotations, and where they agree and disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.cli import findings_sheet
from dragoman.cli.sheet import Sheet
from dragoman.cli.wording import clean, counts, origin_basis, row, side
from dragoman.records import Article, Event, Quote, Story

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["show"]

_QUOTATIONS = 20
_ENDS = '“”„«»" ,'


def show(sheet: Sheet, store: Store, story: Story) -> None:
    """Print the story."""
    span = f"{story.first} to {story.last}" if story.first != story.last else story.first or "no date"
    sheet.line(f"[bold]{clean(story.title)}[/]")
    sheet.line(f"{story.id}, {span}")
    sheet.line("; ".join(filter(None, [counts(story.articles, story.outlets, len(story.origins)), " ".join(story.countries)])))
    sheet.heading("Where the accounts come from")
    for origin in story.origins:
        sheet.line(f"{clean(origin.origin)}, {origin_basis(origin.basis)}: {clean(', '.join(origin.article_ids))}", indent=2)
    _reports(sheet, store, story)
    _events(sheet, store, story)
    _quotations(sheet, store.quotes_of([story.id]))
    findings_sheet.show(sheet, store.findings_of([story.id]))


def _reports(sheet: Sheet, store: Store, story: Story) -> None:
    sheet.heading("Reports")
    for article in store.records("articles", ids=story.article_ids):
        assert isinstance(article, Article)
        told = ": ".join(clean(part) for part in (article.outlet or "unknown outlet", article.title) if part)
        day = article.published[:10] if article.published else "no date"
        sheet.line(f"{day}  {told}  [dim]{clean(article.id)}[/]", indent=2)


def _events(sheet: Sheet, store: Store, story: Story) -> None:
    if story.event_ids:
        sheet.heading("Events")
    for event in store.records("events", ids=story.event_ids):
        assert isinstance(event, Event)
        sheet.line(row(event), indent=2)
        sheet.line(f"[dim]{event.id}  {counts(event.articles, event.outlets, event.origins)}[/]", indent=14)


def _quotations(sheet: Sheet, quotes: Iterable[Quote]) -> None:
    """Words that the reports give as somebody's, each once, with the articles that give them so."""
    said: dict[tuple[str, str], list[str]] = {}
    for quote in quotes:
        if quote.speaker and quote.form != "indirect":
            said.setdefault((clean(quote.text).strip(_ENDS), side(quote.speaker)), []).append(quote.article_id)
    if said:
        sheet.heading("Quotations")
    for (words, speaker), article_ids in list(said.items())[:_QUOTATIONS]:
        sheet.line(f"“{words}” — {speaker}  [dim]{clean(', '.join(dict.fromkeys(article_ids)))}[/]", indent=2)
    if len(said) > _QUOTATIONS:
        sheet.line(f"[dim]and {len(said) - _QUOTATIONS} more: dragoman export quotes[/]", indent=2)
