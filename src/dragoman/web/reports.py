"""A report beside others: its text, with the words that the chosen happening was read from and those over which reports part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from dragoman.records import Article, Event, Finding, Mention, Story
from dragoman.web.evidence import source_of
from dragoman.web.excerpts import paragraphs
from dragoman.web.values import FIELDS, field_of, spans_of, values_of

__all__ = ["EXCERPT", "LONGEST", "Told", "report", "shown_text"]

LONGEST = 40_000
"""characters of a report that stand beside others; the rest is on its own page"""
EXCERPT = 500
"""characters of an article in a file, where full text is not to be given"""


class Told(Protocol):
    """What a report is shown from."""

    @property
    def story(self) -> Story: ...
    @property
    def articles(self) -> Mapping[str, Article]: ...
    @property
    def shown(self) -> Sequence[str]: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def mentions(self) -> Mapping[str, Mention]: ...


def report(told: Told, id: str, chosen: Event | None, field: str, with_text: bool) -> dict[str, Any]:
    """The report with this id: `text`, its `paragraphs`, and `marks` in it; `field` alone of the chosen event, where it is given."""
    article, column = told.articles[id], told.shown.index(id)
    origin = next((one for one in told.story.origins if id in one.article_ids), None)
    mentions = [one for one in told.mentions.values() if one.article_id == id]
    marks = [
        *_triggers(mentions, chosen, column),
        *_parting(told.findings, id, column),
        *(_of_chosen(mentions, chosen, field, column) if chosen else ()),
    ]
    return {
        **source_of(article),
        "column": column,
        "url": article.url,
        "origin": origin.origin if origin else None,
        "basis": origin.basis if origin else None,
        "mentions": len(mentions),
        "tells_chosen": chosen is not None and any(one.event_id == chosen.id for one in mentions),
        **shown_text(article, marks, LONGEST if with_text else EXCERPT),
    }


def shown_text(article: Article, marks: Iterable[Mapping[str, Any]], longest: int) -> dict[str, Any]:
    """The first `longest` characters of the report itself, in paragraphs, with the marks that lie in them. Offsets count in `text`."""
    begin = article.body_start
    end = min(len(article.text), begin + longest)
    within = [
        {**one, "start": max(one["start"] - begin, 0), "end": min(one["end"], end) - begin}
        for one in marks
        if one["start"] < end and one["end"] > begin
    ]
    return {
        "text": article.text[begin:end],
        "begins": begin,
        "characters": len(article.text),
        "left_out": len(article.text) - end,
        "paragraphs": paragraphs(article.text[begin:end], 0, end - begin),
        "marks": within,
    }


def _triggers(mentions: Iterable[Mention], chosen: Event | None, column: int) -> Iterator[dict[str, Any]]:
    """The words that report a happening, each leading to its record."""
    for one in mentions:
        if one.event_id and (chosen is None or one.event_id != chosen.id):
            yield {
                "start": one.trigger.start,
                "end": one.trigger.end,
                "kind": "trigger",
                "of": [one.event_id],
                "anchor": f"w{column}-{one.trigger.start}",
                "href": f"?event={one.event_id}#record",
                "label": " ".join([one.type, *one.modes]),
            }


def _parting(findings: Iterable[Finding], article_id: str, column: int) -> Iterator[dict[str, Any]]:
    """The words over which this report parts from others."""
    for one in findings:
        if one.relation == "agrees":
            continue
        for cited in (cited for value in one.values for cited in value.evidence if cited.article_id == article_id):
            yield {
                "start": cited.start,
                "end": cited.end,
                "kind": f"parting {one.relation}",
                "of": [one.id],
                "anchor": f"w{column}-{cited.start}",
                "href": f"?event={one.event_id}&field={one.field}#record" if one.event_id else f"#{one.id}",
                "label": one.explanation,
            }


def _of_chosen(mentions: Iterable[Mention], chosen: Event, field: str, column: int) -> Iterator[dict[str, Any]]:
    """The words that the chosen event was read from, field by field."""
    for one in mentions:
        if one.event_id != chosen.id:
            continue
        values = values_of(one)
        for name in FIELDS:
            if name not in values or name in ("modes", "status"):
                continue  # read from the same words as the type
            picked = not field or field.partition(".")[0] == name or (name == "type" and field in ("modes", "status"))
            for start, end in spans_of(one, name):
                yield {
                    "start": start,
                    "end": end,
                    "kind": f"{field_of(name).kind} {'chosen' if picked else 'faint'}",
                    "of": [chosen.id, name],
                    "anchor": f"w{column}-{start}",
                    "href": f"?event={chosen.id}&field={name}#record",
                    "label": f"{field_of(name).label}: {values[name]}",
                }
