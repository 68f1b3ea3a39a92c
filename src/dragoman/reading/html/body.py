"""The text of the report on a page."""

from __future__ import annotations

from lxml.html import HtmlElement

__all__ = ["body_of"]


def body_of(root: HtmlElement) -> str:
    """The report's paragraphs, set apart by empty lines; an empty text where there are none."""
    # Here and not above: it takes a third of a second, and most runs read no page.
    from trafilatura import extract

    found = extract(root, include_comments=False, include_tables=True) or ""
    return "\n\n".join(line.strip() for line in found.splitlines() if line.strip())
