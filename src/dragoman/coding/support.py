"""Whether the words that a record points at license what it says: the last look at a record before it leaves the coder.

The rules here read the words anew, and on purpose not with the coder's own parsers, so that a mistake of these does not pass for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from ..knowledge import Knowledge
from ..knowledge.gazetteer import Gazetteer, key_of
from ..records import Article, Assertion, Date, Entity, Evidence, Mention, Place, Quantity, Quote, Span
from .support_words import bound_of, days_of, is_number

__all__ = ["Fault", "Support"]

_CACHE = 50_000
_WORD = re.compile(r"\w+(?:[.-]\w+)*\.?|\S")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_NAME = re.compile(r"[^\W\d_a-z]\w+(?:[ -][^\W\d_a-z]\w+)*")

Words = Span | Entity | Place | Quantity | Evidence | Quote
"""whatever says at which words of the article it stands"""
Item = TypeVar("Item", Entity, Quantity, Span)


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that its words do not license."""

    field: str
    """the field of the record"""
    index: int | None
    """the place in a field that holds several values"""
    why: str

    def __str__(self) -> str:
        return f"{self.field}{'' if self.index is None else f'[{self.index}]'}: {self.why}"


class Support:
    """Checks records against the words of their article. Lookups are remembered, so that the check costs next to nothing."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self._knowledge = knowledge
        self._gazetteer = gazetteer
        self._states: dict[str, frozenset[str]] = {}

    def faults(self, record: Mention | Quote, article: Article) -> list[Fault]:
        """Every value of `record` that its words in `article` do not license, in the order of the record's fields."""
        return list(self._mention(record, article) if isinstance(record, Mention) else self._quote(record, article))

    def unsupported(self, record: Mention | Quote, article: Article) -> list[str]:
        """The faults in words: the field and what is wrong; empty where all is licensed."""
        return [str(fault) for fault in self.faults(record, article)]

    def supported(self, record: Mention | Quote, article: Article) -> Mention | Quote | None:
        """The record without its unlicensed values; None where what is left says nothing."""
        faults = self.faults(record, article)
        return without(record, faults, article) if faults else record

    # ---- records ------------------------------------------------------------------------------------------------------------

    def _mention(self, mention: Mention, article: Article) -> Iterator[Fault]:
        yield from _wrap("trigger", None, self._trigger(mention, article))
        for index, sentence in enumerate(mention.evidence):
            yield from _wrap("evidence", index, _span(sentence, article))
        for field, entities in (("actors", mention.actors), ("recipients", mention.recipients)):
            for index, entity in enumerate(entities):
                yield from _wrap(field, index, self._entity(entity, article))
        yield from _wrap("date", None, _date(mention.date, article))
        if mention.place is not None:
            yield from _wrap("place", None, self._place(mention.place, article))
        yield from _wrap("asserted_by", None, self._assertion(mention.asserted_by, article))
        for index, quantity in enumerate(mention.quantities):
            yield from _wrap("quantities", index, _quantity(quantity, article))
        for index, thing in enumerate(mention.objects):
            yield from _wrap("objects", index, _span(thing, article))

    def _quote(self, quote: Quote, article: Article) -> Iterator[Fault]:
        why = _span(quote, article) or (None if any(map(str.isalnum, quote.text)) else "no words")
        yield from _wrap("text", None, why)
        for field, entity in (("speaker", quote.speaker), ("addressee", quote.addressee), ("medium", quote.medium)):
            if entity is not None:
                yield from _wrap(field, None, self._entity(entity, article))
        if quote.cue is not None:
            yield from _wrap("cue", None, _span(quote.cue, article))
        yield from _wrap("date", None, _date(quote.date, article))

    # ---- values: each gives what is wrong, or None ----------------------------------------------------------------------------

    def _trigger(self, mention: Mention, article: Article) -> str | None:
        trigger = mention.trigger
        if why := _span(trigger, article):
            return why
        if not any(e.start <= trigger.start and trigger.end <= e.end for e in mention.evidence):
            return f"“{trigger.text}” is not in the evidence"
        return None

    def _entity(self, entity: Entity, article: Article) -> str | None:
        spans: list[Words] = [entity] if entity.refers_to is None else [entity, entity.refers_to]
        if why := next(filter(None, (_span(span, article) for span in spans)), None):
            return why
        # A person's or an organisation's country may stand anywhere in the article, a state's is in its name.
        if entity.kind != "state" or entity.country not in self._knowledge.countries:
            return None
        if any(entity.country in self._states_named(span.text) for span in spans):
            return None
        if entity.refers_to is not None and self._is_told(entity.refers_to, entity.country or "", article):
            return None
        return f"“{spans[-1].text}” does not name {entity.country}"

    def _is_told(self, words: Span, country: str, article: Article) -> bool:
        """Whether words that an entity was resolved to lead on to a state: a town of it, or "they" where the article has named it."""
        names = _NAME.findall(words.text)
        first, *others = words.text.split()
        if (not names or (names == [first] and others)) and country in self._match(
            article.text[article.body_start : words.start]
        ):
            return True
        return any(place.country == country for name in names for place in self._gazetteer.find(name))

    def _states_named(self, text: str) -> frozenset[str]:
        """The states that the words name by themselves, their people, capital, seat of power or holder of an office."""
        known = self._states.get(text)
        if known is None:
            if len(self._states) >= _CACHE:
                self._states.clear()
            known = self._states[text] = self._match(text)
        return known

    def _match(self, text: str) -> frozenset[str]:
        matches = self._knowledge.match(_WORD.findall(_POSSESSIVE.sub(" ", text)))
        names = [name for match in matches for name in (match.name, *match.others)]
        return frozenset(name.country for name in names if name.country)

    def _place(self, place: Place, article: Article) -> str | None:
        if why := _span(place, article):
            return why
        if key_of(place.text) == key_of(place.name):
            return None
        words = place.text.split()
        # "Amur Krai" is looked up as "Amur" too, and "Mount Etna" as "Etna".
        for name in (place.text, " ".join(words[:-1]), " ".join(words[1:])):
            if name and any((found.name, found.country) == (place.name, place.country) for found in self._gazetteer.find(name)):
                return None
        if place.country is not None and place.country in self._states_named(place.text):
            return None
        return f"“{place.text}” is not a name of {place.name}"

    def _assertion(self, said: Assertion, article: Article) -> str | None:
        if said.entity is not None and (why := self._entity(said.entity, article)):
            return why
        if said.text is None or said.start is None or said.end is None:
            return None
        return _span(Span(said.text, said.start, said.end), article)


def without(record: Mention | Quote, faults: Sequence[Fault], article: Article) -> Mention | Quote | None:
    """`record` without the values that `faults` name: no place, the day of publication for a date, nobody for a speaker; None
    where no deed, nobody who did it or no word is left."""
    fields = {fault.field for fault in faults}
    if isinstance(record, Quote):
        if "text" in fields:
            return None
        return replace(
            record,
            speaker=None if "speaker" in fields else record.speaker,
            addressee=None if "addressee" in fields else record.addressee,
            medium=None if "medium" in fields else record.medium,
            cue=None if "cue" in fields else record.cue,
            date=_day_of_publication(article) if "date" in fields else record.date,
        )
    actors, recipients = _left(record.actors, "actors", faults), _left(record.recipients, "recipients", faults)
    nobody = not (actors or recipients) and bool(record.actors or record.recipients)
    if nobody or "trigger" in fields or "evidence" in fields:
        return None
    return replace(
        record,
        actors=actors,
        recipients=recipients,
        date=_day_of_publication(article) if "date" in fields else record.date,
        place=None if "place" in fields else record.place,
        # Somebody says so, and not the outlet: who it is, is not known.
        asserted_by=Assertion("unnamed", None) if "asserted_by" in fields else record.asserted_by,
        quantities=_left(record.quantities, "quantities", faults),
        objects=_left(record.objects, "objects", faults),
    )


def _left(items: tuple[Item, ...], field: str, faults: Sequence[Fault]) -> tuple[Item, ...]:
    dropped = {fault.index for fault in faults if fault.field == field}
    return tuple(item for index, item in enumerate(items) if index not in dropped)


def _wrap(field: str, index: int | None, why: str | None) -> Iterator[Fault]:
    if why is not None:
        yield Fault(field, index, why)


def _span(span: Words, article: Article) -> str | None:
    text, start, end = span.text, span.start, span.end
    if not article.body_start <= start < end <= len(article.text):
        return f"{start}-{end} lies outside the report"
    return None if article.text[start:end] == text else f"“{text}” is not what stands at {start}-{end}"


def _quantity(quantity: Quantity, article: Article) -> str | None:
    if why := _span(quantity, article):
        return why
    if not is_number(quantity.text, quantity.value):
        return f"“{quantity.text}” is not {quantity.value:g}"
    bound = bound_of(quantity.text)
    return None if quantity.bound == bound else f"“{quantity.text}” is {bound}, not {quantity.bound}"


def _date(date: Date, article: Article) -> str | None:
    if date.source != "text":
        published = _day_of_publication(article)
        return None if date.value == published.value else f"{date.value} is not the day of publication"
    if date.text is None or date.start is None or date.end is None:
        return "a date from the text has no words"
    if why := _span(Span(date.text, date.start, date.end), article):
        return why
    return _told(date.text, date.value, date.end_value)


@lru_cache(maxsize=_CACHE)
def _told(text: str, value: str | None, end: str | None) -> str | None:
    return days_of(text).objection(value, end)


def _day_of_publication(article: Article) -> Date:
    day = (article.published or "")[:10]
    return (
        Date(day, None, "day", "published") if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else Date(None, None, "none", "published")
    )
