"""How two values of a field stand to each other, before anybody is asked who says them."""

from __future__ import annotations

from enum import Enum

__all__ = ["Standing"]


class Standing(Enum):
    """Of one value to another; `WITHIN` and `AROUND` are each other's converse."""

    SAME = "same"
    WITHIN = "within"
    """the first says the same more precisely"""
    AROUND = "around"
    """the second says the same more precisely"""
    BESIDE = "beside"
    """not the same, and both may be true"""
    APART = "apart"
    """not both can be true"""
    SILENT = "silent"
    """one of them says nothing"""

    @property
    def fits(self) -> bool:
        """Both can be told of one happening without dispute."""
        return self in (Standing.SAME, Standing.WITHIN, Standing.AROUND)
