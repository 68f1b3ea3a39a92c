"""The same quotation in several reports: who gives which words, and to whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dragoman.reconciling.explaining import listed
from dragoman.reconciling.overlaps import Overlap, overlap
from dragoman.reconciling.reports import Report, finding, independent_outlets, said_by
from dragoman.reconciling.utterances import (
    FULL,
    SENTENCE,
    TELLING,
    Utterance,
    is_named,
    is_same,
    may_be_same,
    utterances,
)
from dragoman.reconciling.wordings import Wording
from dragoman.records import Citation, Entity, Finding, Quote, Relation, Value

__all__ = ["compare_quotes"]

_LONGEST = 120
"""words of a quotation that are compared; what is longer is a speech"""
_TELLING = 6
"""letters of a word that alone can tell a quotation: "unconditionally", not "good" """
_RARE = 0.05
"""share of a story's wordings that may have such a word; a few may always"""
_FEW = 3
_WORDINGS = 8
"""wordings of one quotation that others are set against: this bounds the time that a much-quoted sentence takes"""
_MEANING = 2
"""words of meaning from which a part of a quotation, in five words or more, is known to be one of it"""


def compare_quotes(story_id: str, quotes: Sequence[Quote], reports: Mapping[str, Report]) -> list[Finding]:
    """Findings on the quotations that several reports of a story give: whether their words agree, and who is said to have said them."""
    found: list[Finding] = []
    for same in _Shared(sorted(utterances(quotes, reports), key=lambda utterance: utterance.order)).clusters():
        quote_id = same[0].quotes[0].id
        groups = _by_wording(same)
        for group in groups:
            speakers = _speakers(group, reports)
            found += _on_agreement(story_id, quote_id, group, speakers, reports)
            found += _on_speakers(story_id, quote_id, group, speakers, reports)
        found += _on_differences(story_id, quote_id, groups, reports)
    return found


# ---- which utterances are one quotation -------------------------------------------------------------------------------------


class _Shared:
    """Finds the utterances of one quotation. Only those that share their rarer words are compared, and each wording once."""

    def __init__(self, utterances: Sequence[Utterance]) -> None:
        self._utterances = [one for one in utterances if 0 < len(one.wording.words) <= _LONGEST]
        self._parent = list(range(len(self._utterances)))
        self._sentences: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._picked: list[int] = []
        for place, one in enumerate(self._utterances):
            if one.is_sentence:
                self._sentences[one.wording.words].append(place)
            else:
                self._picked.append(place)
        wordings = {one.wording.words: one.wording for one in self._utterances}
        self._holders = Counter(word for wording in wordings.values() for word in set(wording.content))
        self._rare = max(_FEW, _RARE * len(wordings))

    def clusters(self) -> list[list[Utterance]]:
        """The utterances of each quotation that several articles give, in order."""
        self._join_sentences()
        self._join_picked()
        found: dict[int, list[Utterance]] = defaultdict(list)
        for place, one in enumerate(self._utterances):
            found[self._root(place)].append(one)
        return [same for same in found.values() if len({one.report.article_id for one in same}) > 1]

    def _root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def _wording(self, place: int) -> Wording:
        return self._utterances[place].wording

    def _join_sentences(self) -> None:
        """Wordings that are one quotation, the longer ones first, so that each is looked for among those that may hold it."""
        index: dict[str, list[int]] = defaultdict(list)
        contents: dict[int, frozenset[str]] = {}
        heads = sorted(
            (places[0] for places in self._sentences.values()), key=lambda place: (-len(self._wording(place).content), place)
        )
        for head in heads:
            own = contents[head] = frozenset(self._wording(head).content)
            found: set[int] = set()
            for part in {own, *(part for part in self._wording(head).sentences if len(part) >= TELLING)}:
                # Who gives the same sentence shares half of its words of meaning, and so has one of these.
                half = (len(part) + 1) // 2
                rarest = sorted(part, key=lambda word: (self._holders[word], word))[: len(part) - half + 1]
                near = {other for word in rarest for other in index[word]}
                found |= {other for other in near if len(part & contents[other]) >= half}
            for other in sorted(found):
                if self._root(other) != self._root(head) and self._is_one(other, head):
                    self._join(other, head)
            for word in own:
                index[word].append(head)
        for head, *others in self._sentences.values():
            for other in others:
                self._join(head, other)

    def _is_one(self, one: int, other: int) -> bool:
        """Whether two wordings, each with all utterances that have it, are one quotation; in other words only of one speaker."""
        a, b = self._sentences[self._wording(one).words], self._sentences[self._wording(other).words]
        if len({self._utterances[place].report.article_id for place in (*a, *b)}) < 2:
            return False
        found = overlap(self._wording(one), self._wording(other))
        if found.is_cut and (found.content >= TELLING or (len(found.pairs) >= SENTENCE and found.content >= _MEANING)):
            return True
        if not found.is_one_quotation or min(len(self._wording(one).content), len(self._wording(other).content)) < FULL:
            return False
        speakers = [
            {(who.text, who.name, who.country): who for place in places if (who := self._utterances[place].speaker)}
            for places in (a, b)
        ]
        return not all(speakers) or any(may_be_same(x, y) for x in speakers[0].values() for y in speakers[1].values())

    def _join_picked(self) -> None:
        """A few words picked from a sentence: of the one quotation that has them and is the same speaker's, else of each other."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._utterances):
            for word in set(one.wording.content):
                index[word].append(place)
        roots = [self._root(place) for place in range(len(self._utterances))]
        for place in self._picked:
            telling = [w for w in set(self._wording(place).content) if len(w) >= _TELLING and self._holders[w] <= self._rare]
            if not telling:
                continue
            rarest = min(telling, key=lambda word: (self._holders[word], word))
            alike = [other for other in index[rarest] if self._is_picked_from(place, other)]
            hosts = {roots[other] for other in alike if self._utterances[other].is_sentence}
            if len(hosts) == 1:
                self._join(place, hosts.pop())
            elif not hosts:
                for other in alike:
                    self._join(place, other)

    def _is_picked_from(self, place: int, other: int) -> bool:
        short, long = self._utterances[place], self._utterances[other]
        if short.report.article_id == long.report.article_id or len(short.wording.words) > len(long.wording.words):
            return False
        words = f" {' '.join(long.wording.words)} "
        return f" {' '.join(short.wording.words)} " in words and is_same(short.speaker, long.speaker)


# ---- what is found ----------------------------------------------------------------------------------------------------------


def _on_agreement(
    story_id: str,
    quote_id: str,
    group: Sequence[Utterance],
    speakers: Sequence[Sequence[Utterance]],
    reports: Mapping[str, Report],
) -> Iterator[Finding]:
    """That reports give the same words, those apart that give them to somebody else."""
    elsewhere = {id(one) for others in speakers[1:] for one in others}
    agreed = [one for one in group if id(one) not in elsewhere]
    if not independent_outlets((one.report.article_id for one in agreed), reports):
        return
    values = _values(agreed, reports)
    whole = max(agreed, key=_length).wording.letters
    parts = {one.report.outlet for one in agreed if one.wording.letters != whole}
    cutters = tuple(dict.fromkeys(outlet for value in values for outlet in value.outlets if outlet in parts))
    cut = f", which {listed(cutters)} {'gives' if len(cutters) == 1 else 'give'} in part" if cutters else ""
    words = f"{_outlets(agreed)} give the same words: “{values[0].value}”{cut}."
    yield finding(story_id, "quote", Relation.AGREES, values, words, quote_id=quote_id)


def _on_speakers(
    story_id: str,
    quote_id: str,
    group: Sequence[Utterance],
    speakers: Sequence[Sequence[Utterance]],
    reports: Mapping[str, Report],
) -> Iterator[Finding]:
    """That the same words are given as two people's."""
    longest = max(group, key=_length)
    if len(speakers) < 2 or len(longest.wording.content) < TELLING:
        return
    values = tuple(said_by(_name(one), [_cite(utterance) for utterance in one], reports) for one in speakers)
    givers = "; ".join(
        f"{listed(value.outlets)} {_verb(value.outlets, 'gives', 'give')} them to {value.value}" for value in values
    )
    words = f"Of the words “{longest.wording.text}”: {givers}."
    yield finding(story_id, "speaker", Relation.DIFFERS, values, words, quote_id=quote_id)


def _on_differences(
    story_id: str, quote_id: str, groups: Sequence[Sequence[Utterance]], reports: Mapping[str, Report]
) -> Iterator[Finding]:
    """In which words a wording differs from the one that most origins give."""
    full = [group for group in groups if any(one.is_given_in_full for one in group)]
    for place, group in enumerate(full):
        for other in full[: min(place, _WORDINGS)]:
            one, another = max(other, key=_length), max(group, key=_length)
            found = overlap(one.wording, another.wording)
            differences = found.differences() if found.is_one_quotation else []
            if differences and _across((other, group), reports):
                values = [_value(_alike(other, one), reports), _value(_alike(group, another), reports)]
                words = _difference(values[1].outlets, values[0].outlets, found)
                ordered = tuple(sorted(values, key=lambda value: -len(value.value)))
                yield finding(story_id, "quote", Relation.DIFFERS, ordered, words, quote_id=quote_id)
                break


def _difference(outlets: Sequence[str], others: Sequence[str], found: Overlap) -> str:
    parts = [
        f"{listed(outlets)} {_verb(outlets, 'has', 'have')} “{its}” where {listed(others)} {_verb(others, 'has', 'have')} “{own}”"
        if number == 0
        else f"“{its}” where {_verb(others, 'it has', 'they have')} “{own}”"
        for number, (own, its) in enumerate((own or "…", its or "…") for own, its in found.differences()[:3])
    ]
    return f"{parts[0]}{''.join(f', {part}' for part in parts[1:])} in the same quotation."


def _by_wording(same: Sequence[Utterance]) -> list[list[Utterance]]:
    """Utterances whose words are the same but for cuts; the group that most origins give first."""
    groups: list[list[Utterance]] = []
    known: dict[tuple[str, ...], list[Utterance]] = {}
    for utterance in sorted(same, key=lambda one: (-_length(one), one.order)):
        words = utterance.wording.words
        group = known.get(words) or next(
            (own for own in groups[:_WORDINGS] if overlap(own[0].wording, utterance.wording).is_cut), None
        )
        if group is None:
            group = []
            groups.append(group)
        group.append(utterance)
        known[words] = group
    return sorted(groups, key=lambda group: (-len({one.report.origin for one in group}), min(one.order for one in group)))


def _values(group: Sequence[Utterance], reports: Mapping[str, Report]) -> tuple[Value, ...]:
    """Each wording of a group, the longest first."""
    wordings: dict[tuple[str, ...], list[Utterance]] = defaultdict(list)
    for utterance in group:
        wordings[utterance.wording.words].append(utterance)
    ordered = sorted(wordings.values(), key=lambda alike: (-_length(alike[0]), min(one.order for one in alike)))
    return tuple(_value(alike, reports) for alike in ordered)


def _value(alike: Sequence[Utterance], reports: Mapping[str, Report]) -> Value:
    named = min(alike, key=lambda one: one.order)
    return said_by(named.wording.text, [word for utterance in alike for word in utterance.words], reports)


def _alike(group: Sequence[Utterance], one: Utterance) -> list[Utterance]:
    return [other for other in group if other.wording.words == one.wording.words]


def _length(utterance: Utterance) -> int:
    return len(utterance.wording.words)


def _outlets(group: Sequence[Utterance]) -> str:
    return listed(tuple(dict.fromkeys(one.report.outlet for one in sorted(group, key=lambda one: one.order))))


def _verb(outlets: Sequence[str], one: str, many: str) -> str:
    return one if len(outlets) == 1 else many


def _across(groups: Sequence[Sequence[Utterance]], reports: Mapping[str, Report]) -> bool:
    """Whether what one group says is said independently of the other: by another outlet in another text."""
    # One article for each outlet and dispatch is enough to tell.
    sayers = [{(one.report.outlet, one.report.dispatch): one.report.article_id for one in group} for group in groups]
    return any(independent_outlets((a, b), reports) for a in sayers[0].values() for b in sayers[1].values())


# ---- speakers ---------------------------------------------------------------------------------------------------------------


def _speakers(group: Sequence[Utterance], reports: Mapping[str, Report]) -> list[list[Utterance]]:
    """Utterances by whom they are given to, as far as a report says so; one list where all may be one speaker's."""
    told = [one for one in group if one.is_attributed]
    groups: list[list[Utterance]] = []
    for one in sorted(told, key=lambda one: (not is_named(_of(one)), one.order)):
        own = next((own for own in groups if any(may_be_same(_of(other), _of(one)) for other in own)), None)
        if own is None:
            groups.append([one])
        else:
            own.append(one)
    groups.sort(key=lambda own: min(one.order for one in own))
    return [groups[0], *(own for own in groups[1:] if _across((groups[0], own), reports))] if groups else []


def _of(utterance: Utterance) -> Entity:
    speaker = utterance.speaker
    assert speaker is not None
    return speaker


def _name(group: Sequence[Utterance]) -> str:
    return next((_of(one).name for one in group if is_named(_of(one))), _of(group[0]).name)


def _cite(utterance: Utterance) -> Citation:
    speaker = _of(utterance)
    return Citation(utterance.report.article_id, speaker.start, speaker.end, speaker.text)
