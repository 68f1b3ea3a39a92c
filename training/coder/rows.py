"""The rows that the coder is trained on: a sentence with the triggers in it."""

from __future__ import annotations

from dataclasses import dataclass, field

OF_TRIGGERS = ("actor", "recipient", "place", "date")
"""what words may be to a trigger"""
ROLES = (*OF_TRIGGERS, "country")
"""the last is what words are to a side: those that tell its country"""
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)


@dataclass(slots=True)
class Trigger:
    """The words [first, last] of a sentence that report a happening, with what is known of it."""

    first: int
    last: int
    type: str
    status: str
    modes: tuple[str, ...]
    roles: dict[str, list[int]] = field(default_factory=dict)
    """role -> the head words of those in it"""
    unknown: tuple[str, ...] = ()
    """roles filled by words of another sentence, of which this one tells nothing"""


@dataclass(slots=True)
class Row:
    """One sentence, after the words of the sentences before it."""

    key: str
    held_out: bool
    words: list[str]
    lexicon: list[int]
    """for each word, the types that it may report by the lexicon, as bits"""
    triggers: list[Trigger]
    empty: bool
    """whether its whole text reports nothing"""
    text: str = ""
    sides: list[tuple[int, dict[int, bool]]] = field(default_factory=list)
    """head of a side, and for each word that bears a country whether it is the side's"""
    before: int = 0
    """how many of the words, the first, are of the sentences before"""
