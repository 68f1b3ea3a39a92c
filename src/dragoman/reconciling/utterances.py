"""What one report quotes in one breath, and whether two of those who are quoted can be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.reconciling.accounts import content_words
from dragoman.reconciling.reports import Report
from dragoman.reconciling.wordings import Wording
from dragoman.records import Citation, Entity, Quote

__all__ = ["FULL", "SENTENCE", "TELLING", "Utterance", "is_explicit", "is_named", "is_same", "may_be_same", "utterances"]

_BREAK = 80
"""characters that a reporter's words between two pieces of one utterance may take: “…,” he says. “…” """
SENTENCE = 5
"""words from which the same words are one quotation whoever is said to have spoken them, if one of them means something"""
TELLING = 3
"""words of meaning from which the same words are one quotation, however few they are in all, and cannot be two people's by chance"""
FULL = 4
"""words of meaning in a quotation that is matched though it was put in other words"""
_NO_STATES = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
_ROLES = frozenset(
    """president minister premier chancellor chief secretary general colonel ambassador spokesman spokeswoman spokesperson official
    leader head governor mayor lawyer chairman director commander envoy king queen prince senator lawmaker deputy foreign defence
    defense interior labour labor prime vice mr mrs ms""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """What one report quotes in one breath."""

    report: Report
    wording: Wording
    quotes: tuple[Quote, ...]

    @property
    def order(self) -> tuple[str, str, int]:
        """By report, then by place in it."""
        return (*self.report.order, self.quotes[0].start)

    @property
    def speaker(self) -> Entity | None:
        """Who is said to have spoken."""
        return self.quotes[0].speaker

    @property
    def is_attributed(self) -> bool:
        """Whether the report itself says whose words they are. What ends with a full stop is not continued by the "X said" behind it:
        that opens a sentence of its own, and may speak of somebody else's words."""
        quote = self.quotes[0]
        if quote.speaker is None or not is_explicit(quote.speaker):
            return False
        return not (quote.cue is not None and quote.cue.start >= quote.end and quote.text.rstrip().endswith("."))

    @property
    def is_sentence(self) -> bool:
        """Whether it is words enough to be known by them alone."""
        return len(self.wording.content) >= TELLING or (len(self.wording.words) >= SENTENCE and bool(self.wording.content))

    @property
    def is_given_in_full(self) -> bool:
        """Whether it is quoted as a sentence of its own, or at such length: a few words in the reporter's own sentence are picked from
        what was said, and bent to fit."""
        return len(self.wording.content) >= FULL or any(quote.form == "direct" for quote in self.quotes)

    @property
    def words(self) -> tuple[Citation, ...]:
        """Where the words stand."""
        return tuple(Citation(quote.article_id, quote.start, quote.end, quote.text) for quote in self.quotes)


def utterances(quotes: Sequence[Quote], reports: Mapping[str, Report]) -> Iterator[Utterance]:
    """Direct and partial quotes, the outer ones where they overlap, pieces of one utterance joined."""
    by_article: dict[str, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: (quote.article_id, quote.start, -quote.end, quote.id)):
        own = by_article[quote.article_id]
        if quote.form == "indirect":
            continue
        if not own or quote.start >= own[-1].end:
            own.append(quote)
        elif quote.end - quote.start > own[-1].end - own[-1].start:
            own[-1] = quote
    for article_id, own in by_article.items():
        pieces: list[Quote] = []
        for quote in own:
            if pieces and not _goes_on(pieces[-1], quote):
                yield _utterance(reports[article_id], pieces)
                pieces = []
            pieces.append(quote)
        if pieces:
            yield _utterance(reports[article_id], pieces)


def _utterance(report: Report, pieces: Sequence[Quote]) -> Utterance:
    return Utterance(report, Wording.of([quote.text for quote in pieces]), tuple(pieces))


def _goes_on(first: Quote, second: Quote) -> bool:
    """Whether the second is the first going on after a "he said", or words picked from the same sentence."""
    if second.start - first.end > _BREAK or first.form != second.form:
        return False
    if first.form == "partial" and first.text.endswith((".", "!", "?")):
        return False
    one, other = first.speaker, second.speaker
    return one is not None and other is not None and (one.name, one.country) == (other.name, other.country)


def is_explicit(speaker: Entity) -> bool:
    """Whether the words say who it is, by name or as somebody of a named state: "she" and "their host" are whom the coder took them for."""
    if is_named(speaker):
        return bool(set(content_words(speaker.name)) & set(content_words(speaker.text)))
    return speaker.country is not None and any(
        word[0].isupper() and content_words(word) and not set(content_words(word)) <= _ROLES for word in speaker.text.split()
    )


def is_named(speaker: Entity) -> bool:
    """Whether the speaker is known by a name, not by an office alone."""
    words = speaker.name.split()
    return (
        bool(words)
        and speaker.kind == "person"
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not _ROLES & {word.casefold() for word in words}
    )


def may_be_same(a: Entity, b: Entity) -> bool:
    """Whether two speakers can be one: by name where both have one, else by country, as far as the reports say."""
    if not (is_explicit(a) and is_explicit(b)):
        return True
    if is_named(a) and is_named(b):
        return _share_a_name(a, b)
    codes = {a.country, b.country}
    return len(codes) == 1 or None in codes or not _NO_STATES.isdisjoint(code for code in codes if code)


def is_same(a: Entity | None, b: Entity | None) -> bool:
    """Whether two speakers are one, as far as their names or countries tell."""
    if a is None or b is None or not may_be_same(a, b):
        return False
    return (a.country is not None and a.country == b.country) or _share_a_name(a, b)


def _share_a_name(a: Entity, b: Entity) -> bool:
    """Whether a part of their names is the same, spelt in one way or another: "Sergei", "Sergey"."""
    own, other = ({word for word in content_words(speaker.name) if word not in _ROLES} for speaker in (a, b))
    return not own.isdisjoint(other) or any(x[:4] == y[:4] for x in own for y in other if min(len(x), len(y)) > 4)
