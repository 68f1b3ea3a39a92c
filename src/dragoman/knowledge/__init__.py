"""Who is who: states, organisations, offices, roles, people and regions, and the matcher that finds their names; outlets and credits."""

from __future__ import annotations

from dragoman.knowledge.codes import CODES, code_centres, code_names
from dragoman.knowledge.credits import corrects, credit, credited
from dragoman.knowledge.datelines import dateline_of
from dragoman.knowledge.loading import Country, Knowledge, load_knowledge
from dragoman.knowledge.matching import Match, Name
from dragoman.knowledge.outlets import OUTLET_KINDS, Outlet, Outlets, load_outlets

__all__ = [
    "CODES",
    "OUTLET_KINDS",
    "Country",
    "Knowledge",
    "Match",
    "Name",
    "Outlet",
    "Outlets",
    "code_centres",
    "code_names",
    "corrects",
    "credit",
    "credited",
    "dateline_of",
    "load_knowledge",
    "load_outlets",
]
