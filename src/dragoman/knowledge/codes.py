"""What a code stands for, and about where it lies, without loading all that is known: for pages and lists."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["CODES", "code_centres", "code_names"]

CODES: Mapping[str, str] = {
    "EUR": "European Union",
    "IGO": "International organisations",
    "IMG": "International armed groups",
    "ISM": "International movements",
    "MNC": "Multinational companies",
    "NGO": "Non-governmental organisations",
    "UNO": "United Nations",
}
"""PLOVER's codes of those that belong to no one state"""

_FOLDER = Path(__file__).parent


@cache
def code_names() -> Mapping[str, str]:
    """Code -> name, of states (ISO 3166 alpha-3, KOS for Kosovo) and of PLOVER's codes."""
    states = tomllib.loads((_FOLDER / "countries.toml").read_text(encoding="utf-8"))["country"]
    return {one["iso3"]: str(one["name"]) for one in states} | dict(CODES)


@cache
def code_centres() -> Mapping[str, tuple[float, float]]:
    """Code -> latitude and longitude, degrees, of about the middle of a state."""
    centres = tomllib.loads((_FOLDER / "places.toml").read_text(encoding="utf-8"))["centre"]
    return {{"XKX": "KOS"}.get(code, code): (float(at[0]), float(at[1])) for code, at in centres.items()}
