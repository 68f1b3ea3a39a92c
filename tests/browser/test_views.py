"""Each view: readable at two widths, in light and dark, by keyboard, without JavaScript, and by those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe

SERIOUS = ("serious", "critical")
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"

WHERE_AM_I = """(() => {
    const one = document.activeElement, look = getComputedStyle(one);
    const seen = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    return [one.dataset.n, seen, one.outerHTML.slice(0, 120)];
})()"""


def faults(page: Any) -> list[str]:
    """What axe finds that is serious or critical."""
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {node['html'][:300]} {node.get('failureSummary', '')[:300]}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]


def test_is_accessible_and_fits(opened: Callable[..., Any], view: str, width: int, scheme: str) -> None:
    page = opened(view, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than the screen"
    told = faults(page)
    assert not told, "\n".join(told)


def test_what_is_hard_to_read_is_found(opened: Callable[..., Any]) -> None:
    page = opened("today")
    page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    assert any("color-contrast" in one for one in faults(page))


def test_keyboard_alone_reaches_everything_and_shows_where_it_is(opened: Callable[..., Any], view: str) -> None:
    page = opened(view)
    wanted = page.evaluate(
        f"""[...document.querySelectorAll("{FOCUSABLE}")].filter((one) => one.checkVisibility() && !one.disabled)
            .map((one, n) => (one.dataset.n = n)).length"""
    )
    reached, unseen = set[str](), list[str]()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE_AM_I)
        if at[0] is not None:
            reached.add(at[0])
            unseen += [] if at[1] else [at[2]]
    assert len(reached) == wanted
    assert not unseen


def test_skipping_to_the_content(opened: Callable[..., Any], view: str) -> None:
    page = opened(view)
    skip = page.locator("a.skip")
    if skip.count():
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.id === 'main'")


def test_works_without_javascript(opened: Callable[..., Any], view: str) -> None:
    page = opened(view, script=False)
    assert page.locator("main h1").first.is_visible()
    assert page.locator("main").inner_text().strip()


def test_looks_alike_with_and_without_javascript(opened: Callable[..., Any], view: str) -> None:
    with_script, without = opened(view), opened(view, script=False)
    assert with_script.locator("main").inner_text() == without.locator("main").inner_text()
