"""Read the corpora and write one file of numbers ready for training.

python -m training.language.prepare --corpora ../shared/corpora --out BUILD
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from pathlib import Path

import spacy
from training.language.corpora import Sentence, attach, held_out, read_conllu, read_gmb, read_uner

from dragoman.language.pieces import Pieces

MAX_WORDS = 110
UNER_TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
GMB_TAGS = ["O"] + [f"{edge}-{kind}" for kind in ("geo", "gpe", "org", "per", "tim", "art", "eve", "nat") for edge in "BI"]


def load(corpora: Path) -> dict[str, list[Sentence]]:
    """Every corpus under the name of its part."""
    parts = {}
    for name in ("train", "dev", "test"):
        parts[f"ewt-{name}"] = read_conllu(corpora / "ud-ewt" / f"{name}.conllu.gz", "ewt")
        parts[f"gum-{name}"] = read_conllu(corpora / "ud-gum-open" / f"{name}.conllu.gz", "gum")
        tags = read_uner(corpora / "uner-ewt" / f"{name}.iob2.gz")
        fitted = attach(parts[f"ewt-{name}"], tags)
        print(f"ewt-{name}: {fitted} of {len(parts[f'ewt-{name}'])} sentences with entities")
    parts["pud-test"] = read_conllu(corpora / "ud-pud" / "test.conllu.gz", "pud")
    print("pud:", attach(parts["pud-test"], read_uner(corpora / "uner-ewt" / "pud-test.iob2.gz")))
    nlp = spacy.blank("en")
    gmb = [_resplit(sentence, nlp) for sentence in read_gmb(corpora / "gmb" / "ner_dataset.csv.gz")]
    parts["gmb-train"] = [sentence for sentence in gmb if not held_out(sentence)]
    parts["gmb-test"] = [sentence for sentence in gmb if held_out(sentence)]
    return parts


def _resplit(sentence: Sentence, nlp: spacy.language.Language) -> Sentence:
    """Split words as the run time does (al-Qaida is three words there); entities keep their spans."""
    words: list[str] = []
    tags: list[str] = []
    space: list[bool] = []
    assert sentence.gmb is not None
    for word, tag in zip(sentence.words, sentence.gmb, strict=True):
        parts = [token.text for token in nlp.make_doc(word) if not token.is_space] or [word]
        words.extend(parts)
        tags.extend([tag] + ["I" + tag[1:] if tag != "O" else "O"] * (len(parts) - 1))
        space.extend([False] * (len(parts) - 1) + [True])
    sentence.words, sentence.gmb, sentence.space = words, tags, space
    return sentence


def inventories(parts: dict[str, list[Sentence]]) -> dict[str, list[str]]:
    """The tags and relations the model can give, from the training parts."""
    counts: dict[str, Counter[str]] = {"xpos": Counter(), "upos": Counter(), "labels": Counter()}
    for name in ("ewt-train", "gum-train"):
        for sentence in parts[name]:
            for kind, counter in counts.items():
                counter.update(getattr(sentence, kind))
    result = {
        kind: sorted(value for value, count in counter.items() if count >= 5 and value != "_")
        for kind, counter in counts.items()
    }
    result["labels"].remove("root")
    result["labels"].insert(0, "root")
    return result | {"uner": UNER_TAGS, "gmb": GMB_TAGS}


def numbers(sentence: Sentence, pieces: Pieces, tags: dict[str, dict[str, int]]) -> dict[str, object]:
    """One sentence as lists of integers; -100 where there is no label."""
    ids, shapes, firsts = pieces.sentence(sentence.words)
    row: dict[str, object] = {"ids": ids, "shapes": shapes, "firsts": firsts, "heads": sentence.heads}
    for kind in ("xpos", "upos", "labels", "uner", "gmb"):
        values = getattr(sentence, kind)
        row[kind] = None if values is None else [tags[kind].get(value, -100) for value in values]
    return row


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    parts = load(options.corpora)
    tags = inventories(parts)
    maps = {kind: {value: at for at, value in enumerate(values)} for kind, values in tags.items()}
    pieces = Pieces(options.tokenizer)
    data: dict[str, object] = {"tags": tags, "sentences": parts}
    for name, sentences in parts.items():
        short = [s for s in sentences if len(s.words) <= MAX_WORDS] if name.endswith("train") else sentences
        data[name] = [numbers(sentence, pieces, maps) for sentence in short]
        words = sum(len(s.words) for s in short)
        print(f"{name}: {len(short)} sentences, {words} words")
    print({kind: len(values) for kind, values in tags.items()})
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "data.pickle").open("wb") as file:
        pickle.dump(data, file)


if __name__ == "__main__":
    main()
