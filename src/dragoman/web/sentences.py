"""A happening as a sentence: who did what to whom, and whether it was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.records import Entity, Event, Status
from dragoman.web.codes import name_of
from dragoman.web.wording import day_in_words, days_in_words

__all__ = ["sentence_of"]

# What is done to another, and what is done where nobody else is named; each as it was done, and after "to".
_DEEDS: Mapping[str, tuple[str, str, str, str]] = {
    "AGREE": ("promised or agreed with", "agree with", "promised or agreed to act", "agree to act"),
    "CONSULT": ("consulted with", "consult with", "consulted", "consult"),
    "SUPPORT": ("expressed support for", "express support for", "expressed support", "express support"),
    "CONCEDE": ("conceded to", "concede to", "made a concession", "make a concession"),
    "COOPERATE": ("cooperated with", "cooperate with", "cooperated", "cooperate"),
    "AID": ("gave aid to", "give aid to", "gave aid", "give aid"),
    "RETREAT": ("gave way to", "give way to", "gave way", "give way"),
    "REQUEST": ("made a demand of", "make a demand of", "made a demand", "make a demand"),
    "ACCUSE": ("accused", "accuse", "made an accusation", "make an accusation"),
    "REJECT": ("rejected what was asked by", "reject what is asked by", "refused", "refuse"),
    "THREATEN": ("threatened", "threaten", "made a threat", "make a threat"),
    "PROTEST": ("protested against", "protest against", "protested", "protest"),
    "SANCTION": ("took measures against", "take measures against", "took punitive measures", "take punitive measures"),
    "MOBILIZE": ("mobilised against", "mobilise against", "mobilised", "mobilise"),
    "COERCE": ("used coercion on", "use coercion on", "used coercion", "use coercion"),
    "ASSAULT": ("used violence on", "use violence on", "used violence", "use violence"),
}
_EACH = {"CONSULT": " with each other", "COOPERATE": " with each other"}
_STATED: Mapping[str, str] = {
    "planned": "planned to",
    "threatened": "threatened to",
    "requested": "asked or was asked to",
    "hypothetical": "might",
}
_OTHERWISE = ("acted on", "act on", "acted", "act")
"""of a type of somebody's own ontology"""


def sentence_of(event: Event) -> str:
    """`On 5 March 2031, in Tripoli, Chad took measures against Libya (expel).` No more than what the record says, and its status."""
    status = str(event.status)
    told = status not in _STATED
    forms = _DEEDS.get(event.type, _OTHERWISE)
    deed = forms[(0 if event.recipients else 2) + (0 if told else 1)]
    verb = deed if told else f"{_STATED[status]} {deed}"
    who = _listed(event.actors) or "somebody unnamed"
    whom = _listed(event.recipients)
    words = f"{who} {verb}" + (f" {whom}" if whom else (_EACH[event.type] if _together(event) else ""))
    words += f" ({', '.join(event.modes)})" if event.modes else ""
    if status == Status.DENIED:
        words = f"it was denied that {words}"
    elif status == Status.BACKGROUND:
        words = f"{words}, as told in passing"
    elif status == Status.ONGOING:
        words = f"{words}, and it went on"
    circumstances = ", ".join(filter(None, (_when(event), f"in {event.place.name}" if event.place else "")))
    sentence = f"{circumstances}, {words}" if circumstances else words
    return f"{sentence[0].upper()}{sentence[1:]}."


def _together(event: Event) -> bool:
    return event.type in _EACH and len(event.actors) > 1


def _when(event: Event) -> str:
    date = event.date
    if date.value is None:
        return ""
    if date.source == "published":
        return f"reported on {day_in_words(date.value)}"
    if date.end_value:
        return f"on {days_in_words(date.value, date.end_value)}"
    return f"{'on' if date.precision == 'day' else 'in'} {day_in_words(date.value)}"


def _listed(entities: Sequence[Entity]) -> str:
    names = list(dict.fromkeys(map(_named, entities)))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _named(entity: Entity) -> str:
    """A state by its usual name; a person with whose they are, since few are known to every reader."""
    if entity.kind == "state" and entity.country:
        return name_of(entity.country)
    return f"{entity.name} ({name_of(entity.country)})" if entity.kind == "person" and entity.country else entity.name
