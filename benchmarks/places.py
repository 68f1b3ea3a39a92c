"""How well places are found and put on the map, and how fast: GeoVirus (229 Wikinews articles, 2,170 toponyms).

    python benchmarks/places.py [../shared/gold] [--entities] [--errors]

A toponym counts as found where one of ours overlaps it; one of ours that overlaps none is spurious.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import spacy

from dragoman.coding.where import Toponym, find_places
from dragoman.knowledge.gazetteer import load_gazetteer

NEAR_KM = 161.0


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """As the crow flies."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, chord)))


def score(articles: Iterable[tuple[dict[str, Any], Sequence[Toponym]]], show_errors: bool) -> dict[str, float]:
    """Precision, recall and F1 of the names, and the share of those found that lie within 161 km."""
    right = wrong = missed = near = 0
    for article, places in articles:
        unmatched = list(places)
        for gold in article["toponyms"]:
            hit = next((p for p in unmatched if p.start_char < gold["end"] and gold["start"] < p.end_char), None)
            if hit is None:
                missed += 1
                _show(show_errors, "missed", article, gold["start"], gold["end"])
                continue
            unmatched.remove(hit)
            right += 1
            # A place of which no more than its kind is told is nowhere near.
            known = hit.latitude is not None and hit.longitude is not None
            off = distance_km((hit.latitude, hit.longitude), (gold["latitude"], gold["longitude"])) if known else float("inf")
            near += off <= NEAR_KM
            if off > NEAR_KM:
                what = f"{off:.0f} km off: {hit.name}, {hit.country} {hit.precision}"
                _show(show_errors, what, article, gold["start"], gold["end"])
        wrong += len(unmatched)
        for place in unmatched:
            _show(show_errors, f"spurious: {place.name}, {place.country}", article, place.start_char, place.end_char)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "F1": f1, "within 161 km": near / max(1, right)}


def _show(wanted: bool, what: str, article: dict[str, Any], start: int, end: int) -> None:
    if wanted:
        text = article["text"]
        print(f"{what} | {text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}".replace("\n", " "))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", default=Path("../shared/gold"))
    parser.add_argument("--entities", action="store_true", help="with the entities of the packaged model")
    parser.add_argument("--errors", action="store_true", help="print each error")
    given = parser.parse_args()
    path = given.gold / "geovirus.jsonl" if given.gold.is_dir() else given.gold
    if not path.is_file():
        print(f"{path}: not there; give the folder of the labelled sets")
        return
    started = time.perf_counter()
    gazetteer = load_gazetteer()
    print(f"gazetteer loaded in {time.perf_counter() - started:.2f} s")
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    docs, entities = _read(articles, given.entities)
    started = time.perf_counter()
    found = [find_places(doc, spans, gazetteer) for doc, spans in zip(docs, entities, strict=True)]
    seconds = time.perf_counter() - started
    for name, value in score(zip(articles, found, strict=True), given.errors).items():
        print(f"{name}: {value:.3f}")
    print(f"{sum(map(len, docs)) / seconds:,.0f} words a second")


def _read(articles: list[dict[str, Any]], with_entities: bool) -> tuple[list[Any], list[list[tuple[int, int, str]]]]:
    if not with_entities:
        tokenizer = spacy.blank("en")
        return [tokenizer(article["text"]) for article in articles], [[] for _ in articles]
    from dragoman.language import load_model

    model = load_model()
    docs = [model.annotate(article["text"]) for article in articles]
    return docs, [[(e.start, e.end, e.label_) for e in doc.ents] for doc in docs]


if __name__ == "__main__":
    main()
