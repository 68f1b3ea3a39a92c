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

__all__ = ["borne_out", "seen_parties"]

_DOUBTED = -2.0
"""score below which the network holds that somebody is not in a role"""
_OF_NO_STATE = {"UAF", "CRM"}
"""unknown gunmen and gangs: where they strike does not tell whose they are"""
_NAMED = {"state", "organisation"}


def seen_parties(tokens: Sequence[Token], role: str, sighting: Sighting, slots: Slots) -> tuple[Entity, ...]:
    """Those whom the network sees in a role of the happening that `tokens` report, each once."""
    found: dict[tuple[str, str | None], Entity] = {}
    for head, _ in sighting.heads(tokens, role):
        for entity in _entities(head, sighting, slots.cast):
            if is_party(entity):
                found.setdefault((entity.name, entity.country), entity)
    return tuple(found.values())


def borne_out(parties: Sequence[Entity], tokens: Sequence[Token], role: str, sighting: Sighting) -> tuple[Entity, ...]:
    """Those of the rules' parties whom the network does not hold to be somebody else; all whose words it did not read."""
    return tuple(
        party
        for party in parties
        if (score := sighting.score(tokens, role, party.start, party.end)) is None or score > _DOUBTED
    )


def _entities(head: Token, sighting: Sighting, cast: Cast) -> Iterator[Entity]:
    resolved = cast.members([head]) or (_described(head, cast),)
    told = sighting.countries(head, cast.countries)
    for entity in resolved:
        stateless = (
            entity.country is None and entity.kind not in _NAMED and entity.sectors[:1] not in [(s,) for s in _OF_NO_STATE]
        )
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
