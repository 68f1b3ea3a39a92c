"""A site of the sample reports, and a browser to look at it with."""

from __future__ import annotations

# An address of each view; a new page joins every browser test by a line here. `{story}`, `{article}`, `{event}`, `{mention}`, `{quote}`,
# `{finding}` stand for the id of one in the sample store.
VIEWS = {
    "today": "/",
    "story": "/story/{story}",
    "actors": "/actors?kind=state",
    "actor": "/actor/PER",
    "person": "/actor/Rosaura%20Quillamayo",
    "ties": "/ties",
    "tie": "/tie/ECU-PER",
    "two ties": "/tie/ECU-PER?with=ARM-AZE",
    "network": "/network",
    "map": "/map",
    "part of the map": "/map?view=europe",
}
