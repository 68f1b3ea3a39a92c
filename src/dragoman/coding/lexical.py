"""What each word may report by the lexicon alone, whatever stands around it: a hint to the learned coder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..ontology import Ontology

__all__ = ["lexical_types"]


def lexical_types(ontology: Ontology, types: Sequence[str]) -> Mapping[str, int]:
    """Form in lower case -> the `types` that it may report, as bits: the first type is 1, the second 2, and so on."""
    bits = {name: 1 << number for number, name in enumerate(types)}
    heads: dict[str, int] = {}
    for (_, head), triggers in ontology.triggers.items():
        for trigger in triggers:
            if trigger.confidence > 0:
                heads[head] = heads.get(head, 0) | bits.get(trigger.type, 0)
    for (_, head), operators in ontology.operators.items():
        for operator in operators:
            if operator.effect:
                heads[head] = heads.get(head, 0) | bits.get(operator.effect, 0)
    found = {}
    for form, them in ontology.forms.items():
        value = 0
        for head in them:
            value |= heads.get(head, 0)
        if value:
            found[form] = value
    return found
