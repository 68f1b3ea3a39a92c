"""What the network sees in a sentence, read off its numbers: runs of words, status, modes, roles, and the country of a side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from dragoman.coding.sighting import Sighting
from dragoman.language import EventReading
from dragoman.records import Status

NAMES = {
    "types": ["AID", "ASSAULT"],
    "statuses": ["done", "planned"],
    "modes": ["ASSAULT:beat", "ASSAULT:firearms"],
    "roles": ["actor", "country"],
}


def sighting(
    words: Sequence[str], chances: Sequence[tuple[float, float]], heads: Sequence[int] | None = None, before: int = 0
) -> Sighting:
    """A reading in which each word has these chances of AID and of ASSAULT; the last word is planned, the first word acts."""
    n = len(words)
    doc = Doc(spacy.blank("en").vocab, words=list(words), heads=heads, deps=["dep"] * n if heads else None)
    all_chances = np.array([[1 - aid - assault, aid, assault] for aid, assault in chances], np.float32)
    statuses = np.array([[1.0, 0.0]] * (n - 1) + [[0.0, 1.0]], np.float32)
    modes = np.array([[-1.0, 2.0]] * n, np.float32)
    roles = np.full((2, n, n), -5.0, np.float32)
    roles[0, :, 0] = 3.0
    roles[1, 0, 1] = 4.0
    reading = EventReading(all_chances, statuses, modes, roles, np.eye(n, dtype=np.float32), 1.0)
    return Sighting(list(doc), reading, NAMES, before)


def test_neighbours_of_one_type_are_one_proposal() -> None:
    seen = sighting(["rebels", "opened", "fire"], [(0.0, 0.0), (0.0, 0.9), (0.0, 0.8)])
    (one,) = seen.proposals
    assert [token.text for token in one.words] == ["opened", "fire"]
    assert one.type == "ASSAULT"
    assert one.chance == pytest.approx(0.9)


def test_neighbours_of_two_types_are_two() -> None:
    seen = sighting(["sent", "bombed"], [(0.9, 0.0), (0.1, 0.8)])
    assert [one.type for one in seen.proposals] == ["AID", "ASSAULT"]


def test_a_word_that_is_hardly_seen_is_not_drawn_in() -> None:
    seen = sighting(["killed", "two"], [(0.0, 0.9), (0.0, 0.1)])
    assert [[token.text for token in one.words] for one in seen.proposals] == [["killed"], ["two"]]


def test_what_is_not_seen_is_not_proposed() -> None:
    assert sighting(["it", "rained"], [(0.0, 0.0), (0.001, 0.001)]).proposals == []


def test_two_words_that_share_the_doubt_are_one_happening() -> None:
    # "attack" hangs on "carried"
    seen = sighting(["carried", "out", "attack"], [(0.0, 0.5), (0.0, 0.0), (0.0, 0.6)], heads=[0, 0, 0])
    (one,) = seen.proposals
    assert [token.text for token in one.words] == ["carried", "attack"]
    assert one.chance == pytest.approx(0.8)


def test_two_sure_words_are_two_happenings() -> None:
    seen = sighting(["killed", "while", "beating"], [(0.0, 0.9), (0.0, 0.0), (0.0, 0.9)], heads=[0, 2, 0])
    assert len(seen.proposals) == 2


def test_status_modes_and_roles() -> None:
    seen = sighting(["rebels", "will", "shoot"], [(0.0, 0.0), (0.0, 0.0), (0.0, 0.9)])
    trigger = [seen.words[2]]
    assert seen.status(trigger) is Status.PLANNED
    assert seen.modes(trigger, "ASSAULT") == ("firearms",)
    assert seen.modes(trigger, "AID") == ()
    assert [(head.text, score) for head, score in seen.heads(trigger, "actor")] == [("rebels", 3.0)]


def test_the_country_of_a_side_comes_from_a_word_that_bears_one() -> None:
    seen = sighting(["police", "Lagos", "Chad"], [(0.0, 0.0)] * 3)
    assert seen.countries(seen.words[0], {1: "NGA", 2: "TCD"}) == ("NGA",)
    assert seen.countries(seen.words[0], {2: "TCD"}) == ()


def test_a_type_that_was_not_taught_has_no_chance() -> None:
    seen = sighting(["they", "hacked"], [(0.0, 0.0), (0.0, 0.9)])
    assert seen.chance(seen.words, "CYBER") == 0.0


def test_the_sentence_before_reports_nothing_here_but_may_name_who_did_it() -> None:
    seen = sighting(["rebels", "attacked", "they", "fled"], [(0.0, 0.0), (0.0, 0.9), (0.0, 0.0), (0.9, 0.0)], before=2)
    assert [token.text for token in seen.own] == ["they", "fled"]
    assert [one.type for one in seen.proposals] == ["AID"]
    assert [head.text for head, _ in seen.heads([seen.words[3]], "actor")] == ["rebels"]


def test_the_words_before_that_are_in_a_role_are_those_to_parse() -> None:
    seen = sighting(["rebels", "attacked", "they", "fled"], [(0.0, 0.0), (0.0, 0.9), (0.0, 0.0), (0.9, 0.0)], before=2)
    assert seen.reached(0.5) == {0}
    assert seen.reached(0.95) == set()
