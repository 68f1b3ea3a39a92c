"""Between whom an event is a tie."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dragoman.records import Event

__all__ = ["VERSION", "pairs_of"]

VERSION = "relations-1"
"""of the rules of this stage; it changes whenever a rule does"""


def pairs_of(event: Event) -> Iterator[tuple[str, str, int]]:
    """The dyads of an event, each once: the two codes in the order of the alphabet, and 1 where the first acted on the second, -1 where
    the second acted on the first, 0 where both acted together or each on the other.

    Actors are tied to recipients. Actors of one deed are tied to each other only where it has no recipient and is cooperative, as talks
    and joint exercises are: that two condemn a third is a tie of each to the third, and its score is none of theirs with each other.
    Whoever has no code is left out, and nobody is tied to themselves.
    """
    actors = {entity.country for entity in event.actors if entity.country}
    recipients = {entity.country for entity in event.recipients if entity.country}
    if not event.recipients:
        if event.quad <= 2:
            yield from ((a, b, 0) for a, b in combinations(sorted(actors), 2))
        return
    directed: dict[tuple[str, str], int] = {}
    for actor in actors:
        for recipient in recipients - {actor}:
            pair = (min(actor, recipient), max(actor, recipient))
            direction = 1 if actor == pair[0] else -1
            directed[pair] = direction if directed.get(pair, direction) == direction else 0
    yield from ((a, b, directed[a, b]) for a, b in sorted(directed))
