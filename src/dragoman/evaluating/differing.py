"""Two codings of the same articles, set against each other mention by mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.records import Mention

__all__ = ["Change", "differences"]


@dataclass(frozen=True, slots=True)
class Change:
    """A mention that one coding has and the other has not, or that they read differently."""

    article_id: str
    before: Mention | None
    after: Mention | None
    fields: tuple[str, ...]
    """which fields differ, where both have it"""


def differences(before: Iterable[Mention], after: Iterable[Mention]) -> Iterator[Change]:
    """What differs, by article and place in it. Mentions are the same where their triggers overlap, those of one type first.

    Ids, confidence and the version of the coder are no difference.
    """
    old, new = _by_article(before), _by_article(after)
    for article_id in sorted(old.keys() | new.keys()):
        changes = []
        free = list(new[article_id])
        for mention in old[article_id]:
            other = _same(mention, free)
            if other is None:
                changes.append(Change(article_id, mention, None, ()))
                continue
            free.remove(other)
            if fields := _differing(mention, other):
                changes.append(Change(article_id, mention, other, fields))
        changes += [Change(article_id, None, mention, ()) for mention in free]
        yield from sorted(changes, key=_place)


def _by_article(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.article_id].append(mention)
    for own in found.values():
        own.sort(key=lambda mention: (mention.trigger.start, mention.type, mention.id))
    return found


def _place(change: Change) -> tuple[int, str]:
    mention = change.before or change.after
    assert mention is not None
    return mention.trigger.start, mention.type


def _same(mention: Mention, others: Iterable[Mention]) -> Mention | None:
    start, end = mention.trigger.start, mention.trigger.end
    near = [one for one in others if one.trigger.start < end and start < one.trigger.end]
    return min(near, key=lambda one: (one.type != mention.type, abs(one.trigger.start - start), one.id), default=None)


def _differing(a: Mention, b: Mention) -> tuple[str, ...]:
    def sides(mention: Mention, name: str) -> list[tuple[str, str | None]]:
        return sorted((side.name, side.country) for side in getattr(mention, name))

    def place(mention: Mention) -> tuple[str, str | None] | None:
        return (mention.place.name, mention.place.country) if mention.place else None

    pairs = {
        "type": (a.type, b.type),
        "modes": (a.modes, b.modes),
        "status": (a.status, b.status),
        "actors": (sides(a, "actors"), sides(b, "actors")),
        "recipients": (sides(a, "recipients"), sides(b, "recipients")),
        "date": ((a.date.value, a.date.end_value, a.date.source), (b.date.value, b.date.end_value, b.date.source)),
        "place": (place(a), place(b)),
        "quantities": ([(q.value, q.noun) for q in a.quantities], [(q.value, q.noun) for q in b.quantities]),
        "objects": ([one.text for one in a.objects], [one.text for one in b.objects]),
        "contexts": (a.contexts, b.contexts),
        "asserted_by": ((a.asserted_by.kind, a.asserted_by.name), (b.asserted_by.kind, b.asserted_by.name)),
    }
    return tuple(name for name, (one, other) in pairs.items() if one != other)
