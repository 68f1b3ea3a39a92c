"""Drawings in a browser: sliders, marks that lead somewhere, and the one of two drawings that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

expect = pytest.importorskip("playwright.sync_api").expect


def test_one_drawing_is_shown(opened: Callable[..., Any], width: int) -> None:
    shown = "wide" if width > 700 else "narrow"
    page = opened("network", width=width)
    assert [name for name in ("wide", "narrow") if page.locator(f".drawn-{name} svg").is_visible()] == [shown]
    letters = page.locator(f".drawn-{shown} .name").first.evaluate("one => one.getBoundingClientRect().height")
    assert 10 <= letters <= 22


def test_a_choice_answers_at_once_and_has_an_address(opened: Callable[..., Any]) -> None:
    page = opened("network")
    sides = page.locator(".drawn-wide [data-actor]")
    before = sides.count()
    page.locator("select[name=sides]").select_option("states")
    page.wait_for_url("**sides=states**")
    expect(sides).not_to_have_count(before)
    page.go_back()
    expect(sides).to_have_count(before)


def test_a_line_leads_to_its_tie(opened: Callable[..., Any]) -> None:
    page = opened("network")
    page.locator(".drawn-wide [data-tie='ARM-AZE']").dispatch_event("click")
    page.wait_for_url("**/tie/ARM-AZE")
    page.locator(".drawn-wide [data-event]").first.dispatch_event("click")
    page.wait_for_url("**/why/**")


def test_a_mark_on_a_story_chooses_its_event(opened: Callable[..., Any]) -> None:
    page = opened("story")
    mark = page.locator(".drawn-wide [data-event]").last
    id = mark.get_attribute("data-event")
    mark.dispatch_event("click")
    page.wait_for_url(f"**event={id}**")


def test_the_form_works_without_script(opened: Callable[..., Any]) -> None:
    page = opened("map", script=False)
    page.locator("select[name=view]").select_option("europe")
    page.locator("main form button").click()
    page.wait_for_url("**view=europe**")
    assert page.locator(".drawn-wide svg").is_visible()


def test_months_have_a_slider_that_the_keyboard_moves(browser: Any, year_site: str) -> None:
    page = browser.new_page()
    page.goto(f"{year_site}/network")
    slider, tally = page.get_by_label("From month"), page.locator("[data-part] .tally")
    whole = tally.inner_text()
    slider.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**first=2031-07**")
    assert page.locator("select[name=first]").input_value() == "2031-07"
    expect(tally).not_to_have_text(whole)
    # What is at the other end goes along where the two would pass each other.
    page.get_by_label("To month").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**last=2031-01**")
    assert page.locator("select[name=first]").input_value() == "2031-01"
    page.close()
