"""Words that bring speech into a report, who their subject is, to whom it is said and who carries it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from spacy.tokens import Doc, Token

from ..errors import OntologyError
from ..ontology.inflection import forms_of
from ..records import Entity
from .syntax import clause_subject

__all__ = ["Cast", "CueWords", "load_cue_words", "noun_phrase", "subject_of_cue", "unnamed"]

_FOLDER = Path(__file__).parent.parent / "ontology"
_NOUNS = {"NOUN", "PROPN", "PRON"}
_PRONOUNS = {"he", "she", "they", "it", "i", "we", "who"}
_QUOTING = 5
"""words between "quoted" and "as saying" """
_MARKS = set("“”„‟\"‘’'«»‹›「」『』,:")
_STOPS = {
    *(
        "in",
        "on",
        "at",
        "to",
        "from",
        "by",
        "with",
        "after",
        "before",
        "during",
        "for",
        "as",
        "that",
        "who",
        "which",
        "when",
    ),
    *(
        "while",
        "and",
        "but",
        "said",
        "over",
        "about",
        "following",
        "because",
        "if",
        "since",
        "through",
        "against",
        "into",
    ),
}
_DETERMINERS = {"the", "a", "an", "his", "her", "its", "their", "our", "one", "some", "several", "two", "many"}


class Cast(Protocol):
    """The people, states and organisations of one article."""

    def resolve(self, token: Token) -> tuple[Entity, ...]:
        """The entities that the noun phrase headed by `token` stands for; () if none."""

    def medium(self, start: int, end: int) -> Entity | None:
        """An agency or outlet named inside the token span."""


@dataclass(frozen=True, slots=True)
class CueWords:
    """The words of cues.toml, verbs by their forms."""

    verbs: dict[str, str]
    """form -> "statement", "partial" or "quoting" """
    texts: frozenset[str]
    deeds: frozenset[str]
    media: frozenset[str]
    media_tail: frozenset[str]
    agency: frozenset[str]
    listeners: frozenset[str]
    between: frozenset[str]

    def is_cue(self, token: Token) -> bool:
        """Whether a word brings in speech: a verb, as far as the parse tells."""
        if token.lower_ not in self.verbs:
            return False
        return token.pos_ in {"VERB", "AUX"} if token.pos_ else not token.text.istitle() or token.is_sent_start is True

    def states(self, token: Token) -> bool:
        """Whether a clause may be what was said: "say", not "call"."""
        return self.verbs.get(token.lower_) == "statement"


@cache
def load_cue_words() -> CueWords:
    """The packaged words. Raises OntologyError where cues.toml cannot be read."""
    try:
        data = _read("cues.toml")
        irregular = _read("irregular.toml")
        verbs: dict[str, str] = {}
        for kind in ("partial", "statement", "quoting"):
            for lemma in data[kind]:
                verbs.update(dict.fromkeys(forms_of(lemma, irregular), kind))
        names = ("texts", "deeds", "media", "media_tail", "agency", "listeners", "between")
        return CueWords(verbs, *(frozenset(data[name]) for name in names))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise OntologyError(f"{_FOLDER / 'cues.toml'}: cannot be used: {error!r}") from error


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def unnamed(doc: Doc, start: int, end: int, *, sectors: tuple[str, ...] = (), kind: str = "unnamed") -> Entity:
    """An entity that is only its words."""
    words = doc[start:end]
    return Entity(words.text, words.text, kind, None, sectors, None, None, words.start_char, words.end_char)


def noun_phrase(token: Token, floor: int = 0) -> tuple[int, int]:
    """The words of a noun phrase up to its last noun, without the article, by the words alone."""
    start = token.i
    while start > floor:
        before = token.doc[start - 1]
        if before.lower_ in _STOPS or before.text in _MARKS or (before.is_punct and before.text not in {"-", "–"}):
            break
        if before.pos_ in {"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "ADV", "PRON"} and before.tag_ != "PRP$":
            break
        start -= 1
        if before.lower_ in _DETERMINERS:
            break
    while start < token.i and token.doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    return start, token.i + 1


def _head(token: Token) -> Token:
    """The head of the name or compound that a word ends or begins."""
    while token.dep_.partition(":")[0] in {"flat", "compound", "appos"} and abs(token.head.i - token.i) < 6:
        if token.head.i == token.i or any(
            t.text == "," for t in token.doc[min(token.i, token.head.i) : max(token.i, token.head.i)]
        ):
            break
        token = token.head
    return token


def _is_nominal(token: Token) -> bool:
    if token.pos_:
        return token.pos_ in _NOUNS
    return token.lower_ in _PRONOUNS or (token.is_alpha and token.lower_ not in _STOPS)


def quoted_as_saying(cue: Token) -> Token | None:
    """The "quoted" of "quoted (him) as saying"."""
    doc = cue.doc
    if cue.i < 2 or doc[cue.i - 1].lower_ != "as":
        return None
    return next(
        (
            doc[i]
            for i in range(cue.i - 2, max(cue.i - 2 - _QUOTING, -1), -1)
            if doc[i].lower_ in {"quoted", "cited", "quotes", "cites", "quoting", "citing"}
        ),
        None,
    )


def subject_of_cue(cue: Token, words: CueWords) -> Token | None:
    """The word that names who speaks, by its place, else by the parse."""
    quoting = quoted_as_saying(cue)
    if quoting is not None:
        passive = quoting.i and cue.doc[quoting.i - 1].lower_ in {"was", "were", "been", "being", "is", "are"}
        if passive or quoting.i + 1 == cue.i - 1:
            return _before(quoting, words)
        return _head(cue.doc[cue.i - 2])
    inverted = _after(cue)
    if inverted is not None:
        return inverted
    participle = cue.lower_.endswith("ing")
    if participle and cue.i and cue.doc[cue.i - 1].text in _MARKS:
        return next(iter(clause_subject(cue)), None) if cue.dep_ else None
    before = _before(cue, words)
    for child in cue.children:
        if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < cue.i and child.lower_ not in {"who", "which", "that", "there"}:
            return before if before is not None and _cut_off(child, before) else child
    if before is not None and before.lower_ not in {"who", "which", "that"}:
        return before
    return next(iter(clause_subject(cue)), None) if cue.dep_ else None


def _cut_off(child: Token, before: Token) -> bool:
    """Whether the parse took a noun of another clause: "..., Ruiz said" has its subject behind the comma."""
    start = noun_phrase(before, child.i + 1)[0]
    return child.i < start and cue_comma(child, start) and before.doc[before.i + 1].text != ","


def cue_comma(child: Token, start: int) -> bool:
    """Whether the words right before `start` end in a comma."""
    at = start - 1
    if child.doc[at].lower_ in {"the", "a", "an"}:
        at -= 1
    return at > child.i and child.doc[at].text == ","


def _after(cue: Token) -> Token | None:
    """The subject behind an inverted verb: “...,” said Ana Ruiz."""
    doc = cue.doc
    if cue.i + 1 >= len(doc) or cue.i == 0 or doc[cue.i - 1].text not in _MARKS or cue.text.endswith("ing"):
        return None
    first = doc[cue.i + 1]
    if first.lower_ in {"that", "it", "him", "her", "them", "this", "there"} or not (
        _is_nominal(first) or first.lower_ in _DETERMINERS or first.pos_ in {"ADJ", "DET", "NUM"}
    ):
        return None
    last = first.i
    while last + 1 < len(doc):
        following = doc[last + 1]
        if (
            following.lower_ in _STOPS
            or following.text in _MARKS
            or (following.is_punct and following.text != "-")
            or following.is_space
        ):
            break
        if following.pos_ in {"VERB", "AUX", "ADP", "ADV", "SCONJ", "CCONJ"} or following.lower_ == "of":
            break
        last += 1
    # "Ana Ruiz, the minister, said the road was open": the noun has a verb of its own.
    own_verb = last + 1 < len(doc) and doc[last + 1].pos_ in {"VERB", "AUX"} and doc[last + 1].tag_ not in {"VBG", "VBN"}
    if own_verb and doc[cue.i - 1].text == ",":
        return None
    return _head(doc[last])


def _before(cue: Token, words: CueWords) -> Token | None:
    """The noun right before a verb, over adverbs, days and a part between commas."""
    doc = cue.doc
    i = cue.i - 1
    floor = cue.sent.start
    while i >= floor and (doc[i].lower_ in words.between or (doc[i].pos_ in {"ADV", "AUX"})):
        i -= 1
    if i < floor:
        return None
    if doc[i].text in {",", ")"}:
        other = "," if doc[i].text == "," else "("
        j = next((k for k in range(i - 1, floor - 1, -1) if doc[k].text == other), None)
        # "Ana Ruiz, the minister, said" and "Ana Ruiz, who leads the party, said", not "After he met Ruiz, said".
        if j is None or j == floor or (doc[j + 1].lower_ not in {"who", "which"} and any(t.pos_ == "VERB" for t in doc[j:i])):
            return None
        i = j - 1
    token = doc[i]
    if not _is_nominal(token) or token.text in _MARKS:
        return None
    return _climb(_head(token), floor)


def _climb(token: Token, floor: int) -> Token:
    """From "rebels" to "leader" in "the leader of the rebels"."""
    while token.dep_ in {"nmod", "nmod:of"} and floor <= token.head.i < token.i and token.head.pos_ in _NOUNS:
        token = token.head
    return token


def cues_between(doc: Doc, start: int, end: int, words: CueWords, quoted: list[bool]) -> Iterator[Token]:
    """The words of saying in a stretch of text outside quotation marks."""
    for i in range(max(start, 0), min(end, len(doc))):
        if not quoted[i] and words.is_cue(doc[i]):
            yield doc[i]
