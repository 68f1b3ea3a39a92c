"""Train the judge of sentence ends on joined text, and measure the splitter.

python -m training.language.splitting --data BUILD/data.pickle --out MODEL/sentences.json
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from pathlib import Path
from typing import Any

import spacy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from training.language.corpora import Sentence
from training.language.running import chunks, joined, score

from dragoman.language.sentences import Boundaries, candidates, features, marked


def examples(runs: list[list[Sentence]], nlp: Any, paragraphs: bool) -> tuple[list[dict[str, int]], list[int]]:
    """Open cases with their features, and whether a sentence begins there."""
    rows, answers = [], []
    for run in runs:
        text, starts, _ = joined(run, paragraphs)
        doc = nlp.make_doc(text)
        offsets = [token.idx for token in doc]
        words = marked([token.text for token in doc], offsets)
        for at, reason in candidates(words, offsets):
            if reason == "open":
                rows.append(dict.fromkeys(features(words, at), 1))
                answers.append(int(offsets[at] in starts))
    return rows, answers


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with options.data.open("rb") as file:
        parts = pickle.load(file)["sentences"]
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 60
    rng = random.Random(5)
    gmb = rng.sample(parts["gmb-train"], len(parts["gmb-train"]))
    rows, answers = [], []
    for runs, paragraphs in (
        (chunks(parts, "ewt-train"), True),
        (chunks(parts, "gum-train"), True),
        (chunks({"gmb": gmb}, "gmb"), True),
    ):
        more, labels = examples(runs, nlp, paragraphs)
        rows += more
        answers += labels
    counts: dict[str, int] = {}
    for row in rows:
        for feature in row:
            counts[feature] = counts.get(feature, 0) + 1
    rows = [{name: value for name, value in row.items() if counts[name] >= 4} for row in rows]
    vectors = DictVectorizer()
    model = LogisticRegression(C=1.0, max_iter=400, fit_intercept=False)
    model.fit(vectors.fit_transform(rows), answers)
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(weight) >= 0.02
    }
    options.out.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8")
    print(f"{len(rows)} cases, {len(weights)} weights, {options.out.stat().st_size} bytes")
    judge = Boundaries(weights)
    for name in ("ewt-test", "gum-test", "pud-test", "gmb-test"):
        print(name, score(chunks(parts, name), nlp, judge, True))


if __name__ == "__main__":
    main()
