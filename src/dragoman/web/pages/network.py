"""The network: who stands with whom and against whom over a stretch of months, in which blocs, and how balanced it is."""

from __future__ import annotations

from typing import Any

from dragoman import relations
from dragoman.engine import known_status, summed_network
from dragoman.knowledge import CODES
from dragoman.records import Status
from dragoman.relations import Network
from dragoman.store.browsing import TieFilter
from dragoman.web.codes import name_of
from dragoman.web.months import asked_months
from dragoman.web.page import Asked, Page, Plain

__all__ = ["PAGE"]

_NODES = 40
"""sides that are drawn unless more are asked for; a table has all"""
_MOST = 120
_LINES = 150
"""ties that are drawn, those that weigh most: behind more of them nobody sees anything"""


def build(asked: Asked) -> Plain:
    """The network of the months asked for. Raises SettingsError."""
    statuses = tuple(map(str, map(known_status, asked.many("status") or [Status.DONE])))
    months = asked.remember(("months of ties", statuses), lambda: asked.store.browse.ties.months(TieFilter(statuses)))
    first, last = asked_months(asked, [month for month, _ in months])
    sides = asked.choice("sides", ("all", "states"), "all")
    least, most = asked.whole("least", 1, 1, 100_000), asked.whole("most", _NODES, 2, _MOST)
    return asked.remember(
        ("network", statuses, first, last, sides, least, most),
        lambda: {
            "title": "Network",
            "query": {
                "first": first,
                "last": last,
                "sides": sides,
                "least": least,
                "most": most,
                "status": list(statuses),
            },
            "months": [{"month": month, "events": events} for month, events in months],
            "statuses": [str(one) for one in Status],
            **_told(_chosen(summed_network(asked.store, statuses, first, last), sides, least), most),
        },
    )


def _chosen(network: Network, sides: str, least: int) -> Network:
    edges = tuple(
        edge for edge in network.edges if edge.events >= least and (sides == "all" or not {edge.a, edge.b} & CODES.keys())
    )
    return Network(tuple(sorted({code for edge in edges for code in (edge.a, edge.b)})), edges)


def _told(network: Network, most: int) -> dict[str, Any]:
    """Nodes and edges with their blocs; what is drawn are the `most` sides with the most events."""
    numbers: dict[str, int] = {}
    together = [bloc for bloc in relations.blocs(network) if len(bloc) > 1]
    for number, bloc in enumerate(sorted(together, key=lambda bloc: (-len(bloc), bloc)), start=1):
        numbers |= dict.fromkeys(bloc, number)
    events = dict.fromkeys(network.nodes, 0)
    for edge in network.edges:
        events[edge.a] += edge.events
        events[edge.b] += edge.events
    drawn = set(sorted(network.nodes, key=lambda code: (-events[code], code))[:most])
    weighing = sorted(network.edges, key=lambda edge: (-abs(edge.weight), edge.a, edge.b))
    lines = {(edge.a, edge.b) for edge in [one for one in weighing if {one.a, one.b} <= drawn][:_LINES]}
    balance = relations.balance(network)
    return {
        "nodes": [
            {"code": code, "name": name_of(code), "events": events[code], "bloc": numbers.get(code, 0), "drawn": code in drawn}
            for code in network.nodes
        ],
        "edges": [
            {
                "tie": f"{edge.a}-{edge.b}",
                "a": edge.a,
                "b": edge.b,
                "a_name": name_of(edge.a),
                "b_name": name_of(edge.b),
                "events": edge.events,
                "score": edge.score,
                "weight": edge.weight,
                "a_bloc": numbers.get(edge.a, 0),
                "b_bloc": numbers.get(edge.b, 0),
                "drawn": (edge.a, edge.b) in lines,
            }
            for edge in weighing
        ],
        "balance": {"triads": balance.triads, "balanced": balance.balanced, "share": balance.share},
    }


PAGE = Page("network", "/network", build, rows="edges")
