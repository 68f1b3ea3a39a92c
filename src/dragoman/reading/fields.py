"""One record, of JSON or a table's row, to one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dragoman.reading.dates import published_date
from dragoman.reading.describing import known_outlets, without_by
from dragoman.reading.encodings import without_surrogates
from dragoman.reading.field_names import columns_by_field, find_column, unwrapped, value_at
from dragoman.reading.headers import unreadable_date
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["Records", "article_from"]

_SHOWN = 12
_FIRST_STAMP, _LAST_STAMP = 100_000_000, 10_000_000_000
"""seconds since 1970 that may be a day of publication: 1973 to 2286"""


def article_from(record: Any, name: str, settings: ReadingSettings) -> Iterator[Outcome]:
    """The article that one record holds, after notices of what in it cannot be used; or the failure."""
    return Records(settings).article(record, name)


class Records:
    """The records of one file. What holds of all of them, such as the name of the field with the text, is said once.

    The text is taken exactly as it was given, so that offsets hold; only lone surrogates are replaced, one for one.
    """

    def __init__(self, settings: ReadingSettings, file: str | None = None, what: str = "field") -> None:
        self._settings = settings
        self._map = {field: place for field, place in settings.fields.items() if field != "articles"}
        self._file = file
        self._what = what
        self._told: set[str] = set()

    def article(self, record: Any, name: str) -> Iterator[Outcome]:
        """The article that a record holds, after notices of what in it cannot be used; or the failure."""
        if not isinstance(record, Mapping):
            yield Failure(name, f"is {_called(record)}, not an object with a field `text`")
            return
        places = columns_by_field(tuple(record)) | self._map
        fault = self._fault(record, places["text"])
        if fault:
            yield Failure(name, fault)
            return
        if places["text"] != "text" and "text" not in self._map:
            yield from self._once(name, f"has no {self._what} `text`; `{places['text']}` was taken for it")
        known: dict[str, str] = {}
        for field, place in places.items():
            if field != "text" and place is not None:
                yield from self._into(known, field, place, record, name)
        text = without_surrogates(_joined(value_at(record, places["text"] or "text")))
        known["language"] = detect_language(text, 0, self._settings, known.get("language"))
        yield Article.of(text, **{field: value for field, value in known.items() if value})

    def lacks(self, columns: list[str]) -> str | None:
        """Why a table with these columns holds no articles; None where it does."""
        place = self._map.get("text") or find_column("text", columns)
        if place in columns:
            return None
        missing = f"has no column `{place}`" if place else "has no column `text`"
        return f"{missing}; name the one that holds the text with --fields text=COLUMN, of {_listed(columns)}"

    def _fault(self, record: Mapping[str, Any], place: str | None) -> str | None:
        if place is None or (place not in record and value_at(record, place) is None):
            given = _listed([str(key) for key in record]) if record else "none"
            advice = f"name the one that holds it with --fields text=NAME, of {given}"
            return f"has no {self._what} `{place or 'text'}`; {advice}"
        value = _joined(value_at(record, place))
        if isinstance(value, Mapping):
            inner = _listed([str(key) for key in value]) or "nothing"
            return f"`{place}` is an object, not text; name what in it is, with --fields text={place}.NAME, of {inner}"
        if not isinstance(value, str):
            return f"`{place}` is {_called(value)}, not text"
        if not value.strip():
            return f"`{place}` is empty"
        if len(value) > self._settings.max_article_bytes:
            limit = f"{self._settings.max_article_bytes:,} characters"
            return f"is longer than an article may be ({limit}); split it or raise max_article_bytes"
        return None

    def _into(self, known: dict[str, str], field: str, place: str, record: Mapping[str, Any], name: str) -> Iterator[Notice]:
        """Put what stands at `place` into `known`."""
        value = value_at(record, place)
        if field == "byline" and isinstance(value, list) and all(isinstance(name, str) for name in value):
            value = ", ".join(value)
        value = _as_text(unwrapped(value), field)
        if value is None or value == "":
            return
        if not isinstance(value, str):
            yield Notice(name, f"`{place}` is {_called(value)}, not text, and was left out")
            return
        value = without_surrogates(value).strip() if field != "id" else without_surrogates(value)
        if field == "byline":
            known[field] = without_by(value, known_outlets(self._settings)) or ""
        elif field != "published":
            known[field] = value
        elif iso := published_date(value):
            known[field] = iso
        else:
            yield Notice(name, unreadable_date(value))

    def _once(self, name: str, told: str) -> Iterator[Notice]:
        if told not in self._told:
            self._told.add(told)
            yield Notice(self._file or name, told)


def _as_text(value: Any, field: str) -> Any:
    """Numbers and days as text, as they come out of tables; blank text is None; the rest as it is."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int):
        return value
    if field == "published":
        # Programs write milliseconds too.
        seconds = value // 1000 if value >= _LAST_STAMP * 10 else value
        if _FIRST_STAMP <= seconds < _LAST_STAMP and len(str(value)) != 14:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    return str(value)


def _joined(value: Any) -> Any:
    """Text that is a list of paragraphs as one; the rest as it is."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return value


def _listed(names: list[str]) -> str:
    shown = ", ".join(without_surrogates(name)[:40] for name in names[:_SHOWN])
    return shown + (f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else "")


def _called(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
