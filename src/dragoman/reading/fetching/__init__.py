"""Fetching from the web: politely, within limits, and never from an address that is nobody's business.

An address goes through these hands: `guard` (may it be asked), `crawling` (whose turn is it), `visiting` with `robots` and `keeping` (is it
allowed, is it fresh), `exchange` over `transport` (one request within limits), and `web` (what the answer holds).
"""

from __future__ import annotations

from dragoman.reading.fetching.clock import Clock, SystemClock
from dragoman.reading.fetching.guard import Resolver
from dragoman.reading.fetching.opening import open_web
from dragoman.reading.fetching.transport import Dial
from dragoman.reading.fetching.web import Web

__all__ = ["Clock", "Dial", "Resolver", "SystemClock", "Web", "open_web"]
