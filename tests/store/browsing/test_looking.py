"""Stories, actors, ties, places and reports as lists show them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest

from dragoman import engine, relations
from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Event, Mention, Status, Story, from_json
from dragoman.store import Store, open_store
from dragoman.store.browsing import ActorFilter, Browser, EventFilter, ReportFilter, StoryFilter, TieFilter


def test_stories_of_the_last_days(invented: Store, browse: Browser) -> None:
    last = browse.stories.last_day()
    assert last == max(one.last or "" for one in invented.records("stories") if isinstance(one, Story))
    rows = browse.stories.rows(browse.stories.page(StoryFilter(since=last)).ids)
    assert rows
    assert {row.last for row in rows} == {last}
    story = invented.get(rows[0].id)
    assert isinstance(story, Story)
    assert (rows[0].title, rows[0].articles, rows[0].origins) == (story.title, story.articles, len(story.origins))
    assert (rows[0].events, rows[0].countries) == (len(story.event_ids), story.countries)


def test_what_changed_since_a_number(invented: Store, browse: Browser) -> None:
    assert browse.stories.counts_since(0) == {
        kind: invented.counts()[kind] for kind in ("articles", "quotes", "stories", "events")
    }
    assert browse.stories.changed_since(browse.stories.last_change()) == []
    assert len(browse.stories.changed_since(0, limit=5)) == 5


def test_an_actor_s_roles_and_partners_add_up(browse: Browser, events: list[Event]) -> None:
    peru = browse.actors.get("PER")
    acting = [one for one in events if any(side.country == "PER" for side in one.actors)]
    suffering = [one for one in events if any(side.country == "PER" for side in one.recipients)]
    assert (peru.name, peru.as_actor, peru.as_recipient) == ("Peru", len(acting), len(suffering))
    assert sum(role.as_actor for role in browse.actors.roles("PER")) == len(acting)
    partners = browse.actors.partners("PER", limit=100)
    assert Counter({one.key: one.done_to for one in partners if one.done_to}) == Counter(
        side.country for one in acting for side in one.recipients
    )


def test_a_person_has_offices_and_words(browse: Browser) -> None:
    key = browse.actors.page(ActorFilter(kind=("person",))).ids[0]
    person = browse.actors.get(key)
    assert person.kinds == ("person",)
    assert [office.office for office in person.offices] == ["foreign minister"]
    assert browse.reports.count("quotes", ReportFilter((("speaker", (key,)),))) == person.quotes


def test_actors_are_found_by_name(browse: Browser) -> None:
    (row,) = browse.actors.rows(browse.actors.page(ActorFilter(text="PERÚ", kind=("state",))).ids)
    assert (row.key, row.name, row.country) == ("PER", "Peru", "PER")


def test_nobody_is_not_found(browse: Browser) -> None:
    with pytest.raises(NotInStore, match="nobody"):
        browse.actors.get("' or 1=1 --")


def test_ties_from_columns_are_ties_from_events(invented: Store, events: list[Event]) -> None:
    for period in relations.PERIODS:
        assert engine.ties(invented, period, [Status.DONE, Status.PLANNED]) == relations.ties(
            events, period, [Status.DONE, Status.PLANNED]
        )


def test_one_tie_alone_is_that_tie_among_all(invented: Store) -> None:
    alone = engine.chosen_ties(invented, TieFilter(a="PER", b="ECU"))
    assert alone == [one for one in engine.ties(invented) if (one.a, one.b) == ("ECU", "PER")]


def test_an_unknown_status_of_ties_is_refused(invented: Store) -> None:
    with pytest.raises(SettingsError, match="done, ongoing"):
        engine.chosen_ties(invented, TieFilter(statuses=("gone",)))


def test_what_moved_weighs_the_last_days_against_those_before(browse: Browser, events: list[Event]) -> None:
    moved = browse.ties.moved(until="2031-12-20", days=30, limit=500)
    assert [abs(one.moved) for one in moved] == sorted((abs(one.moved) for one in moved), reverse=True)
    one = moved[0]
    within = [
        event.intensity
        for event in events
        if event.status is Status.DONE
        and "2031-11-21" <= (event.date.value or "") <= "2031-12-20"
        and (one.a, one.b) in [(a, b) for a, b, _ in relations.dyads.pairs_of(event)]
    ]
    assert (one.events, one.score_sum) == (len(within), sum(within))


def test_places_have_the_events_that_lie_there(browse: Browser, events: list[Event]) -> None:
    points = browse.places.points(EventFilter(status=("done",)))
    wanted = Counter(one.place.name for one in events if one.place and one.status is Status.DONE)
    assert {point.name: point.events for point in points} == wanted
    assert all(point.cooperation + point.conflict == point.events for point in points)
    assert browse.places.rows(browse.places.page(EventFilter(), "bogota").ids)[0].name == "Bogotá"


@pytest.mark.parametrize("kind", ["articles", "mentions", "quotes", "findings"])
def test_reports_are_paged_whole(invented: Store, browse: Browser, kind: str) -> None:
    page, ids = browse.reports.page(kind, ReportFilter(), limit=400), list[str]()
    while True:
        ids += page.ids
        if not page.next:
            break
        page = browse.reports.page(kind, ReportFilter(), cursor=page.next, limit=400)
    assert sorted(ids) == sorted(one.id for one in invented.records(kind))
    assert browse.reports.count(kind, ReportFilter()) == len(ids)
    assert [from_json(line).id for line in browse.reports.lines(kind, ReportFilter())] == ids


def test_mentions_of_an_event_know_it(invented: Store, browse: Browser) -> None:
    event = next(one for one in invented.records("events") if isinstance(one, Event))
    ids = browse.reports.page("mentions", ReportFilter((("event", (event.id,)),))).ids
    assert sorted(ids) == sorted(event.mention_ids)
    found = browse.records("mentions", ids)
    assert all(isinstance(one, Mention) and one.event_id == event.id for one in found)


def test_a_field_that_is_not_there_is_refused(browse: Browser) -> None:
    with pytest.raises(SettingsError, match="speaker_country"):
        browse.reports.page("quotes", ReportFilter((("record", ("x",)),)))


def test_people_and_places_are_searched(invented: Store, browse: Browser) -> None:
    name = browse.actors.page(ActorFilter(kind=("person",))).ids[0]
    found = invented.search_by_kind(name.lower())
    assert [hit.id for hit in found["people"]] == [name]
    assert {"people", "events"} <= set(found)
    assert [(hit.id, hit.title) for hit in invented.search("bogota", kinds=["places"])] == [("3688689", "Bogotá")]
    assert [hit.title for hit in invented.search("peru", kinds=["people"])] == ["Peru"]


def test_who_is_gone_is_found_no_more(tmp_path: Path) -> None:
    from invented import fill

    with open_store(tmp_path / "s.duckdb", create=True) as store:
        fill(store, 20)
        place = store.browse.places.points(EventFilter())[0]
        assert store.search(place.name, kinds=["places"])
        store.remove_stories([one.id for one in store.records("stories")])
        assert store.search(place.name, kinds=["places"]) == []


@pytest.mark.parametrize(("first", "last"), [(None, None), ("2031-03", "2031-05")])
def test_a_network_added_up_in_the_store_is_the_network(invented: Store, first: str | None, last: str | None) -> None:
    whole, summed = (of(invented, first=first, last=last) for of in (engine.network, engine.summed_network))
    assert summed.nodes == whole.nodes
    assert summed.edges == tuple(dataclasses.replace(edge, event_ids=()) for edge in whole.edges)


def test_months_that_have_ties(invented: Store, browse: Browser) -> None:
    months = browse.ties.months(TieFilter())
    ids = {id: tie.period for tie in engine.ties(invented) for id in tie.event_ids}
    assert dict(months) == Counter(ids.values())


def test_conflict_among_the_roles_of_an_actor(browse: Browser, events: list[Event]) -> None:
    acting = [one for one in events if one.quad > 2 and any(side.country == "PER" for side in one.actors)]
    assert sum(role.actor_conflict for role in browse.actors.roles("PER")) == len(acting)
