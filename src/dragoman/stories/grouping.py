"""From links to stories: near-duplicates stay together, and the rest is joined by how alike it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from dragoman.records import Link, Sketch, stable_id
from dragoman.stories.linkage import Span, linked

__all__ = ["components", "group", "ordered", "story_id", "title_of", "units_of"]

_LONGEST = 14
"""days that a story spans: what is reported later is what came of it"""


def components(a: NDArray[np.int64], b: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """A label for each of `count` articles; those that the links `a[i]`-`b[i]` connect share one."""
    if count == 0:
        return np.zeros(0, np.int64)
    graph = sparse.coo_matrix((np.ones(len(a), np.int8), (a, b)), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels, np.int64)


def story_id(article_ids: Sequence[str]) -> str:
    """A hash of the first article of the story."""
    return stable_id("story", article_ids[0])


def ordered(sketch: Sketch) -> tuple[str, str]:
    """What articles are sorted by: publication, those of unknown date last, then id."""
    return sketch.published or "9999", sketch.article_id


def group(sketches: Sequence[Sketch], links: Sequence[Link], duplicates: Sequence[Link]) -> list[tuple[str, ...]]:
    """The stories among these articles: their ids by day and id, the stories by their first.

    Near-duplicates count as one article and stay together. `links` and `duplicates` with other articles are left aside. The order of the
    arguments plays no part.
    """
    order = {sketch.article_id: ordered(sketch) for sketch in sketches}
    unit = units_of(sketches, duplicates)
    members: dict[str, list[str]] = defaultdict(list)
    for article_id, name in unit.items():
        members[name].append(article_id)
    found = linked(sorted(members), _between(unit, links), _spans(sketches, unit), _LONGEST)
    stories = [
        tuple(sorted((article_id for name in names for article_id in members[name]), key=order.__getitem__)) for names in found
    ]
    return sorted(stories, key=lambda story: order[story[0]])


def title_of(links: Sequence[Link], order: Sequence[str]) -> str:
    """The article of `order` that is most alike to the others, of equals the first: the one that names the story."""
    likeness: dict[str, int] = dict.fromkeys(order, 0)
    for link in links:
        if link.a in likeness and link.b in likeness:
            # In whole parts, so that no order of adding changes a sum.
            likeness[link.a] += round(link.weight * 10_000)
            likeness[link.b] += round(link.weight * 10_000)
    return max(order, key=likeness.__getitem__)


def units_of(sketches: Sequence[Sketch], duplicates: Sequence[Link]) -> dict[str, str]:
    """Article id -> the first of its near-duplicates."""
    ids = [sketch.article_id for sketch in sorted(sketches, key=ordered)]
    place = {article_id: position for position, article_id in enumerate(ids)}
    pairs = [(place[link.a], place[link.b]) for link in duplicates if link.a in place and link.b in place]
    a, b = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    first: dict[int, str] = {}
    return {
        article_id: first.setdefault(label, article_id)
        for article_id, label in zip(ids, components(a, b, len(ids)).tolist(), strict=True)
    }


def _between(unit: dict[str, str], links: Sequence[Link]) -> dict[tuple[str, str], float]:
    """Likeness of two units: that of their most alike articles."""
    found: dict[tuple[str, str], float] = {}
    for link in links:
        a, b = unit.get(link.a), unit.get(link.b)
        if a is None or b is None or a == b:
            continue
        pair = (a, b) if a < b else (b, a)
        if link.weight > found.get(pair, 0.0):
            found[pair] = link.weight
    return found


def _spans(sketches: Sequence[Sketch], unit: dict[str, str]) -> dict[str, Span]:
    """The first and last day of each unit."""
    found: dict[str, Span] = dict.fromkeys(unit.values())
    for sketch in sketches:
        if sketch.day is not None:
            span = found[unit[sketch.article_id]]
            first, last = span or (sketch.day, sketch.day)
            found[unit[sketch.article_id]] = min(first, sketch.day), max(last, sketch.day)
    return found
