"""Who speaks where the place of the words misleads: a name between commas, or a second speaker after a semicolon."""

from __future__ import annotations

from spacy.tokens import Token

from .syntax import universal

__all__ = ["speaking"]

_HEARD = {"told", "tells", "tell", "reminded", "informed", "assured"}
"""Verbs behind which stands who listens, and never who speaks."""
_OBJECTS = {"obj", "iobj"}


def speaking(cue: Token, subject: Token | None) -> Token | None:
    """The subject of a word of saying, given the one that stands nearest by the words."""
    if subject is None or not cue.dep_:
        return subject
    listening = subject.i > cue.i and (cue.lower_ in _HEARD or (subject.dep_ in _OBJECTS and subject.head.i == cue.i))
    if listening:
        return _own(cue) or _before_name(cue) or subject
    # "The minister said; the envoy, by one account, *replied*": the parser may give the verb both subjects.
    later = [
        c
        for c in cue.children
        if c.dep_.startswith("nsubj") and subject.i < c.i < cue.i and any(t.text == ";" for t in cue.doc[subject.i : c.i])
    ]
    return later[-1] if later else subject


def _own(cue: Token) -> Token | None:
    return next((c for c in cue.children if c.dep_ in {"nsubj", "nsubj:pass"} and c.i < cue.i), None)


def _before_name(cue: Token) -> Token | None:
    """The noun that a name between commas explains: "a *spokesman* for the ministry, Idris Sy, told reporters"."""
    doc = cue.doc
    if cue.i < 3 or doc[cue.i - 1].text != ",":
        return None
    start = next((k for k in range(cue.i - 2, cue.sent.start, -1) if doc[k].text == ","), None)
    if start is None:
        return None
    token = doc[start - 1]
    while universal(token) in {"nmod", "flat", "compound"} and token.head.i < token.i:
        token = token.head
    return token if token.pos_ in {"NOUN", "PROPN", "PRON"} else None
