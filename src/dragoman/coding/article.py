"""The mentions of one article, sentence by sentence: what was found, what is said of it, who says so, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Span, Token

from .. import records
from ..ontology import Ontology
from ..records import Article, Evidence, Mention, Quote, Status, stable_id
from .aims import absorbed, aimed, recalled, shared
from .attribution import asserted_by
from .circumstances import contexts_of, place_of, seen_place
from .happenings import Happening, find_happenings
from .learned import Learned
from .objects import objects_of
from .quantities import quantities_of
from .revisions import revised
from .slots import Slots
from .speech import demands, promised
from .status import folded_type, is_purpose, status_of
from .untold import traced
from .weighing import Told, weighed
from .when import TimeExpression, event_date, seen_date
from .where import Toponym

__all__ = ["ArticleCoding"]

_CERTAINTY = {
    Status.HYPOTHETICAL: 0.8,
    Status.PLANNED: 0.95,
    Status.DENIED: 0.9,
    Status.REQUESTED: 0.85,
    Status.BACKGROUND: 0.9,
}
"""factor on the confidence of an entry, by what the report says of the happening"""
_TOLD = {Status.DONE, Status.ONGOING, Status.BACKGROUND}
"""what may stand without an actor: what did happen"""
_FLOOR = 0.5
"""confidence below which nothing is coded; what might only happen needs more"""
_HYPOTHETICAL_FLOOR = 0.62
_LONGEST_TRIGGER = 7
"""words from the first to the last of a trigger"""


@dataclass(slots=True)
class ArticleCoding:
    """One article with all that was read from it, on the way to its mentions."""

    article: Article
    slots: Slots
    quotes: Sequence[Quote]
    times: Sequence[TimeExpression]
    toponyms: Sequence[Toponym]
    published: date | None
    version: str
    learned: Learned | None = None
    earlier: list[Happening] = field(default_factory=list)
    """the happenings of the sentences so far, for what refers back to them"""

    def mentions(self) -> list[Mention]:
        """The mentions of the parsed sentences, in order, with the numbers that later sentences put right."""
        return revised(self.slots.cast.doc, list(self._told()))

    def _told(self) -> Iterator[Mention]:
        doc = self.slots.cast.doc
        for number, sentence in enumerate(doc.sents):
            if number in doc.user_data["parsed"] and sentence.end_char > self.article.body_start:
                yield from self._sentence(number, sentence)

    def _sentence(self, number: int, sentence: Span) -> Iterator[Mention]:
        for one in self._sure(self._ruled(sentence), sentence, number):
            self.earlier.append(replace(one.happening, status=one.status))
            yield self._mention(number, sentence, one)

    def _sure(self, ruled: Sequence[Told], sentence: Span, number: int) -> list[Told]:
        """What is sure enough to be coded: by the rules alone, or weighed with what the network sees."""
        sure = [
            one for one in ruled if one.confidence >= (_HYPOTHETICAL_FLOOR if one.status is Status.HYPOTHETICAL else _FLOOR)
        ]
        sighting = self.slots.cast.doc.user_data.get("sighted", {}).get(number)
        if self.learned is None or sighting is None:
            return sure
        judged = [] if self.learned.alone else [one for one in ruled if self.learned.taught(one)]
        kept = [one for one in sure if not self.learned.taught(one)]
        told = weighed(judged, sighting, self.slots, self.learned.weigh, self.learned.least)
        told = [replace(one, happening=recalled(one.happening, self.earlier, self.slots)) for one in told]
        return sorted([*kept, *told], key=lambda one: one.happening.token.i)

    def _ruled(self, sentence: Span) -> list[Told]:
        """What the rules code in a sentence, however unsure of it they are."""
        ontology = self.slots.ontology
        found = absorbed(find_happenings(sentence, self.slots, ontology), self.slots)
        found = [h for h in (traced(h, self.earlier, self.slots) for h in found) if h is not None]
        happenings = shared([aimed(recalled(h, self.earlier, self.slots), self.slots) for h in found])
        asked = demands(sentence, self.slots, ontology, happenings)
        taken = {h.token.i for h in asked}
        ruled = []
        for happening in [h for h in happenings if h.token.i not in taken] + asked:
            status = Status.DONE
            if happening.token.i not in taken:
                status = status_of(happening, self.slots, self._when(happening, sentence), self.published)
                happening, status = promised(happening, status, self.slots, ontology)
            confidence = happening.confidence * _CERTAINTY.get(status, 1.0)
            if (happening.actors or status in _TOLD) and not is_purpose(happening.token, status):
                ruled.append(Told(happening, status, confidence))
        return ruled

    def _when(self, happening: Happening, sentence: Span) -> records.Date:
        return event_date(_dated(happening, self.slots.ontology), sentence, self.times, self.published)

    def _mention(self, number: int, sentence: Span, told: Told) -> Mention:
        article, ontology = self.article, self.slots.ontology
        happening, status = told.happening, told.status
        type_name = folded_type(ontology.types[happening.type], status)
        mode = happening.mode if happening.mode in ontology.types[type_name].modes else None
        first, last = _ends((happening.token, happening.last), told.words)
        start, end = first.idx, last.idx + len(last.text)
        text = sentence.doc.text
        return Mention(
            id=stable_id("mention", article.id, article.text_sha256, type_name, start, end, happening.rule),
            article_id=article.id,
            type=type_name,
            modes=(mode,) if mode else (),
            contexts=contexts_of(sentence, happening.contexts, ontology.contexts),
            quad=ontology.types[type_name].quad,
            intensity=ontology.score(type_name, mode),
            status=status,
            actors=happening.actors,
            recipients=happening.recipients,
            date=seen_date(told.dates, sentence, self.times) or self._when(happening, sentence),
            place=seen_place(told.places, self.toponyms, happening) or place_of(happening, self.toponyms, sentence, self.slots),
            asserted_by=asserted_by(happening.token, self.slots, self.quotes, article.outlet),
            trigger=records.Span(text[start:end], start, end),
            evidence=tuple(_evidence(*each) for each in _told_by(number, sentence, happening)),
            quantities=quantities_of(happening, sentence, self.slots),
            confidence=round(min(1.0, told.confidence), 3),
            coder=records.Coder(self.version, happening.rule),
            objects=objects_of(happening, self.slots),
        )


def _ends(own: Sequence[Token], seen: Sequence[Token]) -> tuple[Token, Token]:
    """The first and last word of a trigger: those of the happening, and what the network sees beside them unless that is far off."""
    words = sorted({token.i: token for token in (*own, *seen)}.values(), key=lambda token: token.i)
    if words[-1].i - words[0].i >= _LONGEST_TRIGGER:
        words = sorted(own, key=lambda token: token.i)
    return words[0], words[-1]


def _dated(happening: Happening, ontology: Ontology) -> Token:
    """The word whose day is the happening's: "the drill, which *began* on Friday, involves", "sanctions, *announced* on Friday, were"."""
    if happening.token.pos_ == "NOUN":
        own = [*happening.token.children]
        # The parser may tie "announced on Friday" to the noun before it.
        for child in [*own, *(c for noun in own if noun.dep_ == "nmod" for c in noun.children)]:
            verbs = ontology.occur_verbs if child.dep_ == "acl:relcl" else ontology.support_verbs if child.dep_ == "acl" else ()
            dated = any(c.ent_type_ == "DATE" for c in child.children)
            if dated and (child.lemma_ in verbs or child.lemma_ == "hold"):
                return child
    return happening.token


def _told_by(number: int, sentence: Span, happening: Happening) -> Iterator[tuple[int, Span]]:
    """The sentence of the trigger, then those before it that alone name a side, each with its number."""
    yield number, sentence
    sides = (*happening.actors, *happening.recipients)
    if all(sentence.start_char <= side.start < sentence.end_char for side in sides):
        return
    for other, earlier in enumerate(sentence.doc.sents):
        if other != number and any(earlier.start_char <= side.start < earlier.end_char for side in sides):
            yield other, earlier


def _evidence(number: int, sentence: Span) -> Evidence:
    """The sentence without the blanks and line ends around it."""
    words = sentence.text
    start = sentence.start_char + len(words) - len(words.lstrip())
    return Evidence(number, start, start + len(words.strip()), words.strip())
