"""An actor: who they are, what they do and what is done to them over time, with whom, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.knowledge import code_names
from dragoman.records import Event, Quote
from dragoman.relations import days_of
from dragoman.store.browsing import Actor, EventFilter, Partner, ReportFilter, RoleCount
from dragoman.web import drawing
from dragoman.web.codes import name_of
from dragoman.web.happenings import happening
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

_DIGITS = {"day": 10, "month": 7}
_FEW_MONTHS = 3
"""months up to which roles are told by day"""
_PARTNERS, _QUOTES, _EVENTS = 24, 12, 25


def build(asked: Asked) -> Plain:
    """The actor. Raises NotInStore, SettingsError."""
    browse, key = asked.store.browse, asked.id
    actor = browse.actors.get(key)
    is_code = key in code_names()
    quoted = ReportFilter((("speaker_country" if is_code else "speaker", (key,)),))
    concerned = EventFilter(involving=(key,))
    by_month = browse.actors.roles(key, digits=_DIGITS["month"])
    period = asked.choice("period", tuple(_DIGITS), _period(by_month))
    partners = [_partner(one, is_code) for one in browse.actors.partners(key, limit=asked.whole("limit", _PARTNERS, 1, 1000))]
    quotes = browse.records("quotes", browse.reports.page("quotes", quoted, limit=_QUOTES).ids)
    events = browse.records("events", browse.events.page(concerned, limit=_EVENTS).ids)
    return {
        "title": name_of(key) if is_code else actor.name,
        "key": key,
        "is_code": is_code,
        "actor": _who(actor, is_code),
        "period": period,
        "periods": list(_DIGITS),
        "roles": _roles(by_month if period == "month" else browse.actors.roles(key, digits=_DIGITS[period])),
        "partners": partners,
        "quotes": [_quote(one) for one in quotes if isinstance(one, Quote)],
        "quotes_in_all": browse.reports.count("quotes", quoted),
        "events": [happening(one) for one in events if isinstance(one, Event)],
        "events_in_all": browse.events.count(concerned),
    }


def _period(roles: Sequence[RoleCount]) -> str:
    """By day where all lies within a few months, else by month."""
    return "day" if len(roles) <= _FEW_MONTHS else "month"


def _who(actor: Actor, is_code: bool) -> dict[str, Any]:
    return {
        "names": list(actor.names),
        "kinds": list(actor.kinds),
        "country": actor.country,
        "country_name": name_of(actor.country) if actor.country else None,
        "sectors": list(actor.sectors),
        "wikidata": None if is_code else actor.wikidata,
        "offices": [
            {"office": one.office, "first": one.first, "last": one.last, "events": one.events} for one in actor.offices
        ],
        "events": actor.events,
        "as_actor": actor.as_actor,
        "as_recipient": actor.as_recipient,
        "first": actor.first,
        "last": actor.last,
    }


def _roles(counts: Sequence[RoleCount]) -> list[drawing.RoleCount]:
    found: list[drawing.RoleCount] = []
    for one in counts:
        first, last = days_of(one.period)
        found.append(
            {
                "period": one.period,
                "first": first.isoformat(),
                "last": last.isoformat(),
                "acts_cooperation": one.as_actor - one.actor_conflict,
                "acts_conflict": one.actor_conflict,
                "receives_cooperation": one.as_recipient - one.recipient_conflict,
                "receives_conflict": one.recipient_conflict,
            }
        )
    return found


def _partner(one: Partner, is_code: bool) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": name_of(one.key) if one.key in code_names() else one.name,
        "country": one.country,
        "has_tie": is_code and one.key in code_names(),
        "done_to": one.done_to,
        "done_by": one.done_by,
        "together": one.together,
        "quad_1": one.quads[0],
        "quad_2": one.quads[1],
        "quad_3": one.quads[2],
        "quad_4": one.quads[3],
        "score": one.score,
    }


def _quote(one: Quote) -> dict[str, Any]:
    return {
        "id": one.id,
        "article_id": one.article_id,
        "text": one.text,
        "form": one.form,
        "speaker": one.speaker.name if one.speaker else None,
        "office": one.speaker.office if one.speaker else None,
        "date": one.date.value,
    }


PAGE = Page("actor", "/actor/{id}", build, rows="partners")
