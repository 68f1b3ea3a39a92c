"""From links to stories: near-duplicates stay together, and the rest is joined by average linkage at one threshold."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from dragoman.records import Link, Sketch, stable_id

__all__ = ["components", "group", "story_id", "title_of", "units_of"]

_ALIKE = 0.25
"""mean likeness of two groups' articles from which they report one story; the same for all data"""


def components(a: NDArray[np.int64], b: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """A label for each of `count` articles; those that the links `a[i]`-`b[i]` connect share one."""
    if count == 0:
        return np.zeros(0, np.int64)
    graph = sparse.coo_matrix((np.ones(len(a), np.int8), (a, b)), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels, np.int64)


def story_id(article_ids: Sequence[str]) -> str:
    """A hash of the first article."""
    return stable_id("story", article_ids[0])


def group(sketches: Sequence[Sketch], links: Sequence[Link], duplicates: Sequence[Link]) -> list[tuple[str, ...]]:
    """The stories among these articles: their ids by day and id, the stories by their first.

    Near-duplicates count as one article and stay together. Average linkage: two groups are joined where the mean likeness of their
    articles, those without a link counting 0, is `_ALIKE` or more, the most alike first. The order of the arguments plays no part.
    """
    order = {sketch.article_id: (sketch.published or "9999", sketch.article_id) for sketch in sketches}
    unit = units_of(order, duplicates)
    members: dict[str, list[str]] = defaultdict(list)
    for article_id, name in unit.items():
        members[name].append(article_id)
    joined = _joined(sorted(members), _between(unit, links))
    stories = [[article_id for name in names for article_id in members[name]] for names in joined]
    ordered = [tuple(sorted(story, key=lambda article_id: order[article_id])) for story in stories]
    return sorted(ordered, key=lambda story: order[story[0]])


def title_of(links: Sequence[Link], order: Sequence[str]) -> str:
    """The article that is most alike to the others of its story, of equals the first in `order`: the one that names it."""
    likeness: dict[str, float] = defaultdict(float)
    for link in links:
        likeness[link.a] += link.weight
        likeness[link.b] += link.weight
    return max(order, key=lambda article_id: (round(likeness[article_id], 4), -order.index(article_id)))


def units_of(order: dict[str, tuple[str, str]], duplicates: Sequence[Link]) -> dict[str, str]:
    """Article id -> the first of its near-duplicates."""
    ids = sorted(order, key=lambda article_id: order[article_id])
    place = {article_id: position for position, article_id in enumerate(ids)}
    pairs = [(place[link.a], place[link.b]) for link in duplicates if link.a in place and link.b in place]
    a, b = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    labels = components(a, b, len(ids))
    first: dict[int, str] = {}
    return {article_id: first.setdefault(int(label), article_id) for article_id, label in zip(ids, labels, strict=True)}


def _between(unit: dict[str, str], links: Sequence[Link]) -> dict[tuple[str, str], float]:
    """Likeness of two units: that of their most alike articles."""
    found: dict[tuple[str, str], float] = {}
    for link in links:
        if link.a in unit and link.b in unit:
            a, b = sorted((unit[link.a], unit[link.b]))
            if a != b:
                found[a, b] = max(found.get((a, b), 0.0), link.weight)
    return found


def _joined(units: Sequence[str], between: dict[tuple[str, str], float]) -> list[list[str]]:
    """Average linkage over the pairs that have a likeness. Sums are kept in whole millionths, so that no order of adding matters."""
    groups: dict[str, list[str]] = {name: [name] for name in units}
    sums: dict[str, dict[str, int]] = {name: {} for name in units}
    for (a, b), weight in between.items():
        sums[a][b] = sums[b][a] = round(weight * 1e6)
    heap: list[tuple[float, str, str]] = []

    def offer(a: str, b: str) -> None:
        mean = sums[a][b] / (len(groups[a]) * len(groups[b]))
        if mean >= _ALIKE * 1e6:
            first, second = sorted((a, b))
            heapq.heappush(heap, (-mean, first, second))

    for a, b in sorted(between):
        offer(a, b)
    while heap:
        negative, a, b = heapq.heappop(heap)
        # A group that has grown since keeps its name, so that its old offers must be told by their mean.
        if a not in groups or b not in groups or b not in sums[a]:
            continue
        if -negative != sums[a][b] / (len(groups[a]) * len(groups[b])):
            continue
        groups[a] += groups.pop(b)
        for other, total in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0) + total
        for other in sums[a]:
            offer(a, other)
    return list(groups.values())
