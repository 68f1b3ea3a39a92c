"""Groups that cooperate among themselves and quarrel with others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.relations import Edge, Network, blocs, network, ties
from dragoman.relations.blocs import modularity


def of(*edges: tuple[str, str, float]) -> Network:
    nodes = tuple(sorted({node for a, b, _ in edges for node in (a, b)}))
    return Network(
        nodes, tuple(sorted((Edge(*sorted((a, b)), 1, weight, weight, ()) for a, b, weight in edges), key=lambda e: (e.a, e.b)))
    )


def test_two_camps(event: Any) -> None:
    told = [
        event("RUS PRK", score=4.0),
        event("PRK", "RUS", 10.0, type="AID", quad=2),
        event("USA JPN KOR", score=9.5, type="COOPERATE", quad=2),
        event("RUS", "USA JPN KOR", -4.0, type="THREATEN", quad=3),
        event("USA JPN KOR", "PRK", -1.0, type="REQUEST", quad=3),
    ]
    assert blocs(network(ties(told))) == (("JPN", "KOR", "USA"), ("PRK", "RUS"))


def test_whoever_cooperates_with_nobody_stands_alone() -> None:
    assert blocs(of(("A", "B", 5.0), ("C", "A", -3.0), ("C", "D", -1.0))) == (("A", "B"), ("C",), ("D",))


def test_an_empty_network_has_no_blocs() -> None:
    assert blocs(Network((), ())) == ()


def test_a_network_of_a_span_holds_its_periods_alone(event: Any) -> None:
    told = [event("USA JPN", day="2031-01-05"), event("USA JPN", day="2031-02-05"), event("USA KOR", day="2031-02-06")]
    assert network(ties(told), "2031-02").nodes == ("JPN", "KOR", "USA")
    assert network(ties(told), last="2031-01").edges[0].events == 1


def divisions(nodes: tuple[str, ...]) -> Iterator[list[list[str]]]:
    if not nodes:
        yield []
        return
    for rest in divisions(nodes[1:]):
        yield [[nodes[0]], *rest]
        for position in range(len(rest)):
            yield [*rest[:position], [nodes[0], *rest[position]], *rest[position + 1 :]]


_NETWORKS = st.dictionaries(
    st.sampled_from([(a, b) for a in "ABCDEF" for b in "ABCDEF" if a < b]),
    st.integers(-9, 9).filter(bool).map(float),
    min_size=1,
    max_size=12,
).map(lambda edges: of(*((a, b, weight) for (a, b), weight in edges.items())))


@given(one=_NETWORKS)
def test_no_division_of_a_small_network_is_much_better(one: Network) -> None:
    found = modularity(one, blocs(one))
    held = [division for division in divisions(one.nodes) if all(held_together(one, group) for group in division)]
    assert found >= max(modularity(one, division) for division in held) - 0.1


def held_together(one: Network, group: list[str]) -> bool:
    """Whether cooperation within the group leads from each to each."""
    reached = {group[0]}
    for _ in group:
        reached |= {
            node for e in one.edges if e.weight > 0 and {e.a, e.b} <= set(group) and reached & {e.a, e.b} for node in (e.a, e.b)
        }
    return reached == set(group)


@given(one=_NETWORKS)
def test_the_order_of_edges_plays_no_part(one: Network) -> None:
    assert blocs(Network(one.nodes, one.edges[::-1])) == blocs(one)
    assert sorted(node for bloc in blocs(one) for node in bloc) == list(one.nodes)
