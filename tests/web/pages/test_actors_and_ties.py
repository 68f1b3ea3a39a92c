"""Actor and tie pages say what the records say."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from dragoman import engine
from dragoman.records import Event, Tie
from dragoman.store import Store
from dragoman.store.browsing import TieFilter

Shown = Any


def events_of(store: Store) -> list[Event]:
    return [one for one in store.records("events") if isinstance(one, Event)]


# Actors.


def test_a_state_in_the_sample_reports(samples: Shown) -> None:
    page = samples("/actor/PER.json")
    assert page["title"] == "Peru"
    assert page["is_code"]
    assert "Rosaura Quillamayo" in page["actor"]["names"]
    assert page["period"] == "day"
    assert page["partners"][0]["key"] == "ECU"
    assert {one["speaker"] for one in page["quotes"]} >= {"Rosaura Quillamayo"}
    assert all("PER" in {who["country"] for who in one["actors"] + one["recipients"]} for one in page["events"])


def test_a_person_has_their_offices_and_their_words(samples: Shown) -> None:
    page = samples("/actor/Rosaura%20Quillamayo.json")
    assert page["actor"]["kinds"] == ["person"]
    assert page["actor"]["country_name"] == "Peru"
    assert "foreign minister" in {one["office"] for one in page["actor"]["offices"]}
    assert {one["speaker"] for one in page["quotes"]} == {"Rosaura Quillamayo"}


def test_roles_add_up(invented: Shown, invented_records: Store) -> None:
    page = invented("/actor/PER.json?period=month")
    events = events_of(invented_records)
    acting = [one for one in events if any(side.country == "PER" for side in one.actors)]
    roles = page["roles"]
    assert sum(one["acts_cooperation"] + one["acts_conflict"] for one in roles) == len(acting)
    assert sum(one["acts_conflict"] for one in roles) == sum(one.quad > 2 for one in acting)
    assert all(one["first"] <= one["last"] and one["first"].startswith(one["period"]) for one in roles)


def test_whoever_is_nobody_is_not_found(invented: Shown) -> None:
    assert "no record" in invented("/actor/Nobody%20at%20all", 404)


def test_actors_are_listed_and_searched(invented: Shown) -> None:
    page = invented("/actors.json?kind=state&sort=-events&limit=5")
    counts = [one["events"] for one in page["actors"]]
    assert len(counts) == 5
    assert counts == sorted(counts, reverse=True)
    assert invented(f"/actors.json?kind=state&limit=5&cursor={page['next']}")["actors"][0]["events"] <= counts[-1]
    assert [one["key"] for one in invented("/actors.json?q=peru&kind=state")["actors"]] == ["PER"]
    assert invented("/actors.json?kind=planet", 400)["detail"].startswith("kind: 'planet' is none of")


# Ties.


def tie_of(store: Store, **how: Any) -> list[Tie]:
    (most, *_) = sorted(store.browse.ties.dyads(TieFilter()), key=lambda one: -one.events)
    return engine.chosen_ties(store, TieFilter(a=most.a, b=most.b), **how)


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_a_tie_is_the_engine_s(invented: Shown, invented_records: Store, period: str) -> None:
    ties = tie_of(invented_records, period=period)
    page = invented(f"/tie/{ties[0].a}-{ties[0].b}.json?period={period}")
    assert [(one["period"], one["score"], one["events"]) for one in page["scores"]] == [
        (one.period, one.score, one.events) for one in ties
    ]
    assert page["ties"][0]["trend"] == ties[-1].trend
    assert {one["id"] for one in page["ties"][0]["deeds"]} == {id for one in ties for id in one.event_ids}
    assert sum(page["ties"][0]["by_quad"]) == page["ties"][0]["events"]


def test_a_tie_reads_the_same_from_both_ends(invented: Shown, invented_records: Store) -> None:
    tie = tie_of(invented_records)[0]
    assert invented(f"/tie/{tie.b}-{tie.a}.json") == invented(f"/tie/{tie.a}-{tie.b}.json")


def test_two_ties_side_by_side(samples: Shown) -> None:
    page = samples("/tie/ECU-PER.json?with=AZE-ARM")
    assert [one["tie"] for one in page["ties"]] == ["ECU-PER", "ARM-AZE"]
    assert {one["tie"] for one in page["scores"]} == {"ECU-PER", "ARM-AZE"}
    text = samples("/tie/ECU-PER.csv?with=AZE-ARM")
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(page["scores"])
    html = samples("/tie/ECU-PER?with=AZE-ARM")
    assert "Armenia and Azerbaijan" in html
    assert html.count('class="knot second"') == 2 * len(page["ties"][1]["scores"])


def test_every_event_of_a_tie_is_drawn_once_a_drawing(samples: Shown) -> None:
    page, html = samples("/tie/ECU-PER.json"), samples("/tie/ECU-PER")
    drawings = re.findall(r'<svg[^>]* class="drawing".*?</svg>', html, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        assert sorted(re.findall(r'data-event="([^"]+)"', drawing)) == sorted(one["id"] for one in page["ties"][0]["deeds"])


def test_what_is_only_planned_has_a_dotted_mark(samples: Shown) -> None:
    page = samples("/tie/KAZ-TKM.json?status=planned,done")
    assert {one["status"] for one in page["ties"][0]["deeds"]} == {"done", "planned"}
    planned = sum(one["status"] == "planned" for one in page["ties"][0]["deeds"])
    assert len(re.findall(r'class="deed [a-z ]+ undone"', samples("/tie/KAZ-TKM?status=planned,done"))) == 2 * planned


@pytest.mark.parametrize("id", ["ECU", "ECU-ECU", "ECU-PER-COL", "AAA-BBB", "%3Cb%3E-PER"])
def test_what_is_no_tie_is_not_found(samples: Shown, id: str) -> None:
    assert "no record" in samples(f"/tie/{id}", 404)


def test_wrong_questions_are_told(samples: Shown) -> None:
    assert "such as TCD-LBY" in samples("/tie/ECU-PER.json?with=nobody", 400)["detail"]
    assert "day, week, month" in samples("/tie/ECU-PER.json?period=hour", 400)["detail"]
    assert "no such status" in samples("/tie/ECU-PER.json?status=certain", 400)["detail"]


def test_ties_that_moved_most_come_first(invented: Shown, invented_records: Store) -> None:
    page = invented("/ties.json?days=90")
    moves = [abs(one["moved"]) for one in page["ties"]]
    assert moves[0] > 0
    assert moves == sorted(moves, reverse=True)
    assert page["count"] == len(invented_records.browse.ties.dyads(TieFilter()))
    scores = [one["score"] for one in invented("/ties.json?sort=score")["ties"]]
    assert scores == sorted(scores)
    assert all("PER" in (one["a"], one["b"]) for one in invented("/ties.json?side=per")["ties"])


def test_pages_of_ties_hold_each_once(invented: Shown) -> None:
    pages = invented("/ties.json?limit=40")["pages"]
    seen = [one["tie"] for number in range(pages) for one in invented(f"/ties.json?limit=40&page={number + 1}")["ties"]]
    assert len(seen) == len(set(seen)) == invented("/ties.json")["count"]


def test_the_json_of_a_page_is_json(invented: Shown) -> None:
    assert json.loads(json.dumps(invented("/ties.json")))
