"""Invented web pages of many layouts, with what is to be read from each: the measure of the HTML reader.

`pages()` gives them all, the same on every run. States are real; persons, outlets and deeds are invented, in 2031.
"""

from __future__ import annotations

from webpages.generating import LAYOUTS, Page, pages

__all__ = ["LAYOUTS", "Page", "pages"]
