"""Which field of a record, or column of a table, is which of an article's: as the settings say, else by the names in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

__all__ = ["ARTICLE_FIELDS", "columns_by_field", "find_column", "unwrapped", "value_at"]

# The first that is there counts. Written without case, blanks and underscores.
_USUAL = {
    "text": "text body content maintext fulltext articletext articlebody bodytext textbody articlecontent newstext article story "
    "contents plaintext paragraphs",
    "id": "id articleid docid documentid uuid guid accessionnumber newsid storyid",
    "published": "published date publisheddate publishdate datepublished publicationdate pubdate publishedat publicationdatetime "
    "datepublish datetime publishedon articledate newsdate firstpublished timestamp",
    "outlet": "outlet source publisher publication newspaper sourcename outletname sitename site provider journal medium "
    "sourcedomain domain",
    "title": "title headline headlines articletitle newstitle hl",
    "url": "url link weburl articleurl canonicalurl sourceurl permalink href address",
    "language": "language lang languagecode",
    "licence": "licence license",
    "byline": "byline author authors writer journalist creator by",
    "fetched": "fetched fetchedat crawled crawldate datedownload",
}
_CANDIDATES = {field: names.split() for field, names in _USUAL.items()}
ARTICLE_FIELDS = tuple(_CANDIDATES)
"""fields of an article that a record may fill"""
_SEPARATORS = re.compile(r"[\s_.:-]+")
# `source` is often an object: {"id": …, "name": "The Lake Courier"}.
_NAMES_IN_OBJECT = ("name", "$oid", "$date", "title", "uri", "url", "rendered", "plain", "text", "$t", "#text")


def find_column(field: str, columns: Iterable[str]) -> str | None:
    """The one of `columns` whose name is usual for an article's `field`; the field's own name before all others."""
    return columns_by_field(tuple(columns))[field]


@lru_cache(maxsize=32)
def columns_by_field(columns: tuple[str, ...]) -> dict[str, str | None]:
    """For each field of an article the one of `columns` whose name is usual for it."""
    plain: dict[str, str] = {}
    for column in columns:
        plain.setdefault(_plain(column), column)
    return {field: next((plain[name] for name in names if name in plain), None) for field, names in _CANDIDATES.items()}


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """What stands in `record` under a name, or under names that lead into each other: `content.body`, `authors.0.name`."""
    if path in record:
        return record[path]
    value: Any = record
    for part in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and part.isascii() and part.isdigit() and len(part) < 10 and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value


def unwrapped(value: Any) -> Any:
    """The name in an object that says little else, and the only entry of a list; other values as they are."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, Mapping):
        return next((value[name] for name in _NAMES_IN_OBJECT if isinstance(value.get(name), str)), value)
    return value


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name.strip().strip("\ufeff\"'").lower())
