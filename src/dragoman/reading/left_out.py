"""What in a folder or archive is no report by its name: what is said about the folder, and what a browser saves beside a page."""

from __future__ import annotations

from pathlib import PurePosixPath

__all__ = ["FURNITURE", "why_left_out"]

_ABOUT = frozenset("readme license licence copying changelog contributing code_of_conduct citation".split())
_PROSE = frozenset(("", ".txt", ".md", ".rst", ".html", ".htm", ".rtf", ".cff", ".bib", ".adoc"))
FURNITURE = "_files"
"""what the name of a folder ends in that a browser saved beside a page of that name"""
_STYLES = frozenset(".css .js .mjs .map .woff .woff2 .ttf .eot .ico .pyc .tmp .part .crdownload".split())
_SYSTEM = frozenset(("thumbs.db", "desktop.ini", "__macosx"))


def why_left_out(name: str) -> str | None:
    """Why the file that `name` leads to from its folder or archive is not read; empty where it need not be said, None where it is read."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or any(part.startswith(".") or part.lower() in _SYSTEM for part in parts):
        return ""
    path = PurePosixPath(parts[-1].lower())
    if path.stem in _ABOUT and path.suffix in _PROSE:
        return "is about the files beside it, by its name, and was left out; name it by itself if it is a report"
    if path.suffix in _STYLES:
        return ""
    return None
