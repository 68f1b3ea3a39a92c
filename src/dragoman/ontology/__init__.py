"""PLOVER as data: types, modes, scores, triggers, operators, contexts."""

from __future__ import annotations

from .loading import load_ontology
from .schema import EventType, Ontology, Operator, Trigger

__all__ = ["EventType", "Ontology", "Operator", "Trigger", "load_ontology"]
