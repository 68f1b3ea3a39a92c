"""A mention as somebody corrected it: values in words become values of the record, with the words of the article where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date as day
from functools import cache
from typing import Any

from dragoman.errors import SettingsError
from dragoman.knowledge import code_names
from dragoman.ontology import Ontology, load_ontology
from dragoman.records import Article, Date, Entity, Mention, Place, Span, Status

__all__ = ["CORRECTABLE", "corrected", "in_words", "types"]

_LONGEST = 300
"""characters of a value"""
_MOST_SIDES = 20
_NAME = re.compile(r"(.*?)\s*(?:\(([A-Z]{3})(?: [A-Z]{3})*\))?", re.DOTALL)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PRECISION = {4: "year", 7: "month", 10: "day"}


@cache
def _ontology() -> Ontology:
    return load_ontology()


def types() -> Mapping[str, tuple[str, ...]]:
    """Each type that a mention can be corrected to, and its modes."""
    return {name: tuple(kind.modes) for name, kind in _ontology().types.items()}


def in_words(mention: Mention) -> dict[str, str]:
    """The fields that can be corrected, as they are typed: `corrected(mention, article, in_words(mention))` changes nothing."""
    date, place = mention.date, mention.place
    told = date.value if date.source == "text" else None
    return {
        "type": mention.type,
        "modes": ", ".join(mention.modes),
        "status": str(mention.status),
        "actors": "; ".join(map(_named, mention.actors)),
        "recipients": "; ".join(map(_named, mention.recipients)),
        "date": f"{told}/{date.end_value}" if told and date.end_value else told or "",
        "place": (place.name + (f" ({place.country})" if place.country else "")) if place else "",
    }


def corrected(mention: Mention, article: Article, values: Mapping[str, str]) -> Mention:
    """The mention with these values in the place of what was coded. What stays as it is keeps its words and all that is known of it.

    Raises SettingsError, which says what is expected, for a field that is none or a value that it cannot have.
    """
    before = in_words(mention)
    found = mention
    for field in sorted(values, key=_field_order):
        value = " ".join(values[field].split())
        if len(value) > _LONGEST:
            raise SettingsError(f"{field}: at most {_LONGEST} characters, not {len(value):,}")
        # Modes are those of a type: with another type, the same words are looked at anew.
        if value != before[field] or (field == "modes" and found.type != mention.type):
            found = _MAKERS[field](found, article, value)
    if found.type != mention.type and "modes" not in values:
        found = _modes(found, article, "")
    return found


def _field_order(field: str) -> int:
    if field not in CORRECTABLE:
        raise SettingsError(f"no such field: {field!r}; there are {', '.join(CORRECTABLE)}")
    return CORRECTABLE.index(field)


def _type(mention: Mention, article: Article, value: str) -> Mention:
    kind = _ontology().types.get(value)
    if kind is None:
        raise SettingsError(f"type: {value!r} is none of {', '.join(_ontology().types)}")
    return replace(mention, type=value, quad=kind.quad, intensity=_ontology().score(value, None))


def _modes(mention: Mention, article: Article, value: str) -> Mention:
    known = _ontology().types[mention.type].modes if mention.type in _ontology().types else {}
    modes = tuple(dict.fromkeys(filter(None, (one.strip() for one in value.split(",")))))
    for one in modes:
        if one not in known:
            raise SettingsError(f"modes: {one!r} is none of {mention.type}, which has {', '.join(known) or 'no modes'}")
    return replace(mention, modes=modes, intensity=_ontology().score(mention.type, modes[0] if modes else None))


def _status(mention: Mention, article: Article, value: str) -> Mention:
    if value not in list(Status):
        raise SettingsError(f"status: {value!r} is none of {', '.join(Status)}")
    return replace(mention, status=Status(value))


def _sides(side: str) -> Callable[[Mention, Article, str], Mention]:
    def of(mention: Mention, article: Article, value: str) -> Mention:
        names = [one for one in (part.strip() for part in value.split(";")) if one]
        if len(names) > _MOST_SIDES:
            raise SettingsError(f"{side}: at most {_MOST_SIDES}, not {len(names)}")
        changed: dict[str, Any] = {side: tuple(_entity(one, mention, article) for one in names)}
        return replace(mention, **changed)

    return of


def _entity(words: str, mention: Mention, article: Article) -> Entity:
    for one in (*mention.actors, *mention.recipients):
        if words in (_named(one), one.name):
            return one  # also from the other side: who did it to whom is what is corrected most
    name, code = _parted(words)
    if not code:
        code = name if name in code_names() else _codes_of_names().get(name.casefold(), "")
        name = code_names().get(name, name)
    state = bool(code) and name.casefold() == code_names().get(code, "").casefold()
    span = _words(article, mention, name)
    return Entity(span.text, name, "state" if state else "group", code or None, (), None, None, span.start, span.end)


def _date(mention: Mention, article: Article, value: str) -> Mention:
    if not value:
        return replace(mention, date=Date(None, None, "none", "text"))
    first, _, last = value.partition("/")
    for one in filter(None, (first, last)):
        try:
            if not _DATE.fullmatch(one):
                raise ValueError
            day.fromisoformat(one + "-01-01"[len(one) - 4 :])
        except ValueError as error:
            raise SettingsError(
                f"date: {one!r} is no date; give 2031-03-05, 2031-03, 2031, or the two ends of a span with / between them"
            ) from error
    if last and (len(first) != 10 or len(last) != 10 or last < first):
        raise SettingsError("date: a span is two days with / between them, the earlier first")
    return replace(mention, date=Date(first, last or None, _PRECISION[len(first)], "text"))


def _place(mention: Mention, article: Article, value: str) -> Mention:
    if not value:
        return replace(mention, place=None)
    name, code = _parted(value)
    code = code or _codes_of_names().get(name.casefold(), "")
    precision = "country" if code and code_names()[code].casefold() == name.casefold() else "site"
    span = _words(article, mention, name)
    made = Place(span.text, name, code or None, None, None, None, precision, "event", span.start, span.end)
    return replace(mention, place=made)


def _named(entity: Entity) -> str:
    return entity.name.replace(";", ",") + (f" ({entity.country})" if entity.country else "")


def _parted(words: str) -> tuple[str, str]:
    """`Chad (TCD)` as name and code; no code is an empty one. Raises SettingsError for a code that is none."""
    match = _NAME.fullmatch(words)
    name, code = (match[1], match[2] or "") if match else (words, "")
    if code and code not in code_names():
        raise SettingsError(f"{words!r}: {code} is no code of a state (ISO 3166 alpha-3) nor one of PLOVER's")
    if not name:
        raise SettingsError(f"{words!r}: give a name, with its code after it: Chad (TCD)")
    return name, code


@cache
def _codes_of_names() -> Mapping[str, str]:
    return {name.casefold(): code for code, name in code_names().items()}


def _words(article: Article, mention: Mention, name: str) -> Span:
    """Where the name stands in the article, best after the sentence begins that the mention was read from; else no words at all."""
    begin = mention.evidence[0].start if mention.evidence else 0
    at = article.text.find(name, begin)
    at = at if at >= 0 else article.text.find(name)
    return Span(name, at, at + len(name)) if at >= 0 else Span("", mention.trigger.start, mention.trigger.start)


_MAKERS: Mapping[str, Callable[[Mention, Article, str], Mention]] = {
    "type": _type,
    "modes": _modes,
    "status": _status,
    "actors": _sides("actors"),
    "recipients": _sides("recipients"),
    "date": _date,
    "place": _place,
}
CORRECTABLE = tuple(_MAKERS)
"""fields that can be corrected, in the order in which they are"""
