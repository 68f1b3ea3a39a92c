"""How well mentions meet labels, on a few made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DataError
from dragoman.evaluating import as_html, as_json, as_lines, read_gold, score, tried
from dragoman.records import Article, Mention, to_json

EXPULSION = """
@ id=a published=2031-03-05 region=africa source=agency
[Chad]a1 [expelled]t1 [two]q1 [Libyan envoys]r1.
> t1 SANCTION:expel done actors=a1:TCD/GOV recipients=r1:LBY/GOV quantities=q1:2:envoy

@ id=b published=2031-03-05 region=africa source=newspaper
Chad expelled two Libyan envoys from its dreams.
> none reason=metaphor

@ id=c published=2031-03-05 region=africa source=newspaper
[Peru]a1 [praised]t1 [Chile]r1.
> t1 SUPPORT done actors=a1:PER recipients=r1:CHL
"""


@pytest.fixture
def results(stand_in: Any, tmp_path: Path) -> list[Any]:
    (tmp_path / "gold.txt").write_text(EXPULSION, encoding="utf-8")
    cases = read_gold(tmp_path / "gold.txt")
    articles = [Article.of(case.text, id=case.id, published=case.published) for case in cases]
    coded = stand_in.code(articles)
    return [tried(case, [one for one in found if isinstance(one, Mention)]) for case, found in zip(cases, coded, strict=True)]


def test_found_missed_and_too_much(results: list[Any]) -> None:
    scores = score(results)
    assert (scores.texts, scores.labels, scores.mentions) == (3, 2, 2)
    assert (scores.found["precision"].value, scores.found["recall"].value, scores.found["f1"].value) == (0.5, 0.5, 0.5)
    assert scores.full["f1"].value == 0.5
    assert (scores.empty, scores.false_alarms) == (1, 1.0)
    assert scores.by_field == {"actors": 1.0, "recipients": 1.0, "status": 1.0, "modes": 1.0, "numbers": 0.0}
    assert scores.confusion == {"SANCTION": {"SANCTION": 1}, "SUPPORT": {"—": 1}, "—": {"SANCTION": 1}}
    assert scores.found["f1"].low <= 0.5 <= scores.found["f1"].high


def test_reports_are_the_same_bytes_and_nothing_is_taken_for_markup(results: list[Any]) -> None:
    scores = score(results)
    made = as_json(scores, results, "<gold>", "v")
    assert made == as_json(score(results), results, "<gold>", "v")
    assert [one["id"] for one in json.loads(made)["worst"]] == ["b", "c"]
    page = as_html(scores, results, "<gold>", "v")
    assert "<gold>" not in page
    assert "&lt;gold&gt;" in page
    assert any(line.startswith("trigger and type") for line in as_lines(scores))


def test_plovers_json_is_met_by_type_and_sides(stand_in: Any, tmp_path: Path) -> None:
    line = {
        "id": "x",
        "text": "Chad expelled two Libyan envoys.",
        "events": [{"plover_type": "SANCTION", "pairs": [["TCDGOV", "LBY"]]}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (case,) = read_gold(tmp_path / "gold.jsonl")
    ((mention, _),) = stand_in.code([Article.of(case.text + " “Go home”.", id="x")])
    assert len(tried(case, [mention]).pairs) == 1


def test_our_own_records_are_labels_too(stand_in: Any, tmp_path: Path) -> None:
    article = Article.of("Chad expelled two Libyan envoys.", id="x", published="2031-03-05")
    ((mention,),) = stand_in.code([article])
    (tmp_path / "gold.jsonl").write_text(f"{to_json(article)}\n{to_json(mention)}\n", encoding="utf-8")
    (case,) = read_gold(tmp_path / "gold.jsonl")
    assert score([tried(case, [mention])]).full["f1"].value == 1.0
    (tmp_path / "alone.jsonl").write_text(to_json(mention), encoding="utf-8")
    with pytest.raises(DataError, match="without its article"):
        read_gold(tmp_path / "alone.jsonl")


def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "x", "text": "y", "events": []}\nnonsense\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"gold\.jsonl:2"):
        read_gold(tmp_path / "gold.jsonl")
    with pytest.raises(DataError, match="cannot be read"):
        read_gold(tmp_path / "none.txt")


def test_no_labels_at_all() -> None:
    scores = score([])
    assert (scores.texts, scores.found["f1"].value) == (0, 0.0)
