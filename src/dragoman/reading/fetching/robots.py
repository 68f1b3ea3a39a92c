"""What a site allows: its robots.txt (RFC 9309), and how long it wants to be left alone between two requests."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import httpx
from protego import Protego

from dragoman.errors import FetchError
from dragoman.reading.encodings import decode
from dragoman.reading.fetching.clock import Clock
from dragoman.reading.fetching.exchange import AGENT, Exchange
from dragoman.reading.fetching.guard import Guard
from dragoman.reading.fetching.keeping import Keeper
from dragoman.reading.fetching.statuses import LONGEST_WAIT, REDIRECTS, retry_after
from dragoman.settings import FetchingSettings

__all__ = ["Robots", "host_key"]

_MOST_BYTES = 512_000
_MOST_REDIRECTS = 5


def host_key(url: httpx.URL) -> str:
    """The host that an address is at, with scheme and port: each has a robots.txt of its own."""
    return f"{url.scheme}://{url.netloc.decode('ascii', 'replace')}"


class Robots:
    """Knows the rules of hosts, and asks for those that it does not know or no longer trusts."""

    def __init__(self, exchange: Exchange, guard: Guard, keeper: Keeper, clock: Clock, settings: FetchingSettings) -> None:
        self._exchange = exchange
        self._guard = guard
        self._keeper = keeper
        self._clock = clock
        self._settings = settings

    def known_delay(self, host: str) -> float:
        """Seconds that a host wants between two requests, by the rules that are kept of it; 0 where it does not say."""
        text = self._keeper.host(host).robots
        return _delay(text) if text else 0.0

    def allow(self, url: httpx.URL) -> bool:
        """Whether `url` may be fetched, as its host says.

        Raises FetchError where its robots.txt cannot be had just now: then nothing of it may be fetched, unless an older one is known.
        """
        host = self._keeper.host(host_key(url))
        now = self._clock.now()
        known = host.robots is not None
        if host.robots is None or now - host.robots_checked > self._settings.robots_fresh_seconds:
            try:
                text = self._fetched(url)
            except FetchError as error:
                if not known:
                    reason = f"{error.reason} (when asked for its robots.txt, without which nothing is fetched)"
                    raise FetchError(str(url), reason, passing=error.passing, wait=error.wait) from error
            else:
                host = dataclasses.replace(host, robots=text, robots_checked=now)
                self._keeper.keep_host(host)
        return _parsed(host.robots).can_fetch(str(url), AGENT) if host.robots else True

    def _fetched(self, url: httpx.URL) -> str:
        """The text of robots.txt; empty where there is none. Raises FetchError where that cannot be told."""
        place = self._guard.url("/robots.txt", url)
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._exchange.get(place, most=_MOST_BYTES)
            if answer.status in REDIRECTS and answer.headers.get("location"):
                place = self._guard.url(answer.headers["location"], place)
            elif answer.status == httpx.codes.OK:
                return decode(answer.body)
            elif answer.status == httpx.codes.TOO_MANY_REQUESTS or answer.status >= httpx.codes.INTERNAL_SERVER_ERROR:
                wait = retry_after(answer.headers, self._clock.now())
                raise FetchError(str(place), f"answers {answer.status}", passing=True, wait=wait)
            else:
                return ""
        # As the standard has it: who sends in circles has no rules.
        return ""


def _delay(text: str) -> float:
    rules = _parsed(text)
    rate = rules.request_rate(AGENT)
    wanted = (float(rules.crawl_delay(AGENT) or 0.0), rate.seconds / rate.requests if rate and rate.requests else 0.0)
    return min(max(delay for delay in wanted if delay == delay), LONGEST_WAIT)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)
