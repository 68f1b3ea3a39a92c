"""Who carried the words and to whom they were said: agencies, television, "local media reports", reporters."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..records import Entity
from .cues import Cast, CueWords, noun_phrase, unnamed

__all__ = ["addressee_of", "is_medium", "medium_in"]

_JOURNALISTS = ("JRN",)
_LEADS = {"by", "to", "told", "with", "via", "through", "on", "tells", "telling", "citing", "cited", "per"}
_GIVEN = {
    "interview",
    "statement",
    "comments",
    "remarks",
    "said",
    "told",
    "carried",
    "published",
    "broadcast",
    "quoted",
    "cited",
    "reported",
}
_TELLS = {
    "told",
    "tell",
    "tells",
    "telling",
    "informed",
    "assured",
    "reminded",
    "warned",
    "warns",
    "asked",
    "informing",
}
_REACH = 6


def medium_in(doc: Doc, start: int, end: int, cast: Cast, words: CueWords, quoted: list[bool]) -> Entity | None:
    """The agency, outlet or unnamed media that a stretch of text names as the carrier of what was said."""
    for i in range(start, end):
        if quoted[i]:
            continue
        span = _media_span(doc, i, start, end, words)
        # "News agency Tass" is Tass.
        entity = cast.medium(i, min(span[1] + 1, end) if span else i + 1)
        if entity is None and span is None:
            continue
        first, last = span or (i, i + 1)
        if entity is not None:
            first = noun_phrase(doc[i], start)[0]
        if _carries(doc, first, last, start, end, words):
            return entity or unnamed(doc, first, last, sectors=_JOURNALISTS)
    return None


def is_medium(token: Token, cast: Cast, words: CueWords) -> Entity | None:
    """The carrier that a noun phrase is: "Tass reported", "state television said"."""
    doc = token.doc
    start, end = noun_phrase(token, token.sent.start)
    named = cast.medium(start, end)
    if named is not None and token.lower_ not in {"spokesman", "spokeswoman", "editor", "correspondent"}:
        return named
    # "The agency reported": the one that the text has named before.
    if end - start == 1 and token.lower_ == "agency":
        return unnamed(doc, start, end, sectors=_JOURNALISTS)
    for i in range(start, end):
        span = _media_span(doc, i, start, len(doc), words)
        if span is not None and span[1] >= end:
            return unnamed(doc, *span, sectors=_JOURNALISTS)
    return None


def _media_span(doc: Doc, i: int, start: int, end: int, words: CueWords) -> tuple[int, int] | None:
    """The words of unnamed media around token `i`, without the article."""
    lower = doc[i].lower_
    if lower in words.agency and i > start and doc[i - 1].lower_ in {"news", "press"}:
        first, last = noun_phrase(doc[i], start)
    elif lower in words.media:
        first, last = noun_phrase(doc[i], start)
        while last < end and doc[last].lower_ in words.media_tail and not _is_verb_after(doc, last):
            last += 1
    else:
        return None
    return first, last


def _is_verb_after(doc: Doc, i: int) -> bool:
    return doc[i].pos_ == "VERB" and doc[i].dep_ != "compound"


def _carries(doc: Doc, first: int, last: int, start: int, end: int, words: CueWords) -> bool:
    """Whether media at [first, last) bring the words: as subject of a cue, or after "by", "told", "according to"."""
    at = first - 1
    if at >= start and doc[at].lower_ in {"the", "a", "an", "its", "his", "her"}:
        at -= 1
    before = doc[at].lower_ if at >= start else ""
    if before == "to":
        near = {t.lower_ for t in doc[max(at - _REACH, start) : at]}
        return "according" in near or (bool(near & _GIVEN) and doc[last - 1].lower_ not in {"media", "press"})
    if before == "with":
        return "interview" in {t.lower_ for t in doc[max(at - _REACH, start) : at]}
    if before == "on":
        return bool({t.lower_ for t in doc[max(at - 12, start) : at]} & _GIVEN)
    if before in _LEADS:
        return True
    following = doc[last : min(last + 4, end)]
    return any(words.is_cue(token) for token in following) or (
        last < end and doc[last].lower_ in {"quoted", "cited", "quotes", "reports", "reported"}
    )


def addressee_of(cue: Token, cast: Cast, words: CueWords) -> tuple[Entity | None, Entity | None]:
    """Who was told, and the agency or outlet if that is who was told."""
    doc = cue.doc
    objects = [c for c in cue.children if c.dep_ in {"iobj", "obj"} and c.i > cue.i and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    if cue.lower_ not in _TELLS:
        return None, None
    token = objects[0] if objects else _next_noun(doc, cue.i + 1)
    if token is None:
        return None, None
    medium = is_medium(token, cast, words)
    if medium is not None:
        return None, medium
    found = cast.resolve(token)
    if found:
        return found[0], None
    start, end = noun_phrase(token, cue.i + 1)
    sectors = _JOURNALISTS if token.lower_ in words.listeners else ()
    return (unnamed(doc, start, end, sectors=sectors) if token.pos_ != "PRON" else None), None


def _next_noun(doc: Doc, start: int) -> Token | None:
    """The last word of the noun phrase that begins at `start`."""
    last = None
    for token in doc[start : start + 5]:
        if token.is_punct or token.lower_ in {
            "that",
            "in",
            "on",
            "at",
            "after",
            "to",
            "of",
            "during",
            "he",
            "she",
            "they",
            "it",
            "we",
        }:
            break
        if token.pos_ in {"VERB", "AUX", "SCONJ", "ADP"}:
            break
        last = token
    return last
