"""Which mentions are one happening, what they come to by a named rule, and how the accounts compare field by field."""

from __future__ import annotations

from dragoman.reconciling.deciding import Decision, decided
from dragoman.reconciling.events import DEFAULT_RULE, check_rule
from dragoman.reconciling.matching import happening_key
from dragoman.reconciling.reconcile import Grouped, Reconciled, reconcile
from dragoman.reconciling.reports import VERSION, Report
from dragoman.reconciling.rules import RULES
from dragoman.reconciling.sensitivity import by_rule, sensitivity

__all__ = [
    "DEFAULT_RULE",
    "RULES",
    "VERSION",
    "Decision",
    "Grouped",
    "Reconciled",
    "Report",
    "by_rule",
    "check_rule",
    "decided",
    "happening_key",
    "reconcile",
    "sensitivity",
]
