"""One polite visit: robots.txt first, conditional where something is kept, and the answer kept before anyone reads it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from dragoman.errors import FetchError
from dragoman.reading.fetching.clock import Clock
from dragoman.reading.fetching.exchange import Answer, Exchange
from dragoman.reading.fetching.keeping import Keeper, Response, digest_of
from dragoman.reading.fetching.robots import Robots, host_key
from dragoman.reading.fetching.statuses import GONE_FOR_NOW, REDIRECTS, fresh_for, in_words, retry_after
from dragoman.settings import FetchingSettings

__all__ = ["Moved", "Visitor"]


_LONGEST_ABSENCE = 86_400.0
"""seconds after which a page that was not there is asked for again, however long pages are fresh"""


_LEAST_BETWEEN_CHANGES = 3600.0


@dataclass(frozen=True, slots=True)
class Moved:
    """The page is elsewhere."""

    to: str
    for_good: bool


class Visitor:
    """Asks for a page, and keeps what it answers."""

    def __init__(self, exchange: Exchange, robots: Robots, keeper: Keeper, clock: Clock, settings: FetchingSettings) -> None:
        self._exchange = exchange
        self._robots = robots
        self._keeper = keeper
        self._clock = clock
        self._settings = settings

    def fresh(self, url: httpx.URL, seconds: float, changed: str | None = None) -> Response | None:
        """What is kept of `url`, where that is no older than `seconds` or than its server allows, and not older than `changed`."""
        kept = self._keeper.response(str(url), with_body=False)
        if kept is None:
            return None
        if kept.status != httpx.codes.OK:
            seconds = min(seconds, _LONGEST_ABSENCE)
        if self._clock.now() - kept.checked > max(seconds, kept.fresh):
            return None
        return None if changed and _is_older(kept, changed, self._clock.now()) else kept

    def delay(self, host: str) -> float:
        """Seconds that a host wants between two requests, as far as that is known."""
        return self._robots.known_delay(host)

    def visit(self, url: httpx.URL) -> Response | Moved:
        """What `url` answers now. Raises FetchError where it may not be asked, or gives no answer that can be used."""
        name = str(url)
        if self._exchange.received > self._settings.max_run_bytes:
            limit = f"{self._settings.max_run_bytes:,} bytes"
            raise FetchError(name, f"was left for a later run: this one has fetched more than {limit} (max_run_bytes)")
        if not self._robots.allow(url):
            raise FetchError(name, "may not be fetched by programs, as the site's robots.txt says")
        kept = self._keeper.response(name, with_body=False)
        try:
            answer = self._exchange.get(url, _conditions(kept))
        finally:
            self._note(url)
        return self._taken(name, kept, answer)

    def fault(self, response: Response) -> FetchError:
        """Why a response that is kept holds no page."""
        return FetchError(response.url, in_words(response.status))

    def _note(self, url: httpx.URL) -> None:
        host = self._keeper.host(host_key(url))
        self._keeper.keep_host(dataclasses.replace(host, asked=self._clock.now()))

    def _taken(self, name: str, kept: Response | None, answer: Answer) -> Response | Moved:
        now, status = self._clock.now(), answer.status
        fresh = fresh_for(answer.headers)
        if status == httpx.codes.NOT_MODIFIED and kept is not None:
            self._keeper.touch(name, now, fresh)
            return dataclasses.replace(kept, checked=now, fresh=fresh)
        if status in GONE_FOR_NOW or status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.NOT_MODIFIED:
            wait = retry_after(answer.headers, now)
            raise FetchError(name, in_words(status), passing=True, wait=wait)
        one = Response(name, status, now, fresh=fresh)
        if status in REDIRECTS and (to := answer.headers.get("location", "").strip()):
            self._keeper.keep(dataclasses.replace(one, location=to))
            return Moved(to, status in (httpx.codes.MOVED_PERMANENTLY, httpx.codes.PERMANENT_REDIRECT))
        if status == httpx.codes.OK:
            if not answer.body:
                raise FetchError(name, "is empty; there is nothing to code")
            one = dataclasses.replace(
                one,
                fetched=datetime.fromtimestamp(int(now), UTC).isoformat(),
                etag=answer.headers.get("etag"),
                modified=answer.headers.get("last-modified"),
                content_type=answer.headers.get("content-type"),
                body=answer.body,
            )
            if kept is not None and kept.digest == digest_of(one.body):
                # Sent again though it is the same: it is still the page of that time.
                one = dataclasses.replace(one, fetched=kept.fetched)
        return self._keeper.keep(one)


def _conditions(kept: Response | None) -> dict[str, str]:
    if kept is None or not kept.digest:
        return {}
    conditions = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified}
    # What is no ASCII cannot be sent as it came.
    return {name: value for name, value in conditions.items() if value and value.isascii() and value.isprintable()}


def _is_older(kept: Response, changed: str, now: float) -> bool:
    """Whether what is kept was asked for before it was changed, as far as a feed can be believed.

    Some say of every page that it was changed just now, or will be: none is asked again within an hour. A day alone says too little.
    """
    try:
        moment = datetime.fromisoformat(changed)
    except ValueError:
        return False
    if len(changed) <= len("2025-07-12"):
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return kept.checked < moment.timestamp() <= now and now - kept.checked > _LEAST_BETWEEN_CHANGES
