"""Measure the shipped model with the run time's own code: parse, entities, speed, sameness.

python -m training.language.evaluate --corpora ../shared/corpora
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from training.language.corpora import Sentence
from training.language.prepare import load
from training.language.running import chunks, joined, score

from dragoman.language import LanguageModel, load_model
from dragoman.language.decoding import KINDS, best_tree, is_tree
from dragoman.language.decoding import spans as entity_spans
from dragoman.language.network import Reading, Words


def read(model: LanguageModel, sentences: Sequence[Sentence]) -> list[Reading]:
    """Readings of sentences with the corpus's own words."""
    return model._network.read([Words(*model._pieces.sentence(s.words)) for s in sentences])


def parse_scores(model: LanguageModel, sentences: Sequence[Sentence], readings: Sequence[Reading]) -> dict[str, float]:
    """Attachment with universal and with full relations, all words counted; tag accuracy; share not greedy."""
    words = arcs = plain = full = xpos = upos = repaired = 0
    labels = model._tags["labels"]
    for sentence, reading in zip(sentences, readings, strict=True):
        assert sentence.heads and sentence.labels and sentence.xpos and sentence.upos
        heads = best_tree(reading.arcs)
        repaired += not is_tree(reading.arcs.argmax(1).tolist())
        tags = reading.tags[:, model._slices["xpos"]].argmax(1)
        parts = reading.tags[:, model._slices["upos"]].argmax(1)
        for at, (head, gold) in enumerate(zip(heads, sentence.heads, strict=True)):
            label = labels[reading.labels[at, head - 1]] if head else "root"
            words += 1
            xpos += model._tags["xpos"][tags[at]] == sentence.xpos[at]
            upos += model._tags["upos"][parts[at]] == sentence.upos[at]
            if head == gold:
                arcs += 1
                full += label == sentence.labels[at]
                plain += label.split(":")[0] == sentence.labels[at].split(":")[0]
    names = ("UAS", "LAS", "LAS with subtypes", "XPOS", "UPOS")
    result = {n: round(100 * c / words, 2) for n, c in zip(names, (arcs, plain, full, xpos, upos), strict=True)}
    return result | {"words": words, "sentences": len(sentences), "repaired": repaired}


def entity_scores(
    gold: Iterable[Sequence[str]], given: Iterable[Iterable[tuple[int, int, str]]], kinds: dict[str, str]
) -> dict[str, Any]:
    """Precision, recall, F of exact spans; `kinds` renames and drops what was given."""
    counts: dict[str, list[int]] = {}
    for tags, found in zip(gold, given, strict=True):
        want = set(entity_spans(tags))
        got = {(start, end, kinds[kind]) for start, end, kind in found if kind in kinds}
        for kind in {kind for _, _, kind in want | got}:
            mine, theirs = ({span for span in spans if span[2] == kind} for spans in (got, want))
            row = counts.setdefault(kind, [0, 0, 0])
            for slot, value in enumerate((mine & theirs, mine, theirs)):
                row[slot] += len(value)
    total = [sum(row[slot] for row in counts.values()) for slot in range(3)]
    result: dict[str, Any] = {"F": round(200 * total[0] / (total[1] + total[2]), 2)}
    result |= {"P": round(100 * total[0] / total[1], 2), "R": round(100 * total[0] / total[2], 2)}
    return result | {kind: round(200 * row[0] / (row[1] + row[2]), 1) for kind, row in sorted(counts.items())}


def of_head(model: LanguageModel, readings: Sequence[Reading], name: str) -> list[list[tuple[int, int, str]]]:
    """Entities by one tag set alone."""
    tags = model._tags[name]
    rows = [reading.tags[:, model._slices[name]].argmax(1) for reading in readings]
    return [entity_spans(mended([tags[tag] for tag in row])) for row in rows]


def mended(tags: list[str]) -> list[str]:
    """A stray I- becomes a B-."""
    result = list(tags)
    for at, tag in enumerate(tags):
        if tag.startswith("I-") and (at == 0 or result[at - 1][2:] != tag[2:]):
            result[at] = "B-" + tag[2:]
    return result


def merged(model: LanguageModel, readings: Sequence[Reading]) -> list[list[tuple[int, int, str]]]:
    """Entities as the run time gives them."""
    return [model._merger.entities(r.tags[:, model._slices["uner"]], r.tags[:, model._slices["gmb"]]) for r in readings]


def speed(model: LanguageModel, texts: Sequence[str]) -> dict[str, float]:
    """Words a second, best of three: splitting alone, and the whole."""
    best_split = best_whole = 0.0
    for _ in range(3):
        began = time.perf_counter()
        docs = [model.split(text) for text in texts]
        split = time.perf_counter() - began
        model.parse(docs, [range(len(list(doc.sents))) for doc in docs])
        whole = time.perf_counter() - began
        words = sum(not token.is_space for doc in docs for token in doc)
        best_split, best_whole = max(best_split, words / split), max(best_whole, words / whole)
    return {"split": round(best_split), "whole": round(best_whole), "words": words}


def sameness(model: LanguageModel, texts: Sequence[str]) -> dict[str, int]:
    """How many sentences come out otherwise when the texts are shuffled, or parsed one by one."""

    def outcome(docs: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        return [[(t.head.i, t.dep_, t.tag_, t.pos_, t.lemma_, t.ent_type_, t.ent_iob_) for t in doc] for doc in docs]

    docs = [model.split(text) for text in texts]
    model.parse(docs, [range(len(list(doc.sents))) for doc in docs])
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    other = [model.split(texts[at]) for at in order]
    model.parse(other, [range(len(list(doc.sents))) for doc in other])
    alone = [model.annotate(text) for text in texts]
    first = outcome(docs)
    second = dict(zip(order, outcome(other), strict=True))
    return {
        "texts": len(texts),
        "sentences": sum(len(list(doc.sents)) for doc in docs),
        "shuffled differ": sum(first[at] != second[at] for at in order),
        "alone differ": sum(row != mine for row, mine in zip(first, outcome(alone), strict=True)),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--quick", action="store_true", help="leave out speed and sameness")
    options = parser.parse_args()
    model = load_model(options.model)
    parts = load(options.corpora)
    parts["gum-news"] = [s for s in parts["gum-test"] if s.key.startswith("GUM_news_")]
    print(model.version, sorted({s.key.rsplit("-", 1)[0] for s in parts["gum-news"]}))
    for name in ("ewt-dev", "ewt-test", "gum-test", "gum-news", "pud-test"):
        readings = read(model, parts[name])
        print(name, json.dumps(parse_scores(model, parts[name], readings)), flush=True)
        if name in ("ewt-test", "pud-test"):
            pairs = [(s, r) for s, r in zip(parts[name], readings, strict=True) if s.uner is not None]
            gold, some = [mended(s.uner or []) for s, _ in pairs], [r for _, r in pairs]
            kinds = {kind: kind for kind in ("PER", "ORG", "LOC")}
            print("  its own tags:", json.dumps(entity_scores(gold, of_head(model, some, "uner"), kinds)))
            print("  merged tags: ", json.dumps(entity_scores(gold, merged(model, some), kinds)), flush=True)
    readings = read(model, parts["gmb-test"])
    gold = [mended(s.gmb or []) for s in parts["gmb-test"]]
    own = {kind: kind for kind in KINDS}
    print("gmb-test own tags:", json.dumps(entity_scores(gold, of_head(model, readings, "gmb"), own)))
    back = {new: old for old, new in KINDS.items()}
    print("gmb-test merged:  ", json.dumps(entity_scores(gold, merged(model, readings), back)))
    for name in ("ewt-test", "gum-test", "pud-test", "gmb-test"):
        print("sentences of", name, score(chunks(parts, name), model._nlp, model._boundaries, True), flush=True)
    if not options.quick:
        texts = [joined(run)[0] for run in chunks(parts, "pud-test", 20) + chunks(parts, "gmb-test", 20)[:100]]
        print("words a second, one thread:", speed(model, texts))
        print("sameness:", sameness(model, texts))


if __name__ == "__main__":
    main()
