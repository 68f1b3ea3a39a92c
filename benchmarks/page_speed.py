"""How long the server takes for the pages that are asked for most, with many readers at once, and whether its memory stays.

    python benchmarks/page_speed.py [--events 100000] [--keep FOLDER] [--clients 8] [--requests 400] [--steady 10000] [--seed 1]

A store of invented records (benchmarks/invented) is made, or taken from FOLDER where it is there, and served by a process of its own on
127.0.0.1. Each page is asked for `--requests` times by `--clients` at once, each time with other parameters; an empty page is what
answering costs with nothing to look up. Then `--steady` requests for all of them in turn tell whether memory grows. Only 127.0.0.1 is
asked.
"""

from __future__ import annotations

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode

from dragoman.store import Store, open_store
from dragoman.store.browsing import ActorFilter, StoryFilter
from invented import fill
from invented.writing import CITIES, STATES, TYPES

LIMITS = {"median": 0.3, "p99": 1.0, "growth": 1.1}
"""seconds, seconds, and memory at the end as a share of that after half of the requests: by then the database has cached the file"""
LIMITS_ARE_FOR = 100_000
HELD = ("home", "story", "events", "search")
"""pages that the limits of time are for"""
WARM_UP = 20
LONGEST = 600
"""seconds after which a run is given up"""

Ask = Callable[[Random], str]


@dataclass(frozen=True)
class Figures:
    """Seconds of many requests."""

    median: float
    p99: float
    rate: float


def pages(store: Store) -> dict[str, Ask]:
    """What is asked for: each with other parameters every time."""
    stories = store.browse.stories.page(StoryFilter(), limit=500).ids
    people = store.browse.actors.rows(store.browse.actors.page(ActorFilter(kind=("person",)), limit=300).ids)
    words = [one.name for one in people] + [f"{state} {city[0]}" for state in STATES.values() for city in CITIES]
    words += ["treaty", "grain", "troops quito", "officials said", "quarrel over water"]

    def events(random: Random) -> str:
        asked = {
            "type": random.sample(list(TYPES), 2),
            "status": [random.choice(["done", "planned", "background"])],
            "actor": [random.choice(list(STATES))],
        }
        return f"/events?{urlencode(asked, doseq=True)}"

    return {
        "empty": lambda random: "/static/icon.svg",
        "home": lambda random: "/",
        "story": lambda random: f"/story/{quote(random.choice(stories), safe='')}",
        "events": events,
        "search": lambda random: f"/search?{urlencode({'q': random.choice(words)})}",
        "actor": lambda random: f"/actor/{random.choice(list(STATES))}",
        "api": lambda random: f"/api/v1{events(random)}&limit=50",
    }


@contextmanager
def served(store: Path) -> Iterator[tuple[int, int]]:
    """The store's server; its port and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dragoman", "serve", "--store", str(store), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                connection = HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request("GET", "/api/v1/info")
                connection.getresponse().read()
                break
            except OSError:
                if time.monotonic() > until or process.poll() is not None:
                    raise
                time.sleep(0.2)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def asked(port: int, ask: Ask, clients: int, requests: int, seed: int) -> Figures:
    """`requests` requests by `clients` at once."""
    seconds: list[float] = []
    lock = threading.Lock()
    left = requests
    failed: list[str] = []

    def client(number: int) -> None:
        nonlocal left
        random = Random(f"{seed}-{number}")
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                if left <= 0 or failed:
                    return
                left -= 1
            address = ask(random)
            start = time.perf_counter()
            connection.request("GET", address, headers={"accept": "text/html"})
            answer = connection.getresponse()
            answer.read()
            took = time.perf_counter() - start
            with lock:
                seconds.append(took)
                if answer.status != 200:
                    failed.append(f"{answer.status} {address}")

    began = time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    if failed or len(seconds) < requests:
        raise SystemExit(f"not answered: {failed[:3]}")
    rate = requests / (time.perf_counter() - began)
    ordered = sorted(seconds)
    return Figures(statistics.median(ordered), ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)], rate)


def memory_of(process: int) -> float:
    """Megabytes that a process holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def steady(port: int, process: int, asks: Sequence[Ask], clients: int, requests: int, seed: int) -> list[float]:
    """Memory after a tenth, a half and all of the requests."""
    turn = iter(range(10**9))

    def ask(random: Random) -> str:
        return asks[next(turn) % len(asks)](random)

    found: list[float] = []
    for number, share in enumerate((0.1, 0.4, 0.5)):
        asked(port, ask, clients, int(requests * share), seed + number)
        found.append(memory_of(process))
    return found


def made(folder: Path, events: int, seed: int) -> Path:
    """The store, made where it is not there."""
    path = folder / f"invented-{events}-{seed}.duckdb"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        start = time.perf_counter()
        with open_store(unfinished, create=True) as store:
            fill(store, events, seed=seed)
        unfinished.rename(path)
        unfinished.with_name(f"{unfinished.name}.search").unlink(missing_ok=True)
        print(f"a store of {events:,} events made in {time.perf_counter() - start:,.0f} s")
    # Brings a kept one up to date, and its index of words beside it.
    with open_store(path) as store:
        store.sync_words()
    return path


def report(name: str, figures: Figures, empty: Figures) -> bool:
    """One line; whether it holds."""
    ratio = figures.median / empty.median
    print(
        f"{name:8} median {figures.median * 1000:7.1f} ms   99th {figures.p99 * 1000:7.1f} ms   "
        f"{ratio:6.1f} times an empty page   {figures.rate:6.1f} a second"
    )
    return figures.median < LIMITS["median"] and figures.p99 < LIMITS["p99"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=LIMITS_ARE_FOR)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--steady", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON too")
    given = parser.parse_args()
    held = True
    with tempfile.TemporaryDirectory() as temporary:
        store = made(given.keep or Path(temporary), given.events, given.seed)
        with open_store(store, read_only=True) as opened:
            chosen = pages(opened)
        with served(store) as (port, process):
            figures: dict[str, Figures] = {}
            for name, ask in chosen.items():
                asked(port, ask, given.clients, WARM_UP, given.seed + 7)
                figures[name] = asked(port, ask, given.clients, given.requests, given.seed)
                within = report(name, figures[name], figures["empty"])
                held &= within or name not in HELD
            if given.steady:
                tenth, half, last = steady(port, process, list(chosen.values())[1:], given.clients, given.steady, given.seed)
                print(
                    f"memory   {tenth:,.0f}, {half:,.0f}, {last:,.0f} MB after a tenth, a half and all of {given.steady:,} requests"
                )
                held &= last < half * LIMITS["growth"]
    if given.json:
        print(json.dumps({name: vars(one) for name, one in figures.items()}))
    print("all within the limits" if held else f"over the limits: {LIMITS}")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
