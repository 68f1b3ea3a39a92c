"""Which accounts tell of one happening."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reconciling import happening_key
from dragoman.records import to_json

WEDNESDAY = ("Wednesday", "2031-03-05")


def together(press: Any) -> list[list[str]]:
    """The articles of each event."""
    by_id = {mention.id: mention.article_id for mention in press.mentions}
    return [[by_id[mention_id] for mention_id in event.mention_ids] for event in press.reconciled().events]


def test_one_deed_in_two_wordings_is_one_event(press: Any) -> None:
    press.says(
        "a",
        "Peru expelled an envoy of Ecuador.",
        trigger="expelled",
        type="SANCTION",
        actors=("Peru",),
        recipients=("Ecuador",),
    )
    press.says("b", "Ecuador's envoy was thrown out.", trigger="thrown out", type="SANCTION", recipients=("Ecuador",))
    assert together(press) == [["a", "b"]]


def test_who_and_whom_changed_round_are_two(press: Any) -> None:
    press.says(
        "a",
        "Peru expelled an envoy of Ecuador.",
        trigger="expelled",
        type="SANCTION",
        actors=("Peru",),
        recipients=("Ecuador",),
    )
    press.says(
        "b",
        "Ecuador expelled an envoy of Peru.",
        trigger="expelled",
        type="SANCTION",
        actors=("Ecuador",),
        recipients=("Peru",),
    )
    assert sorted(together(press)) == [["a"], ["b"]]


def test_another_day_is_another_deed(press: Any) -> None:
    strike = {"trigger": "shelled", "type": "ASSAULT", "actors": ("Armenia",), "recipients": ("Azerbaijan",)}
    press.says("a", "Armenia shelled Azerbaijan on Wednesday.", **strike, date=WEDNESDAY)
    press.says("b", "Armenia shelled Azerbaijan on Friday.", **strike, date=("Friday", "2031-03-07"), published="2031-03-08")
    assert sorted(together(press)) == [["a"], ["b"]]


def test_blows_at_two_places_on_one_day_are_two(press: Any) -> None:
    strike = {"trigger": "shelled", "type": "ASSAULT", "actors": ("Armenia",)}
    press.says("a", "Armenia shelled Tbilisi on Wednesday.", **strike, date=WEDNESDAY, place="Tbilisi")
    press.says("b", "Armenia shelled Batumi on Wednesday.", **strike, date=WEDNESDAY, place="Batumi")
    assert sorted(together(press)) == [["a"], ["b"]]


def test_what_is_demanded_is_not_what_was_done(press: Any) -> None:
    aid = {"type": "AID", "actors": ("Uganda",), "recipients": ("Sudan",)}
    press.says("a", "Uganda sent Sudan flour.", trigger="sent", **aid)
    press.says("b", "Uganda should send Sudan flour.", trigger="send", **aid, status="requested")
    assert sorted(together(press)) == [["a"], ["b"]]


def test_a_reprint_adds_no_origin_and_changes_no_event(press: Any) -> None:
    deed = {"trigger": "expelled", "type": "SANCTION", "actors": ("Peru",), "recipients": ("Ecuador",)}
    press.says("a", "Peru expelled an envoy of Ecuador.", **deed)
    press.says("b", "Peru expelled an envoy of Ecuador.", **deed, origin="a", dispatch="a")
    (event,) = press.reconciled().events
    assert (event.articles, event.origins) == (2, 1)
    assert event.confidence == 0.8


def test_confidence_grows_with_origins(press: Any) -> None:
    deed = {"trigger": "expelled", "type": "SANCTION", "actors": ("Peru",), "recipients": ("Ecuador",)}
    press.says("a", "Peru expelled an envoy of Ecuador.", **deed)
    press.says("b", "An envoy of Ecuador was expelled by Peru.", **deed)
    (event,) = press.reconciled().events
    assert (event.origins, event.corroborated, event.confidence) == (2, True, 0.96)


def test_talks_between_two_on_a_day_are_known_anywhere_and_blows_only_with_their_place(press: Any) -> None:
    talks = press.says(
        "a", "Peru met Ecuador on Wednesday.", trigger="met", type="CONSULT", actors=("Peru", "Ecuador"), date=WEDNESDAY
    )
    turned = press.says(
        "b", "Ecuador met Peru on Wednesday.", trigger="met", type="CONSULT", actors=("Ecuador", "Peru"), date=WEDNESDAY
    )
    assert happening_key(talks) == happening_key(turned) is not None
    strike = {"trigger": "shelled", "type": "ASSAULT", "actors": ("Armenia",), "recipients": ("Azerbaijan",), "date": WEDNESDAY}
    assert happening_key(press.says("c", "Armenia shelled Azerbaijan on Wednesday.", **strike)) is None
    assert (
        happening_key(press.says("d", "Armenia shelled Azerbaijan at Gori on Wednesday.", **strike, place="Gori")) is not None
    )
    undated = press.says("e", "Peru met Ecuador.", trigger="met", type="CONSULT", actors=("Peru", "Ecuador"))
    assert happening_key(undated) is None


@given(order=st.permutations(range(6)))
def test_the_order_of_mentions_plays_no_part(press_maker: Any, order: list[int]) -> None:
    def told(positions: Any) -> list[str]:
        press = press_maker()
        for number, name in enumerate(("Peru", "Ecuador", "Peru", "Kenya", "Peru", "Ecuador")):
            press.says(
                f"a{number}",
                f"{name} expelled an envoy of Uganda on Wednesday.",
                trigger="expelled",
                type="SANCTION",
                actors=(name,),
                recipients=("Uganda",),
                date=WEDNESDAY,
                published=f"2031-03-0{6 + number % 2}",
            )
        press.mentions = [press.mentions[position] for position in positions]
        made = press.reconciled()
        return [to_json(record) for record in (*made.stories, *made.events, *made.findings)]

    assert told(order) == told(range(6))
