"""A press of invented outlets: articles, stories and reprints of which everything is known, for measuring at scale.

`generate(articles, seed)` gives the articles and the truth. States are real; the outlets, persons and deeds are invented, in 2031.
"""

from __future__ import annotations

from press.generating import generate
from press.truth import Copy, Disagreement, Happening, Truth

__all__ = ["Copy", "Disagreement", "Happening", "Truth", "generate"]
