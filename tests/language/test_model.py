"""The language model as the other stages see it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.language import LanguageModel, load_model

PLACES = ["Chad", "Norway", "Peru", "Japan", "the United States", "Kenya", "South Korea"]
FRAMES = [
    "{a} accused {b} of arming rebels in the border region.",
    "Troops from {a} shelled a village near the border with {b} on Monday, killing 12 people.",
    "{a} and {b} signed a trade agreement.",
    '"We condemn the attack," the foreign minister of {a} told reporters in {b}, where talks were under way.',
    "{a} urged {b} to halt the drills.",
    "Talks between {a} and {b} were called off!",
]


def outcome(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (token.text, token.head.i, token.dep_, token.tag_, token.pos_, token.lemma_, token.ent_type_, token.ent_iob_)
        for token in doc
    ]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return load_model()


def invented(count: int, seed: int = 0) -> list[str]:
    dice = random.Random(seed)
    texts = []
    for _ in range(count):
        pairs = (dice.sample(PLACES, 2) for _ in range(dice.randint(1, 4)))
        texts.append(" ".join(dice.choice(FRAMES).format(a=a, b=b) for a, b in pairs))
    return texts


def test_a_sentence_is_understood(model: LanguageModel) -> None:
    doc = model.annotate("Chad accused rebels backed by Sudan of attacking Adre on Monday.")
    words = {token.text: token for token in doc}
    assert [words["Chad"].dep_, words["Chad"].head.text] == ["nsubj", "accused"]
    assert [words["accused"].dep_, words["accused"].lemma_, words["accused"].tag_] == ["root", "accuse", "VBD"]
    assert [words["rebels"].dep_, words["rebels"].lemma_] == ["obj", "rebel"]
    assert words["Sudan"].head.text == "backed"
    kinds = {entity.text: entity.label_ for entity in doc.ents}
    assert kinds["Chad"] == kinds["Sudan"] == "LOC"


def test_titles_are_not_in_names(model: LanguageModel) -> None:
    doc = model.annotate("French President Marie Duval met Gen. Tomas Ilves in Tallinn.")
    assert {entity.text for entity in doc.ents if entity.label_ == "PER"} == {"Marie Duval", "Tomas Ilves"}
    assert ("French", "NORP") in {(entity.text, entity.label_) for entity in doc.ents}


def test_each_sentence_is_one_tree(model: LanguageModel) -> None:
    for text in invented(30):
        doc = model.annotate(text)
        for sentence in doc.sents:
            assert [token.dep_ for token in sentence].count("root") == 1
            assert sentence.root.dep_ == "root"
            assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def test_unwanted_sentences_stay_flat_and_boundaries_stand(model: LanguageModel) -> None:
    text = "Chad left. Peru stayed in the talks.\n\nKenya and Norway met. Japan waited."
    doc = model.split(text)
    before = [(sentence.start, sentence.end) for sentence in doc.sents]
    model.parse([doc], [{1, 3}])
    assert [(sentence.start, sentence.end) for sentence in doc.sents] == before
    assert doc.user_data["parsed"] == {1, 3}
    flat = list(doc.sents)[2]
    assert all(token.dep_ == token.tag_ == "" and token.head.i == token.i for token in flat if not token.is_space)
    assert [token.dep_ for token in list(doc.sents)[1]].count("root") == 1


def test_parsing_in_two_goes_is_parsing_at_once(model: LanguageModel) -> None:
    text = invented(1, seed=5)[0] + " Peru left the talks. Kenya stayed in Lima.\n\nJapan waited."
    once, twice = model.annotate(text), model.split(text)
    model.parse([twice], [{0}])
    model.parse([twice], [range(len(list(twice.sents)))])
    assert outcome(once) == outcome(twice)


def test_white_space_has_no_part_in_the_parse(model: LanguageModel) -> None:
    doc = model.annotate("\n  Chad  accused \t Peru .  \n\n  Peru   denied it.  ")
    for token in doc:
        if token.is_space:
            assert token.dep_ == "" and token.pos_ == "SPACE" and not list(token.children)
    assert doc.text.startswith("\n  Chad")


def test_neighbours_make_no_difference(model: LanguageModel) -> None:
    texts = invented(60)
    docs = [model.split(text) for text in texts]
    everything = [range(len(list(doc.sents))) for doc in docs]
    model.parse(docs, everything)
    order = random.Random(4).sample(range(len(texts)), len(texts))
    shuffled = [model.split(texts[at]) for at in order]
    model.parse(shuffled, [everything[at] for at in order])
    for doc, at in zip(shuffled, order, strict=True):
        assert outcome(doc) == outcome(docs[at])
    for text, doc in zip(texts[:15], docs, strict=False):
        assert outcome(model.annotate(text)) == outcome(doc)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "a" * 100_000,
        "word " * 3_000,
        "Peru, " * 900 + "left.",
        "\u200b\u200e\u202e \ufeff\u0000 \ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "🙂🙂 🇳🇴 ‍ Chad 中国 сказал Київ.",
        "\u0301\u0301\u0301 \u0301",
        "." * 500,
        '"' * 300,
        "-- " * 400,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_bad_input_does_no_harm(model: LanguageModel, text: str) -> None:
    doc = model.annotate(text)
    assert doc.text == text
    for sentence in doc.sents:
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def test_an_overlong_sentence_is_one_tree(model: LanguageModel) -> None:
    doc = model.annotate("Chad met " + ", ".join(PLACES * 80) + ".")
    assert len(list(doc.sents)) == 1 and len(doc) > 600
    assert sum(token.head.i == token.i for token in doc) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_text_and_offsets_are_kept(text: str) -> None:
    doc = load_model().annotate(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Chad", "left", ".", '"', " ", "\n\n", "\n", "(", ")", "U.S.", "said", "--", "’s", "…"]), max_size=40
    )
)
def test_pieces_of_news_in_any_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    doc = load_model().annotate(text)
    assert doc.text == text
    assert doc.user_data.get("parsed", set()) == set(range(len(list(doc.sents))))


def test_runs_without_blanks_are_cut_and_take_no_endless_time() -> None:
    text = "Kenya thanked Chad. " + "(" * 20_000 + " Chad thanked Kenya. " + "a" * 3_000
    doc = load_model().split(text)
    assert doc.text == text
    assert max(len(token.text) for token in doc) <= 500
