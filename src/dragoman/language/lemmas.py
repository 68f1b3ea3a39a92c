"""Dictionary forms: a table learnt from the treebanks, and suffix rules for what it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["Lemmas", "rule_lemma"]

_DOUBLED = "bdgkmnprtvz"
# What a stem ends in that has lost a silent e: "pledg-ed", "execut-ed", "ratif-ied" apart.
_SILENT = re.compile(
    r"""(?: [iuz]z | [bcdfgkptz]l | [^aeiou]ys | [cuv] | [dlr]g | [ae]ng | [lnrp]s | [aeiou]s
    | [^aeo]at | (?<![aeiou])(?: ad | ed | id | od | ud | ak | ik | ok | uk | ag | eg | ig | ug | ib | ob | ub
    | ar | ir | ur | il | ol | ul | am | im | um | om | in | un | an | ap | ip | op | up | ut | iz | az | oz | if | af )
    | [cgv]it | [mnv]ot | [lp]ung | [ei]ath | [iou]th )$""",
    re.VERBOSE,
)


def rule_lemma(form: str, tag: str) -> str:
    """The dictionary form by rule; tag is a Penn tag."""
    word = form.lower()
    if tag in ("NNS", "NNPS", "VBZ"):
        return _without_s(word if tag != "NNPS" else form)
    if tag in ("VBD", "VBN"):
        return _without_ending(word, "ed")
    if tag == "VBG":
        return _without_ending(word, "ing")
    if tag in ("JJR", "RBR"):
        return _without_ending(word, "er")
    if tag in ("JJS", "RBS"):
        return _without_ending(word, "est")
    if tag in ("NNP", "ADD", "GW", "FW"):
        return form
    return word


def _without_s(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1]


def _without_ending(word: str, ending: str) -> str:
    if not word.endswith(ending) or len(word) < len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    if not any(letter in "aeiouy" for letter in stem):
        return word
    if ending != "ing" and stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        return stem[:-1]
    return stem + "e" if _wants_e(stem) else stem


def _wants_e(stem: str) -> bool:
    if stem.endswith(("ss", "ying")):
        return False
    return _SILENT.search(stem) is not None


class Lemmas:
    """Looks dictionary forms up by form and Penn tag."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        """`table` maps a tag to form and lemma; only what the rules get wrong needs to be in it."""
        self._table = table
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, form: str, tag: str) -> str:
        """The dictionary form of a word."""
        key = (form, tag)
        found = self._known.get(key)
        if found is None:
            entries = self._table.get(tag, {})
            found = entries.get(form) or entries.get(form.lower()) or rule_lemma(form, tag)
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[key] = found
        return found
