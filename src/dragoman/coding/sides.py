"""Who takes part in what the network sees: its heads as entities, with the country that the sentence tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from ..records import Entity
from .cast import Cast
from .sighting import Sighting
from .slots import Slots, is_party
from .syntax import phrase_tokens

__all__ = ["apart", "held", "known", "seen_parties"]

_OF_NO_STATE = {"UAF", "CRM"}
"""unknown gunmen and gangs: where they strike does not tell whose they are"""
_NAMED = {"state", "organisation"}
_AT_HOME = {"CONCEDE", "MOBILIZE", "PROTEST", "RETREAT"}
"""types that at home often have no recipient"""
_DOUBTED = -3.0
"""score of a role below which the network holds that it is not so"""


def seen_parties(tokens: Sequence[Token], role: str, sighting: Sighting, slots: Slots) -> tuple[Entity, ...]:
    """Those whom the network sees in a role of the happening that `tokens` report, each once."""
    found: dict[tuple[str, str | None], Entity] = {}
    heads = [head for head, _ in sighting.heads(tokens, role)]
    for head in heads:
        if _is_of_another(head, heads):
            continue
        for entity in _entities(head, sighting, slots.cast):
            if is_party(entity):
                found.setdefault((entity.name, entity.country), entity)
    return tuple(found.values())


def _is_of_another(head: Token, heads: Sequence[Token]) -> bool:
    """Whether somebody is but the other side of what somebody else in the role has: support for "*Russia*'s war against *Ukraine*"."""
    noun = head.head
    return head.dep_ == "nmod" and any(one.dep_ == "nmod:poss" and one.head.i == noun.i and one.i != head.i for one in heads)


def known(parties: tuple[Entity, ...], others: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The parties, unless none of them has a country and some of the others have."""
    return others if not any(one.country for one in parties) and any(one.country for one in others) else parties or others


def held(
    recipients: Sequence[Entity], actors: Sequence[Entity], type: str, tokens: Sequence[Token], sighting: Sighting
) -> tuple[Entity, ...]:
    """The recipients of the rules without those of the actors' own country that the network holds to be none.

    At home the rules take the place of what is aimed at nobody for a side: "police *deployed* in *Jakarta*".
    """
    own = {one.country for one in actors} if type in _AT_HOME else set()
    return tuple(
        one
        for one in recipients
        if one.country not in own or sighting.score(tokens, "recipient", one.start, one.end) >= _DOUBTED
    )


def apart(recipients: Sequence[Entity], actors: Sequence[Entity]) -> tuple[Entity, ...]:
    """The recipients that are not the actors under another name: by the same words, or a pronoun or short form of the same country."""
    return tuple(one for one in recipients if not any(_same(one, actor) for actor in actors))


def _same(one: Entity, other: Entity) -> bool:
    if (one.start, one.end) == (other.start, other.end) or one.name == other.name:
        return True
    referring = one.refers_to is not None or other.refers_to is not None
    return referring and one.country == other.country and one.sectors[:1] == other.sectors[:1]


def _entities(head: Token, sighting: Sighting, cast: Cast) -> Iterator[Entity]:
    resolved = cast.members([head]) or (_described(head, cast),)
    told = sighting.countries(head, cast.countries)
    for entity in resolved:
        stateless = entity.country is None and entity.kind not in _NAMED and _OF_NO_STATE.isdisjoint(entity.sectors[:1])
        if stateless and told:
            yield from (replace(entity, country=country) for country in told)
        else:
            yield entity


def _described(head: Token, cast: Cast) -> Entity:
    """Somebody of whom nothing is known but the words: "tens of thousands", "those on board"."""
    phrase = [token for token in phrase_tokens(head) if not token.is_space]
    first = next((token for token in phrase if token.pos_ not in {"DET", "PUNCT", "ADP"}), head)
    words = cast.doc[min(first.i, head.i) : head.i + 1]
    return Entity(words.text, words.text, "unnamed", None, (), None, None, words.start_char, words.end_char)
