"""PLOVER as data: types, modes, scores, triggers, operators, contexts."""

from __future__ import annotations

from .loading import load_ontology
from .schema import EventType, ObjectWords, Ontology, Operator, Trigger

__all__ = ["EventType", "ObjectWords", "Ontology", "Operator", "Trigger", "load_ontology"]
