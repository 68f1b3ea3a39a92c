"""A tree of elements to blocks of text: paragraphs, headings, items, as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

__all__ = ["HEADINGS", "Block", "blocks_of", "is_link"]

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = HEADINGS | frozenset(
    "html body div p section article main header footer aside nav ul ol li dl dt dd table thead tbody tfoot tr td th caption "
    "blockquote pre figure figcaption form fieldset address hr center details summary amp-list dir menu iframe".split()
)
_UNSEEN = frozenset("head title meta link script style template noscript".split())
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BROKEN = "\u2028"
# Two breaks, or one before an indent, begin a paragraph.
_PARAGRAPH = re.compile(rf"{_BROKEN}[\s\u00a0]*{_BROKEN}[\s\u00a0{_BROKEN}]*|{_BROKEN}(?=[ ]?\u00a0[ ]?\u00a0)")
_PREFORMATTED = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]{2,}\S)")
_WHITE = re.compile(r"[\s\u00a0\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Block:
    """Text of one paragraph, heading or item; `linked` is how much of it stands in links, in characters."""

    text: str
    linked: int
    tag: str
    parent: HtmlElement
    """the innermost element of a block's kind that it stands in"""

    @property
    def is_prose(self) -> bool:
        """Whether it is as long as a sentence, and more than a link."""
        return len(self.text) >= 40 and self.linked < 0.5 * len(self.text)


def blocks_of(root: HtmlElement) -> Iterator[Block]:
    """The blocks of a tree, in order; those without text are left out."""
    stack = [root]
    waiting: list[tuple[str, bool]] = []
    links = unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        if tag in _UNSEEN:
            unseen += 1 if starts else -1
        if tag in _BLOCKS:
            yield from _flushed(waiting, stack[-1])
            if starts:
                stack.append(element)
            elif len(stack) > 1:
                stack.pop()
        elif tag == "br" and starts:
            waiting.append((_BROKEN, False))
        elif tag == "a" and not element.get("href", "").startswith("#"):
            links += 1 if starts else -1
        words = element.text if starts else element.tail if element is not root else None
        if words and not unseen and tag:
            waiting.append((words, links > 0))
    yield from _flushed(waiting, stack[-1])


def is_link(block: Block) -> bool:
    """Whether a block is a link to something else and no paragraph of a report."""
    return block.linked >= 0.85 * len(block.text) and len(block.text) < 250


def _flushed(waiting: list[tuple[str, bool]], parent: HtmlElement) -> Iterator[Block]:
    """What has come together since the last block, which is taken away."""
    if all(words.isspace() for words, _ in waiting):
        waiting.clear()
        return
    is_preformatted = parent.tag == "pre"
    whole = "".join(words if is_preformatted else _SPACE.sub(" ", words) for words, _ in waiting)
    linked = sum(len(words.strip()) for words, in_link in waiting if in_link)
    waiting.clear()
    parts = (_PREFORMATTED if is_preformatted else _PARAGRAPH).split(whole.replace("\r\n", "\n") if is_preformatted else whole)
    share = linked / max(1, len(whole.strip()))
    for part in parts:
        text = _WHITE.sub(" ", part.replace(_BROKEN, " ")).strip()
        if text:
            yield Block(text, min(len(text), round(share * len(text))), parent.tag, parent)
