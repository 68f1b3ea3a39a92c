"""Stores of any size, filled straight with invented records: no text is coded, and everything in them is of one piece.

`fill(store, events=1000)` gives a store with that many events, their stories, articles, mentions, quotes and findings. States and
cities are real; outlets, persons and deeds are invented, in 2031.
"""

from __future__ import annotations

from invented.filling import fill

__all__ = ["fill"]
