"""A site of the sample reports, and a browser to look at it with."""

from __future__ import annotations

# An address of each view; a new page joins every browser test by a line here. `{story}`, `{article}`, `{event}`, `{mention}`, `{quote}`,
# `{finding}` stand for the id of one in the sample store.
VIEWS = {
    "today": "/",
    "story": "/story/{story}",
}
