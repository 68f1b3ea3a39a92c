"""What time it is, and waiting; passed in, so that a test can be quick."""

from __future__ import annotations

import threading
import time
from typing import Protocol

__all__ = ["Clock", "SystemClock"]


class Clock(Protocol):
    """Time as fetching needs it."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        ...

    def running(self) -> float:
        """Seconds on a clock that is never set."""
        ...

    def hold(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait until `condition`, which the caller holds, is notified, or for so long."""
        ...


class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def running(self) -> float:
        """Seconds on a clock that is never set."""
        return time.monotonic()

    def hold(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait until `condition`, which the caller holds, is notified, or for so long."""
        condition.wait(seconds)
