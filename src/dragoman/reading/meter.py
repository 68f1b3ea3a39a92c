"""How much of what is to be read has been read."""

from __future__ import annotations

from typing import BinaryIO

__all__ = ["Meter"]


class Meter:
    """Counts bytes of files. Where something is read that has no size, such as standard input or an address, it cannot tell."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._finished = 0
        self._size = 0
        self._open: BinaryIO | None = None

    def expect(self, sizes: list[int | None]) -> None:
        """What is to be read, source by source; None where the size is not known."""
        known = [size for size in sizes if size is not None]
        self._total = sum(known) if len(known) == len(sizes) else None

    def begin(self, stream: BinaryIO, size: int) -> None:
        """A file is read now."""
        self._open, self._size = stream, size

    def end(self) -> None:
        """It has been read."""
        self._finished += self._size
        self._open, self._size = None, 0

    @property
    def share(self) -> float | None:
        """How much has been read, from 0 to 1; None where that cannot be told."""
        if not self._total:
            return None
        within = 0 if self._open is None or self._open.closed else min(self._open.tell(), self._size)
        return min(1.0, (self._finished + within) / self._total)
