"""Article -> mentions, quotes, quantities: triggers, roles, status, attribution, when and where."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from ..knowledge import load_knowledge
from ..knowledge.gazetteer import load_gazetteer
from ..language import load_model
from ..ontology import load_ontology
from .coder import Coder
from .evidence import LearnedEvidence
from .learned import load_learned

__all__ = ["Coder", "LearnedEvidence", "load_coder"]

RULES = "2"
"""Raised by hand whenever a change of the coding rules changes what is coded."""


@cache
def load_coder(
    threads: int = 1,
    ontology: tuple[Path, ...] = (),
    *,
    method: Literal["both", "rules", "network"] = "both",
    precision: float | None = None,
    recall: float | None = None,
    network: Path | None = None,
) -> Coder:
    """The coder made of the packaged models, knowledge and ontology, and what a scholar's own folders add to the latter.

    `method` tells whether the rules and the network code together or one of them alone, `precision` or `recall` how sure a mention must
    be; `network` is the folder of another network than the packaged one. Raises ModelError or DataError.
    """
    model, knowledge, words = load_model(threads=threads), load_knowledge(), load_ontology(*ontology)
    version = f"rules-{RULES}+{model.version}+knowledge-{knowledge.version[:8]}+ontology-{words.version[:8]}"
    learned = None
    if method != "rules":
        learned = load_learned(words, threads, network, alone=method == "network", precision=precision, recall=recall)
        version += f"+{learned.version}"
    return Coder(model, knowledge, words, load_gazetteer(), version, learned=learned)
