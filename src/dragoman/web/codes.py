"""Codes of states and organisations as pages show and ask for them."""

from __future__ import annotations

from dragoman.errors import SettingsError
from dragoman.knowledge import code_names

__all__ = ["name_of", "named_pair", "pair_of"]


def name_of(code: str) -> str:
    """`Chad` for TCD; a code that nobody has stays as it is."""
    return code_names().get(code, code)


def pair_of(text: str) -> tuple[str, str]:
    """The two codes of `TCD-LBY`, the first in the alphabet first. Raises SettingsError."""
    a, _, b = text.strip().upper().partition("-")
    if not a or not b or a == b or "-" in b:
        raise SettingsError(f"a tie is between two codes, such as TCD-LBY, not {text[:40]!r}")
    return min(a, b), max(a, b)


def named_pair(a: str, b: str) -> str:
    """`Chad and Libya`"""
    return f"{name_of(a)} and {name_of(b)}"
