"""The little of XML and HTML that feeds need: which root a document has, and the words of a fragment."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from urllib.parse import urljoin

from lxml import etree, html

from dragoman.reading.encodings import decode, without_surrogates

__all__ = ["feeds_named", "plain", "root_name"]

_BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])")
_TAG_OR_ENTITY = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_LONGEST_HEAD = 200_000
_LINK = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FEED_KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table td th tr ul".split()
)
_NOT_READ = frozenset("audio button embed figcaption figure form iframe noscript object script select style svg video".split())


def root_name(head: bytes) -> str | None:
    """The name of the root element, lower case and without its prefix, of an XML document that begins with `head`."""
    text = decode(head).lstrip("\ufeff")
    at = 0
    while match := _BEFORE_ROOT.match(text, at):
        at = match.end()
    root = _ROOT.match(text, at)
    return root[1].lower() if root else None


def feeds_named(page: bytes, base: str) -> list[str]:
    """The addresses of the feeds that the head of a web page names, in its order."""
    found = []
    for link in _LINK.findall(decode(page[:_LONGEST_HEAD])):
        attributes = {name.lower(): first or second or bare for name, first, second, bare in _ATTRIBUTE.findall(link)}
        if (
            attributes.get("type", "").strip().lower() in _FEED_KINDS
            and "alternate" in attributes.get("rel", "").lower().split()
        ):
            with suppress(ValueError):
                found.append(urljoin(base, unescape(attributes.get("href", "")).strip()))
    return [address for address in found if address.startswith(("http://", "https://"))]


def plain(fragment: str) -> str:
    """The words of a fragment of HTML, or of plain text: a paragraph a line with an empty one between, no captions, no scripts."""
    if not _TAG_OR_ENTITY.search(fragment):
        return _tidy(fragment)
    try:
        root = html.document_fromstring(f"<div>{_clean(fragment)}</div>")
    except (etree.ParserError, ValueError):
        return ""
    return _tidy("".join(_words(root)))


def _words(root: html.HtmlElement) -> list[str]:
    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += name in _NOT_READ
            if name in _BLOCKS:
                parts.append("\n")
            if not silent:
                parts.append(_folded(element.text))
            continue
        if event == "end":
            silent -= name in _NOT_READ
            if name in _BLOCKS:
                parts.append("\n")
        if not silent:
            parts.append(_folded(element.tail))
    return parts


def _folded(text: str | None) -> str:
    return " ".join(re.split(r"\s+", text)) if text else ""


def _tidy(text: str) -> str:
    return _LINES.sub("\n\n", _BLANKS.sub(" ", without_surrogates(text))).strip()


def _clean(text: str) -> str:
    """`text` without what no parser of HTML takes."""
    return text.replace("\0", "\ufffd")
