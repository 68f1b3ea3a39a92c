"""The page and the HTTP way in: what a store holds, for a person at a browser and for programs; the only part that speaks HTTP."""

from __future__ import annotations

from dragoman.web.app import create_app
from dragoman.web.serving import serve

__all__ = ["create_app", "serve"]
