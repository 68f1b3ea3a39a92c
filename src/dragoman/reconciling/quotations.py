"""The same quotation in several reports: who gives which words, and to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.reconciling.accounts import content_words
from dragoman.reconciling.explaining import listed
from dragoman.reconciling.reports import Report, finding, independent_outlets, said_by
from dragoman.reconciling.wordings import Wording, differing, is_cut_of, same_words
from dragoman.records import Citation, Entity, Finding, Quote, Relation, Value

__all__ = ["compare_quotes"]

_BREAK = 80
"""characters that a reporter's words between two pieces of one utterance may take: “…,” he says. “…” """
_LONGEST = 120
"""words of a quotation that are compared; what is longer is a speech"""
_ROLES = frozenset(
    """president minister premier chancellor chief secretary general colonel ambassador spokesman spokeswoman spokesperson official
    leader head governor mayor lawyer chairman director commander envoy king queen prince senator lawmaker deputy foreign defence
    defense interior labour labor prime vice mr mrs ms""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class _Utterance:
    """What one report quotes in one breath."""

    report: Report
    wording: Wording
    quotes: tuple[Quote, ...]

    @property
    def order(self) -> tuple[str, str, int]:
        return (*self.report.order, self.quotes[0].start)

    @property
    def speaker(self) -> Entity | None:
        return self.quotes[0].speaker

    @property
    def words(self) -> tuple[Citation, ...]:
        return tuple(Citation(quote.article_id, quote.start, quote.end, quote.text) for quote in self.quotes)


def compare_quotes(story_id: str, quotes: Sequence[Quote], reports: Mapping[str, Report]) -> list[Finding]:
    """Findings on the quotations that several reports of a story give: whether their words agree, and who is said to have said them."""
    utterances = sorted(_utterances(quotes, reports), key=lambda utterance: utterance.order)
    found: list[Finding] = []
    for same in _shared(utterances):
        found += _on_words(story_id, same, reports)
        found += _on_speaker(story_id, same, reports)
    return found


def _utterances(quotes: Sequence[Quote], reports: Mapping[str, Report]) -> Iterator[_Utterance]:
    """Direct and partial quotes, the outer ones where they overlap, pieces of one utterance joined."""
    by_article: dict[str, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: (quote.article_id, quote.start, -quote.end, quote.id)):
        own = by_article[quote.article_id]
        if quote.form != "indirect" and not (own and quote.start < own[-1].end):
            own.append(quote)
    for article_id, own in by_article.items():
        pieces: list[Quote] = []
        for quote in own:
            if pieces and not _goes_on(pieces[-1], quote):
                yield _utterance(reports[article_id], pieces)
                pieces = []
            pieces.append(quote)
        if pieces:
            yield _utterance(reports[article_id], pieces)


def _utterance(report: Report, pieces: Sequence[Quote]) -> _Utterance:
    return _Utterance(report, Wording.of([quote.text for quote in pieces]), tuple(pieces))


def _goes_on(first: Quote, second: Quote) -> bool:
    """Whether the second is the first going on after a "he said"."""
    if second.start - first.end > _BREAK or "partial" in (first.form, second.form):
        return False
    one, other = first.speaker, second.speaker
    return one is not None and other is not None and (one.name, one.country) == (other.name, other.country)


def _shared(utterances: Sequence[_Utterance]) -> list[list[_Utterance]]:
    """Utterances of one quotation, of those that several articles give; in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    parent = list(range(len(utterances)))

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    for position, utterance in enumerate(utterances):
        if len(utterance.wording.words) > _LONGEST:
            continue
        common: dict[int, int] = defaultdict(int)
        for word in set(utterance.wording.content):
            for other in holders[word]:
                common[other] += 1
            holders[word].append(position)
        for other, count in sorted(common.items()):
            fewer = min(len(set(utterance.wording.content)), len(set(utterances[other].wording.content)))
            if 2 * count >= fewer and root(other) != root(position) and _one_quotation(utterances[other], utterance):
                a, b = sorted((root(other), root(position)))
                parent[b] = a
    clusters: dict[int, list[_Utterance]] = defaultdict(list)
    for position, utterance in enumerate(utterances):
        clusters[root(position)].append(utterance)
    return [same for same in clusters.values() if len({utterance.report.article_id for utterance in same}) > 1]


def _one_quotation(a: _Utterance, b: _Utterance) -> bool:
    if a.report.article_id == b.report.article_id or not same_words(a.wording, b.wording):
        return False
    # A word or two can be anybody's: they are of one quotation where the same is said to have used them.
    short = min(len(a.wording.content), len(b.wording.content)) < 3
    return not short or (a.speaker is not None and b.speaker is not None and _may_be_same(a.speaker, b.speaker))


def _on_words(story_id: str, same: Sequence[_Utterance], reports: Mapping[str, Report]) -> Iterator[Finding]:
    """Whether the reports give the same words, cuts apart; and where they do not, in what they differ."""
    groups = _by_wording(same)
    quote_id = same[0].quotes[0].id
    for group in groups:
        if independent_outlets((utterance.report.article_id for utterance in group), reports):
            values = _values(group, reports)
            words = f"{_outlets(group)} give the same words: “{values[0].value}”"
            cut = f", cut by {listed(values[-1].outlets)}" if len(values) > 1 else ""
            yield finding(story_id, "quote", Relation.AGREES, values, f"{words}{cut}.", quote_id=quote_id)
    # A few quoted words in the reporter's own sentence are picked from what was said; that they are not all of it is no difference.
    first, *others = [group for group in groups if any(quote.form == "direct" for one in group for quote in one.quotes)] or [[]]
    for other in others:
        if not independent_outlets((utterance.report.article_id for utterance in (*first, *other)), reports):
            continue
        one, another = max(first, key=_length), max(other, key=_length)
        own, its = differing(one.wording, another.wording)
        values = (
            _value([one, *_alike(first, one)], one, reports),
            _value([another, *_alike(other, another)], another, reports),
        )
        words = f"{_outlets(other)} {_has(other)} “{its}” where {_outlets(first)} {_has(first)} “{own}” in the same quotation."
        yield finding(story_id, "quote", Relation.DIFFERS, values, words, quote_id=quote_id)


def _on_speaker(story_id: str, same: Sequence[_Utterance], reports: Mapping[str, Report]) -> Iterator[Finding]:
    """Where the same words are given as two people's."""
    told = [utterance for utterance in same if utterance.speaker is not None and _explicit(utterance.speaker)]
    groups: list[list[_Utterance]] = []
    for utterance in told:
        speaker = utterance.speaker
        assert speaker is not None
        group = next((one for one in groups if one[0].speaker is not None and _may_be_same(one[0].speaker, speaker)), None)
        if group is None:
            groups.append([utterance])
        else:
            group.append(utterance)
    if len(groups) < 2 or not independent_outlets((utterance.report.article_id for utterance in told), reports):
        return
    values = tuple(said_by(_name(group), [_cite(utterance) for utterance in group], reports) for group in groups)
    words = "; ".join(
        f"{listed(value.outlets)} {'gives' if len(value.outlets) == 1 else 'give'} them to {value.value}" for value in values
    )
    text = max(told, key=_length).wording.text
    yield finding(
        story_id, "speaker", Relation.DIFFERS, values, f"Of the words “{text}”: {words}.", quote_id=same[0].quotes[0].id
    )


def _by_wording(same: Sequence[_Utterance]) -> list[list[_Utterance]]:
    """Utterances whose words are the same but for cuts; the group that most origins give first."""
    groups: list[list[_Utterance]] = []
    for utterance in sorted(same, key=lambda one: (-_length(one), one.order)):
        group = next((one for one in groups if is_cut_of(utterance.wording, one[0].wording)), None)
        if group is None:
            groups.append([utterance])
        else:
            group.append(utterance)
    return sorted(groups, key=lambda group: (-len({one.report.origin for one in group}), min(one.order for one in group)))


def _values(group: Sequence[_Utterance], reports: Mapping[str, Report]) -> tuple[Value, ...]:
    """Each wording of a group, the longest first."""
    wordings: dict[tuple[str, ...], list[_Utterance]] = defaultdict(list)
    for utterance in group:
        wordings[utterance.wording.words].append(utterance)
    ordered = sorted(wordings.values(), key=lambda alike: (-_length(alike[0]), min(one.order for one in alike)))
    return tuple(_value(alike, min(alike, key=lambda one: one.order), reports) for alike in ordered)


def _value(alike: Iterable[_Utterance], named: _Utterance, reports: Mapping[str, Report]) -> Value:
    return said_by(named.wording.text, [word for utterance in alike for word in utterance.words], reports)


def _alike(group: Sequence[_Utterance], one: _Utterance) -> list[_Utterance]:
    return [other for other in group if other is not one and other.wording.words == one.wording.words]


def _length(utterance: _Utterance) -> int:
    return len(utterance.wording.words)


def _outlets(group: Sequence[_Utterance]) -> str:
    return listed(tuple(dict.fromkeys(one.report.outlet for one in sorted(group, key=lambda one: one.order))))


def _has(group: Sequence[_Utterance]) -> str:
    return "has" if len({one.report.outlet for one in group}) == 1 else "have"


def _name(group: Sequence[_Utterance]) -> str:
    named = next((one.speaker for one in group if one.speaker is not None and _named(one.speaker)), group[0].speaker)
    return named.name if named is not None else ""


def _cite(utterance: _Utterance) -> Citation:
    speaker = utterance.speaker
    assert speaker is not None
    return Citation(utterance.report.article_id, speaker.start, speaker.end, speaker.text)


def _explicit(speaker: Entity) -> bool:
    """Whether the speaker is named, or told by an office of a named state: "he" and "their host" are somebody the coder worked out."""
    return _named(speaker) or any(
        word[0].isupper() and content_words(word) for word in speaker.text.split()[:1] + speaker.text.split()[1:]
    )


def _named(speaker: Entity) -> bool:
    words = speaker.name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and not _ROLES & {word.casefold() for word in words}


def _may_be_same(a: Entity, b: Entity) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    if _named(a) and _named(b):
        return bool(set(content_words(a.name)) & set(content_words(b.name)))
    return True
