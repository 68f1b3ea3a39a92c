"""The headline of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from dragoman.reading.html.head import Head

__all__ = ["site_in_title", "title_of"]

_BETWEEN = re.compile(r"\s+(?:[|–—·•»:]|-{1,2}|::)\s+|\s*\|\s*")


def title_of(head: Head, names: Sequence[str]) -> str | None:
    """The headline; `names` are what the outlet is called, which pages add to it.

    A heading of the first order counts where it is what the head says too, since it stands as the editors wrote it; else JSON-LD, then
    metas, then a lone heading, then the page's own title.
    """
    said = [head.article.title, head.meta("titles"), *head.properties.get("headline", [])[:1]]
    said = [_without_site(one, names) for one in said if one.strip()]
    title = _without_site(head.title, names)
    for heading in head.headings:
        if any(_same(heading, one) or (one == title and _same(title[: len(heading)], heading)) for one in (*said, title)):
            return heading
    if said:
        return said[0]
    headings = [heading for heading in head.headings if _plain(heading) not in map(_plain, names)]
    return (headings[0] if len(headings) == 1 and len(headings[0]) >= 15 else "") or title or None


def site_in_title(head: Head) -> str | None:
    """What the page's title adds to its headline, before or after it: the name of the site."""
    parts = [part.strip() for part in _BETWEEN.split(head.title)]
    if len(parts) < 2:
        return None
    for headline in filter(None, (*head.headings, head.article.title, head.meta("titles"))):
        for one, other in ((parts[0], parts[-1]), (parts[-1], parts[0])):
            if _same(one, headline) and 2 <= len(other) <= 40 and not other.lower().startswith("by "):
                return other
    return None


def _without_site(title: str, names: Sequence[str]) -> str:
    """A title without the outlet's name at its end or its beginning."""
    title = html.unescape(title).strip()
    for name in filter(None, names):
        # "Headline-The Courier", "The Courier: Headline"
        bare = re.sub(
            rf"\s*[-|–—_:]+\s*{re.escape(name)}\s*$|^{re.escape(name)}\s*[-|–—_:]+\s*(?=\S)", "", title, flags=re.IGNORECASE
        )
        title = bare or title
    for between in reversed(list(_BETWEEN.finditer(title))):
        first, last = title[: between.start()].strip(), title[between.end() :].strip()
        if _is_name(last, names) and first:
            return _without_site(first, names)
        if _is_name(first, names) and last and between.start() <= 40:
            return _without_site(last, names)
    return title


def _is_name(part: str, names: Sequence[str]) -> bool:
    plain = _plain(part)
    return bool(plain) and any(plain == _plain(name) or plain.startswith(f"{_plain(name)} ") for name in names if _plain(name))


def _same(a: str, b: str) -> bool:
    return bool(_plain(a)) and _plain(a) == _plain(b)


def _plain(text: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", text.casefold()) if word != "the")
