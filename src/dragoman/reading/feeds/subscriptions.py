"""Lists of feeds: OPML, as every feed reader exports it, or an address a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from dragoman.errors import ReadingError
from dragoman.reading.encodings import decode
from dragoman.reading.feeds.markup import root_name
from dragoman.reading.protocol import HEAD_BYTES, Failure
from dragoman.reading.sources import why_not

__all__ = ["LIST_ROOTS", "read_subscriptions"]

LIST_ROOTS = frozenset({"opml"})
_MOST_BYTES = 20_000_000


def read_subscriptions(path: Path) -> tuple[list[str], list[Failure]]:
    """The addresses that the file at `path` lists, each once and in its order, and the lines that hold none.

    Raises ReadingError where it cannot be read, or lists no address at all.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ReadingError(str(path), why_not(error)) from error
    if len(data) > _MOST_BYTES:
        raise ReadingError(str(path), f"is larger than {_MOST_BYTES:,} bytes, as no list of feeds is")
    found = _outlines(data, path) if root_name(data[:HEAD_BYTES]) in LIST_ROOTS else _lines(decode(data), path)
    addresses: dict[str, None] = {}
    failures: list[Failure] = []
    for one in found:
        if isinstance(one, Failure):
            failures.append(one)
        else:
            addresses[one] = None
    if not addresses:
        raise ReadingError(str(path), "lists no address; give OPML with `xmlUrl`, or an address a line")
    return list(addresses), failures


def _outlines(data: bytes, path: Path) -> Iterator[str | Failure]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    for error in parser.error_log:
        yield Failure(f"{path}:{error.line}", f"is damaged OPML ({error.message}); mend it")
        break
    if root is None:
        return
    for outline in root.iter("{*}outline"):
        address = next((value for key, value in outline.attrib.items() if str(key).lower() == "xmlurl"), None)
        if address is not None:
            yield _address(str(address), f"{path}:{outline.sourceline}")


def _lines(text: str, path: Path) -> Iterator[str | Failure]:
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0] if line.lstrip().startswith("#") else line
        if words.strip():
            yield _address(words, f"{path}:{number}")


def _address(text: str, name: str) -> str | Failure:
    address = text.strip()
    if address.startswith("feed://"):
        address = "http" + address[4:]
    if address.lower().startswith(("http://", "https://")) and not any(mark.isspace() for mark in address):
        return address
    return Failure(name, f"is no address of the web ({address[:80]!r}); one begins with https:// or http://")
