"""Which words tell an article from others, and that they are the same on every machine."""

from __future__ import annotations

from importlib import resources

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Article
from dragoman.stories import sketch
from dragoman.stories.fingerprints import fingerprints
from dragoman.stories.words import hashed, plain, weighed


def weight(text: str, term: str) -> float:
    """The weight of a term in `text`; 0 where it is not among its terms."""
    terms, weights = weighed(text)
    found = np.flatnonzero(terms == np.uint64(hashed(term)))
    return float(weights[found[0]]) if len(found) else 0.0


def test_hashes_are_the_same_everywhere() -> None:
    assert hashed("attack") == 1903421341265702673
    assert int(fingerprints("The ministers met on Tuesday and agreed on nothing.")[0]) == 4577164512805288290


def test_a_state_is_one_term_under_all_its_names() -> None:
    text = "The envoy of Turkmenistan left as Turkmen guards, and the Turkmens with them, closed the gate."
    assert weight(text, "=Turkmenistan") > weight(text, "envoy") > 0
    assert weight(text, "turkmen") == 0
    assert weight("The EU acted.", "=European Union") == weight("The European Union acted.", "=European Union")


def test_rare_words_names_and_numbers_weigh_most_and_the_commonest_nothing() -> None:
    text = "On Friday the dockers of Gdynia unloaded 317 crates, and these were said to be empty."
    assert weight(text, "317") > weight(text, "docker") > weight(text, "fri") >= 0
    assert weight(text, "gdynia") > weight(text, "crat") > weight(text, "empty") > 0
    assert weight(text, "the") == weight(text, "and") == 0


def test_forms_of_a_word_are_one_term() -> None:
    assert weight("Gunmen attacked. The attack failed. Attacks go on, they are attacking.", "attack") > weight(
        "Gunmen attacked.", "gunmen"
    )
    assert weight("Two ministries were shut.", "ministry") > 0


def test_a_headline_in_capitals_makes_no_names() -> None:
    quiet, loud = "The dockers of Gdynia downed tools.", "The DOCKERS of Gdynia downed tools."
    assert abs(weight(quiet, "docker") - weight(loud, "docker")) < 1e-6


def test_addresses_tell_nothing() -> None:
    text = "Dockers downed tools. More on https://www.example.org/a/gdynia?x=99 or write to desk@example.org."
    assert all(weight(text, term) == 0 for term in ("https", "www", "example.org", "99", "gdynia"))


def test_quotation_marks_and_accents_play_no_part() -> None:
    one, other = (
        "Hernán said: ‘Cameras away, the embassy’s gates open.’",
        'Hernan said: "Cameras away, the embassy\'s gates open."',
    )
    assert plain(one) == "Hernan said: 'Cameras away, the embassy's gates open.'"
    assert weighed(one)[0].tolist() == weighed(other)[0].tolist()
    assert fingerprints(one).tolist() == fingerprints(other).tolist()


@given(st.text(max_size=300))
def test_any_text_has_a_sketch_of_length_one_or_none(text: str) -> None:
    terms, weights = weighed(text)
    assert terms.dtype == np.uint64 and weights.dtype == np.float32
    assert (np.diff(terms.astype(object)) > 0).all()
    assert len(terms) == 0 or abs(float((weights.astype(float) ** 2).sum()) - 1) < 1e-5
    assert (np.diff(fingerprints(text).astype(object)) > 0).all()


def test_the_name_of_who_reports_is_not_what_is_reported() -> None:
    text = "LIMA (Meridian) — The envoy told Meridian Wire that the gates were open."
    known = sketch(Article.of(text, id="a", outlet="Meridian Wire"))
    terms = known.terms.tolist()
    assert hashed("envoy") in terms
    assert hashed("meridian") not in terms


def test_what_comes_before_the_report_is_not_looked_at() -> None:
    header = "Outlet: Meridian Wire\nNote: Invented report about nobody in Xanthippe.\n\n"
    report = "The dockers of Gdynia downed tools on Monday."
    whole = sketch(Article.of(header + report, id="a", body_start=len(header)))
    alone = sketch(Article.of(report, id="a"))
    assert whole.terms.tolist() == alone.terms.tolist()
    assert whole.fingerprints.tolist() == alone.fingerprints.tolist()


def test_the_table_of_words_is_small_and_says_what_it_is_counted_from() -> None:
    text = (resources.files("dragoman.stories") / "frequencies.txt").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    words = [line.split(" ")[0] for line in text.splitlines()[len(head) :]]
    assert len(text.encode()) <= 300_000
    assert "public domain" in " ".join(head)
    assert words == sorted(set(words))
