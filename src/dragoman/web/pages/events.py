"""Events: a table narrowed by facets, whose address is the view; and the table as CSV or Parquet, as shown or whole."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from dragoman.errors import NotInStore, SettingsError
from dragoman.exporting import columns_of, parquet_exporter, write_csv
from dragoman.records import Article, Entity, Event, Finding, Mention, Record, from_json
from dragoman.store import write_parquet
from dragoman.store.browsing import Count
from dragoman.web.api.asking import EventQuery, asked_for
from dragoman.web.codes import name_of
from dragoman.web.evidence import event_record
from dragoman.web.page import Asked, File, Page, Plain

__all__ = ["PAGE"]

PATH = "/events"
_TITLES = {
    "type": "Type",
    "mode": "Mode",
    "quad": "Kind",
    "status": "Status",
    "actor": "Who",
    "recipient": "To whom",
    "country": "Where",
    "min_origins": "Corroboration",
    "year": "When",
}
_QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}
_COLUMNS = {
    "date": "When",
    "type": "What",
    "actors": "Who → to whom",
    "place": "Where",
    "evidence": "Words",
    "origins": "Reports",
}
"""heading of each column that is shown; those with a sort of their name can be sorted by"""
_SORTED = ("date", "type", "place", "origins")
_LONGEST = 220
"""characters of a sentence in a row"""
_MOST_PARQUET = 200_000
"""rows of a Parquet file: it is made in memory"""
_TOGETHER = 500


def build(asked: Asked) -> Plain:
    """A page of the table. Raises SettingsError for a query that is none."""
    query, extra = _query(asked)
    chosen = query.chosen()
    page = asked.store.browse.events.page(chosen, sort=query.sort, cursor=query.cursor, limit=query.limit)
    events = [one for one in asked.store.browse.records("events", page.ids) if isinstance(one, Event)]
    facets = asked.remember(("facets", chosen), lambda: asked.store.browse.events.facets(chosen))
    # Every event is of one kind of four, so their counts are the count of all; a query less.
    count = sum(one.count for one in facets["quad"] if not chosen.quad or int(one.value) in chosen.quad)
    columns = columns_of("events", with_text=False)
    here = _Here(query)
    open_row = extra.get("why", "")
    return {
        "title": "Events",
        "count": count,
        "query": query.model_dump(mode="json", exclude_defaults=True, exclude={"cursor"}),
        "chosen": here.chosen(),
        "facets": [here.facet(name, counts) for name, counts in facets.items() if counts],
        "columns": [here.column(name, title) for name, title in _COLUMNS.items()],
        "rows": [{column.name: column.of(event) for column in columns} for event in events],
        "events": [_row(one) | {"why": here.at(query.cursor, why=one.id if one.id != open_row else None)} for one in events],
        "why": _why(asked, open_row) if open_row in page.ids else None,
        "next": here.at(page.next) if page.next else None,
        "previous": here.at(page.previous) if page.previous else None,
        "whole": here.files(count),
    }


def _query(asked: Asked) -> tuple[EventQuery, dict[str, str]]:
    """What the address asks of the events, and of the page beside that."""
    extra = {name: asked.one(name) for name in ("why", "all") if asked.one(name)}
    return asked_for(EventQuery, [pair for pair in asked.pairs if pair[0] not in ("why", "all")]), extra


class _Here:
    """Addresses of this view, and of what a step from it leads to."""

    def __init__(self, query: EventQuery) -> None:
        self._query = query
        self._plain = query.model_dump(mode="json", exclude_defaults=True, exclude={"cursor", "format"})

    def at(self, cursor: str | None = None, **more: Any) -> str:
        """This view on another page, or with other parameters; one of None or [] is left out."""
        given = {**self._plain, "cursor": cursor, **more}
        pairs = [(name, one) for name, value in given.items() for one in (value if isinstance(value, list) else [value])]
        asked = urlencode([(name, one) for name, one in pairs if one is not None], errors="replace")
        return PATH + (f"?{asked}" if asked else "")

    def files(self, count: int) -> dict[str, str]:
        """Where the whole table is, by format."""
        asked = self.at().partition("?")[2]
        query = f"?{asked}" if asked else ""
        found = {"CSV": f"/events.csv?all=1{asked and '&'}{asked}", "JSON lines": f"/api/v1/events{query or '?'}&format=ndjson"}
        if count <= _MOST_PARQUET:
            found["Parquet"] = f"/events.parquet?all=1{asked and '&'}{asked}"
        return {name: address.replace("?&", "?") for name, address in found.items()}

    def chosen(self) -> list[Plain]:
        """What the view is narrowed by, each with where it leads to without it."""
        found: list[Plain] = []
        for name, value in self._plain.items():
            if name in ("sort", "limit"):
                continue
            for one in value if isinstance(value, list) else [value]:
                rest = [other for other in value if other != one] if isinstance(value, list) else None
                label = _label(name, str(one))
                found.append(
                    {
                        "name": _TITLES.get(name, name.replace("_", " ")),
                        "value": label,
                        "without": self.at(None, **{name: rest}),
                    }
                )
        return found

    def facet(self, name: str, counts: list[Count]) -> Plain:
        """A facet, each of whose values leads to the view with it, or without it where it is chosen."""
        return {"name": name, "title": _TITLES[name], "values": [self._value(name, one) for one in counts]}

    def _value(self, name: str, one: Count) -> Plain:
        if name == "year":
            chosen = (self._query.since, self._query.until) == (one.value, one.value)
            year = None if chosen else one.value
            address = self.at(since=year, until=year)
        elif name == "min_origins":
            chosen = self._query.min_origins == int(one.value)
            address = self.at(min_origins=None if chosen or one.value == "1" else one.value)
        else:
            asked = [str(value) for value in getattr(self._query, name)]
            chosen = one.value in asked
            address = self.at(
                None, **{name: [value for value in asked if value != one.value] if chosen else [*asked, one.value]}
            )
        return {"value": one.value, "label": _label(name, one.value), "count": one.count, "chosen": chosen, "address": address}

    def column(self, name: str, title: str) -> Plain:
        """The heading of a column, which leads to the table sorted by it: downwards first, but for words."""
        if name not in _SORTED:
            return {"name": name, "title": title, "address": None, "order": None}
        now = self._query.sort
        order = {name: "ascending", f"-{name}": "descending"}.get(now)
        upwards = order == "descending" or (order is None and name in ("type", "place"))
        return {"name": name, "title": title, "address": self.at(sort=name if upwards else f"-{name}"), "order": order}


def _label(name: str, value: str) -> str:
    if name == "quad":
        return _QUADS.get(value, value)
    if name == "min_origins":
        return "any" if value == "1" else f"{value} or more origins"
    if name == "between":
        return " and ".join(map(name_of, value.split("-")))
    return name_of(value) if name in ("actor", "recipient", "involving", "country") else value


def _row(event: Event) -> Plain:
    sentence = event.evidence[0].text if event.evidence else ""
    return {
        "id": event.id,
        "story_id": event.story_id,
        "date": event.date.value,
        "end": event.date.end_value,
        "type": event.type,
        "modes": list(event.modes),
        "status": str(event.status),
        "quad": event.quad,
        "actors": list(map(_side, event.actors)),
        "recipients": list(map(_side, event.recipients)),
        "place": event.place.name if event.place else None,
        "words": sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1].rstrip() + "…",
        "articles": event.articles,
        "outlets": event.outlets,
        "origins": event.origins,
    }


def _side(entity: Entity) -> Plain:
    key = entity.country if entity.kind == "state" and entity.country else entity.wikidata or entity.name
    return {"key": key, "name": entity.name, "country": entity.country}


def _why(asked: Asked, id: str) -> Plain:
    """The chain from the values of one row to their words."""
    event = asked.store.get(id)
    if not isinstance(event, Event):
        raise NotInStore(f"no event {id!r}")
    mentions = {one.id: one for one in asked.store.records("mentions", ids=event.mention_ids) if isinstance(one, Mention)}
    ids = {mention.article_id for mention in mentions.values()}
    articles = {one.id: one for one in asked.store.records("articles", ids=ids) if isinstance(one, Article)}
    findings = [one for one in asked.store.findings_of([event.story_id]) if isinstance(one, Finding)]
    return event_record(event, mentions, articles, findings)


# Files: the rows of the page, or with all=1 those of all pages.


def _records(asked: Asked) -> Iterator[Record]:
    query, extra = _query(asked)
    if extra.get("all"):
        yield from map(from_json, asked.store.browse.events.lines(query.chosen(), sort=query.sort))
        return
    page = asked.store.browse.events.page(query.chosen(), sort=query.sort, cursor=query.cursor, limit=query.limit)
    yield from asked.store.browse.records("events", page.ids)


def _csv(asked: Asked) -> File:
    return File("text/csv; charset=utf-8", _csv_parts(_records(asked)))


def _csv_parts(records: Iterable[Record]) -> Iterator[bytes]:
    output = io.BytesIO()
    batch: list[Record] = []
    begun = False
    for record in records:
        batch.append(record)
        if len(batch) == _TOGETHER:
            yield _csv_part(batch, output, begun=begun)
            batch, begun = [], True
    if batch or not begun:
        yield _csv_part(batch, output, begun=begun)


def _csv_part(batch: list[Record], output: io.BytesIO, *, begun: bool) -> bytes:
    output.seek(0)
    output.truncate()
    write_csv("events", batch, output, with_text=False)
    # The line of names comes once.
    return output.getvalue().partition(b"\r\n")[2] if begun else output.getvalue()


def _parquet(asked: Asked) -> File:
    query, extra = _query(asked)
    if extra.get("all") and asked.store.browse.events.count(query.chosen()) > _MOST_PARQUET:
        raise SettingsError(f"Parquet holds at most {_MOST_PARQUET:,} events here; `dragoman export` writes more, as does CSV")
    output = io.BytesIO()
    parquet_exporter(write_parquet)("events", _records(asked), output, with_text=False)
    return File("application/vnd.apache.parquet", iter([output.getvalue()]))


PAGE = Page("events", PATH, build, rows="rows", files={"csv": _csv, "parquet": _parquet})
