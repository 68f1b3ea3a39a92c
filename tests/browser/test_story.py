"""The story page as an analyst uses it: from a value to its words in every report, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IN_VIEW = """(() => {
    const place = document.getElementById(location.hash.slice(1)).getBoundingClientRect();
    return place.left >= 0 && place.right <= innerWidth && place.top >= 0 && place.bottom <= innerHeight;
})()"""


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
class TestFromValueToWordsAndBack:
    def test_a_contradiction_is_the_first_thing_seen(self, opened: Callable[..., Any], script: bool) -> None:
        page = opened("story", script=script)
        first = page.locator(".finding").first
        assert "contradicts" in first.inner_text()
        assert [one.inner_text() for one in first.locator(".value-side .what").all()] == ["Tbilisi", "Batumi"]
        assert "in the Georgian port of Batumi" in first.inner_text()

    def test_a_value_leads_to_its_words_in_every_report(self, opened: Callable[..., Any], script: bool) -> None:
        page = opened("story", script=script)
        page.locator("#record .field a.value", has_text="Tbilisi").click()
        page.wait_for_url("**field=place**")
        page.wait_for_selector("#record .field.current")
        marked = page.locator(".column .is-where.chosen").all_inner_texts()
        assert list(dict.fromkeys(marked)) == ["Tbilisi", "Georgia", "Batumi"]
        assert page.locator(".column .is-who.chosen").count() == 0

    def test_words_lead_to_their_record(self, opened: Callable[..., Any], script: bool) -> None:
        page = opened("story", script=script)
        page.locator(".column a.is-trigger", has_text="wounded").first.click()
        page.wait_for_url("**event=event-**")
        page.wait_for_selector("#record h3:has-text('ASSAULT')")
        assert "Berkaber" in page.locator("#record").inner_text()
        # ... and the same happening is marked in the reports that tell it in other words.
        assert page.locator(".column:has(.is-deed.chosen)").count() == 4

    def test_the_matrix_tells_who_reports_what(self, opened: Callable[..., Any], script: bool) -> None:
        page = opened("story", script=script)
        row = page.locator(".matrix tbody tr", has_text="CONSULT").first
        assert [one.inner_text().strip() for one in row.locator(".cell [aria-hidden]").all()] == ["≠", "≠", "⊂", "≠"]
        row.locator(".cell a").last.click()
        page.wait_for_url("**#w3-*")
        page.wait_for_selector("#record .field.current:has-text('Where')")
        # The words come into view, whichever column they stand in.
        assert any(page.evaluate(IN_VIEW) or page.wait_for_timeout(100) for _ in range(50))


def test_the_page_stays_where_it_is_when_a_value_is_chosen(opened: Callable[..., Any]) -> None:
    page = opened("story")
    page.evaluate("window.mark = 1")
    page.locator("#record .field a.value", has_text="Tbilisi").click()
    page.wait_for_selector("#record .field.current")
    assert page.evaluate("window.mark") == 1
    page.go_back()
    page.wait_for_selector("#record .field.current", state="detached")


def test_colours_can_be_chosen_and_are_kept(opened: Callable[..., Any]) -> None:
    page = opened("today")
    dark = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(dark)
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(dark) != before
    page.reload()
    assert page.evaluate(dark) != before


def test_slash_goes_to_the_search_box(opened: Callable[..., Any]) -> None:
    page = opened("story")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_a_printed_story_shows_all_of_each_report(opened: Callable[..., Any]) -> None:
    page = opened("story")
    page.emulate_media(media="print")
    cut = page.locator(".column .text").evaluate_all("all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length")
    assert cut == 0
