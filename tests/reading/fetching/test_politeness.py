"""What is asked of whom, and when: robots.txt, crawl delays, conditions, and nothing twice."""

from __future__ import annotations

import socket
import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from dragoman.errors import StoreError
from dragoman.reading import Failure, read
from dragoman.reading.fetching import SystemClock
from dragoman.reading.fetching.keeping import Keeper
from dragoman.records import Article
from dragoman.settings import Settings


class Later(SystemClock):
    """The machine's clock, so many seconds on."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def now(self) -> float:
        return super().now() + self._seconds


def times(press: Any, path: str) -> list[float]:
    return [one.at for one in press.asked if one.path == path]


# robots.txt


def test_robots_is_asked_first_and_once(press: Any, surf: Any, make: Any) -> None:
    addresses = [press.on(f"/{number}", make.answer(make.page(title=f"Number {number}"))) for number in range(3)]
    surf.read(*addresses)
    surf.read(press.on("/4", make.answer(make.page())))
    assert press.paths(robots=True) == ["/robots.txt", "/0", "/1", "/2", "/4"]
    agents = {one.headers["user-agent"] for one in press.asked}
    assert all(agent.startswith("Dragoman/") for agent in agents)


def test_who_asks_can_be_reached(press: Any, surf: Any, make: Any) -> None:
    surf.read(press.on("/1", make.answer(make.page())), contact="mailto:me@university.example")
    assert press.asked[0].headers["user-agent"].endswith(" (+mailto:me@university.example)")
    assert "cookie" not in press.asked[0].headers


RULES = b"User-agent: *\nDisallow: /private\n\nUser-agent: Dragoman\nDisallow: /closed\nAllow: /closed/but\n"


def test_what_robots_forbids_is_not_asked(press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", make.answer(RULES, kind="text/plain"))
    for path in ("/closed/1", "/closed/but/1", "/private/1"):
        press.on(path, make.answer(make.page(title=path)))
    found = surf.read(press.url("/closed/1"), press.url("/closed/but/1"), press.url("/private/1"))
    assert "as the site's robots.txt says" in str(found[0])
    assert all(isinstance(one, Article) for one in found[1:])
    assert press.paths() == ["/closed/but/1", "/private/1"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)]
)
def test_a_robots_that_cannot_be_had(status: int, allowed: bool, press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", make.answer(b"", status))
    (found,) = surf.read(press.on("/1", make.answer(make.page())), retries=0)
    assert isinstance(found, Article) is allowed
    if not allowed:
        assert f"answers {status} (when asked for its robots.txt" in str(found)


def test_a_robots_of_before_holds_while_it_cannot_be_had(press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", make.answer(RULES), make.answer(b"", 503))
    surf.read(press.on("/1", make.answer(make.page())), robots_fresh_seconds=0)
    found = surf.read(press.on("/2", make.answer(make.page())), press.url("/closed/1"), robots_fresh_seconds=0)
    assert isinstance(found[0], Article)
    assert "as the site's robots.txt says" in str(found[1])


def endless(connection: socket.socket, _: Any) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /closed\n")
    while True:
        connection.sendall(b"# and so on\n" * 1000)


def test_an_endless_robots_is_read_as_far_as_it_counts(press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", endless)
    found = surf.read(press.on("/1", make.answer(make.page())), press.url("/closed/1"), total_seconds=3)
    assert isinstance(found[0], Article)
    assert "robots.txt says" in str(found[1])


@pytest.mark.parametrize("rules", ["Crawl-delay: 0.3", "Request-rate: 10/3"])
def test_the_crawl_delay_is_kept_to_between_runs_too(rules: str, press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", make.answer(f"User-agent: *\n{rules}\n".encode()))
    one, two, three = (press.on(f"/{number}", make.answer(make.page())) for number in (1, 2, 3))
    surf.read(one, two)
    surf.read(three)
    asked = [times(press, f"/{number}")[0] for number in (1, 2, 3)]
    assert asked[1] - asked[0] >= 0.29
    assert asked[2] - asked[1] >= 0.29


def test_a_crawl_delay_of_hours_is_left_for_a_later_run(press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", make.answer(b"User-agent: *\nCrawl-delay: 7200\n"))
    one, two = (press.on(f"/{number}", make.answer(make.page())) for number in (1, 2))
    found = surf.read(one, two)
    assert isinstance(found[0], Article)
    assert "left for a later run" in str(found[1])
    assert press.paths() == ["/1"]


# Hosts


def test_one_request_at_a_time_for_a_host_and_several_hosts_at_once(press: Any, surf: Any, make: Any) -> None:
    lock = threading.Lock()
    at_once: dict[str, int] = {}
    most: dict[str, int] = {}

    def slowly(connection: socket.socket, request: Any) -> None:
        host = request.headers["host"]
        with lock:
            at_once[host] = at_once.get(host, 0) + 1
            most[host] = max(most.get(host, 0), at_once[host])
            most["all"] = max(most.get("all", 0), sum(at_once.values()))
        time.sleep(0.1)
        with lock:
            at_once[host] -= 1
        connection.sendall(make.answer(make.page(title=request.path)))

    for number in range(3):
        press.on(f"/{number}", slowly)
    # To us these are two hosts, each with a robots.txt of its own.
    addresses = [press.url(f"/{number}", host) for number in range(3) for host in ("127.0.0.1", "localhost")]
    found = surf.read(*addresses, parts={"resolver": lambda host, port: ["127.0.0.1"]})
    assert [one.url for one in found if isinstance(one, Article)] == addresses
    assert most == {f"127.0.0.1:{press.port}": 1, f"localhost:{press.port}": 1, "all": 2}


# Nothing twice


def test_what_is_fresh_is_not_asked_again(press: Any, surf: Any, make: Any) -> None:
    url = press.on("/1", make.answer(make.page()))
    first = surf.read(url, feed_fresh_seconds=60)
    assert surf.read(url, feed_fresh_seconds=60) == first
    assert press.paths() == ["/1"]


def test_a_server_may_say_how_long_a_page_is_fresh(press: Any, surf: Any, make: Any) -> None:
    cached = press.on("/1", make.answer(make.page(), Cache_Control="public, max-age=600"))
    uncached = press.on("/2", make.answer(make.page(), Cache_Control="no-cache, max-age=600"))
    for _ in range(2):
        surf.read(cached, uncached)
    assert press.paths() == ["/1", "/2", "/2"]


def test_conditions_are_sent_and_an_unchanged_page_is_the_one_that_is_kept(press: Any, surf: Any, make: Any) -> None:
    whole = make.answer(make.page(), ETag='"v1"', Last_Modified="Sat, 12 Jul 2025 10:00:00 GMT")
    url = press.on("/1", whole, make.answer(b"", 304, kind=None))
    first = surf.read(url)
    assert surf.read(url) == first
    again = press.asked[-1]
    assert again.headers["if-none-match"] == '"v1"'
    assert again.headers["if-modified-since"] == "Sat, 12 Jul 2025 10:00:00 GMT"


def test_what_is_not_there_is_not_asked_for_again_and_again(press: Any, surf: Any, make: Any) -> None:
    press.on("/feed", make.answer(make.feed(f"<link>{press.url('/gone')}</link>")))
    press.on("/gone", make.answer(b"", 410))
    for _ in range(2):
        (failure,) = surf.read(press.url("/feed"))
        assert "gone for good" in str(failure)
    assert press.paths() == ["/feed", "/gone", "/feed"]


def test_a_page_that_its_feed_says_was_changed_is_asked_again(press: Any, surf: Any, make: Any) -> None:
    def dated(moment: str) -> bytes:
        entry = f"<entry><title>Envoys</title><link href='/1'/><id>1</id><updated>{moment}</updated></entry>"
        return make.answer(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Lake</title>{entry}</feed>".encode())

    soon = datetime.fromtimestamp(time.time() + 1800, UTC).isoformat()
    press.on("/feed", dated("2025-07-12T10:00:00Z"), dated("2025-07-12T10:00:00Z"), dated(soon), dated("2125-07-12T10:00:00Z"))
    press.on("/1", make.answer(make.page()), make.answer(make.page(make.REPORT.replace("two", "three"))))
    texts = []
    for seconds in (0, 1, 7200, 14400):
        found = surf.read(press.url("/feed"), parts={"clock": Later(seconds)})
        texts += [one.text for one in found if isinstance(one, Article)]
    # What is to be changed in a hundred years is not asked for again and again until then.
    assert press.paths().count("/1") == 2
    assert texts[0] == texts[1] != texts[2] == texts[3]


def test_a_run_that_was_killed_goes_on_where_it_was(press: Any, surf: Any, make: Any) -> None:
    links = "".join(
        f"<item><link>{press.on(f'/{n}', make.answer(make.page(title=f'Number {n}')))}</link></item>" for n in range(6)
    )
    press.on("/feed", make.answer(f"<rss><channel><title>Lake</title>{links}</channel></rss>".encode()))
    with surf.open(delay_seconds=0.05) as web:
        outcomes = read([press.url("/feed")], Settings().reading, web=web)
        assert isinstance(next(outcomes), Article)
        # Whoever took the articles is gone; what was fetched by then is kept.
        outcomes.close()
    before = press.paths()
    assert 1 < len(before) < 8
    found = surf.read(press.url("/feed"))
    assert len([one for one in found if isinstance(one, Article)]) == 6
    assert sorted(press.paths()) == sorted(["/feed", "/feed", *(f"/{number}" for number in range(6))])


def test_without_a_file_nothing_is_left(press: Any, surf: Any, make: Any) -> None:
    from dataclasses import replace

    url = press.on("/1", make.answer(make.page()))
    for _ in range(2):
        assert isinstance(replace(surf, keep_at=None).read(url)[0], Article)
    assert press.paths() == ["/1", "/1"]
    assert not surf.keep_at.exists()


def test_what_was_not_asked_for_in_long_is_dropped(press: Any, surf: Any, make: Any) -> None:
    url = press.on("/1", make.answer(make.page()))
    surf.read(url)
    with Keeper(surf.keep_at) as keeper:
        assert keeper.response(url) is not None
    time.sleep(0.02)
    with surf.open(keep_seconds=0.01):
        pass
    with Keeper(surf.keep_at) as keeper:
        assert keeper.response(url) is None


def test_a_file_that_is_no_record_of_what_was_fetched(surf: Any) -> None:
    from dragoman.errors import StoreBroken

    surf.keep_at.write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(StoreBroken, match="delete it"), surf.open():
        pass


def test_a_failure_names_the_address_that_was_given(press: Any, surf: Any, make: Any) -> None:
    press.on("/1", f"HTTP/1.1 302 Found\r\nLocation: {press.url('/2')}\r\nContent-Length: 0\r\n\r\n".encode())
    (failure,) = surf.read(press.url("/1"))
    assert isinstance(failure, Failure)
    assert str(failure) == f"{press.url('/1')}: leads to {press.url('/2')}, which is not there (404); check the address"


@pytest.mark.parametrize("delay", ["nan", "inf", "-5", "1e308", "x"])
def test_crawl_delays_that_are_none(delay: str, press: Any, surf: Any, make: Any) -> None:
    press.on("/robots.txt", make.answer(f"User-agent: *\nCrawl-delay: {delay}\n".encode()))
    found = surf.read(*(press.on(f"/{number}", make.answer(make.page())) for number in (1, 2)))
    assert isinstance(found[0], Article)
    assert isinstance(found[1], Article) or "left for a later run" in str(found[1])


def test_an_etag_that_cannot_be_sent_back(press: Any, surf: Any, make: Any) -> None:
    url = press.on("/1", make.answer(make.page(), ETag='"\xe9t\xe9"', Last_Modified="yesterday"))
    for _ in range(2):
        assert isinstance(surf.read(url)[0], Article)
    assert "if-none-match" not in press.asked[-1].headers


def test_a_host_that_is_down_for_days_is_asked_ever_less(press: Any, surf: Any, make: Any) -> None:
    url = press.on("/1", make.answer(b"", 503))
    asked = []
    for minute in range(0, 120, 10):
        surf.read(url, retries=0, parts={"clock": Later(60 * minute)})
        asked.append(len(press.paths()))
    # At first in each round, then after 1, 2, 4, 8, 16, 32, 64 minutes.
    assert asked[:3] == [1, 2, 3]
    assert asked[-1] < 10
    press.on("/1", make.answer(make.page()))
    (article,) = surf.read(url, parts={"clock": Later(200_000)})
    assert isinstance(article, Article)
    with Keeper(surf.keep_at) as keeper:
        assert keeper.host(press.url("")).failures == 0


def test_a_disk_that_is_full_is_told(press: Any, surf: Any, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise StoreError("s.fetched: cannot be kept or read (disk full)")

    monkeypatch.setattr(Keeper, "keep", full)
    with pytest.raises(StoreError, match="disk full"):
        surf.read(press.on("/1", make.answer(make.page())))
