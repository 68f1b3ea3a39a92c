"""Drawings: pure functions from plain data to SVG, the same bytes for the same data, readable without colour and without seeing."""

from __future__ import annotations

from dragoman.web.drawing.curve import curve
from dragoman.web.drawing.roles import roles
from dragoman.web.drawing.timeline import timeline

__all__ = ["curve", "roles", "timeline"]
