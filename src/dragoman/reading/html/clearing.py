"""Takes from a page what stands around the report."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree
from lxml.html import HtmlElement

from dragoman.reading.html.blocks import blocks_of, is_link
from dragoman.reading.html.boilerplate import holds_report, is_furniture, is_noise

__all__ = ["clear", "drop_teasers", "prose_within"]

_KEPT_TAGS = frozenset(["html", "body", "main", "head"])
_ALWAYS = frozenset("script button figcaption noscript label input textarea audio video picture".split())
_MOST = 0.6
"""share of the page's prose that a part may hold and still be taken away for its name"""
_MOST_IN_FURNITURE = 500
_LONG_CELL = 300
"""characters of prose in a cell of a table that lays out a page"""
_LONGEST_CAPTION = 250
_AROUND_PICTURES = frozenset("div table section td tr tbody a span center picture".split())
_TEASER_TAGS = frozenset("li div article section tr dd p td".split())
_FEWEST_TEASERS = 3
_LONGEST_TEASER = 320
"""characters of a teaser beside its headline"""
_MOST_BLOCKS = 6
_MOST_ELEMENTS = 40


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
        held = prose.get(element, 0)
        noisy = is_noise(element) and (element.tag in _ALWAYS or held <= most)
        if noisy or _shows_picture(element) or (held <= _MOST_IN_FURNITURE and is_furniture(element)):
            _remove(element)
    _drop_captions(root)
    _unfold_tables(root)
    _unwrap_lines(root)


def drop_teasers(root: HtmlElement) -> None:
    """Removes paragraphs that are a link and no more, and headlines that lead to other articles, with the sentence or two of each, where
    several stand together."""
    for element in list(root.iter("p", "li")):
        if sum(1 for _ in element.iter("*")) <= _MOST_BLOCKS and all(is_link(block) for block in blocks_of(element)):
            _remove(element)
    sizes: dict[HtmlElement, int] = defaultdict(lambda: 1)
    elements = list(root.iter("*"))
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None:
            sizes[parent] += sizes[element]
    for element in elements:
        small = [child for child in element if child.tag in _TEASER_TAGS and sizes[child] <= _MOST_ELEMENTS]
        found = [child for child in small if _is_teaser(child)] if len(small) >= _FEWEST_TEASERS else []
        if len(found) >= _FEWEST_TEASERS:
            for teaser in found:
                _remove(teaser)


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


def _drop_captions(root: HtmlElement) -> None:
    """Removes pictures with the little text that stands with them in a division of their own."""
    lengths = _text_lengths(root)
    for picture in list(root.iter("img", "amp-img")):
        around = None
        for element in picture.iterancestors():
            if element.tag not in _AROUND_PICTURES or lengths[element] > _LONGEST_CAPTION or holds_report(element):
                break
            around = element
        if around is not None and around.getparent() is not None:
            _remove(around)


def _text_lengths(root: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of text in each element, without runs of white space."""
    found: dict[HtmlElement, int] = defaultdict(int)
    for element in reversed(list(root.iter("*"))):
        found[element] += len(" ".join((element.text or "").split()))
        parent = element.getparent()
        if parent is not None:
            found[parent] += found[element] + len(" ".join((element.tail or "").split()))
    return found


def _shows_picture(element: HtmlElement) -> bool:
    return element.tag == "figure" and next(element.iter("img", "amp-img", "picture", "video"), None) is not None


def _unfold_tables(root: HtmlElement) -> None:
    """Makes divisions of tables that lay out the page: a cell that holds paragraphs is no figure among figures."""
    prose = prose_within(root)
    for table in list(root.iter("table")):
        cells = [cell for cell in table.iter("td") if prose.get(cell, 0) >= _LONG_CELL]
        if cells:
            for part in [table, *table.iter("tbody", "tr", "td", "th", "thead", "font", "center")]:
                part.tag = "div"


def _unwrap_lines(root: HtmlElement) -> None:
    """Makes paragraphs of copy that keeps the lines in which it came over the wire."""
    for copy in list(root.iter("pre")):
        paragraphs = [block.text for block in blocks_of(copy)]
        for child in list(copy):
            copy.remove(child)
        copy.tag, copy.text = "div", None
        for text in paragraphs:
            paragraph = etree.SubElement(copy, "p")
            paragraph.text = text


def _is_teaser(element: HtmlElement) -> bool:
    if element.tag != "a" and next(element.iter("a"), None) is None:
        return False
    leads, prose = False, 0
    for number, block in enumerate(blocks_of(element)):
        if number > _MOST_BLOCKS or prose > _LONGEST_TEASER:
            return False
        if block.linked >= 0.8 * len(block.text):
            leads = leads or block.text.count(" ") >= 2
        else:
            prose += len(block.text)
    return leads and prose <= _LONGEST_TEASER


def _remove(element: HtmlElement) -> None:
    """Takes an element away and leaves the text that follows it, set apart."""
    element.tail = f" {element.tail or ''}"
    element.drop_tree()
