"""Sentence ends in invented news text; a bar marks where a sentence begins."""

from __future__ import annotations

import pytest

from dragoman.language import load_model

CASES = [
    "The minister left. |The talks went on.",
    "Gen. Ana Duarte met Mr. Okoye in Lagos. |They spoke for an hour.",
    "The U.S. embassy was shut on Monday. |It will open again on Friday.",
    "He flew to the U.S. on Monday. |Talks begin at 5 p.m. Tuesday.",
    "The meeting ended at 11 p.m. |No statement was given.",
    "Inflation rose to 3.5 percent. |The bank kept its rate at 2.25 percent.",
    '"We will not yield," the president said. |"Nobody will."',
    '"We will not yield." |The president then left the hall.',
    "“They fired first.” |The army denied it.",
    "The army denied it (the rebels did not). |Both sides agreed to talk.",
    "SEOUL, July 12 (Newswire) -- North Korea fired a missile on Tuesday. |Japan protested.",
    "KINSHASA, Congo (NW) - Rebels took the town of Goma. |Thousands fled.",
    "Who ordered the strike? |Nobody knows!",
    "The firm Acme Co. signed a deal with Baltic Inc. in Riga. |Shares rose.",
    "J. K. Mensah and A.B. Toure signed it. |The crowd cheered.",
    "Police said ... they would wait. |The crowd did not.",
    "Iran halts talks with EU\n\n|Tehran said on Monday that it would not attend.",
    "Iran halts talks with EU\n|Tehran said on Monday that it would not attend.",
    "The two governments agreed on Tuesday to resume the talks\nthat broke down in May. |A date was not given.",
    "First paragraph without a stop\n\n|Second paragraph.\n\n|Third.",
    "Article No. 5 of the treaty was cited. |St. Lucia abstained.",
    "The Rev. Paul Mba and Sen. Lee met in Washington, D.C. on Sunday.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_begin_at_the_bars(case: str) -> None:
    text = case.replace("|", "")
    expected = [part.strip() for part in case.split("|")]
    assert [sentence.text.strip() for sentence in load_model().split(text).sents] == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n a", "a \n\n ", "...", '"', ". . .", "\u2029"])
def test_odd_text_keeps_its_characters(text: str) -> None:
    doc = load_model().split(text)
    assert doc.text == text
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


def test_white_space_begins_no_sentence_but_the_first() -> None:
    doc = load_model().split("  One came.  \n\n  Two left. \n Three stayed behind in the old town of the north.\n")
    assert not any(sentence[0].is_space for sentence in list(doc.sents)[1:])
