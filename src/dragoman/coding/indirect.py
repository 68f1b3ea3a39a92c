"""Indirect speech: the clause that a verb of saying governs or follows."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .attributions import Attribution, Page
from .cues import quoted_as_saying

__all__ = ["find_indirect"]

_NOT = {"not", "n't", "n’t", "never", "neither", "nor"}
_OPENERS = {"that", ",", ":", ";", ".", "-", "–", "—", "“", '"', "‘", "'", "«"}
_CLOSERS = {",", ".", ";", ":", "”", '"', "’", "'", "»", "!", "?", "-", "–", "—"}
_SHORTEST = 3
_PLAIN = {"said", "says", "saying", "added", "adds", "claimed", "claims"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_TRAIL = 14
"""words that may follow a trailing verb of saying in its sentence"""


def find_indirect(page: Page) -> Iterator[tuple[int, int, Attribution]]:
    """Offsets and attributions of clauses that somebody is reported to have said; only where a speaker is found."""
    seen: set[tuple[int, int]] = set()
    for cue in page.doc:
        if page.quoted[cue.i] or not cue.dep_ or not page.words.is_cue(cue) or not page.words.states(cue):
            continue
        if any(child.lower_ in _NOT for child in cue.children):
            continue
        span = _complement(page, cue) or _clause_before(page, cue) or _clause_after(page, cue)
        if span is None:
            continue
        first, last = _trimmed(page, *span)
        if last - first < _SHORTEST or (first, last) in seen:
            continue
        if not any(t.pos_ in {"VERB", "AUX"} for t in page.doc[first:last]):
            continue
        by = page.attribution(cue)
        if by.speaker is None:
            continue
        seen.add((first, last))
        end = page.doc[last - 1]
        yield page.doc[first].idx, end.idx + len(end), by


def _complement(page: Page, cue: Token) -> tuple[int, int] | None:
    """ "said that ...", "said ..."."""
    for child in cue.children:
        if child.dep_ == "ccomp" and child.i > cue.i:
            that = [c.i + 1 for c in child.children if c.dep_ == "mark" and c.lower_ == "that" and c.i > cue.i]
            start = that[0] if that else max(child.left_edge.i, cue.i + 1)
            return start, min(child.right_edge.i + 1, page.sentence(cue.i)[1])
    return None


def _clause_after(page: Page, cue: Token) -> tuple[int, int] | None:
    """ "said (that) ..." by the words alone, where the parse hung the clause elsewhere."""
    start, end = cue.i + 1, page.sentence(cue.i)[1]
    clause = page.doc[start:end]
    if cue.tag_ not in {"VBD", "VBZ", "VBP", "VBN", "VBG"} or len(clause) < _SHORTEST + 1:
        return None
    # "said in a statement on Friday that ...".
    that = next((t for t in clause[:_TRAIL] if t.text in {",", ";"} or t.lower_ == "that"), None)
    if that is not None and that.lower_ == "that" and that.tag_ == "IN":
        clause = page.doc[that.i : end]
        start = that.i
    first = clause[0]
    if first.lower_ != "that" and not (cue.lower_ in _PLAIN and first.pos_ in {"DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM"}):
        return None
    if _inverted(page, cue) and page.doc[cue.i - 1].text in {",", "”", '"', "’", "'", "»"}:
        return None
    return (start, end) if any(t.tag_ in _FINITE for t in clause) else None


def _clause_before(page: Page, cue: Token) -> tuple[int, int] | None:
    """ "..., X said"; "..., said X"."""
    start, end = page.sentence(cue.i)
    if end - cue.i > _TRAIL or quoted_as_saying(cue) is not None:
        return None
    commas = [i for i in range(start, cue.i) if page.doc[i].text == "," and not page.quoted[i]]
    subjects = [c.i for c in cue.children if c.dep_.startswith("nsubj")]
    if subjects and subjects[0] < cue.i:
        commas = [i for i in commas if i < subjects[0]]
    if not commas:
        return None
    comma = commas[-1]
    # Nothing but the subject and its attributes may stand between the comma and the verb.
    between = page.doc[comma + 1 : cue.i]
    if len(between) > 10 or any(t.pos_ == "VERB" for t in between) or (not len(between) and not _inverted(page, cue)):
        return None
    if _says_more(cue) or any(t.lower_ in {"which", "that"} for t in between):
        return None
    if cue.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    # "NIAMEY — The army had left, Ruiz said."
    dateline = next((i + 1 for i in range(start, min(start + 6, comma)) if page.doc[i].text in {"—", "–"}), None)
    if dateline is not None and page.doc[start].is_upper:
        start = dateline
    clause = page.doc[start:comma]
    return (start, comma) if any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG" for t in clause) else None


def _says_more(cue: Token) -> bool:
    """Whether the verb has its own object or clause: "warned the allies", "added that ..."."""
    objects = {"ccomp", "xcomp"} if cue.lower_.startswith(("tell", "told", "inform")) else {"ccomp", "xcomp", "obj", "advcl"}
    return any(c.dep_ in objects and c.i > cue.i for c in cue.children)


def _inverted(page: Page, cue: Token) -> bool:
    return cue.i + 1 < len(page.doc) and page.doc[cue.i + 1].pos_ in {"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM"}


def _trimmed(page: Page, first: int, last: int) -> tuple[int, int]:
    while first < last and (page.doc[first].lower_ in _OPENERS or page.doc[first].is_space):
        first += 1
    while first < last and (page.doc[last - 1].text in _CLOSERS or page.doc[last - 1].is_space):
        last -= 1
    # A quotation that ends with the clause keeps its closing mark.
    for quotation in page.quotations:
        inside_first, inside_last = page.tokens(quotation)
        if first <= inside_first < last < inside_last:
            last = inside_last
        if inside_first < first < inside_last < last:
            first = inside_first
    return first, last
