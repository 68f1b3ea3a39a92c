"""The HTTP API: the records of a store for programs, described by OpenAPI."""

from __future__ import annotations

from dragoman.web.api.application import PREFIX, create_api, description

__all__ = ["PREFIX", "create_api", "description"]
