"""An event: what, who, when and where, how it is reported, and what comparing its accounts shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli import findings_sheet
from dragoman.cli.sheet import Sheet
from dragoman.cli.wording import clean, counts, figures, objects, place_of, sides, what, when
from dragoman.records import Event

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["show"]


def show(sheet: Sheet, store: Store, event: Event) -> None:
    """Print the event."""
    sheet.line(f"[bold]{what(event)}[/]  {sides(event.actors, event.recipients)}")
    sheet.line(f"{event.id} in {event.story_id}")
    sheet.facts(
        {
            "when": when(event.date),
            "where": place_of(event.place),
            "how many": figures(event.quantities),
            "objects": objects(event),
            "score": f"{event.intensity:g} (quad {event.quad})",
            "contexts": ", ".join(event.contexts),
            "says": clean(event.asserted_by.name or event.asserted_by.kind),
            "reported by": counts(event.articles, event.outlets, event.origins) + (", corroborated" * event.corroborated),
            "confidence": f"{event.confidence:g}",
            "rule": f"{event.rule} ({event.version})",
        }
    )
    sheet.heading("Evidence")
    for citation in event.evidence:
        sheet.line(f"[dim]{clean(citation.article_id)}[/]: {clean(citation.text)}", indent=2)
    findings_sheet.show(sheet, [one for one in store.findings_of([event.story_id]) if one.event_id == event.id])
    sheet.line()
    sheet.line(f"Which words each value was read from: dragoman why {event.id} --store {clean(str(store.path))}")
