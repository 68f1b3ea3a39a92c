"""A stretch of months, as the network and the map are narrowed to one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.errors import SettingsError
from dragoman.web.page import Asked

__all__ = ["asked_months"]

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def asked_months(asked: Asked, months: Sequence[str]) -> tuple[str | None, str | None]:
    """The first and the last month of a page, `first` and `last` of its address; without them all of `months`.

    Raises SettingsError for what is no month, and where the first comes after the last.
    """
    found: list[str | None] = []
    for name, default in (("first", months[0] if months else None), ("last", months[-1] if months else None)):
        value = asked.one(name) or default
        if value is not None and not _MONTH.fullmatch(value):
            raise SettingsError(f"{name}: {value[:40]!r} is no month; write one as 2031-03")
        found.append(value)
    first, last = found
    if first and last and first > last:
        raise SettingsError(f"the first month, {first}, comes after the last, {last}")
    return first, last
