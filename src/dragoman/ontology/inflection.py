"""Inflected forms of English lemmas, to tell cheaply which sentences may hold a trigger.

Over-generation is harmless here (a form that does not exist is never met), so the rules are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["forms_of"]

_VOWELS = "aeiou"


def forms_of(lemma: str, irregular: Mapping[str, Iterable[str]]) -> set[str]:
    """All forms that `lemma` may take as a verb or noun; `irregular` maps a lemma to its irregular forms."""
    forms = {lemma, lemma + "s", *irregular.get(lemma, ())}
    if lemma.endswith("e"):
        forms |= {lemma + "d", lemma[:-1] + "ing"}
    else:
        forms |= {lemma + "ed", lemma + "ing"}
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(lemma + "es")
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    if lemma.endswith("ie"):
        forms.add(lemma[:-2] + "ying")
    if lemma.endswith("man"):
        forms.add(lemma[:-3] + "men")
    if lemma.endswith("f"):
        forms.add(lemma[:-1] + "ves")
    if len(lemma) > 2 and lemma[-1] not in _VOWELS + "wxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
        forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if lemma.endswith("c"):
        forms |= {lemma + "ked", lemma + "king"}
    return forms
