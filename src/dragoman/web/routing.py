"""Addresses with an id in them, which may be any text: slashes and line ends too."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor

__all__ = ["ANY_TEXT"]

ANY_TEXT = "any_text"
"""in a path, `{id:any_text}` takes all that is left of it"""


class _AnyText(Convertor[str]):
    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor(ANY_TEXT, _AnyText())
