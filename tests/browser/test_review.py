"""Reviewing with the keyboard alone, in a browser, and with forms where there is no JavaScript; a brief on paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from dragoman.store import reviews_beside


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of one's own to review."""
    return Path(shutil.copy(sample_store, tmp_path / "s.duckdb"))


@pytest.fixture
def desk(store: Path, serving: Callable[..., Any]) -> Iterator[str]:
    with serving(store, review=True) as address:
        yield address


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.context.close()
    assert not faults


def press(page: Any, *keys: str) -> None:
    """The keys, and the page that the last of them leads to."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def test_three_mentions_by_keyboard(tab: Any, desk: str, store: Path) -> None:
    tab.goto(f"{desk}/review")
    tab.locator("#who-1").focus()
    tab.keyboard.type("ada j. r. c.")
    tab.keyboard.press("Escape")
    press(tab, "a")
    press(tab, "r")
    coded = tab.locator("#correct-type").input_value()
    wanted = "2" if coded == "AGREE" else "1"
    press(tab, wanted, "Tab", "Enter")
    kept = reviews_beside(store).all()
    assert [(one.verdict, one.who) for one in kept] == [
        (verdict, "ada j. r. c.") for verdict in ("accepted", "rejected", "corrected")
    ]
    assert kept[2].values["type"] == ("CONSULT" if wanted == "2" else "AGREE")
    assert len({one.targets[0].mention_id for one in kept}) == 3
    assert tab.locator("tbody tr").last.locator("td").first.inner_text() == "3"
    here = tab.url
    press(tab, "j")
    press(tab, "k")
    assert tab.url.split("mention=")[1] == here.split("mention=")[1]
    tab.goto(f"{desk}/review?show=reviewed")
    press(tab, "u")
    assert len(reviews_beside(store).all()) == 4


@pytest.mark.parametrize("path", ["/review", "/regroup", "/review?show=reviewed"])
def test_the_forms_are_accessible_and_fit(browser: Any, desk: str, path: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(desk + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
    context.close()


def test_without_javascript(browser: Any, desk: str, store: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}/review")
    page.fill("#who-1", "Bo")
    page.click("text=Accept")
    page.fill("input[name=date]", "2031-03-02")
    page.click("text=Save the correction")
    assert [(one.verdict, one.values.get("date")) for one in reviews_beside(store).all()] == [
        ("accepted", None),
        ("corrected", "2031-03-02"),
    ]
    page.click("text=Its event")
    assert page.locator("h1").inner_text() == "Merge and split"
    context.close()


def test_a_brief_is_good_on_a4(browser: Any, desk: str, known: dict[str, str], tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk}/brief?story={known['story']}")
    assert page.locator("sup a").first.get_attribute("href") == "#note-1"
    page.emulate_media(media="print")
    for name in (".top", ".foot", ".print-not"):
        assert not page.locator(name).first.is_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert b"/Count 0" not in printed
    context.close()
