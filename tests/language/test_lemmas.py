"""Dictionary forms of the words that news is made of."""

from __future__ import annotations

import pytest

from dragoman.language import load_model
from dragoman.language.lemmas import rule_lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("said", "VBD", "say"),
        ("talks", "NNS", "talk"),
        ("supplied", "VBD", "supply"),
        ("Supplies", "NNS", "supply"),
        ("fled", "VBD", "flee"),
        ("striking", "VBG", "strike"),
        ("banned", "VBN", "ban"),
        ("shelled", "VBD", "shell"),
        ("withdrew", "VBD", "withdraw"),
        ("vetoes", "VBZ", "veto"),
        ("allies", "NNS", "ally"),
        ("accusing", "VBG", "accuse"),
        ("dying", "VBG", "die"),
        ("agreed", "VBD", "agree"),
        ("expelled", "VBN", "expel"),
        ("developed", "VBN", "develop"),
        ("ceased", "VBD", "cease"),
        ("halts", "VBZ", "halt"),
        ("clashes", "NNS", "clash"),
        ("Nigeria", "NNP", "Nigeria"),
        ("men", "NNS", "man"),
        ("were", "VBD", "be"),
        ("worse", "JJR", "bad"),
    ],
)
def test_lemma(form: str, tag: str, lemma: str) -> None:
    assert load_model()._lemmas(form, tag) == lemma


@pytest.mark.parametrize("form", ["", "s", "ed", "ing", "es", "’s", "a" * 100_000, "ßßing", "١٢s"])
@pytest.mark.parametrize("tag", ["NNS", "VBD", "VBG", "JJR", "NNP", "", "no such tag"])
def test_rules_take_any_word(form: str, tag: str) -> None:
    assert isinstance(rule_lemma(form, tag), str)
