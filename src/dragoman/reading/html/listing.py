"""Whether a page is a list of articles, such as a front page, and not one article."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dragoman.reading.html.blocks import HEADINGS, blocks_of
from dragoman.reading.html.head import Head

__all__ = ["is_listing"]

_FEWEST = 5
"""headings that lead elsewhere which make a list"""
_TEASER = 2
"""paragraphs that stand between two of them; a report has more"""
_TEASER_CHARACTERS = 900


def is_listing(head: Head, page: HtmlElement, url: str | None) -> bool:
    """Whether a page leads to articles and is none: headings that are links, with a paragraph or two of each, and no word that it is one.

    `page` is what is left without menus and the like.
    """
    if (
        head.article.is_article
        or "article" in " ".join(head.metas.get("og:type", [])).lower()
        or "article:published_time" in head.metas
    ):
        return False
    headings = longest = run = characters = longest_characters = 0
    for block in blocks_of(page):
        leads = block.linked >= 0.8 * len(block.text) and len(block.text) >= 15
        if leads and (block.tag in HEADINGS or any(one.tag in HEADINGS for one in block.parent.iterancestors())):
            headings, run, characters = headings + 1, 0, 0
        elif block.is_prose:
            run, characters = run + 1, characters + len(block.text)
            longest, longest_characters = max(longest, run), max(longest_characters, characters)
    is_front = url is not None and urlsplit(url).path in ("", "/")
    enough = 3 if is_front else _FEWEST
    return headings >= enough and (longest <= _TEASER and longest_characters <= _TEASER_CHARACTERS)
