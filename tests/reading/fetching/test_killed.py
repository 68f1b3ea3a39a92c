"""A run of fetching that is killed at any moment goes on where it was, and asks for nothing twice but what was on its way."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

SCRIPT = """
import os, random, signal, sys, time
from pathlib import Path
from dragoman.reading.fetching import open_web
from dragoman.records import Article
from dragoman.settings import Settings

keep_at, address, chance = Path(sys.argv[1]), sys.argv[2], random.Random(7)
settings = Settings.model_validate({"fetching": {"allow_private": True, "delay_seconds": 0.01, "feed_fresh_seconds": 600}})

def run():
    with open_web(settings, keep_at) as web:
        return [one.url for one in web.read([address]) if isinstance(one, Article)]

kills = 0
for moment in range(8):
    child = os.fork()
    if not child:
        run()
        os._exit(0)
    time.sleep(chance.uniform(0.0, 0.3))
    os.kill(child, signal.SIGKILL)
    kills += os.WIFSIGNALED(os.waitpid(child, 0)[1])
print(kills, len(run()), len(run()))
"""


def test_killed_at_any_moment(press: Any, surf: Any, make: Any) -> None:
    count = 60
    links = [
        f"<link>{press.on(f'/{number}', make.answer(make.page(title=f'Number {number}')))}</link>" for number in range(count)
    ]
    press.on("/feed", make.answer(make.feed(*links)))
    arguments = [sys.executable, "-c", SCRIPT, str(surf.keep_at), press.url("/feed")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    kills, first, second = map(int, done.stdout.split())
    assert kills > 3
    assert first == second == count
    asked = press.paths()
    assert set(asked) == {"/feed", *(f"/{number}" for number in range(count))}
    # Each kill may have cut off one answer.
    assert len(asked) <= count + 1 + kills
