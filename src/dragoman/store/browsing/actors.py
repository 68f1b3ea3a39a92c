"""Who acts and is acted on: found by name, their roles over time, with whom they deal, and in which offices they appear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.errors import NotInStore
from dragoman.store.browsing.filters import text_conditions
from dragoman.store.browsing.paging import Condition, Page, Sort, page_of, where
from dragoman.store.database import Database

__all__ = ["Actor", "ActorBrowser", "ActorFilter", "ActorRow", "Office", "Partner", "RoleCount"]

SORTS = {"events": Sort("events", number=True), "name": Sort("name")}
_LISTED = """(select key as id, min(name) as name, min(kind) as kind, min(country) as country,
    count(distinct event_id) as events, count(distinct event_id) filter (side = 'actor') as as_actor,
    count(distinct event_id) filter (side = 'recipient') as as_recipient from event_sides where {} group by key)"""
_OF = "(key = ? or country = ?)"
"""a code stands for all of that state: its government, army and people"""
# The events that somebody stands in, from the lists beside each: a third of the time that the sides would take.
_MINE = """select id, date, intensity, quad, acts, suffers from (select *,
        list_contains(actors, ?) or list_contains(actor_countries, ?) as acts,
        list_contains(recipients, ?) or list_contains(recipient_countries, ?) as suffers from event_columns)
    where acts or suffers"""


@dataclass(frozen=True, slots=True)
class ActorFilter:
    """Which actors and recipients: all that is given must hold."""

    kind: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    text: str = ""
    """words that all stand in the name"""

    def conditions(self) -> list[Condition]:
        """Of `event_sides`."""
        found: list[Condition] = []
        for column, values in (("kind", self.kind), ("country", self.country)):
            if values:
                found.append((f"{column} in (select unnest(?))", [list(values)]))
        if self.sector:
            found.append(("list_has_any(sectors, ?::varchar[])", [list(self.sector)]))
        return found + text_conditions("plain_words(name)", self.text)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody as a list shows them, and in how many events they stand."""

    key: str
    name: str
    kind: str
    country: str | None
    events: int
    as_actor: int
    as_recipient: int


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody was named with, and the first and last date of the events in which they were."""

    office: str
    first: str | None
    last: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Actor:
    """All that the store tells of who somebody is."""

    key: str
    name: str
    names: tuple[str, ...]
    """the most frequent first; of a state also those that act for it"""
    kinds: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    wikidata: str | None
    offices: tuple[Office, ...]
    events: int
    as_actor: int
    as_recipient: int
    quotes: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class RoleCount:
    """In how many events of a period somebody acts and is acted on, and the mean PLOVER score of all of them."""

    period: str
    as_actor: int
    as_recipient: int
    score: float
    actor_conflict: int
    """of `as_actor`, those of quad 3 and 4"""
    recipient_conflict: int


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody on the other side, or acting alongside; the counts are of events, `quads` of those of quad 1 to 4."""

    key: str
    name: str
    country: str | None
    done_to: int
    done_by: int
    together: int
    quads: tuple[int, int, int, int]
    score: float


class ActorBrowser:
    """Actors and recipients as somebody looks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, chosen: ActorFilter, *, sort: str = "-events", cursor: str | None = None, limit: int = 50) -> Page:
        """A page of keys. Raises SettingsError for a sort or a cursor that is none of ours."""
        sql, given = where(chosen.conditions())
        return page_of(self._database, _LISTED.format(sql), [("true", given)], sort, SORTS, cursor=cursor, limit=limit)

    def count(self, chosen: ActorFilter) -> int:
        """How many there are."""
        sql, given = where(chosen.conditions())
        return int(self._database.value(f"select count(distinct key) from event_sides where {sql}", given))

    def rows(self, keys: Sequence[str]) -> list[ActorRow]:
        """These as a list shows them, in the order of `keys`; those that are not there are left out."""
        sql = (
            f"select id, name, kind, country, events, as_actor, as_recipient from {_LISTED.format('key in (select unnest(?))')}"
        )
        by_key = {row[0]: ActorRow(*row) for row in self._database.run(sql, [list(keys)])}
        return [by_key[key] for key in keys if key in by_key]

    def get(self, key: str) -> Actor:
        """Who has this key; a code stands for all of that state or kind of organisation. Raises NotInStore."""
        sql = f"""select count(*), count(*) filter (acts), count(*) filter (suffers), min(date), max(date) from ({_MINE})"""
        ((events, as_actor, as_recipient, first, last),) = self._database.run(sql, _times(key))
        sides = f"select min(country), min(wikidata) filter (key = ?), min(name) filter (key = ?) from event_sides where {_OF}"
        ((country, wikidata, own),) = self._database.run(sides, [key] * 4)
        quotes = int(self._database.value("select count(*) from quote_columns where speaker_key = ?", [key]))
        if not events and not quotes:
            raise NotInStore(f"{self._database.path}: nobody has the key {key!r}; `dragoman search` finds people")
        names = self._ranked("name", key) or self._speakers("speaker", key)
        return Actor(
            key=key,
            name=own or (names[0] if names else key),
            names=names,
            kinds=self._ranked("kind", key) or self._speakers("speaker_kind", key),
            country=country if events else next(iter(self._speakers("speaker_country", key)), None),
            sectors=self._ranked("unnest(sectors)", key),
            wikidata=wikidata,
            offices=self._offices(key),
            events=events,
            as_actor=as_actor,
            as_recipient=as_recipient,
            quotes=quotes,
            first=first,
            last=last,
        )

    def roles(self, key: str, *, digits: int = 7) -> list[RoleCount]:
        """By month; by year with `digits` 4, by day with 10. Events whose date does not tell the period are left out."""
        sql = f"""select left(date, ?), count(*) filter (acts), count(*) filter (suffers), round(avg(intensity), 4),
            count(*) filter (acts and quad in (3, 4)), count(*) filter (suffers and quad in (3, 4))
            from ({_MINE}) where length(date) >= ? group by 1 order by 1"""
        return [RoleCount(*row) for row in self._database.run(sql, [digits, *_times(key), digits])]

    def partners(self, key: str, *, limit: int = 20) -> list[Partner]:
        """With whom they share events, the most frequent first; the members of a state are one partner, their state."""
        sql = f"""with mine as ({_MINE}),
            theirs as (select coalesce(s.country, s.key) as partner, s.event_id, bool_or(s.side = 'actor') as acts,
                bool_or(s.side = 'recipient') as suffers, min(s.name) filter (s.kind = 'state') as state, min(s.name) as name,
                min(s.country) as country
                from event_sides s where s.event_id in (select id from mine) and s.key <> ? and s.country is distinct from ?
                group by 1, 2)
            select partner, coalesce(min(t.state), min(t.name)), min(t.country),
                count(*) filter (e.acts and t.suffers), count(*) filter (e.suffers and t.acts),
                count(*) filter (e.acts and t.acts), count(*) filter (e.quad = 1), count(*) filter (e.quad = 2),
                count(*) filter (e.quad = 3), count(*) filter (e.quad = 4), round(avg(e.intensity), 4)
            from theirs t join mine e on e.id = t.event_id
            group by partner order by count(*) desc, partner limit ?"""
        found = self._database.run(sql, [*_times(key), key, key, limit])
        return [
            Partner(key, name, country, to, by, together, (one, two, three, four), score)
            for key, name, country, to, by, together, one, two, three, four, score in found
        ]

    def _ranked(self, what: str, key: str) -> tuple[str, ...]:
        sql = f"select {what} as value from event_sides where {_OF}"
        return self._by_count(sql, [key, key])

    def _speakers(self, what: str, key: str) -> tuple[str, ...]:
        return self._by_count(f"select {what} as value from quote_columns where speaker_key = ?", [key])

    def _by_count(self, sql: str, given: list[str]) -> tuple[str, ...]:
        counted = f"select value from ({sql}) where value is not null group by value order by count(*) desc, value limit 20"
        return tuple(value for (value,) in self._database.run(counted, given))

    def _offices(self, key: str) -> tuple[Office, ...]:
        sql = """select s.office, min(e.date), max(e.date), count(distinct e.id)
            from event_sides s join event_columns e on e.id = s.event_id where s.key = ? and s.office is not null
            group by 1 order by 2, 1 limit 50"""
        return tuple(Office(*row) for row in self._database.run(sql, [key]))


def _times(key: str) -> list[str]:
    """The key for each question mark of `_MINE`."""
    return [key] * 4
