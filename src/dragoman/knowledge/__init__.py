"""Who is who: states, organisations, offices, roles, people and regions, and the matcher that finds their names."""

from __future__ import annotations

from dragoman.knowledge.loading import Country, Knowledge, load_knowledge
from dragoman.knowledge.matching import Match, Name

__all__ = ["Country", "Knowledge", "Match", "Name", "load_knowledge"]
