"""Drawings: pure functions from plain data to SVG, the same bytes for the same data, readable without colour and without seeing."""

from __future__ import annotations

from dragoman.web.drawing.curve import curve
from dragoman.web.drawing.map import world_map
from dragoman.web.drawing.network import network
from dragoman.web.drawing.roles import roles
from dragoman.web.drawing.shapes import Deed, Edge, Node, RoleCount, Score, Series, Shade, Spot
from dragoman.web.drawing.timeline import timeline
from dragoman.web.drawing.views import VIEWS

__all__ = [
    "VIEWS",
    "Deed",
    "Edge",
    "Node",
    "RoleCount",
    "Score",
    "Series",
    "Shade",
    "Spot",
    "curve",
    "network",
    "roles",
    "timeline",
    "world_map",
]
