"""Corpus sentences joined to running text, and the measure of the sentence splitter on it."""

from __future__ import annotations

from typing import Any

from training.language.corpora import Sentence

from dragoman.language.sentences import Boundaries

NO_SPACE_BEFORE = {".", ",", "?", "!", ":", ";", "%", ")", "''", "'s", "n't", "'", "...", "'re", "'ve", "'ll"}


def joined(sentences: list[Sentence], paragraphs: bool = True) -> tuple[str, set[int], list[int]]:
    """Text of sentences in running form, the offsets sentences begin at, and those of paragraphs."""
    text, starts, breaks = "", set(), []
    for sentence in sentences:
        if text and paragraphs and sentence.paragraph:
            text = text.rstrip() + "\n\n"
            breaks.append(len(text))
        elif text and not text[-1].isspace() and sentence.source in ("gmb", "pud"):
            text += " "
        starts.add(len(text))
        if sentence.source == "gmb":
            text += news(sentence.words, sentence.space)
        else:
            text += "".join(word + " " * gap for word, gap in zip(sentence.words, sentence.space, strict=True))
    return text, starts, breaks


def news(words: list[str], space: list[bool]) -> str:
    """Corpus words of the newswire set joined as print would have them."""
    text = ""
    for at, word in enumerate(words):
        glue = not text or word in NO_SPACE_BEFORE or text[-1] in "($" or (at and not space[at - 1])
        text += ("" if glue else " ") + ('"' if word in ("``",) else word)
    return text


def chunks(parts: dict[str, list[Sentence]], name: str, size: int = 40) -> list[list[Sentence]]:
    """Sentences in runs; treebank paragraphs are kept."""
    rows = parts[name]
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def score(runs: list[list[Sentence]], nlp: Any, judge: Boundaries, paragraphs: bool) -> dict[str, float]:
    """Precision, recall and F of whole sentences."""
    right = given = gold = 0
    for run in runs:
        text, starts, _ = joined(run, paragraphs)
        doc = nlp.make_doc(text)
        found = {doc[at].idx for at in judge(doc)}
        want, got = ({*pairs(sorted(values), len(text))} for values in (starts, found))
        right, given, gold = right + len(want & got), given + len(got), gold + len(want)
    return {"P": 100 * right / given, "R": 100 * right / gold, "F": 200 * right / (given + gold)}


def pairs(values: list[int], end: int) -> list[tuple[int, int]]:
    """Begin and end of each sentence."""
    return list(zip(values, [*values[1:], end], strict=True))
