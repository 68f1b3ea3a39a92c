"""`dragoman show`: a story, an event or a tie, for a reader at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.build import StoreFile
from dragoman.errors import NotInStore, SettingsError

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.records import Event, Finding, Quote, Story, Tie
    from dragoman.store import Store

__all__ = ["show"]

_KINDS = ("story", "event", "tie")
_LATEST = 30
_QUOTATIONS = 20


def show(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="story, event or tie.")],
    store: StoreFile,
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Its id or the beginning of it; a tie also as PRK-RUS.")
    ] = None,
    period: Annotated[str, typer.Option("--period", help="Of a tie: day, week or month.")] = "month",
) -> None:
    """Show a story, an event or a tie of a store; without ID, list them: the latest stories and events, the strongest ties."""
    from dragoman.cli.wording import console
    from dragoman.records import Event, Story
    from dragoman.store import open_store

    if kind not in _KINDS:
        raise SettingsError(f"no such kind: {kind!r}; there are {', '.join(_KINDS)}")
    with open_store(store, read_only=True) as opened:
        out = console()
        if kind == "tie":
            _ties(out, opened, id, period)
            return
        if id is None:
            _list(out, opened, kind)
            return
        found = opened.get(id)
        if kind == "story" and isinstance(found, Story):
            _story(out, opened, found)
        elif kind == "event" and isinstance(found, Event):
            _event(out, opened, found)
        else:
            raise NotInStore(f"{store}: {id!r} is of another kind: {found.kind}")


def _list(out: Console, store: Store, kind: str) -> None:
    from dragoman.cli.wording import clean, counts
    from dragoman.records import Event, Story

    latest = list(store.records("stories" if kind == "story" else "events"))[-_LATEST:]
    for one in latest:
        if isinstance(one, Story):
            reported = counts(one.articles, one.outlets, len(one.origins))
            out.print(f"[cyan]{one.id}[/]  {one.last or 'no date'}  {clean(one.title)}  [dim]({reported})[/]")
        elif isinstance(one, Event):
            out.print(_row(one))


def _row(event: Event) -> str:
    from dragoman.cli.wording import clean, counts, figures, place_of, sides, what

    day = event.date.value or "no date"
    facts = [what(event), sides(event.actors, event.recipients)]
    facts += [place_of(event.place)] if event.place else []
    facts += [figures(event.quantities)] if event.quantities else []
    facts += [clean(" and ".join(thing.text for thing in event.objects))] if event.objects else []
    return f"[cyan]{event.id}[/]  {day}  {' | '.join(facts)}  [dim]({counts(event.articles, event.outlets, event.origins)})[/]"


def _story(out: Console, store: Store, story: Story) -> None:
    from dragoman.cli.wording import clean, counts
    from dragoman.records import Article, Event

    span = f"{story.first} to {story.last}" if story.first else "no date"
    out.print(f"[bold]{clean(story.title)}[/]")
    out.print(f"{story.id}  {span}  {counts(story.articles, story.outlets, len(story.origins))}  {' '.join(story.countries)}\n")
    out.print("[bold]Where the accounts come from[/]")
    for origin in story.origins:
        out.print(f"  {clean(origin.origin)} [dim]({origin.basis})[/]: {clean(', '.join(origin.article_ids))}")
    out.print("\n[bold]Reports[/]")
    for article in store.records("articles", ids=story.article_ids):
        assert isinstance(article, Article)
        name = clean(article.title or "")
        out.print(
            f"  {article.published or 'no date'}  {clean(article.outlet or 'unknown outlet')}  {name}  [dim]{clean(article.id)}[/]"
        )
    out.print("\n[bold]Events[/]")
    events = {one.id: one for one in store.records("events", ids=story.event_ids) if isinstance(one, Event)}
    for event_id in story.event_ids:
        out.print(f"  {_row(events[event_id])}")
    _quotations(out, store.quotes_of([story.id]))
    _findings(out, store.findings_of([story.id]))


def _quotations(out: Console, quotes: Iterable[Quote]) -> None:
    from dragoman.cli.wording import clean, side

    spoken = [quote for quote in quotes if quote.speaker and quote.form == "direct"]
    if spoken:
        out.print("\n[bold]Quotations[/]")
    for quote in spoken[:_QUOTATIONS]:
        assert quote.speaker is not None
        out.print(f"  “{clean(quote.text).strip('“”')}” — {side(quote.speaker)} [dim]{clean(quote.article_id)}[/]")
    if len(spoken) > _QUOTATIONS:
        out.print(f"  [dim]and {len(spoken) - _QUOTATIONS} more[/]")


def _findings(out: Console, findings: Iterable[Finding]) -> None:
    from dragoman.cli.comparison import COLOURS
    from dragoman.cli.wording import clean

    order = list(COLOURS)
    listed = sorted(findings, key=lambda one: (order.index(one.relation), one.field, one.id))
    if listed:
        out.print("\n[bold]Findings[/]")
    for one in listed:
        out.print(f"  [cyan]{one.id}[/] [{COLOURS[one.relation]}]{one.relation}[/] {clean(one.explanation)}")
        if one.relation != "agrees":
            for value in one.values:
                words = "; ".join(f"“{clean(citation.text)}” ({clean(citation.article_id)})" for citation in value.evidence)
                out.print(f"      {clean(value.value)}: {words}")


def _event(out: Console, store: Store, event: Event) -> None:
    from dragoman.cli.wording import clean, counts, figures, place_of, sides, what, when

    out.print(f"[bold]{what(event)}[/]  {sides(event.actors, event.recipients)}")
    out.print(f"{event.id} in {event.story_id}")
    facts = {
        "when": when(event.date),
        "where": place_of(event.place),
        "how many": figures(event.quantities),
        "what": clean(" and ".join(thing.text for thing in event.objects)),
        "score": f"{event.intensity:g} (quad {event.quad})",
        "contexts": ", ".join(event.contexts),
        "reported by": counts(event.articles, event.outlets, event.origins) + (", corroborated" if event.corroborated else ""),
        "confidence": f"{event.confidence:g}",
        "rule": f"{event.rule} ({event.version})",
    }
    for name, value in facts.items():
        if value:
            out.print(f"  {name:<12}{value}")
    out.print("\n[bold]Evidence[/]")
    for citation in event.evidence:
        out.print(f"  {clean(citation.article_id)}: {clean(citation.text)}")
    _findings(out, [one for one in store.findings_of([event.story_id]) if one.event_id == event.id])
    out.print(f"\nWhich words each value was read from: dragoman why {event.id} --store {clean(str(store.path))}")


def _ties(out: Console, store: Store, id: str | None, period: str) -> None:
    from dragoman import engine

    found = engine.ties(store, period)
    if id is None:
        _strongest(out, found)
        return
    pair = tuple(sorted(id.upper().split("-"))) if id.count("-") == 1 and not id.startswith("tie-") else None
    own = [tie for tie in found if (tie.a, tie.b) == pair or (pair is None and tie.id.startswith(id))]
    if not own:
        raise NotInStore(f"{store.path}: no tie {id!r} by {period}; `dragoman show tie` lists what there is")
    out.print(f"[bold]{own[0].a} – {own[0].b}[/]  by {period}; scores from -10 (conflict) to 10 (cooperation)\n")
    for tie in own:
        trend = "" if tie.trend is None else f"  trend {tie.trend:+g}"
        directions = f"{tie.a}→{tie.b} {tie.a_to_b}, {tie.b}→{tie.a} {tie.b_to_a}, together {tie.mutual}"
        out.print(f"{tie.period}  score {tie.score:+g}{trend}  {tie.events} events ({directions})  [dim]{_types(tie)}[/]")
        for event in store.records("events", ids=tie.event_ids):
            out.print(f"    {_row(event)}")  # type: ignore[arg-type]


def _types(tie: Tie) -> str:
    return ", ".join(f"{name} {count}" for name, count in tie.by_type.items())


def _strongest(out: Console, ties: Iterable[Tie]) -> None:
    totals: dict[tuple[str, str], tuple[int, float]] = {}
    for tie in ties:
        events, score = totals.get((tie.a, tie.b), (0, 0.0))
        totals[tie.a, tie.b] = (events + tie.events, score + tie.score_sum)
    for (a, b), (events, score) in sorted(totals.items(), key=lambda item: (-item[1][0], item[0]))[:_LATEST]:
        out.print(f"[cyan]{a}-{b}[/]  {events} events  mean score {score / events:+.2f}")
