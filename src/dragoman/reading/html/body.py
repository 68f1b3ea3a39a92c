"""The text of the report on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from dragoman.reading.html.blocks import blocks_of, is_link
from dragoman.reading.html.boilerplate import holds_report
from dragoman.reading.html.clearing import drop_teasers, prose_within
from dragoman.reading.html.tidying import Said, tidied

__all__ = ["body_of"]

_ENOUGH = 200
"""characters of prose that make a report"""
_MOST_ELEMENTS = 12_000
"""elements that trafilatura is asked about: its time grows faster than their number"""
_LIKE = 0.5
"""how alike the page's text must be to what its JSON-LD gives as body, to be taken for it"""
_NEAR = 15
"""blocks of text between a headline and its report"""
_MOST_OF_IT = 0.7
_WHOLE = 0.85
"""share of the prose that the innermost of several elements must have, to stand for them"""


def body_of(root: HtmlElement, page: HtmlElement, said: Said) -> tuple[str, ...]:
    """The paragraphs of the report; none where there is none.

    `page` is `root` cleared, and is cleared further; `said` is what it says of the report elsewhere.

    The part that the page itself marks as the report counts; else what trafilatura finds, or the part with most prose where that finds
    less. Where JSON-LD has the report's text, the one of these that is most like it counts, and its own text where none is.
    """
    drop_teasers(page)
    prose = prose_within(page)
    marked = _paragraphs(_marked(page, prose), said)
    elsewhere = max((prose[element] for element in _densest(page, prose)), default=0)
    if _length(marked) < max(_ENOUGH, 0.5 * elsewhere) or said.body:
        marked = _best(root, page, prose, marked, said)
    return (*_standfirst(page, marked, said), *marked)


def _best(
    root: HtmlElement, page: HtmlElement, prose: dict[HtmlElement, int], marked: tuple[str, ...], said: Said
) -> tuple[str, ...]:
    densest, other = _paragraphs(_densest(page, prose), said), tuple(tidied(_by_trafilatura(page), said))
    found = [other, densest] if _length(other) >= _WHOLE * _length(densest) else [densest, other]
    if said.body:
        return _most_like(said, [marked, *found])
    best = found[0] if found[0] else marked
    if _length(best) >= _ENOUGH:
        return best
    # The page may have been cleared of its report.
    whole = tuple(tidied(_by_trafilatura(root), said))
    return whole if _length(whole) > 2 * _length(best) else best


def _standfirst(page: HtmlElement, report: Sequence[str], said: Said) -> tuple[str, ...]:
    """The paragraph between headline and report that belongs to it though it stands outside of its part of the page."""
    if not report or not said.title:
        return ()
    blocks = list(blocks_of(page))
    title = next((number for number, block in enumerate(blocks) if block.text == said.title), None)
    if title is None:
        return ()
    following = blocks[title + 1 : title + 1 + _NEAR]
    first = next((number for number, block in enumerate(following) if block.text == report[0]), 0)
    found = [
        block.text for block in following[:first] if block.is_prose and len(block.text) >= 80 and block.text[-1] in '.!?”"’'
    ]
    return tuple(tidied(found[:1], said)) if not any(text in report for text in found[:1]) else ()


def _paragraphs(parts: Sequence[HtmlElement], said: Said) -> tuple[str, ...]:
    lines = (block.text for part in parts for block in blocks_of(part) if not is_link(block))
    return tuple(tidied(lines, said))


def _marked(page: HtmlElement, prose: dict[HtmlElement, int]) -> list[HtmlElement]:
    """The part that says that it is the report, or the parts that it is cut into."""
    named = [element for element in page.iter("*") if prose.get(element) and holds_report(element)]
    if not named:
        return _of_tag(page, prose)
    among = set(named)
    apart = [one for one in named if not any(ancestor in among for ancestor in one.iterancestors())]
    best = max(apart, key=lambda element: prose[element])
    if prose[best] >= _MOST_OF_IT * sum(prose[one] for one in apart):
        return [_innermost(named, prose)]
    return apart


def _of_tag(page: HtmlElement, prose: dict[HtmlElement, int]) -> list[HtmlElement]:
    """The one article element of a page that has most of its prose."""
    articles = [element for element in page.iter("article") if prose.get(element, 0) >= _ENOUGH]
    if not articles:
        return []
    best = _innermost(articles, prose)
    return [best] if prose[best] >= 0.6 * prose.get(page, 0) else []


def _innermost(elements: Sequence[HtmlElement], prose: dict[HtmlElement, int]) -> HtmlElement:
    """The one with most prose, or what is in it and has nearly all of that."""
    best = max(elements, key=lambda element: prose[element])
    inner = [one for one in elements if prose[one] >= _WHOLE * prose[best] and best in one.iterancestors()]
    return inner[-1] if inner else best


def _densest(page: HtmlElement, prose: dict[HtmlElement, int]) -> list[HtmlElement]:
    """The part in which most prose stands together: each paragraph counts for what it stands in, and less for what that stands in."""
    points: Counter[HtmlElement] = Counter()
    for block in blocks_of(page):
        if block.is_prose:
            place = block.parent
            for weight in (1.0, 0.8, 0.4):
                points[place] += int(100 * weight * len(block.text))
                place = place.getparent()
                if place is None:
                    break
    if not points:
        return []
    best = max(points, key=lambda element: points[element])
    # A report cut in two by an advertisement has a part on each side of it.
    while (parent := best.getparent()) is not None and parent.tag != "html" and prose[parent] > 1.3 * prose[best]:
        if _linked_share(parent) > 0.3:
            break
        best = parent
    return [best]


def _linked_share(element: HtmlElement) -> float:
    blocks = list(blocks_of(element))
    return sum(block.linked for block in blocks) / max(1, sum(len(block.text) for block in blocks))


def _by_trafilatura(page: HtmlElement) -> list[str]:
    if sum(1 for _ in page.iter("*")) > _MOST_ELEMENTS:
        return []
    # Here and not above: it takes a third of a second, and most runs read no page.
    from trafilatura import extract

    found: str | None = extract(deepcopy(page), fast=True, include_comments=False, include_tables=True)
    return [line.strip().removeprefix("- ") for line in (found or "").splitlines() if line.strip()]


def _most_like(said: Said, found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    best = max(found, key=lambda body: _likeness(" ".join(body), said.body))
    if _likeness(" ".join(best), said.body) >= _LIKE or _length(best) > len(said.body):
        return best
    return tuple(tidied((line.strip() for line in said.body.splitlines() if line.strip()), said))


def _likeness(a: str, b: str) -> float:
    """F1 of the words of two texts."""
    words, others = Counter(re.findall(r"\w+", a.lower())), Counter(re.findall(r"\w+", b.lower()))
    shared = sum((words & others).values())
    return 2 * shared / max(1, sum(words.values()) + sum(others.values()))


def _length(body: Sequence[str]) -> int:
    return sum(map(len, body))
