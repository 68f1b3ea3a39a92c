"""Learn the table of dictionary forms: only what the rules get wrong goes in.

python -m training.language.lemma_table --corpora ../shared/corpora --data BUILD/data.pickle --out MODEL/lemmas.json
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter, defaultdict
from pathlib import Path

from training.language.corpora import Sentence, read_tags

from dragoman.language.lemmas import Lemmas, rule_lemma

LOWERED = ("NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "IN", "DT",
           "PRP", "PRP$", "MD", "CC", "TO", "RP", "WDT", "WP", "WRB", "EX", "PDT", "CD", "UH")  # fmt: skip


def learn(sentences: list[Sentence]) -> dict[str, dict[str, str]]:
    """Tag to form to lemma, where most of the evidence is against the rules."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        assert sentence.lemmas is not None and sentence.xpos is not None
        for form, lemma, tag in zip(sentence.words, sentence.lemmas, sentence.xpos, strict=True):
            if lemma != "_" and tag != "_":
                seen[tag, form.lower() if tag in LOWERED else form][lemma] += 1
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), counter in sorted(seen.items()):
        lemma, count = counter.most_common(1)[0]
        doubtful = tag in LOWERED and count < 2 and not form.isalpha()
        if lemma != rule_lemma(form, tag) and not doubtful and "http" not in form and "@" not in form:
            table[tag][form] = lemma
    return dict(table)


FAMILY = {"VBD": "VB", "VBN": "VB", "VBG": "VB", "VBZ": "VB", "NNS": "NN"}


def base_forms(sentences: list[Sentence], tags: Counter[tuple[str, str]]) -> dict[str, Counter[str]]:
    """How often a word stands as the plain form of a verb, or as a noun in the singular."""
    found: dict[str, Counter[str]] = {"VB": Counter(), "NN": Counter()}
    for (word, tag), count in tags.items():
        if tag in ("VB", "VBP"):
            found["VB"][word] += count
        elif tag == "NN":
            found["NN"][word] += count
    for sentence in sentences:
        assert sentence.lemmas is not None and sentence.xpos is not None
        for lemma, tag in zip(sentence.lemmas, sentence.xpos, strict=True):
            if tag in FAMILY or tag in ("VB", "VBP", "NN"):
                found[FAMILY.get(tag, tag[:2])][lemma] += 3
    return found


def ways(form: str, tag: str) -> list[str]:
    """Every plain form that the spelling allows."""
    if tag in ("NNS", "VBZ"):
        return [form[:-1], *([form[:-2]] if form.endswith("es") else []),
                *([form[:-3] + "y"] if form.endswith("ies") else [])]  # fmt: skip
    stem = form[:-3] if tag == "VBG" else form[:-2]
    found = [stem, stem + "e"]
    if stem.endswith("i"):
        found.append(stem[:-1] + "y")
    if stem.endswith("y") and tag == "VBG":
        found.append(stem[:-1] + "ie")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        found.append(stem[:-1])
    if stem.endswith("ck"):
        found.append(stem[:-1])
    return found


def settle(
    tags: Counter[tuple[str, str]], bases: dict[str, Counter[str]], known: set[tuple[str, str]]
) -> dict[str, dict[str, str]]:
    """Regular forms of the newswire whose plain form the rules miss but the corpora show."""
    endings = {"NNS": "s", "VBZ": "s", "VBG": "ing", "VBD": "ed", "VBN": "ed"}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for (form, listed), count in sorted(tags.items()):
        for tag in ("VBD", "VBN") if listed in ("VBD", "VBN") else (listed,):
            ending = endings.get(tag)
            if ending is None or not form.endswith(ending) or not form.isalpha() or (tag, form) in known or count < 2:
                continue
            plain = bases[FAMILY[tag]]
            best = max(ways(form, tag), key=lambda way: plain[way])
            usual = rule_lemma(form, tag)
            if plain[best] > 2 and plain[best] > 20 * plain[usual] and best != usual and len(best) > 1:
                found[tag][form] = best
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--irregular", type=Path, default=Path(__file__).parent / "irregular.json")
    options = parser.parse_args()
    with options.data.open("rb") as file:
        parts = pickle.load(file)["sentences"]
    trees = parts["ewt-train"] + parts["gum-train"]
    tags = read_tags(options.corpora / "gmb" / "ner_dataset.csv.gz")
    table = learn(trees)
    known = {(tag, word.lower()) for row in trees for word, tag in zip(row.words, row.xpos or [], strict=True)}
    for tag, entries in settle(tags, base_forms(trees, tags), known).items():
        table.setdefault(tag, {}).update(entries)
        print(tag, len(entries), list(entries.items())[:40])
    irregular = json.loads(options.irregular.read_text(encoding="utf-8"))
    irregular["VBN"] = {form: lemma for form, lemma in irregular["VBD"].items() if form.endswith("ed")} | irregular["VBN"]
    for tag, entries in irregular.items():
        for form, lemma in entries.items():
            if rule_lemma(form, tag) != lemma:
                table.setdefault(tag, {})[form] = lemma
            else:
                table.get(tag, {}).pop(form, None)
    options.out.write_text(
        json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(sum(map(len, table.values())), "entries", options.out.stat().st_size, "bytes")
    lemmas = Lemmas(table)
    for name in ("ewt-test", "gum-test", "pud-test"):
        score(lemmas, name, parts[name])


def score(lemmas: Lemmas, name: str, sentences: list[Sentence]) -> None:
    """Print accuracy on gold tags, and of verbs and nouns alone with the commonest mistakes."""
    total, right = Counter[str](), Counter[str]()
    wrong: Counter[tuple[str, str, str, str]] = Counter()
    for sentence in sentences:
        assert sentence.lemmas is not None and sentence.xpos is not None and sentence.upos is not None
        for form, lemma, tag, upos in zip(sentence.words, sentence.lemmas, sentence.xpos, sentence.upos, strict=True):
            got = lemmas(form, tag)
            for kind in ("all", upos):
                total[kind] += 1
                right[kind] += got == lemma
            if got != lemma and upos in ("NOUN", "VERB"):
                wrong[form, tag, lemma, got] += 1
    print(name, {kind: round(100 * right[kind] / total[kind], 2) for kind in ("all", "NOUN", "VERB")})
    print(wrong.most_common(14))


if __name__ == "__main__":
    main()
