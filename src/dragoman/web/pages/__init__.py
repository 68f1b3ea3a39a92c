"""The pages, one file each: `NAME.py` here has a `PAGE`, `templates/NAME.html` shows what it gives. See README.md."""

from __future__ import annotations

import importlib
import pkgutil

from dragoman.web.page import Page

__all__ = ["all_pages"]


def all_pages() -> list[Page]:
    """The `PAGE` of every module here, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return [module.PAGE for module in modules if hasattr(module, "PAGE")]
