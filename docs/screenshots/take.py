"""Take the screenshots of the README from the sample reports: story, tie, network and map, as PNG beside this file.

    python docs/screenshots/take.py [--chromium PATH] [NAME ...]

Needs playwright and a Chromium; the samples are built the whole way first, which takes some seconds.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from dragoman import engine
from dragoman.settings import Settings
from dragoman.store import Store, open_store
from dragoman.web import create_app

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1440, 940
# Name -> the address, and which part of the page stands at the top.
VIEWS = {
    "story": ("/story/{story}", "main"),
    "reports": ("/story/{story}", "#reports"),
    "tie": ("/tie/ECU-PER", "main"),
    "network": ("/network", "main"),
    "map": ("/map", "main"),
}


def main() -> int:
    """Build, serve, take."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(VIEWS)}; all by default")
    arguments.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    given = arguments.parse_args()
    unknown = set(given.names) - set(VIEWS)
    if unknown or not given.chromium:
        arguments.error(f"no such view: {', '.join(sorted(unknown))}" if unknown else "no chromium found; give --chromium PATH")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        story = build(Path(folder) / "samples.duckdb")
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        with served(Path(folder) / "samples.duckdb") as site:
            for name in given.names or VIEWS:
                take(browser, site, name, story)
        browser.close()
    return 0


def build(path: Path) -> str:
    """Build the samples into a store at `path`; the id of the story that is shown."""
    folder = resources.files("dragoman") / "samples"
    paths = sorted(str(file) for file in folder.iterdir() if file.name.endswith(".txt"))
    with open_store(path, create=True) as store:
        for _ in engine.build(engine.read(paths, Settings().reading), store, engine.load_coder()):
            pass
        return contested(store)


def contested(store: Store) -> str:
    """The first story over whose place the accounts contradict each other."""
    return next(one.story_id for one in store.records("findings") if one.relation == "contradicts" and one.field == "place")


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of the site, while it is served."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="warning", access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def take(browser: Browser, site: str, name: str, story: str) -> None:
    """One screenshot, as a reader with light colours sees it."""
    address, part = VIEWS[name]
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce")
    page.goto(site + address.format(story=story), wait_until="networkidle")
    if part != "main":
        page.locator(part).evaluate("one => one.scrollIntoView()")
    page.screenshot(path=HERE / f"{name}.png")
    page.close()
    sys.stderr.write(f"{HERE / name}.png\n")


if __name__ == "__main__":
    sys.exit(main())
