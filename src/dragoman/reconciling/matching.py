"""Which accounts tell of one happening: average linkage of their likeness, and later references in other stories by an exact key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from dragoman.reconciling.accounts import Account
from dragoman.reconciling.dates import told
from dragoman.reconciling.likeness import ENOUGH, MAY_BE_AT_ISSUE, likeness
from dragoman.reconciling.places import place_name
from dragoman.records import Mention, Status, stable_id

__all__ = ["happening_key", "happenings"]

# Talks, visits and signatures are singular on a day between the same; of blows, arrests and marches there may be many, so that the
# place must be told too.
_NEEDS_PLACE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "RETREAT", "ACCUSE", "REQUEST", "THREATEN"})
_KEYED = frozenset({Status.DONE, Status.ONGOING, Status.BACKGROUND})
_FINE = frozenset({"city", "site", "district"})


def happening_key(mention: Mention) -> str | None:
    """What mentions of one happening share wherever they stand, so that a later story can refer to it; None where too little is told.

    Type, both sides' countries, the day as told and, for deeds of which there may be several on a day, the place.
    """
    date, place = mention.date, mention.place
    actors = sorted({entity.country for entity in mention.actors if entity.country})
    recipients = sorted({entity.country for entity in mention.recipients if entity.country})
    if mention.status not in _KEYED or not told(date) or date.precision != "day" or date.end_value:
        return None
    if not actors or len(actors) + len(recipients) < 2:
        return None
    if len(actors) < len({entity.name for entity in mention.actors if entity.country is None} | set(actors)):
        return None
    where = place_name(place) if place and place.role == "event" and place.precision in _FINE else ""
    if mention.type in _NEEDS_PLACE and not where:
        return None
    visit = "visit" in mention.modes
    return stable_id("key", mention.type, visit, actors, recipients, date.value, where if mention.type in _NEEDS_PLACE else "")


def happenings(stories: Sequence[Sequence[Account]], keys: Mapping[str, str]) -> list[list[Account]]:
    """The accounts of each happening, in their order, by their first.

    `stories` are the accounts of each story; `keys` give, by mention id, what `happening_key` gave. Within a story accounts are
    joined by likeness, across stories by key.
    """
    clusters = [cluster for story in stories for cluster in _within(story)]
    merged = _joined_by_key(clusters, keys)
    return sorted(
        (sorted(cluster, key=lambda account: account.order) for cluster in merged), key=lambda cluster: cluster[0].order
    )


def _within(accounts: Sequence[Account]) -> list[list[Account]]:
    """The happenings of one story. Accounts that nothing tells apart, as reprints give, are weighed once."""
    alike: dict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda account: account.order):
        alike[_signature(account)].append(account)
    first = [group[0] for group in alike.values()]
    found: dict[int, list[Account]] = defaultdict(list)
    offset = 0
    for block in _blocks(first):
        labels = _linked([first[position] for position in block])
        for position, label in zip(block, labels, strict=True):
            found[offset + label].extend(alike[_signature(first[position])])
        offset += len(block) + 1
    return list(found.values())


def _signature(account: Account) -> tuple[object, ...]:
    mention = account.mention
    return (
        mention.type,
        mention.modes,
        mention.status,
        account.actors,
        account.recipients,
        account.told,
        account.report.published,
        mention.place and (mention.place.name, mention.place.role),
        account.sentence,
        mention.trigger.text,
    )


def _blocks(accounts: Sequence[Account]) -> list[list[int]]:
    """Positions of accounts that can be of one happening at all: types that can meet."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, account in enumerate(accounts):
        # What can be refused can be set against its refusal.
        groups["at issue" if account.mention.type in MAY_BE_AT_ISSUE else account.mention.type].append(position)
    return [groups[name] for name in sorted(groups)]


def _linked(accounts: Sequence[Account]) -> list[int]:
    """A label for each account; those of one happening share one."""
    if len(accounts) == 1:
        return [0]
    distances = np.ones((len(accounts), len(accounts)))
    np.fill_diagonal(distances, 0.0)
    for i, one in enumerate(accounts):
        for j in range(i):
            distances[i, j] = distances[j, i] = 1.0 - max(0.0, likeness(one, accounts[j]))
    tree = linkage(squareform(np.round(distances, 6), checks=False), method="average")
    return [int(label) for label in fcluster(tree, t=1.0 - ENOUGH, criterion="distance")]


def _joined_by_key(clusters: list[list[Account]], keys: Mapping[str, str]) -> list[list[Account]]:
    parent = list(range(len(clusters)))

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    holder: dict[str, int] = {}
    for position, cluster in enumerate(clusters):
        for account in cluster:
            key = keys.get(account.mention.id)
            if key is not None:
                a, b = root(position), root(holder.setdefault(key, position))
                parent[max(a, b)] = min(a, b)
    joined: dict[int, list[Account]] = defaultdict(list)
    for position, cluster in enumerate(clusters):
        joined[root(position)].extend(cluster)
    return list(joined.values())
