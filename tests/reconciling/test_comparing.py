"""Reports of one happening, set against each other field by field."""

from __future__ import annotations

from typing import Any

TALKS = {"trigger": "met", "type": "CONSULT", "actors": ("Armenia", "Azerbaijan")}
ATTACK = {"trigger": "killed", "type": "ASSAULT"}


def test_two_cities_for_one_meeting_contradict(press: Any) -> None:
    press.says(
        "a", "Armenia met Azerbaijan in Tbilisi on Wednesday.", **TALKS, date=("Wednesday", "2031-03-05"), place="Tbilisi"
    )
    press.says("b", "Armenia met Azerbaijan in Batumi on Wednesday.", **TALKS, date=("Wednesday", "2031-03-05"), place="Batumi")
    assert press.found("place") == [("contradicts", [("Tbilisi", ["a"]), ("Batumi", ["b"])])]
    assert press.found("date") == [("agrees", [("2031-03-05", ["a", "b"])])]
    (finding,) = [one for one in press.findings() if one.field == "place"]
    assert finding.explanation == "For the place a gives Tbilisi; b gives Batumi: not both can be true."
    assert [citation.text for value in finding.values for citation in value.evidence] == ["Tbilisi", "Batumi"]


def test_a_city_refines_its_country(press: Any) -> None:
    press.says(
        "a", "Armenia met Azerbaijan in Georgia on Wednesday.", **TALKS, date=("Wednesday", "2031-03-05"), place="Georgia"
    )
    press.says(
        "b", "Armenia met Azerbaijan in Tbilisi on Wednesday.", **TALKS, date=("Wednesday", "2031-03-05"), place="Tbilisi"
    )
    assert press.found("place") == [("refines", [("Georgia", ["a"]), ("Tbilisi", ["b"])])]


def test_a_weekday_is_refined_by_a_date(press: Any) -> None:
    press.says("a", "Armenia met Azerbaijan on Wednesday.", **TALKS, date=("Wednesday", "2031-03-05"))
    press.says("b", "Armenia met Azerbaijan on March 5.", **TALKS, date=("March 5", "2031-03-05"))
    assert press.found("date") == [("refines", [("2031-03-05 (“Wednesday”)", ["a"]), ("2031-03-05 (“March 5”)", ["b"])])]


def test_a_day_that_one_report_tells_is_no_finding(press: Any) -> None:
    press.says("a", "Armenia met Azerbaijan on Wednesday.", **TALKS, date=("Wednesday", "2031-03-05"))
    press.says("b", "Armenia met Azerbaijan.", **TALKS)
    assert press.found("date") == []


def test_tolls_of_one_day_contradict(press: Any) -> None:
    press.says("a", "Gunmen killed 12 people in Gori.", **ATTACK, place="Gori", numbers=(("12", 12, "people", "exact"),))
    press.says("b", "Gunmen killed 40 people in Gori.", **ATTACK, place="Gori", numbers=(("40", 40, "people", "exact"),))
    assert press.found("quantities") == [("contradicts", [("12 people dead", ["a"]), ("40 people dead", ["b"])])]


def test_a_toll_may_have_grown_by_the_next_day(press: Any) -> None:
    when = {"date": ("Wednesday", "2031-03-05")}
    press.says(
        "a",
        "Gunmen killed 12 people in Gori on Wednesday.",
        **ATTACK,
        **when,
        place="Gori",
        numbers=(("12", 12, "people", "exact"),),
    )
    press.says(
        "b",
        "Gunmen killed 40 people in Gori on Wednesday.",
        **ATTACK,
        **when,
        place="Gori",
        numbers=(("40", 40, "people", "exact"),),
        published="2031-03-07",
    )
    assert [relation for relation, _ in press.found("quantities")] == ["differs"]


def test_a_bound_is_refined_by_a_number(press: Any) -> None:
    press.says(
        "a",
        "Gunmen killed more than 200 people in Gori.",
        **ATTACK,
        place="Gori",
        numbers=(("more than 200", 200, "people", "at_least"),),
    )
    press.says("b", "Gunmen killed 212 people in Gori.", **ATTACK, place="Gori", numbers=(("212", 212, "people", "exact"),))
    assert press.found("quantities") == [("refines", [("at least 200 people dead", ["a"]), ("212 people dead", ["b"])])]


def test_the_dead_are_not_set_against_the_wounded(press: Any) -> None:
    press.says("a", "Gunmen killed 12 people in Gori.", **ATTACK, place="Gori", numbers=(("12", 12, "people", "exact"),))
    press.says(
        "b",
        "The attack killed some and wounded 40 people in Gori.",
        **ATTACK,
        place="Gori",
        numbers=(("40", 40, "people", "exact"),),
    )
    assert press.found("quantities") == []


def test_a_later_report_of_one_outlet_corrects(press: Any) -> None:
    number = {"type": "ASSAULT", "trigger": "killed", "place": "Gori", "date": ("Wednesday", "2031-03-05")}
    text = "Gunmen killed {} people in Gori on Wednesday."
    press.says(
        "a", text.format(60), **number, numbers=(("60", 60, "people", "exact"),), outlet="Meridian", published="2031-03-06"
    )
    press.says(
        "b", text.format(90), **number, numbers=(("90", 90, "people", "exact"),), outlet="Meridian", published="2031-03-07"
    )
    press.says("c", text.format(30), **number, numbers=(("30", 30, "people", "exact"),), outlet="Amber", published="2031-03-07")
    assert press.found("quantities") == [
        ("corrected", [("60 people dead", ["a"]), ("90 people dead", ["b"])]),
        ("contradicts", [("90 people dead", ["b"]), ("30 people dead", ["c"])]),
    ] or press.found("quantities") == [
        ("contradicts", [("90 people dead", ["b"]), ("30 people dead", ["c"])]),
        ("corrected", [("60 people dead", ["a"]), ("90 people dead", ["b"])]),
    ]


def test_supplies_with_something_in_common_differ(press: Any) -> None:
    aid = {"trigger": "sent", "type": "AID", "actors": ("Uganda",), "recipients": ("Sudan",)}
    press.says("a", "Uganda sent food and medicine to Sudan.", **aid, objects=("food", "medicine"))
    press.says("b", "Uganda sent food and tents to Sudan.", **aid, objects=("food", "tents"))
    assert press.found("objects") == [("differs", [("food and medicine", ["a"]), ("food and tents", ["b"])])]


def test_one_says_signed_one_says_refused(press: Any) -> None:
    press.says(
        "a",
        "Peru signed a declaration with Ecuador on Wednesday.",
        trigger="signed",
        type="SUPPORT",
        actors=("Peru", "Ecuador"),
    )
    press.says("b", "Ecuador refused to sign the declaration.", trigger="refused", type="REJECT", actors=("Ecuador",))
    assert press.found("type") == [("contradicts", [("SUPPORT (“signed”)", ["a"]), ("REJECT (“refused”)", ["b"])])]
    (event,) = press.reconciled().events
    assert event.articles == 2


def test_one_says_done_one_says_it_was_not(press: Any) -> None:
    signing = {"trigger": "signed", "type": "SUPPORT", "actors": ("Peru", "Ecuador")}
    press.says("a", "Peru and Ecuador signed the treaty.", **signing)
    press.says("b", "Peru and Ecuador have not signed the treaty.", **signing, status="denied")
    assert press.found("status") == [("contradicts", [("done (“signed”)", ["a"]), ("denied (“signed”)", ["b"])])]


def test_a_reprint_repeats_and_does_not_agree(press: Any) -> None:
    press.says("a", "Armenia met Azerbaijan in Tbilisi.", **TALKS, place="Tbilisi")
    press.says("b", "Armenia met Azerbaijan in Tbilisi.", **TALKS, place="Tbilisi", origin="a", dispatch="a")
    assert press.findings() == ()
    (event,) = press.reconciled().events
    assert (event.articles, event.outlets, event.origins, event.corroborated) == (2, 2, 1, False)


def test_outlets_that_draw_on_one_agency_agree_but_do_not_corroborate(press: Any) -> None:
    press.says("a", "Armenia met Azerbaijan in Tbilisi.", **TALKS, place="Tbilisi", origin="Meridian")
    press.says("b", "In Tbilisi, Armenia met Azerbaijan, Meridian said.", **TALKS, place="Tbilisi", origin="Meridian")
    (finding,) = [one for one in press.findings() if one.field == "place"]
    assert finding.explanation == "a and b agree on the place: Tbilisi (all from one origin, Meridian)."
    assert not press.reconciled().events[0].corroborated


def test_an_article_that_gives_two_numbers_is_set_against_none(press: Any) -> None:
    press.says("a", "Gunmen killed 12 people in Gori.", **ATTACK, place="Gori", numbers=(("12", 12, "people", "exact"),))
    press.says("a", "Gunmen killed 3 people in Gori later.", **ATTACK, place="Gori", numbers=(("3", 3, "people", "exact"),))
    press.says("b", "Gunmen killed 40 people in Gori.", **ATTACK, place="Gori", numbers=(("40", 40, "people", "exact"),))
    assert [relation for relation, _ in press.found("quantities")] == []
