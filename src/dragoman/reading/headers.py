"""What stands before the report in a plain-text file: `date 2025-07-12 …`, a block of `Date: …` lines, or front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.reading.dates import leading_date, published_date

__all__ = ["Header", "read_header", "unreadable_date"]

# Which header line fills which field of an article; the first that is there counts.
_FIELDS = {
    "published": ("date", "published", "publication date", "publish date", "pubdate"),
    "title": ("title", "headline", "subject"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "agency", "site"),
    "url": ("url", "link", "web", "address"),
    "language": ("language", "lang"),
    "licence": ("licence", "license"),
}
_KNOWN = {key for keys in _FIELDS.values() for key in keys}
_KNOWN |= {"note", "author", "authors", "by", "byline", "id", "section", "place", "keywords", "tags", "copyright"}
_KNOWN |= {"from", "to", "updated", "fetched", "word count", "page", "edition", "country", "region", "category"}

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEYED = re.compile(r"[ \t]*([A-Za-z][A-Za-z _-]{0,30}?)[ \t]*:(?:[ \t]+(.*?)|())[ \t]*$", re.DOTALL)
_DATE_WORD = re.compile(r"\s*date\b[ \t]*:?[ \t]*", re.IGNORECASE)
_GAP = re.compile(r"\s*(?:[-–—:|]\s+)?")
_BLANK = re.compile(r"\s*")
_LONGEST = 20_000


@dataclass(slots=True)
class Header:
    """What a header says. The report begins at `body_start`; `complaints` are for the reader's notices."""

    body_start: int = 0
    known: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)


def read_header(text: str) -> Header:
    """The header of `text`; an empty one where it begins with the report itself."""
    return _front_matter(text) or _block(text) or _dated_line(text) or Header()


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of the beginning of `text`, without their ends, and where the next one begins."""
    place = 0
    while place < min(len(text), _LONGEST):
        match = _LINE.match(text, place)
        if match is None or match.end() == place:
            return
        place = match.end()
        yield match[0].rstrip("\r\n"), place


def _front_matter(text: str) -> Header | None:
    lines = _lines(text)
    if next(lines, ("", 0))[0].rstrip() != "---":
        return None
    pairs: list[tuple[str, str]] = []
    for line, end in lines:
        if line.rstrip() in ("---", "..."):
            return _filled(text, pairs, end)
        if (keyed := _KEYED.match(line)) and not line[:1].isspace():
            pairs.append((_key(keyed[1]), (keyed[2] or "").strip("\"'")))
    return None


def _block(text: str) -> Header | None:
    """`Key: value` lines from the first line that is not empty, up to an empty line or a line of another form."""
    pairs: list[tuple[str, str]] = []
    known, end, closed_at = 0, 0, None
    for line, after in _lines(text):
        if not line.strip():
            if pairs:
                closed_at = after
                break
            continue
        keyed = _KEYED.match(line)
        if keyed is None:
            break
        pairs.append((_key(keyed[1]), keyed[2] or ""))
        # "Moscow: In a stern warning …" has the form of a header line too; it counts only between lines that we know.
        if pairs[-1][0] in _KNOWN:
            known, end = len(pairs), after
    closed = known == len(pairs) and (closed_at is not None or end == len(text))
    pairs = pairs[:known]
    return _filled(text, pairs, closed_at or end if closed else end) if _convincing(pairs, closed) else None


def _convincing(pairs: list[tuple[str, str]], closed: bool) -> bool:
    """One line alone may be prose ("Source: the ministry said …"), unless it is a date or a title that stands apart."""
    if len(pairs) != 1:
        return len(pairs) > 1 and pairs[0][0] in _KNOWN
    key, value = pairs[0]
    if key in _FIELDS["published"]:
        return published_date(value) is not None or (closed and leading_date(value) is None)
    return closed and key in _FIELDS["title"]


def _dated_line(text: str) -> Header | None:
    """`date 2025-07-12 Moscow said …`: the report goes on in the line that gives the date."""
    word = _DATE_WORD.match(text)
    found = leading_date(text[word.end() : word.end() + 100]) if word else None
    if word is None or found is None:
        return None
    stated, length = found
    given = text[word.end() : word.end() + length]
    gap = _GAP.match(text, word.end() + length)
    header = Header(body_start=gap.end() if gap else word.end() + length)
    _date_into(header, given, stated)
    return header


def _filled(text: str, pairs: list[tuple[str, str]], end: int) -> Header:
    blank = _BLANK.match(text, end)
    header = Header(body_start=blank.end() if blank else end)
    for name, keys in _FIELDS.items():
        value = next((value.strip() for key in keys for given, value in pairs if given == key and value.strip()), None)
        if value is None:
            continue
        if name == "published":
            found = leading_date(value)
            _date_into(header, value, published_date(value) or (found[0] if found else None))
        else:
            header.known[name] = value
    return header


def _date_into(header: Header, given: str, iso: str | None) -> None:
    if iso is None:
        header.complaints.append(unreadable_date(given))
    else:
        header.known["published"] = iso


def unreadable_date(given: str) -> str:
    """What to say of a day of publication that cannot be read."""
    return f"the date {given[:60]!r} cannot be read, so the article has none; write it as 2025-07-12"


def _key(name: str) -> str:
    return name.strip().lower().replace("_", " ").replace("-", " ")
