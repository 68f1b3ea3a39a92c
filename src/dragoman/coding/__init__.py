"""Article -> mentions, quotes, quantities: triggers, roles, status, attribution, when and where."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..knowledge import load_knowledge
from ..knowledge.gazetteer import load_gazetteer
from ..language import load_model
from ..ontology import load_ontology
from .coder import Coder

__all__ = ["Coder", "load_coder"]

RULES = "2"
"""Raised by hand whenever a change of the coding rules changes what is coded."""


@cache
def load_coder(threads: int = 1, ontology: tuple[Path, ...] = ()) -> Coder:
    """The coder made of the packaged model, knowledge and ontology, and what a scholar's own folders add to the latter."""
    model, knowledge, words = load_model(threads=threads), load_knowledge(), load_ontology(*ontology)
    version = f"rules-{RULES}+{model.version}+knowledge-{knowledge.version[:8]}+ontology-{words.version[:8]}"
    return Coder(model, knowledge, words, load_gazetteer(), version)
