"""Addresses with an id in them, which may be any text: slashes and line ends too."""

from __future__ import annotations

import re

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Mount
from starlette.types import ASGIApp

__all__ = ["ANY_TEXT", "Under"]

ANY_TEXT = "any_text"
"""in a path, `{id:any_text}` takes all that is left of it"""


class _AnyText(Convertor[str]):
    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor(ANY_TEXT, _AnyText())


class Under(Mount):
    """An application to which everything under a path goes."""

    def __init__(self, path: str, app: ASGIApp) -> None:
        super().__init__(path, app)
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)
