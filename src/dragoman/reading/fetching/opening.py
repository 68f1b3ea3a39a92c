"""Everything that fetching needs, put together: the machine's clock, resolver and network, or what a test gives instead."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman import __version__
from dragoman.reading.fetching.clock import Clock, SystemClock
from dragoman.reading.fetching.crawling import Crawl
from dragoman.reading.fetching.exchange import Exchange
from dragoman.reading.fetching.guard import Guard, Resolver, system_resolver
from dragoman.reading.fetching.keeping import Keeper
from dragoman.reading.fetching.robots import Robots
from dragoman.reading.fetching.transport import Dial, GuardedTransport, system_dial
from dragoman.reading.fetching.visiting import Visitor
from dragoman.reading.fetching.web import Web
from dragoman.settings import Settings

__all__ = ["open_web"]


@contextmanager
def open_web(
    settings: Settings,
    keep_at: Path | None = None,
    *,
    only_new: bool = False,
    clock: Clock | None = None,
    resolver: Resolver = system_resolver,
    dial: Dial = system_dial,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Web]:
    """The web, to be read with `Web.read`. What is fetched is kept in the file `keep_at`, or only until the end of the block.

    Raises StoreBroken where that file cannot be used.
    """
    clock = clock or SystemClock()
    guard = Guard(settings.fetching, resolver)
    with Keeper(keep_at) as keeper:
        keeper.prune(clock.now() - settings.fetching.keep_seconds)
        transport = GuardedTransport(guard, clock, dial=dial, tls=tls)
        try:
            exchange = Exchange(transport, settings.fetching, __version__)
            robots = Robots(exchange, guard, keeper, clock, settings.fetching)
            visitor = Visitor(exchange, robots, keeper, clock, settings.fetching)
            crawl = Crawl(visitor, guard, keeper, clock, settings.fetching)
            yield Web(crawl, keeper, settings, only_new=only_new)
        finally:
            transport.close()
