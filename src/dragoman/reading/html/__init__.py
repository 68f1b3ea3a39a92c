"""Web pages: what they say of an article in their head, and its text without what stands around it."""

from __future__ import annotations

from dragoman.reading.html.page import looks_like_html
from dragoman.reading.html.reader import HtmlReader
from dragoman.reading.html.reading import article_from_html

__all__ = ["HtmlReader", "article_from_html", "looks_like_html"]
