"""Where the accounts of a story first came from. Ten outlets that carry one agency's dispatch have one origin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.records import Link, Origin, Sketch
from dragoman.stories.credits import agency
from dragoman.stories.grouping import ordered, units_of

__all__ = ["origins"]

_BASES = ("reprint", "update", "credit", "own")
"""how accounts depend on their origin; where several hold, the first is named"""


def origins(sketches: Sequence[Sketch], duplicates: Sequence[Link]) -> tuple[tuple[Origin, ...], dict[str, str]]:
    """The origins of a story's articles, by their first article; and article id -> the first article that carries the same text.

    Articles of one outlet have one origin. Near-duplicates have one: the agency that one of them credits, else the outlet of the
    earliest. An article that credits an agency or outlet has its origin, however it is worded. Where the outlet is unknown an article
    is its own origin.
    """

    in_order = sorted(sketches, key=ordered)
    dispatch = units_of(sketches, duplicates)
    named = _names(in_order)
    clusters: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in in_order:
        clusters[dispatch[sketch.article_id]].append(sketch)
    origin_of: dict[str, str] = {}
    for cluster in clusters.values():
        source = next((named[sketch.credit] for sketch in cluster if sketch.credit), None) or _outlet(cluster[0])
        for sketch in cluster:
            origin_of[sketch.article_id] = source
    members: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in in_order:
        members[origin_of[sketch.article_id]].append(sketch)
    found = tuple(
        Origin(origin, tuple(sketch.article_id for sketch in group), _basis(origin, group, dispatch, named))
        for origin, group in members.items()
    )
    return found, dispatch


def _basis(origin: str, group: Sequence[Sketch], dispatch: Mapping[str, str], named: Mapping[str, str]) -> str:
    found = {"own"}
    for position, one in enumerate(group):
        for other in group[:position]:
            if dispatch[one.article_id] == dispatch[other.article_id]:
                found.add("update" if _outlet(one) == _outlet(other) else "reprint")
        if one.credit and _outlet(one) != origin:
            found.add("credit")
    return next(basis for basis in _BASES if basis in found)


def _outlet(sketch: Sketch) -> str:
    return sketch.outlet or sketch.article_id


def _names(sketches: Sequence[Sketch]) -> dict[str, str]:
    """Credit as named -> the origin's name: that of an outlet among the articles, where it is one, else of an agency, else as it stands."""
    outlets = sorted({sketch.outlet for sketch in sketches if sketch.outlet})
    return {sketch.credit: _name(sketch.credit, outlets) for sketch in sketches if sketch.credit}


def _name(credit: str, outlets: Sequence[str]) -> str:
    wanted = _plain(credit)
    for outlet in outlets:
        name = _plain(outlet)
        if wanted == name or name[: len(wanted)] == wanted or (agency(credit) is not None and agency(credit) == agency(outlet)):
            return outlet
    return credit


def _plain(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if word != "the"]
