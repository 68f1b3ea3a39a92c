"""The figures of an evaluation, as JSON and as a page that stands by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dragoman.evaluating.scoring import Rate, Scores, Tried
from dragoman.records import as_plain

__all__ = ["as_html", "as_json", "as_lines", "worst"]

_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; } td, th { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid #8884; }
td:first-child, th:first-child { text-align: left; } .text { text-align: left; max-width: 48rem; }
"""


def as_lines(scores: Scores) -> list[str]:
    """The figures for a terminal."""
    lines = [f"{scores.texts:,} texts, {scores.labels:,} labels, {scores.mentions:,} mentions"]
    for name, rates in (("trigger and type", scores.found), ("full record", scores.full)):
        lines.append(f"{name:<18}" + "  ".join(f"{which} {_shown(rate)}" for which, rate in rates.items()))
    if scores.empty:
        lines.append(f"{scores.empty:,} texts report nothing; something is coded as done in {scores.false_alarms:.1%} of them")
    lines += ["", f"{'type':<12}{'labels':>7}{'mentions':>10}{'precision':>11}{'recall':>8}{'F1':>7}"]
    for name, row in scores.by_type.items():
        lines.append(
            f"{name:<12}{row['labels']:>7.0f}{row['mentions']:>10.0f}{row['precision']:>11.2f}{row['recall']:>8.2f}{row['f1']:>7.2f}"
        )
    lines += ["", "right, of what is found: " + ", ".join(f"{name} {share:.2f}" for name, share in scores.by_field.items())]
    lines.append("found with its status: " + ", ".join(f"{name} {share:.2f}" for name, share in scores.by_status.items()))
    return lines


def as_json(scores: Scores, results: Sequence[Tried], gold: str, version: str, most: int = 50) -> str:
    """All figures and the worst texts, as one JSON document; the same results give the same bytes."""
    plain = {"gold": gold, "coder": version, **as_plain(scores), "worst": worst(results, most)}
    return json.dumps(plain, ensure_ascii=False, indent=1)


def worst(results: Sequence[Tried], most: int) -> list[dict[str, Any]]:
    """The texts with most missed labels and mentions too much."""
    bad = sorted((one for one in results if one.worst), key=lambda one: (-one.worst, one.case.id))[:most]
    return [
        {
            "id": one.case.id,
            "text": one.case.text,
            "labelled": [_expected(expected) for expected in one.case.expected],
            "coded": [
                f"{mention.type} {mention.status} “{mention.trigger.text}” {_sides(mention)}" for mention in one.mentions
            ],
        }
        for one in bad
    ]


def _expected(expected: Any) -> str:
    sides = " → ".join(",".join(sorted(side or ())) or "?" for side in (expected.actors, expected.recipients))
    return f"{'|'.join(sorted(expected.types))} {expected.status or ''} {sides}".replace("  ", " ")


def _sides(mention: Any) -> str:
    return " → ".join(
        ",".join(side.country or f"({side.text})" for side in sides) or "?" for sides in (mention.actors, mention.recipients)
    )


def _shown(rate: Rate) -> str:
    return f"{rate.value:.3f} ({rate.low:.3f}–{rate.high:.3f})"


def as_html(scores: Scores, results: Sequence[Tried], gold: str, version: str, most: int = 50) -> str:
    """The same as a page without scripts or anything from elsewhere."""
    overall = _table(
        ("", "precision", "recall", "F1"),
        [
            (name, *map(_shown, rates.values()))
            for name, rates in (("trigger and type", scores.found), ("full record", scores.full))
        ],
    )
    types = _table(
        ("type", "labels", "mentions", "precision", "recall", "F1"),
        [(name, *(f"{value:g}" for value in row.values())) for name, row in scores.by_type.items()],
    )
    shares = _table(("field or status", "right"), [*_percent(scores.by_field), *_percent(scores.by_status)])
    coded = sorted({name for row in scores.confusion.values() for name in row})
    confusion = _table(
        ("labelled \\ coded", *coded),
        [(name, *(str(row.get(other, "")) for other in coded)) for name, row in scores.confusion.items()],
    )
    texts = _table(
        ("text", "labelled", "coded"),
        [
            (one["text"], "; ".join(one["labelled"]) or "nothing", "; ".join(one["coded"]) or "nothing")
            for one in worst(results, most)
        ],
        "text",
    )
    nothing = f"<p>{scores.empty:,} texts report nothing; something is coded as done in {scores.false_alarms:.1%} of them.</p>"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation on {escape(gold)}</title><style>{_STYLE}</style>'
        f"<h1>Evaluation on {escape(gold)}</h1><p>{scores.texts:,} texts, {scores.labels:,} labels, {scores.mentions:,} mentions; "
        f"coder {escape(version)}. Intervals are of 95 %, by bootstrap over texts.</p>{overall}{nothing if scores.empty else ''}"
        f"<h2>By type</h2>{types}<h2>By field and status</h2>{shares}<h2>What is taken for what</h2>{confusion}"
        f"<h2>Worst texts</h2>{texts}</html>\n"
    )


def _percent(shares: Mapping[str, float]) -> list[tuple[str, str]]:
    return [(name, f"{share:.1%}") for name, share in shares.items()]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], style: str = "") -> str:
    top = "".join(f"<th>{escape(name)}" for name in head)
    attribute = f' class="{style}"' if style else ""
    body = "".join("<tr>" + "".join(f"<td{attribute}>{escape(cell)}" for cell in row) for row in rows)
    return f"<table><tr>{top}{body}</table>"
