"""What a finding says, in one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Relation, Value

__all__ = ["explain", "listed"]

_NAMES = {
    "type": "what was done",
    "status": "whether it was done",
    "actors": "who did it",
    "recipients": "to whom it was done",
    "date": "the day",
    "place": "the place",
    "quantities": "the number",
    "objects": "what was at issue",
}


def explain(field: str, relation: Relation, values: Sequence[Value]) -> str:
    """One sentence: who gives which value of the field, and how the values stand to each other."""
    name = _NAMES[field]
    if relation is Relation.AGREES:
        (value,) = values
        return f"{_sayers(value)} agree on {name}: {value.value}{_origins(values)}."
    if relation is Relation.CORRECTED:
        old, new = values
        return f"{_sayers(new)} replaced {old.value} by {new.value} for {name}."
    if relation is Relation.REFINES:
        coarse, fine = values
        return f"For {name} {_says(fine)}, which is more precise than {coarse.value} in {_sayers(coarse)}."
    ending = "not both can be true" if relation is Relation.CONTRADICTS else "both may be true"
    return f"For {name} {'; '.join(map(_says, values))}: {ending if len(values) == 2 else ending.replace('both', 'all')}."


def _says(value: Value) -> str:
    return f"{_sayers(value)} {_verb(value, 'gives', 'give')} {value.value}"


def _sayers(value: Value) -> str:
    return listed(value.outlets)


def _verb(value: Value, one: str, many: str) -> str:
    return one if len(value.outlets) == 1 else many


def _origins(values: Sequence[Value]) -> str:
    """Agreement of outlets that draw on one origin is said to be that."""
    origins = {origin for value in values for origin in value.origins}
    return f" (all from one origin, {next(iter(origins))})" if len(origins) == 1 else ""


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them, many cut to the first ones."""
    shown, more = list(names[:4]), len(names) - 4
    if more > 0:
        shown.append(f"{more} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
