"""Stories by day, size, country and words; what the latest days brought, and what has changed since a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.store.browsing.filters import text_conditions
from dragoman.store.browsing.lines import Lines
from dragoman.store.browsing.paging import Condition, Page, Sort, page_of, sort_of, where
from dragoman.store.database import Database

__all__ = ["StoryBrowser", "StoryFilter", "StoryRow"]

SORTS = {
    "last": Sort("coalesce(last, '')"),
    "first": Sort("coalesce(first, '')"),
    "articles": Sort("articles", number=True),
    "outlets": Sort("outlets", number=True),
    "origins": Sort("origins", number=True),
    "events": Sort("events", number=True),
}
_COLUMNS = "id, title, first, last, articles, outlets, origins, events, countries"


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Which stories: all that is given must hold."""

    country: tuple[str, ...] = ()
    """one of these among the states in its events"""
    since: str | None = None
    """its last day is not before this ISO date"""
    until: str | None = None
    """its first day is not after this one, or what begins so"""
    min_articles: int = 0
    min_outlets: int = 0
    min_origins: int = 0
    text: str = ""
    """words that all stand in its title"""

    def conditions(self) -> list[Condition]:
        """Of `story_columns`."""
        found: list[Condition] = [("list_has_any(countries, ?::varchar[])", [list(self.country)])] if self.country else []
        if self.since:
            found.append(("last >= ?", [self.since]))
        if self.until:
            found.append(("first < ?", [self.until + "~"]))
        for column in ("articles", "outlets", "origins"):
            least = getattr(self, f"min_{column}")
            if least > 0:
                found.append((f"{column} >= ?", [least]))
        return found + text_conditions("plain_words(title)", self.text)


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as a list shows it; `articles`, `outlets`, `origins` and `events` are counts."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: int
    outlets: int
    origins: int
    events: int
    countries: tuple[str, ...]


class StoryBrowser:
    """Stories as somebody looks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lines = Lines(database)

    def page(self, chosen: StoryFilter, *, sort: str = "-last", cursor: str | None = None, limit: int = 50) -> Page:
        """A page of ids. Raises SettingsError for a sort or a cursor that is none of ours."""
        return page_of(self._database, "story_columns", chosen.conditions(), sort, SORTS, cursor=cursor, limit=limit)

    def count(self, chosen: StoryFilter) -> int:
        """How many there are."""
        sql, given = where(chosen.conditions())
        return int(self._database.value(f"select count(*) from story_columns where {sql}", given))

    def lines(self, chosen: StoryFilter, *, sort: str = "-last") -> Iterator[str]:
        """All of them as lines of JSON, in that order, a part at a time."""
        by, down = sort_of(sort, SORTS)
        sql, given = where(chosen.conditions())
        order = "desc" if down else "asc"
        places = f"""select t.rowid from stories t join (select id, {by.by} as value from story_columns where {sql}) s on s.id = t.id
            order by s.value {order}, t.id {order}"""
        return self._lines.at("stories", places, given)

    def rows(self, ids: Sequence[str]) -> list[StoryRow]:
        """These stories as a list shows them, in the order of `ids`; those that are not there are left out."""
        found = self._database.run(f"select {_COLUMNS} from story_columns where id in (select unnest(?))", [list(ids)])
        by_id = {row[0]: StoryRow(*row[:8], tuple(row[8] or ())) for row in found}  # type: ignore[call-arg]  # the rest of a row
        return [by_id[id] for id in ids if id in by_id]

    def relations(self, ids: Sequence[str]) -> dict[str, dict[str, int]]:
        """Story id -> relation -> how many findings of it; of these stories."""
        sql = (
            "select story_id, relation, count(*) from findings where story_id in (select unnest(?)) group by 1, 2 order by 1, 2"
        )
        found: dict[str, dict[str, int]] = {}
        for story_id, relation, count in self._database.run(sql, [list(ids)]):
            found.setdefault(story_id, {})[relation] = count
        return found

    def last_day(self) -> str | None:
        """The latest day on which an article was published: the store's own today."""
        day = self._database.value("select max(last) from story_columns")
        return None if day is None else str(day)[:10]

    def last_change(self) -> int:
        """The number of the last change."""
        return int(self._database.value("select coalesce(max(number), 0) from changes"))

    def changed_since(self, number: int, *, limit: int = 50) -> list[str]:
        """The stories that are there now and have changed after that change, the latest day first."""
        sql = """select id from story_columns where id in (select id from changes where kind = 'stories' and number > ?)
            order by coalesce(last, '') desc, id limit ?"""
        return [id for (id,) in self._database.run(sql, [number, limit])]

    def counts_since(self, number: int) -> dict[str, int]:
        """Kind (articles, quotes, stories, events) -> how many that are there now have come or changed after that change."""
        kinds = ("articles", "quotes", "stories", "events")
        counted = [
            f"(select count(*) from {kind} where id in (select id from changes where kind = '{kind}' and number > ?))"
            for kind in kinds
        ]
        (row,) = self._database.run(f"select {', '.join(counted)}", [number] * len(kinds))
        return dict(zip(kinds, row, strict=True))
