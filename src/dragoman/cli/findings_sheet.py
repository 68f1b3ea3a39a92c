"""What comparing the accounts shows, with each side's words."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.cli.comparison import COLOURS
from dragoman.cli.sheet import Sheet
from dragoman.cli.wording import clean, in_order
from dragoman.records import Finding, Value

__all__ = ["show"]


def show(sheet: Sheet, findings: Iterable[Finding]) -> None:
    """Print findings, disagreement first; where reports agree, the explanation alone."""
    listed = in_order(findings, list(COLOURS))
    if listed:
        sheet.heading("Findings")
    for one in listed:
        sheet.line(f"[{COLOURS[one.relation]}]{one.relation}[/]  {clean(one.explanation)}  [dim]{one.id}[/]", indent=2)
        if one.relation != "agrees":
            for value in one.values:
                sheet.line(f"{clean(value.value)}: {_who(value)}", indent=6)


def _who(value: Value) -> str:
    words = "; ".join(f"“{clean(citation.text)}” [dim]({clean(citation.article_id)})[/]" for citation in value.evidence)
    outlets = clean(", ".join(value.outlets))
    return f"{outlets}, {words}" if outlets and words else outlets or words or clean(", ".join(value.article_ids))
