"""Forms that change something: each carries a word that only a page of ours can know."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from starlette.requests import Request

from dragoman.errors import SettingsError

__all__ = ["FIELD", "Forms", "fields_of", "remember_reviewer", "reviewer_of"]

FIELD = "form_token"
"""the hidden field; templates have its value under the same name"""
_MOST_FIELDS = 100
_LARGEST_FIELD = 100_000


class Forms:
    """The word of this server, made when it starts."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(24)

    def check(self, fields: Iterable[tuple[str, str]]) -> None:
        """Raises SettingsError for a form without the word: it was sent by a page from elsewhere, or before the server started anew."""
        given = next((value for name, value in fields if name == FIELD), "")
        if not secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode()):
            raise SettingsError(
                "this form is not from this server, or it was started anew since: load the page again and repeat it"
            )


async def fields_of(request: Request) -> list[tuple[str, str]]:
    """The fields of a form, in order; files are refused."""
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD)
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


_REVIEWER = "reviewer"
"""the cookie that keeps a reviewer's name"""
_LONGEST_NAME = 80


def remember_reviewer(who: str) -> dict[str, str]:
    """The cookie that keeps who it is, so that the page need not ask again; as letters that a header can hold."""
    return {_REVIEWER: quote(who[:_LONGEST_NAME], safe="", errors="replace")} if who.strip() else {}


def reviewer_of(cookies: Mapping[str, str]) -> str:
    """Whose browser this is, as far as it was told."""
    return unquote(cookies.get(_REVIEWER, ""), errors="replace")[:_LONGEST_NAME]
