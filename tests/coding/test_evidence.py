"""Why the network took words for a happening: chances, heads of the sides, and sentences that it learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding import LearnedEvidence, load_coder
from dragoman.evaluating.markup import read_markup
from dragoman.records import Article, Mention

CORPUS = Path(__file__).resolve().parents[2] / "training" / "corpus"
ARTICLE = Article.of("Chadian soldiers attacked a village in Niger on Monday.", id="a", published="2031-03-13")


@pytest.fixture(scope="module")
def evidence() -> LearnedEvidence:
    coder = load_coder()
    ((*records,),) = coder.code([ARTICLE])
    (mention,) = [one for one in records if isinstance(one, Mention)]
    found = coder.evidence(ARTICLE, mention)
    assert found is not None
    return found


def test_the_likeliest_type_status_and_sides_stand_first(evidence: LearnedEvidence) -> None:
    assert evidence.types[0][0] == "ASSAULT"
    assert evidence.statuses[0][0] == "done"
    assert evidence.roles["actor"][0][0] == "soldiers"
    assert evidence.roles["date"][0][0] == "Monday"


def test_the_nearest_are_sentences_that_were_trained_on(evidence: LearnedEvidence) -> None:
    assert len(evidence.nearest) == 3
    likeness = [one.likeness for one in evidence.nearest]
    assert likeness == sorted(likeness, reverse=True)
    held_out = {one.id for path in CORPUS.glob("*.txt") for one in read_markup(path) if one.held_out}
    assert not {one.id for one in evidence.nearest} & held_out


def test_the_rules_alone_have_none() -> None:
    coder = load_coder(method="rules")
    ((*records,),) = coder.code([ARTICLE])
    (mention,) = [one for one in records if isinstance(one, Mention)]
    assert coder.evidence(ARTICLE, mention) is None


def test_the_surer_one_must_be_the_less_is_coded() -> None:
    text = " ".join(entry.text for path in sorted(CORPUS.glob("accord-7.txt")) for entry in read_markup(path)[:20])
    article = Article.of(text, id="a", published="2031-03-13")
    few, some, many = (
        sum(isinstance(one, Mention) for one in load_coder(**dial).code([article])[0])
        for dial in ({"precision": 0.93}, {}, {"recall": 0.85})
    )
    assert few < some < many
