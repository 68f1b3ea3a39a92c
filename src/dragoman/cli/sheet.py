"""Lines for a reader: folded between words on a terminal, one line each elsewhere, so that they can be searched and cut."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

__all__ = ["Sheet"]

_FURTHER = 4
"""columns by which the rest of a folded line is set in"""
_NARROWEST = 20
"""columns that are left for words, however far a line is set in"""


class Sheet:
    """Standard output, with colour where it is a terminal. What is given to it is markup: words of articles go through `clean`."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)

    def line(self, markup: str = "", *, indent: int = 0) -> None:
        """One line, set in by `indent` columns."""
        text = Text.from_markup(markup, emoji=False)
        room = max(self._console.width - indent, _NARROWEST)
        if not self._console.is_terminal or text.cell_len <= room:
            self._console.print(Text(" " * indent) + text)
            return
        folded = text.wrap(self._console, max(room - _FURTHER, _NARROWEST))
        for number, part in enumerate(folded):
            part.rstrip()
            self._console.print(Text(" " * (indent + _FURTHER * (number > 0))) + part)

    def heading(self, words: str) -> None:
        """A line that stands over others, after an empty one."""
        self.line()
        self.line(f"[bold]{words}[/]")

    def facts(self, facts: Mapping[str, str], *, indent: int = 2) -> None:
        """Names and values, one a line; those that are empty are left out."""
        width = max(map(len, facts), default=0) + 2
        for name, value in facts.items():
            if value:
                self.line(f"{name:<{width}}{value}", indent=indent)
