"""Looking around in a store: filters, pages, counts of values, and who deals with whom."""

from __future__ import annotations

from dragoman.store.browsing.actors import Actor, ActorFilter, ActorRow, Office, Partner, RoleCount
from dragoman.store.browsing.browser import Browser
from dragoman.store.browsing.events import FACETS, Count
from dragoman.store.browsing.filters import EventFilter
from dragoman.store.browsing.paging import Page
from dragoman.store.browsing.places import PlacePoint
from dragoman.store.browsing.queue import QUEUE_ORDERS, QueueFilter
from dragoman.store.browsing.reports import ReportFilter
from dragoman.store.browsing.stories import StoryFilter, StoryRow
from dragoman.store.browsing.ties import Dyad, Moved, TieFilter

__all__ = [
    "FACETS",
    "QUEUE_ORDERS",
    "Actor",
    "ActorFilter",
    "ActorRow",
    "Browser",
    "Count",
    "Dyad",
    "EventFilter",
    "Moved",
    "Office",
    "Page",
    "Partner",
    "PlacePoint",
    "QueueFilter",
    "ReportFilter",
    "RoleCount",
    "StoryFilter",
    "StoryRow",
    "TieFilter",
]
