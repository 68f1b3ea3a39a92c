"""Articles, and what was read in each: mentions, quotes; and what comparing them shows: findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.errors import SettingsError
from dragoman.store.browsing.filters import text_conditions
from dragoman.store.browsing.lines import Lines
from dragoman.store.browsing.paging import Condition, Page, Sort, page_of, sort_of, where
from dragoman.store.database import Database

__all__ = ["ReportBrowser", "ReportFilter"]

# The table that pages are of: its rows have an id and what is sorted and chosen by.
_TABLES = {
    "articles": "(select c.*, a.story_id from article_columns c join articles a on a.id = c.id)",
    "mentions": """(select c.*, m.event_id, m.start, a.story_id, a.published from mention_columns c join mentions m on m.id = c.id
        join articles a on a.id = c.article_id)""",
    "quotes": """(select c.*, q.start, a.story_id, a.published from quote_columns c join quotes q on q.id = c.id
        join articles a on a.id = c.article_id)""",
    "findings": "(select id, story_id, event_id, quote_id, field, relation from findings)",
}
SORTS: Mapping[str, Mapping[str, Sort]] = {
    "articles": {"published": Sort("coalesce(published, '')"), "outlet": Sort("coalesce(outlet, '')")},
    "mentions": {"published": Sort("coalesce(published, '')"), "date": Sort("coalesce(date, '')"), "type": Sort("type")},
    "quotes": {
        "published": Sort("coalesce(published, '')"),
        "date": Sort("coalesce(date, '')"),
        "speaker": Sort("coalesce(speaker, '')"),
    },
    "findings": {"story": Sort("story_id"), "relation": Sort("relation"), "field": Sort("field")},
}
_FIELDS = {
    "articles": {"id": "id", "story": "story_id", "outlet": "outlet", "language": "language"},
    "mentions": {
        "id": "id",
        "article": "article_id",
        "event": "event_id",
        "story": "story_id",
        "type": "type",
        "status": "status",
    },
    "quotes": {
        "id": "id",
        "article": "article_id",
        "story": "story_id",
        "speaker": "speaker_key",
        "speaker_country": "speaker_country",
        "form": "form",
    },
    "findings": {
        "id": "id",
        "story": "story_id",
        "event": "event_id",
        "quote": "quote_id",
        "field": "field",
        "relation": "relation",
    },
}
_DATES = {"articles": "published", "mentions": "date", "quotes": "date"}
_WORDS = {"articles": "plain_words(coalesce(title, ''))", "quotes": "words"}


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which records: `values` maps a field (one of `ReportBrowser.fields`) to the values of which one must hold."""

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: str | None = None
    until: str | None = None
    text: str = ""
    """words that all stand in the title of an article, or in the words and the speaker of a quote"""


class ReportBrowser:
    """Articles, mentions, quotes and findings as somebody looks for them; `kind` is one of these four."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lines = Lines(database)

    @staticmethod
    def fields(kind: str) -> tuple[str, ...]:
        """The fields that a filter may name."""
        return tuple(_FIELDS[kind])

    def page(self, kind: str, chosen: ReportFilter, *, sort: str = "", cursor: str | None = None, limit: int = 50) -> Page:
        """A page of ids. Raises SettingsError for a field, a sort or a cursor that is none of ours."""
        sort = sort or _default_sort(kind)
        return page_of(self._database, _TABLES[kind], _conditions(kind, chosen), sort, SORTS[kind], cursor=cursor, limit=limit)

    def count(self, kind: str, chosen: ReportFilter) -> int:
        """How many there are."""
        sql, given = where(_conditions(kind, chosen))
        return int(self._database.value(f"select count(*) from {_TABLES[kind]} where {sql}", given))

    def lines(self, kind: str, chosen: ReportFilter, *, sort: str = "") -> Iterator[str]:
        """All of them as lines of JSON, in that order, a part at a time."""
        by, down = sort_of(sort or _default_sort(kind), SORTS[kind])
        sql, given = where(_conditions(kind, chosen))
        order = "desc" if down else "asc"
        places = f"""select t.rowid from {kind} t join (select id, {by.by} as value from {_TABLES[kind]} where {sql}) c on c.id = t.id
            order by c.value {order}, t.id {order}"""
        return self._lines.at(kind, places, given)


def _default_sort(kind: str) -> str:
    return "story" if kind == "findings" else "-published"


def _conditions(kind: str, chosen: ReportFilter) -> list[Condition]:
    found: list[Condition] = []
    for field, values in chosen.values:
        if field not in _FIELDS[kind]:
            raise SettingsError(f"{kind} are not chosen by {field!r}; there are {', '.join(_FIELDS[kind])}")
        if values:
            found.append((f"{_FIELDS[kind][field]} in (select unnest(?))", [list(values)]))
    date = _DATES.get(kind)
    if (chosen.since or chosen.until) and not date:
        raise SettingsError(f"{kind} have no date of their own")
    if chosen.since:
        found.append((f"{date} >= ?", [chosen.since]))
    if chosen.until:
        found.append((f"{date} < ?", [chosen.until + "~"]))
    if chosen.text and kind not in _WORDS:
        raise SettingsError(f"{kind} are not searched by text; search events, quotes or articles")
    return found + (text_conditions(_WORDS[kind], chosen.text) if chosen.text else [])
