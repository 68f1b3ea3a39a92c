"""Which articles are near-duplicates, and which may report one happening. A link is a property of two articles and of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dragoman.records import Link, Sketch

__all__ = ["WINDOW_DAYS", "duplicates", "related"]

WINDOW_DAYS = 10
"""articles published further apart are not compared; those without a day are compared with all"""
_REPRINT = 0.5
"""share of the shorter text's fingerprints from which it is a reprint: cuts and a new headline leave more than that"""
_SHORTEST = 1 / 3
"""size of a reprint, as a share of the longer text: a round-up that holds several dispatches is a reprint of none"""
_FEWEST = 4
"""fingerprints that must be shared: two short texts can share a phrase"""
_LOOSE = 0.1
"""likeness from which a link is kept for grouping; well below what makes a story"""
_FADING = 0.05
"""share of likeness lost a day: the same words a week later are the next visit, the next drill"""
_FINE = 65536
"""weights are multiplied in whole parts of this, so that no order of adding changes a sum"""
_PAIRS = 2_000_000
"""pairs of articles compared at a time, which bounds memory"""

Weigh = Callable[[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]], NDArray[np.float64]]


def duplicates(new: Sequence[Sketch], known: Sequence[Sketch], *, among: bool = True) -> list[Link]:
    """Near-duplicates among `new`, unless not `among`, and between `new` and `known`; weights are shares of the shorter text's
    fingerprints."""
    sketches = [*new, *known]
    sizes = np.array([len(sketch.fingerprints) for sketch in sketches], np.float64)

    def share(shared: NDArray[np.float64], a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
        shorter, longer = np.minimum(sizes[a], sizes[b]), np.maximum(sizes[a], sizes[b])
        return np.where((shared >= _FEWEST) & (shorter >= longer * _SHORTEST), shared / np.maximum(shorter, 1.0), 0.0)

    ones = [np.ones(len(sketch.fingerprints), np.int64) for sketch in sketches]
    return _links(_matrix([sketch.fingerprints for sketch in sketches], ones), sketches, len(new), among, share, _REPRINT)


def related(new: Sequence[Sketch], known: Sequence[Sketch], *, among: bool = True) -> list[Link]:
    """Articles alike enough that they may report one happening, among `new`, unless not `among`, and between `new` and `known`; weights
    are cosines of their terms, less for each day between them."""
    sketches = [*new, *known]
    days = np.array([np.nan if sketch.day is None else sketch.day for sketch in sketches], np.float64)

    def faded(cosine: NDArray[np.float64], a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
        gap = np.nan_to_num(np.abs(days[a] - days[b]))
        return cosine / _FINE**2 * (1.0 - _FADING * gap)

    weights = [np.rint(sketch.weights.astype(np.float64) * _FINE).astype(np.int64) for sketch in sketches]
    return _links(_matrix([sketch.terms for sketch in sketches], weights), sketches, len(new), among, faded, _LOOSE)


def _matrix(terms: Sequence[NDArray[np.uint64]], weights: Sequence[NDArray[np.int64]]) -> sparse.csr_matrix:
    """A row an article, a column a term."""
    starts = np.concatenate([[0], np.cumsum([len(one) for one in terms])]).astype(np.int64)
    vocabulary, columns = np.unique(np.concatenate([np.zeros(0, np.uint64), *terms]), return_inverse=True)
    values = np.concatenate([np.zeros(0, np.int64), *weights])
    return sparse.csr_matrix((values, columns, starts), shape=(len(terms), max(1, len(vocabulary))))


def _links(
    matrix: sparse.csr_matrix, sketches: Sequence[Sketch], new: int, among: bool, weigh: Weigh, least: float
) -> list[Link]:
    """Links of the first `new` sketches with the rest, and if `among` with each other, of weight `least` or more, by their ids."""
    ids = [sketch.article_id for sketch in sketches]
    found: list[Link] = []
    for rows, columns in _within_window(sketches, new):
        if not among:
            columns = columns[columns >= new]
        product = (matrix[rows] @ matrix[columns].T).tocoo()
        a, b = rows[product.row], columns[product.col]
        # Each pair of new articles is met twice, and each article meets itself.
        once = (b >= new) | (a < b)
        a, b, values = a[once], b[once], product.data[once].astype(np.float64)
        weights = np.round(weigh(values, a, b), 6)
        kept = weights >= least
        for first, second, weight in zip(a[kept].tolist(), b[kept].tolist(), weights[kept].tolist(), strict=True):
            one, other = ids[first], ids[second]
            found.append(Link(one, other, weight) if one < other else Link(other, one, weight))
    return sorted(found, key=lambda link: (link.a, link.b))


def _within_window(sketches: Sequence[Sketch], new: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Blocks of new articles of one day, each with all articles that are near enough in time to be compared with them."""
    days = np.array([-1 if sketch.day is None else sketch.day for sketch in sketches], np.int64)
    everything = np.arange(len(sketches))
    for day in np.unique(days[:new]):
        of_day = np.flatnonzero(days[:new] == day)
        near = everything if day < 0 else everything[(days < 0) | (np.abs(days - day) <= WINDOW_DAYS)]
        block = max(1, _PAIRS // len(near))
        for start in range(0, len(of_day), block):
            yield of_day[start : start + block], near
