"""Ties of many periods as one signed network, its blocs and its balance."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import SettingsError
from dragoman.records import Event
from dragoman.relations import Balance, Edge, Network, balance, network, ties

Make = Callable[..., Event]


def of_edges(weights: dict[str, float]) -> Network:
    """A network of "A-B": weight."""
    edges = tuple(Edge(*dyad.split("-"), 1, weight, weight, (dyad,)) for dyad, weight in sorted(weights.items()))
    return Network(tuple(sorted({code for edge in edges for code in (edge.a, edge.b)})), edges)


def test_periods_are_added_up(event: Make) -> None:
    events = [
        event("e1", "CONSULT", "CHL PER", day="2031-01-10"),
        event("e2", "ACCUSE", "CHL", "PER", day="2031-02-10"),
        event("e3", "SANCTION", "CHL", "PER", day="2031-02-11"),
        event("e4", "AID", "UNO", "PER", day="2031-03-11"),
    ]
    both = network(ties(events))
    assert both.nodes == ("CHL", "PER", "UNO")
    assert both.edges == (Edge("CHL", "PER", 3, -2.1667, -6.5, ("e1", "e2", "e3")), Edge("PER", "UNO", 1, 10.0, 10.0, ("e4",)))


def test_a_stretch_of_time_includes_its_ends(event: Make) -> None:
    events = [event(f"e{month}", "CONSULT", "CHL PER", day=f"2031-{month:02}-10") for month in range(1, 7)]
    (edge,) = network(ties(events), first="2031-02", last="2031-04").edges
    assert edge.event_ids == ("e2", "e3", "e4")
    assert network(ties(events), first="2032-01") == Network((), ())


def test_days_and_months_are_not_added_up(event: Make) -> None:
    events = [event("e1", "CONSULT", "CHL PER")]
    with pytest.raises(SettingsError, match="day and month"):
        network([*ties(events, "day"), *ties(events, "month")])
    with pytest.raises(SettingsError, match="day and month"):
        network(ties(events, "month"), first="2031-01-01")


@given(st.lists(st.tuples(st.sampled_from(["CHL", "ECU", "PER"]), st.sampled_from(["day", "week", "month"])), max_size=6))
def test_the_period_of_the_ties_does_not_change_the_network(event: Make, rows: list[tuple[str, str]]) -> None:
    events = [event(f"e{i}", "ACCUSE", actor, "UNO", day=f"2031-0{i + 1}-15") for i, (actor, _) in enumerate(rows)]
    assert network(ties(events, "day")) == network(ties(events, "month")) == network(ties(events, "week"))


@pytest.mark.parametrize(
    ("weights", "triads", "balanced"),
    [
        ({"A-B": 1, "B-C": 2, "A-C": 3}, 1, 1),
        ({"A-B": 1, "B-C": -2, "A-C": -3}, 1, 1),
        ({"A-B": 1, "B-C": 2, "A-C": -3}, 1, 0),
        ({"A-B": -1, "B-C": -2, "A-C": -3}, 1, 0),
        ({"A-B": 1, "B-C": 2, "A-C": 0}, 0, 0),
        ({"A-B": 1, "B-C": 2}, 0, 0),
        ({}, 0, 0),
    ],
)
def test_balance_of_a_triad(weights: dict[str, float], triads: int, balanced: int) -> None:
    assert balance(of_edges(weights)) == Balance(triads, balanced, balanced / triads if triads else None)


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=15, max_size=15))
def test_balance_counts_every_triad(weights: list[float]) -> None:
    signs = dict(zip(combinations("ABCDEF", 2), weights, strict=True))
    products = [signs[a, b] * signs[b, c] * signs[a, c] for a, b, c in combinations("ABCDEF", 3)]
    found = balance(of_edges({f"{a}-{b}": weight for (a, b), weight in signs.items()}))
    assert (found.triads, found.balanced) == (sum(one != 0 for one in products), sum(one > 0 for one in products))
