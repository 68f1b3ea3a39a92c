"""Whether a trigger with its parties is an event of the international system: somebody known acts, and not in business or in play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ontology import Ontology
from .slots import is_party

if TYPE_CHECKING:
    from .happenings import Happening

__all__ = ["complete"]


def complete(happening: Happening, ontology: Ontology) -> bool:
    """PLOVER: no named actor, no event. Somebody must have a country, or both sides be known by what they are."""
    actors, recipients = happening.actors, happening.recipients
    if not actors or not all(map(is_party, actors)):
        return False
    if happening.reciprocal and len(actors) < 2 and ontology.types[happening.type].quad == 2 and not recipients:
        return False
    if _commercial(happening, ontology) or _of_no_office(happening):
        return False
    if any(e.country for e in (*actors, *recipients)):
        return True
    return bool(recipients) and ontology.types[happening.type].quad == 4 and actors[0].sectors[:1] != ("CVL",)


def _of_no_office(happening: Happening) -> bool:
    """Who resigns holds no office that is told: "one of them resigning after a fork on move 23", "his predecessor's resignation"."""
    actors = happening.actors
    return happening.mode == "resign" and not any(e.sectors or e.kind in {"person", "state"} for e in actors)


def _commercial(happening: Happening, ontology: Ontology) -> bool:
    """Words among firms of one country, which are business news: "the merger was blocked by shareholders of the railway"."""
    actors, recipients = happening.actors, happening.recipients
    if ontology.types[happening.type].quad not in {1, 3} or len({e.country for e in (*actors, *recipients) if e.country}) > 1:
        return False
    # Where they do it may stand as whom they do it to; a state as recipient makes it politics.
    others = (e for e in recipients if e.sectors or e.kind == "state")
    return all(e.sectors[:1] == ("BUS",) for e in (*actors, *others))
