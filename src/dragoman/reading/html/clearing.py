"""Takes from a page what stands around the report."""

from __future__ import annotations

from collections import defaultdict

from lxml.html import HtmlElement

from dragoman.reading.html.blocks import blocks_of
from dragoman.reading.html.boilerplate import holds_report, is_noise

__all__ = ["clear", "prose_within"]

_KEPT_TAGS = frozenset(["html", "body"])
_ALWAYS = frozenset("nav aside footer form button figcaption noscript dialog label input textarea audio video picture".split())
_MOST = 0.6
"""share of the page's prose that a part may hold and still be taken away for its name"""


def clear(root: HtmlElement) -> None:
    """Removes menus, captions, advertisements, comments, links to other articles and the like, in place.

    A part that holds most of the page's prose stays whatever it is called, and so does one in which another says that it is the report.
    """
    elements = list(root.iter("*"))
    prose = prose_within(root)
    most = _MOST * prose.get(root, 0)
    marked = {ancestor for element in elements if holds_report(element) for ancestor in element.iterancestors()}
    for element in elements:
        if element.tag in _KEPT_TAGS or element in marked or element.getparent() is None:
            continue
        if _shows_picture(element) or (is_noise(element) and (element.tag in _ALWAYS or prose.get(element, 0) <= most)):
            _remove(element)


def prose_within(root: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of prose in each element that has any, those of what is in it included."""
    found: dict[HtmlElement, int] = defaultdict(int)
    for block in blocks_of(root):
        if block.is_prose:
            found[block.parent] += len(block.text)
    for element in reversed(list(root.iter("*"))):
        parent = element.getparent()
        if parent is not None and element in found:
            found[parent] += found[element]
    return dict(found)


def _shows_picture(element: HtmlElement) -> bool:
    return element.tag == "figure" and next(element.iter("img", "amp-img", "picture", "video"), None) is not None


def _remove(element: HtmlElement) -> None:
    """Takes an element away and leaves the text that follows it, set apart."""
    element.tail = f" {element.tail or ''}"
    element.drop_tree()
