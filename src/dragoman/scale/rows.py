"""Articles with what was coded in them, and links, as rows that travel between machines; and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.records import Article, Link, Mention, Quote, from_json, to_json
from dragoman.store import Kept
from dragoman.store.rows import SKETCH_COLUMNS, sketch_from_row, sketch_row

__all__ = ["KEPT", "kept_from", "kept_row", "link_rows", "links_from"]

KEPT = ("id", "article", "records", "keys", "reason", "coder_version", "coding", *SKETCH_COLUMNS[1:])
"""the fields of a row; those of the sketch are null for what was not coded"""


def kept_row(kept: Kept) -> dict[str, Any]:
    """An article as a row."""
    sketch = sketch_row(kept.sketch)[1:] if kept.sketch else (None,) * (len(SKETCH_COLUMNS) - 1)
    known = (
        kept.article.id,
        to_json(kept.article),
        [to_json(record) for record in kept.records],
        json.dumps(dict(kept.keys), sort_keys=True),
        kept.reason,
        kept.coder_version,
        kept.article.coding,
    )
    return dict(zip(KEPT, (*known, *sketch), strict=True))


def kept_from(row: Mapping[str, Any]) -> Kept:
    """The article that `kept_row` made a row of."""
    article = from_json(row["article"])
    records = tuple(one for one in map(from_json, row["records"]) if isinstance(one, (Mention, Quote)))
    assert isinstance(article, Article), "the column holds articles"
    sketch = None if row["terms"] is None else sketch_from_row((row["id"], *(row[name] for name in SKETCH_COLUMNS[1:])))
    return Kept(article, records, sketch, json.loads(row["keys"]), row["coder_version"], row["reason"])


def link_rows(kind: str, links: Iterable[Link]) -> list[dict[str, Any]]:
    """Links of a kind as rows."""
    return [{"kind": kind, "a": link.a, "b": link.b, "weight": link.weight} for link in links]


def links_from(rows: Sequence[Mapping[str, Any]], kind: str) -> list[Link]:
    """The links of a kind among rows."""
    return [Link(row["a"], row["b"], row["weight"]) for row in rows if row["kind"] == kind]
