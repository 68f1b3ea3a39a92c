"""Feeds as they are in the wild to well-formed XML in UTF-8, within bounds.

Half of all feeds break the rules of XML somewhere. What is mended here needs none of feedparser's own ways with broken feeds, some of
which take a time that grows with the square of their length.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint

from lxml import etree

from dragoman.errors import ReadingError
from dragoman.reading.encodings import decode_declared, without_surrogates

__all__ = ["mended"]

_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)["']""")
_DECLARATION = re.compile(r"\s*<\?xml.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[(?P<inside>[^\]]*)\]\s*)?>", re.IGNORECASE)
_PROLOG = 8192
_LONGEST_FAULT = 160
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_LOOSE = re.compile(r"&(?!#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z]\w*;)")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def mended(data: bytes, name: str, charset: str | None, most: int) -> tuple[bytes, list[str]]:
    """The feed in `data` as well-formed XML, and what was wrong with it; of its entries the first `most`.

    Raises ReadingError where it is too broken for that, or declares entities of its own.
    """
    declared = _DECLARED.match(data)
    text = decode_declared(data, charset, declared[1].decode("ascii") if declared else None)
    root, faults = _tree(_prepared(text, name), name)
    entries = list(root.iter("{*}item", "{*}entry"))
    for element in entries[most:]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    if len(entries) > most:
        faults.append(f"has {len(entries):,} entries; the first {most:,} were taken")
    return etree.tostring(root, encoding="utf-8"), faults


def _prepared(text: str, name: str) -> bytes:
    """The document without its declarations, and with the entities of HTML, which XML does not know, as characters."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    doctype = _DOCTYPE.search(text, 0, _PROLOG)
    if "<!entity" in text[:_PROLOG].lower():
        raise ReadingError(name, "declares entities of its own, as no feed does; it was not read")
    if doctype:
        text = text[: doctype.start()] + text[doctype.end() :]
    text = _NO_XML.sub("\ufffd", without_surrogates(text))
    return _LOOSE.sub("&amp;", _NAMED.sub(_character, text)).encode("utf-8", "replace")


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    if name in _OF_XML:
        return entity[0]
    return f"&#{name2codepoint[name]};" if name in name2codepoint else f"&amp;{name};"


def _tree(document: bytes, name: str) -> tuple[etree._Element, list[str]]:
    try:
        return etree.fromstring(document, _parser(recover=False)), []
    except etree.XMLSyntaxError as error:
        fault = _told(error)
    root = None
    try:
        root = etree.fromstring(document, _parser(recover=True))
    except etree.XMLSyntaxError as error:
        fault = _told(error)
    if root is None:
        raise ReadingError(name, f"is a feed that cannot be read ({fault}); mend it or fetch it anew")
    return root, [f"is a damaged feed ({fault}); what could be read of it was"]


def _told(error: etree.XMLSyntaxError) -> str:
    return str(error.msg).splitlines()[0][:_LONGEST_FAULT]


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
