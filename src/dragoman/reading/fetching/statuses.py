"""What the status and the headers of an answer mean for us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

__all__ = ["GONE_FOR_NOW", "LONGEST_WAIT", "REDIRECTS", "fresh_for", "in_words", "retry_after"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE_FOR_NOW = frozenset({408, 421, 425, 429})
"""statuses below 500 that may pass"""
LONGEST_WAIT = 86_400.0
"""seconds: who asks to be left alone for longer is asked again after a day"""
_LONGEST_FRESH = 86_400.0
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})")
_NEVER = re.compile(r"(?:^|[,\s])(?:no-cache|no-store)(?:$|[,\s=])")
_WORDS = {
    401: "asks for a password, which is not sent",
    402: "asks for payment",
    403: "refuses us (403); it may not want programs",
    404: "is not there (404); check the address",
    410: "is gone for good (410); take it off your list",
    429: "has had too many requests (429)",
    451: "may not be shown by law (451)",
}


def in_words(status: int) -> str:
    """Why there is no page."""
    if status in _WORDS:
        return _WORDS[status]
    return f"fails at the server ({status})" if status >= 500 else f"gives no page (status {status})"


def retry_after(headers: Mapping[str, str], now: float) -> float:
    """Seconds that the server asks to be left alone; 0 where it does not."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_WAIT)
    try:
        return min(max(0.0, parsedate_to_datetime(value).timestamp() - now), LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def fresh_for(headers: Mapping[str, str]) -> float:
    """Seconds for which the server says that the page will not change, a day at most; 0 where it does not say."""
    said = headers.get("cache-control", "").lower()
    age = _MAX_AGE.search(said)
    if age is None or _NEVER.search(said):
        return 0.0
    return min(float(age[1]), _LONGEST_FRESH)
