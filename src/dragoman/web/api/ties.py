"""Pages of ties: cut between two ties, though each is counted from all deeds of its two sides."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from itertools import islice

from dragoman import engine
from dragoman.errors import SettingsError
from dragoman.records import Tie, to_json
from dragoman.store import Store
from dragoman.store.browsing import Page, TieFilter

__all__ = ["all_ties", "page_of_ties"]

_TOGETHER = 20
"""dyads whose ties are counted at a time"""
Place = tuple[str, str, str]
"""two codes and a period: the order of ties"""


def page_of_ties(
    store: Store, chosen: TieFilter, period: str, cursor: str | None, limit: int
) -> tuple[Page, Sequence[str], int]:
    """A page of ties by codes and period, as lines, and how many there are. There is no way back: raises SettingsError for
    a cursor that is none of ours."""
    after = _read(cursor) if cursor else ("", "", "")
    # The dyad that the page before ended in may have more periods.
    ties = (tie for tie in _counted(store, chosen, period, after[:2]) if _place(tie) > after)
    found = list(islice(ties, limit + 1))
    more = _written(_place(found[limit - 1])) if len(found) > limit else None
    page = Page([tie.id for tie in found[:limit]], more, None)
    return page, [to_json(tie) for tie in found[:limit]], store.browse.ties.count(chosen, period)


def all_ties(store: Store, chosen: TieFilter, period: str) -> Iterator[str]:
    """All of them as lines."""
    return map(to_json, _counted(store, chosen, period, ("", "")))


def _counted(store: Store, chosen: TieFilter, period: str, first: tuple[str, str]) -> Iterator[Tie]:
    dyads = [dyad for one in store.browse.ties.dyads(chosen) if (dyad := (one.a, one.b)) >= first]
    for start in range(0, len(dyads), _TOGETHER):
        yield from engine.chosen_ties(store, chosen, period, dyads[start : start + _TOGETHER])


def _place(tie: Tie) -> Place:
    return tie.a, tie.b, tie.period


def _written(place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _read(cursor: str) -> Place:
    try:
        plain = json.loads(base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _wrong() from error
    match plain:
        case [str(a), str(b), str(period)]:
            return a, b, period
    raise _wrong()


def _wrong() -> SettingsError:
    return SettingsError("the cursor is none that a page of ties gave; leave it out to begin at the first page")
