"""Which articles meet: blocks of articles near in time for comparing, stories that share a happening for reconciling."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from dragoman import stories
from dragoman.engine.grouping import in_batches, together
from dragoman.records import Sketch
from dragoman.scale.rows import links_from

__all__ = ["NO_DAY", "block_pairs", "placed"]

NO_DAY = -1
"""the day of an article of which none is known"""
Block = tuple[int, int]
"""a day, and a part of its articles"""


def block_pairs(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """The pairs of blocks whose articles have to be compared, each once, and each block with itself."""
    for one, other in combinations_with_replacement(sorted(blocks), 2):
        # Sorted, so that only the first can be of no day.
        if one[0] == NO_DAY or other[0] - one[0] <= stories.WINDOW_DAYS:
            yield one, other


def placed(articles: Sequence[Mapping[str, Any]], links: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The story of each coded article, and the batch in which it is reconciled: stories that share a happening are in one.

    `articles` have id, outlet, published, day and the keys of their happenings.
    """
    sketches = [_bare(row) for row in articles]
    groups = stories.group(sketches, links_from(links, "related"), links_from(links, "duplicate"))
    story_of = {article_id: stories.story_id(group) for group in groups for article_id in group}
    pairs = sorted({(story_of[row["id"]], key) for row in articles for key in json.loads(row["keys"]).values()})
    sizes = Counter(story_of.values())
    batches = enumerate(in_batches(together(pairs, set(sizes)), sizes))
    batch_of = {story_id: number for number, units in batches for unit in units for story_id in unit}
    return [{"id": id, "story_id": story_id, "batch": batch_of[story_id]} for id, story_id in story_of.items()]


def _bare(row: Mapping[str, Any]) -> Sketch:
    """What grouping needs to know once the links are there."""
    none = np.zeros(0, np.uint64)
    return Sketch(row["id"], row["outlet"], row["published"], row["day"], None, False, none, none, np.zeros(0, np.float32))
