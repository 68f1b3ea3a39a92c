"""What commands that may fetch share: their options, and the web where an address is among what they are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.reading.fetching import Web
    from dragoman.settings import Settings

__all__ = ["AllowPrivate", "NoFollow", "web_for"]

NoFollow = Annotated[
    bool, typer.Option("--no-follow", help="Take what a feed itself holds, and do not fetch the pages that it links to.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also ask addresses of this machine and of private networks, on any port.")
]


@contextmanager
def web_for(paths: Sequence[str], settings: Settings, keep_at: Path | None = None) -> Iterator[Web | None]:
    """The web, kept in a file or for this run alone; None where no address is among `paths`."""
    from dragoman import engine

    if not any("://" in path for path in paths):
        yield None
        return
    with engine.open_web(settings, keep_at) as web:
        yield web
