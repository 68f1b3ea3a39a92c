"""An answer that is sent part by part while the store is held, and let go however the sending ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

__all__ = ["HeldResponse"]


class HeldResponse(StreamingResponse):
    """`parts` one after another. `held` is closed at the end: when all is sent, when whoever asked has gone, even before the first."""

    def __init__(self, parts: Iterator[bytes], held: ExitStack, *, media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(parts, media_type=media_type, headers=headers)
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await run_in_threadpool(self._held.close)
