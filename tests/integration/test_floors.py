"""The coder is as good on the held-out tenth of the corpus as it was when its figures were pinned."""

from __future__ import annotations

from pathlib import Path

from dragoman import engine, evaluating

CORPUS = Path(__file__).resolve().parents[2] / "training" / "corpus"


def test_no_figure_is_below_its_floor() -> None:
    results = list(engine.evaluate(CORPUS, engine.load_coder(), held_out=True))
    floors = evaluating.read_floors(CORPUS / "floors.json")
    figures = evaluating.figures_of(evaluating.score(results))
    # To pin other figures: dragoman evaluate training/corpus --held-out --floors training/corpus/floors.json --pin [--lower]
    assert floors.faults(evaluating.digest_of(one.case for one in results), figures) == []
