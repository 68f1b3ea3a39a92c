"""What a filter leaves is what a loop over all events would leave; counts and pages agree with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from dragoman.errors import SettingsError
from dragoman.records import Event
from dragoman.store.browsing import FACETS, Browser, EventFilter

FILTERS: list[tuple[EventFilter, Callable[[Event], bool]]] = [
    (EventFilter(), lambda one: True),
    (EventFilter(type=("AID", "ASSAULT")), lambda one: one.type in ("AID", "ASSAULT")),
    (EventFilter(mode=("expel",)), lambda one: "expel" in one.modes),
    (EventFilter(quad=(3, 4), status=("done",)), lambda one: one.quad > 2 and one.status == "done"),
    (EventFilter(actor=("PER", "CHL")), lambda one: any(side.country in ("PER", "CHL") for side in one.actors)),
    (EventFilter(recipient=("PER",)), lambda one: any(side.country == "PER" for side in one.recipients)),
    (EventFilter(involving=("PER",)), lambda one: any(side.country == "PER" for side in (*one.actors, *one.recipients))),
    (EventFilter(actor_sector=("MIL",)), lambda one: any("MIL" in side.sectors for side in one.actors)),
    (EventFilter(country=("ECU",)), lambda one: one.place is not None and one.place.country == "ECU"),
    (EventFilter(place=("3652462",)), lambda one: one.place is not None and one.place.name == "Quito"),
    (EventFilter(since="2031-03", until="2031-04"), lambda one: "2031-03" <= (one.date.value or "") < "2031-05"),
    (EventFilter(min_origins=3), lambda one: one.origins >= 3),
    (EventFilter(min_articles=2, min_outlets=2, min_confidence=0.7), lambda one: one.articles > 1 and one.confidence >= 0.7),
    (EventFilter(text="BOGOTA trucks"), lambda one: "Bogotá" in text_of(one) and "trucks" in text_of(one)),
    (EventFilter(text="100% '"), lambda one: False),
]


def text_of(event: Event) -> str:
    return " ".join(citation.text for citation in event.evidence)


@pytest.mark.parametrize(("chosen", "holds"), FILTERS)
def test_a_filter_leaves_what_it_says(
    browse: Browser, events: list[Event], chosen: EventFilter, holds: Callable[[Event], bool]
) -> None:
    wanted = {one.id for one in events if holds(one)}
    assert browse.events.count(chosen) == len(wanted)
    assert set(browse.events.page(chosen, limit=1000).ids) == wanted
    assert sum(1 for _ in browse.events.lines(chosen)) == len(wanted)


def test_a_person_is_found_by_name(browse: Browser, events: list[Event]) -> None:
    name = next(side.name for one in events for side in one.actors if side.kind == "person")
    found = browse.events.page(EventFilter(actor=(name,)), limit=1000).ids
    assert found
    assert set(found) == {one.id for one in events if name in [side.name for side in one.actors]}


def test_between_two_sides_lies_what_is_a_tie(browse: Browser, events: list[Event]) -> None:
    from dragoman.relations.dyads import pairs_of

    wanted = {one.id for one in events if ("ECU", "PER") in [(a, b) for a, b, _ in pairs_of(one)]}
    assert set(browse.events.page(EventFilter(between=("PER", "ECU")), limit=1000).ids) == wanted


@pytest.mark.parametrize("sort", ["date", "-date", "intensity", "-origins", "type", "place"])
def test_pages_in_a_row_are_the_whole_list_and_lead_back(browse: Browser, events: list[Event], sort: str) -> None:
    pages = [browse.events.page(EventFilter(), sort=sort, limit=70)]
    while pages[-1].next:
        pages.append(browse.events.page(EventFilter(), sort=sort, cursor=pages[-1].next, limit=70))
    ids = [id for page in pages for id in page.ids]
    assert len(ids) == len(set(ids)) == len(events)
    assert pages[0].previous is None
    for page, before in zip(pages[1:], pages, strict=False):
        assert browse.events.page(EventFilter(), sort=sort, cursor=page.previous, limit=70).ids == before.ids


def test_the_order_is_that_of_what_is_sorted_by(browse: Browser, events: list[Event]) -> None:
    by_id = {one.id: one for one in events}
    days = [by_id[id].date.value or "" for id in browse.events.page(EventFilter(), sort="-date", limit=1000).ids]
    assert days == sorted(days, reverse=True)
    scores = [by_id[id].intensity for id in browse.events.page(EventFilter(), sort="intensity", limit=1000).ids]
    assert scores == sorted(scores)


@pytest.mark.parametrize("cursor", ["x", "W10", "é", "=", "W1siLWRhdGUiLDEsMiwzXQ", "A" * 3000, "W" * 1999])
def test_a_cursor_that_nobody_gave_is_refused(browse: Browser, cursor: str) -> None:
    with pytest.raises(SettingsError, match="first page"):
        browse.events.page(EventFilter(), cursor=cursor)


def test_a_cursor_of_another_order_is_refused(browse: Browser) -> None:
    cursor = browse.events.page(EventFilter(), sort="date", limit=1).next
    with pytest.raises(SettingsError, match="cursor"):
        browse.events.page(EventFilter(), sort="-date", cursor=cursor)


def test_an_unknown_order_is_refused_and_those_known_are_named(browse: Browser) -> None:
    with pytest.raises(SettingsError, match="date, type"):
        browse.events.page(EventFilter(), sort="id; drop table events")


def test_facets_count_what_each_choice_would_leave(browse: Browser) -> None:
    chosen = EventFilter(type=("AID",), status=("done",), min_origins=2)
    facets = browse.events.facets(chosen, top=100)
    assert tuple(facets) == FACETS
    for facet, value in (("type", "ASSAULT"), ("status", "planned"), ("actor", facets["actor"][0].value), ("quad", "2")):
        typed: object = int(value) if facet == "quad" else value
        narrowed = EventFilter(**{"type": ("AID",), "status": ("done",), "min_origins": 2} | {facet: (typed,)})  # type: ignore[arg-type]
        counts = {one.value: one.count for one in facets[facet]}
        assert counts.get(value, 0) == browse.events.count(narrowed)


def test_facets_show_what_is_asked_for_even_where_it_is_rare(browse: Browser) -> None:
    rarest = browse.events.facets(EventFilter(), top=100)["actor"][-1]
    assert rarest in browse.events.facets(EventFilter(actor=(rarest.value,)), top=3)["actor"]


def test_years_and_corroboration_stand_in_order(browse: Browser, events: list[Event]) -> None:
    facets = browse.events.facets(EventFilter())
    assert [one.value for one in facets["min_origins"]] == sorted(one.value for one in facets["min_origins"])
    assert facets["min_origins"][0].count == len(events)
    assert {one.value: one.count for one in facets["year"]} == Counter((one.date.value or "")[:4] for one in events)
