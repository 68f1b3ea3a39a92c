"""The bytes of a web page to a tree of elements, within bounds of size, depth and number of elements."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dragoman.reading.encodings import decode_declared, without_surrogates

__all__ = ["looks_like_html", "parse_page"]

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|table|div|p|h1|br|span|a)\b[^<>]*>", re.IGNORECASE
)
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(r"<(style|svg|template|object|iframe|canvas|map|math|select|noembed|script)\b[^<>]*>", re.IGNORECASE)
_CROWDED = re.compile(r"<([a-zA-Z][\w:-]{0,40})[^<>]{4000,}+>")
_MOST_ATTRIBUTES = 2000
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STRUCTURED = re.compile(r"ld\+json", re.IGNORECASE)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_DEEPEST = 250
"""levels that the parser follows; it gives up on what lies deeper"""
_MOST_TAGS = 30_000
"""tags that are taken in: a long live blog has some ten thousand"""
_TAG = re.compile(r"<[a-zA-Z/]")
# What holds others without being text itself; a page nested too deeply is read without it.
_HOLDERS = re.compile(
    r"</?(?:div|span|font|b|i|em|strong|u|big|small|center|section|article|main|header|footer|aside|nav|table|tbody|tr|td|th|ul|ol|dl|"
    r"blockquote|form|fieldset|a|body|html|[\w-]*-[\w-]*)\b[^<>]*>",
    re.IGNORECASE,
)


def looks_like_html(head: bytes) -> bool:
    """Whether bytes begin as a web page does, or hold so much of its markup that they are a part of one."""
    return _BEGINNING.match(head) is not None or (head.lstrip()[:1] == b"<" and len(_MARKUP.findall(head)) >= 3)


def parse_page(data: bytes, charset: str | None = None) -> HtmlElement | None:
    """The root element; None where there is nothing to read.

    The encoding is that of a byte-order mark, else `charset` (from a header of HTTP), else what the page declares, else what the bytes
    look like. Scripts other than JSON-LD, styles and drawings are left out before anything is parsed.
    """
    declared = _DECLARED.search(data[:4096])
    text = decode_declared(data, charset, declared[1].decode("ascii") if declared else None)
    text = _bounded(_without_code(_CROWDED.sub(_thinned, without_surrogates(text).replace("\0", ""))))
    root = _parsed(text)
    if root is not None and _is_deep(root):
        root = _parsed(_HOLDERS.sub("\n", text))
    if root is not None:
        _clean(root)
    return root


def _clean(root: HtmlElement) -> None:
    """Take out characters that the parser lets in by their numbers (`&#1;`) and then refuses to have written anywhere."""
    for element in root.iter():
        if element.text and _NO_TEXT.search(element.text):
            element.text = _NO_TEXT.sub("", element.text)
        if element.tail and _NO_TEXT.search(element.tail):
            element.tail = _NO_TEXT.sub("", element.tail)


def _thinned(tag: re.Match[str]) -> str:
    """A long tag as it is, or without its attributes where they are so many that the parser would take minutes over them."""
    return f"<{tag[1]}>" if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES else tag[0]


def _without_code(text: str) -> str:
    """`text` without scripts, styles and drawings, in time that grows with its length alone; JSON-LD stays."""
    lower = text.lower() if text.isascii() else None
    parts, place = [], 0
    unclosed: set[str] = set()
    while found := _CODE.search(text, place):
        name = found[1].lower()
        closing = -1 if name in unclosed else _closing(text, lower, name, found.end())
        if closing < 0:
            # Nothing of that name is closed from here on: the tag alone goes, as what follows may be the report.
            unclosed.add(name)
            parts.append(text[place : found.start()])
            place = found.end()
            continue
        keep = name == "script" and _STRUCTURED.search(found[0])
        parts.append(text[place : closing if keep else found.start()])
        place = closing
    return "".join((*parts, text[place:]))


def _closing(text: str, lower: str | None, name: str, start: int) -> int:
    """Where the element `name` that was opened before `start` has ended; -1 where it never does."""
    if lower is not None:
        place = lower.find(f"</{name}", start)
        end = lower.find(">", place) + 1 if place >= 0 else 0
        return end or -1
    found = re.compile(rf"</{name}[^<>]*>", re.IGNORECASE).search(text, start)
    return found.end() if found else -1


def _bounded(text: str) -> str:
    """`text` up to the tag that is one too many."""
    if text.count("<") <= _MOST_TAGS:
        return text
    tags = _TAG.finditer(text)
    last = next((tag for number, tag in enumerate(tags) if number == _MOST_TAGS), None)
    return text[: last.start()] if last else text


def _parsed(text: str) -> HtmlElement | None:
    try:
        # As bytes: the parser would refuse text that declares an encoding of its own.
        return document_fromstring(text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError):
        return None


def _is_deep(root: HtmlElement) -> bool:
    level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level >= _DEEPEST:
            return True
    return False
