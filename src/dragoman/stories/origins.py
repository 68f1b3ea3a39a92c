"""Where the accounts of a story first came from. Ten outlets that carry one agency's dispatch have one origin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.knowledge.credits import agency
from dragoman.records import Link, Origin, Sketch
from dragoman.stories.grouping import ordered, units_of

__all__ = ["origins"]

_BASES = ("reprint", "update", "credit", "own")
"""how accounts depend on their origin; where several hold, the first is named"""


def origins(sketches: Sequence[Sketch], duplicates: Sequence[Link]) -> tuple[tuple[Origin, ...], dict[str, str]]:
    """The origins of a story's articles, by their first article; and article id -> the first article that carries the same text.

    Articles of one outlet have one origin. Near-duplicates have one: the agency or outlet that one of them credits, else the outlet of the
    earliest. An article that credits an agency or outlet has its origin, however it is worded. Where the outlet is unknown an article
    is its own origin.
    """
    in_order = sorted(sketches, key=ordered)
    dispatch = units_of(sketches, duplicates)
    named = _names(in_order)
    texts: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in in_order:
        texts[dispatch[sketch.article_id]].append(sketch)
    sources = {
        text: next((named[sketch.credit] for sketch in carriers if sketch.credit), _outlet(carriers[0]))
        for text, carriers in texts.items()
    }
    taken = _taken(in_order, dispatch, sources)
    members: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in in_order:
        members[_first_source(sources[dispatch[sketch.article_id]], taken)].append(sketch)
    found = tuple(
        Origin(origin, tuple(sketch.article_id for sketch in group), _basis(origin, group, dispatch))
        for origin, group in members.items()
    )
    return found, dispatch


def _taken(in_order: Sequence[Sketch], dispatch: Mapping[str, str], sources: Mapping[str, str]) -> dict[str, str]:
    """Outlet -> whose account it has, for those that have no account of their own in the story."""
    whose: dict[str, list[str]] = defaultdict(list)
    for sketch in in_order:
        whose[_outlet(sketch)].append(sources[dispatch[sketch.article_id]])
    return {outlet: first[0] for outlet, first in whose.items() if outlet not in first}


def _first_source(source: str, taken: Mapping[str, str]) -> str:
    """Who had it first: an outlet that is credited may itself credit another. A circle of credits leads nowhere, and is not followed."""
    passed = [source]
    while (following := taken.get(passed[-1])) is not None:
        if following in passed:
            return source
        passed.append(following)
    return passed[-1]


def _basis(origin: str, group: Sequence[Sketch], dispatch: Mapping[str, str]) -> str:
    texts: dict[str, list[str]] = defaultdict(list)
    for sketch in group:
        texts[dispatch[sketch.article_id]].append(_outlet(sketch))
    found = {"own"}
    for outlets in texts.values():
        if len(set(outlets)) > 1:
            found.add("reprint")
        if len(set(outlets)) < len(outlets):
            found.add("update")
    if any(sketch.credit and _outlet(sketch) != origin for sketch in group):
        found.add("credit")
    return next(basis for basis in _BASES if basis in found)


def _outlet(sketch: Sketch) -> str:
    return sketch.outlet or sketch.article_id


def _names(sketches: Sequence[Sketch]) -> dict[str, str]:
    """Credit as it stands -> the origin's name: that of an outlet among the articles where it means one; else of the fullest credit that it
    is short for; else as it stands."""
    outlets = sorted({sketch.outlet for sketch in sketches if sketch.outlet})
    credits = sorted({sketch.credit for sketch in sketches if sketch.credit})
    found = {credit: _meant(credit, outlets) for credit in credits}
    others = [credit for credit in credits if found[credit] is None]
    return {credit: found[credit] or _meant(credit, others, fullest=True) or credit for credit in credits}


def _meant(credit: str, names: Sequence[str], *, fullest: bool = False) -> str | None:
    """Which of `names` the credit means: the same name or agency, else the one that begins with its words, so "Meridian" for Meridian Wire.

    None where there is none, or where several begin so; of several that are longer forms of each other the longest if `fullest`.
    """
    wanted, known = _plain(credit), agency(credit)
    if not fullest:
        for name in names:
            if _plain(name) == wanted or (known is not None and known == agency(name)):
                return name
    longer = sorted(
        (name for name in names if _plain(name)[: len(wanted)] == wanted), key=lambda name: (len(_plain(name)), name)
    )
    if len(longer) > 1 and fullest and all(_plain(longer[-1])[: len(_plain(name))] == _plain(name) for name in longer):
        return longer[-1]
    return longer[0] if len(longer) == 1 else None


def _plain(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if word != "the"]
