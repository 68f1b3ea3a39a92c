"""Web addresses: whose they are, and what in them changes nothing."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

__all__ = ["can_be_taken_apart", "host_of", "site_of"]

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[\d*a-z_]+/(?=https?:)", re.IGNORECASE)
_NUMBER = re.compile(r"\[?[\d.:a-f]+\]?", re.IGNORECASE)


def host_of(url: str | None) -> str | None:
    """The host in an address, in small letters and without `www.`; that of the page itself where an archive keeps it."""
    parts = _split(url)
    host = parts.hostname if parts else None
    return host.lower().rstrip(".").removeprefix("www.") or None if host else None


def can_be_taken_apart(url: str) -> bool:
    """Whether an address has the form of one: `http://[` has not, and the library refuses it."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def site_of(url: str | None) -> str | None:
    """The registered domain: `bbc.co.uk` for `https://news.bbc.co.uk/1`. None where the address has no name in it."""
    from tld import get_fld

    host = host_of(url)
    if host is None or "." not in host or _NUMBER.fullmatch(host):
        return None
    found: str | None = get_fld(f"http://{host}", fail_silently=True)
    return found or ".".join(host.split(".")[-2:])


def _split(url: str | None) -> SplitResult | None:
    try:
        parts = urlsplit(_ARCHIVED.sub("", url.strip())) if url else None
        return parts if parts and parts.scheme in ("http", "https") else None
    except ValueError:
        return None
