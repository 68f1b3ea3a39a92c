"""How two numbers stand to each other: 212 refines "more than 200", 12 killed against 40 killed cannot both be true."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from dragoman.reconciling.standing import Standing
from dragoman.records import Evidence, Mention, Quantity

__all__ = ["Amount", "amounts_of", "compare_amounts", "same_measure"]

# Those who are counted among "people"; reports of one toll say workers, villagers or people as they like.
_PEOPLE = frozenset(
    """people person man woman child civilian soldier troop worker villager resident protester demonstrator student sailor driver passenger
    fighter militant rebel insurgent gunman officer policeman guard officer official migrant refugee prisoner hostage detainee
    journalist victim casualty member resident national citizen patient other crew body striker labourer fisherman""".split()
)
# What befell those who are counted, by the words beside the number. A toll of dead is never set against one of wounded.
_FATES = {
    "dead": r"kill\w*|dead|d(?:ie|ied|ying)|deaths?|slain|murder\w*|bodies|lives|execut\w*",
    "hurt": r"wound\w*|injur\w*|hurt|burn\w*|hospitali[sz]ed",
    "held": r"arrest\w*|detain\w*|captur\w*|jail\w*|held|abduct\w*|kidnap\w*|seiz\w*|hostages?",
    "freed": r"free[ds]?|releas\w*|pardon\w*",
    "displaced": r"displac\w*|fled|flee\w*|homeless|evacuat\w*|driven",
    "missing": r"missing",
}
_FATE_WORDS = re.compile("|".join(rf"(?P<{fate}>\b(?:{words})\b)" for fate, words in _FATES.items()), re.IGNORECASE)
_UNTELLING = frozenset("time occasion percent % degree floor storey point year day hour minute week month".split())
"""what is counted along with a deed and is not its size"""
_AROUND = 0.1
"""share by which a number said to be about may miss"""
_CLOSE = 60
"""characters around a number in which the word for what befell those counted is looked for"""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it measures."""

    quantity: Quantity
    noun: str
    unit: str | None
    fate: str | None

    @property
    def measure(self) -> str:
        """A name for what is counted, the same for all numbers that may be set against each other where nouns agree."""
        counted = "people" if self.fate and self.noun in _PEOPLE else self.noun
        return " ".join(filter(None, [self.fate, self.unit or counted]))


def amounts_of(mention: Mention) -> tuple[Amount, ...]:
    """The numbers of a mention, in the order of the text, each with its measure."""
    return tuple(
        Amount(
            quantity, (quantity.noun or "").casefold(), quantity.unit, _fate(quantity, mention.evidence, mention.trigger.text)
        )
        for quantity in mention.quantities
        if (quantity.noun or "").casefold() not in _UNTELLING
    )


def _fate(quantity: Quantity, evidence: tuple[Evidence, ...], trigger: str) -> str | None:
    """What befell those counted: the word nearest to the number within its clause, else the trigger."""
    best: tuple[int, str] | None = None
    for sentence in evidence:
        if not sentence.start <= quantity.start < sentence.end:
            continue
        start, end = quantity.start - sentence.start, quantity.end - sentence.start
        window_start = max(0, start - _CLOSE)
        for found in _FATE_WORDS.finditer(sentence.text, window_start, min(len(sentence.text), end + _CLOSE)):
            between = sentence.text[found.end() : start] if found.end() <= start else sentence.text[end : found.start()]
            # A number and a fate in different clauses, or with another number between them, are not of each other.
            if re.search(r"[,;]|\d|\band\b", between):
                continue
            rank = (len(between), found.lastgroup or "")
            best = min(best, rank) if best else rank
    if best:
        return best[1]
    found_in_trigger = _FATE_WORDS.search(trigger)
    return found_in_trigger.lastgroup if found_in_trigger else None


def same_measure(a: Amount, b: Amount) -> bool:
    """Whether two numbers count the same kind of thing."""
    if a.unit != b.unit:
        return False
    if None not in (a.fate, b.fate) and a.fate != b.fate:
        return False
    if a.noun == b.noun:
        return True
    return a.fate == b.fate and a.fate is not None and a.noun in _PEOPLE and b.noun in _PEOPLE


def compare_amounts(a: Quantity, b: Quantity) -> Standing:
    """How the number `a` stands to the number `b` of the same measure, each read as the interval that its bound leaves open."""
    if a.value == b.value:
        if a.bound == b.bound:
            return Standing.SAME
        if "exact" in (a.bound, b.bound):
            return Standing.WITHIN if a.bound == "exact" else Standing.AROUND
        return Standing.BESIDE
    (low_a, high_a), (low_b, high_b) = _interval(a), _interval(b)
    if high_a < low_b or high_b < low_a:
        return Standing.APART
    if low_b <= low_a and high_a <= high_b:
        return Standing.WITHIN
    if low_a <= low_b and high_b <= high_a:
        return Standing.AROUND
    return Standing.BESIDE


def _interval(quantity: Quantity) -> tuple[float, float]:
    value = quantity.value
    if quantity.bound == "at_least":
        return value, math.inf
    if quantity.bound == "at_most":
        return -math.inf, value
    if quantity.bound == "about":
        margin = abs(value) * _AROUND
        return value - margin, value + margin
    return value, value
