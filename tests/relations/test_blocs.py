"""Blocs of small networks, against every division there is; and of large ones, against the blocs they were made with."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Event
from dragoman.relations import Edge, Network, blocs, modularity, network, ties
from dragoman.relations.searching import best_division, connected, improved_division

Make = Callable[..., Event]
WEIGHTS = st.lists(st.sampled_from([-9.0, -3.5, -3.0, 0.0, 0.0, 2.5, 5.0, 9.5]), min_size=15, max_size=15)


def of_edges(weights: Mapping[tuple[str, str], float]) -> Network:
    edges = tuple(Edge(a, b, 1, weights[a, b], weights[a, b], (f"{a}-{b}",)) for a, b in sorted(weights))
    return Network(tuple(sorted({code for dyad in weights for code in dyad})), edges)


def divisions(nodes: Sequence[str]) -> Iterator[list[list[str]]]:
    """Every way to divide the nodes."""
    if not nodes:
        yield []
        return
    for rest in divisions(nodes[1:]):
        yield [[nodes[0]], *rest]
        for index in range(len(rest)):
            yield [*rest[:index], [nodes[0], *rest[index]], *rest[index + 1 :]]


def by_the_book(net: Network, division: Sequence[Sequence[str]]) -> float:
    """Signed modularity as Gómez, Jensen and Arenas write it: a sum over all ordered pairs that share a bloc."""
    weight: dict[tuple[str, str], float] = defaultdict(float)
    for edge in net.edges:
        weight[edge.a, edge.b] = weight[edge.b, edge.a] = edge.weight
    plus = {a: sum(max(weight[a, b], 0) for b in net.nodes) for a in net.nodes}
    minus = {a: sum(max(-weight[a, b], 0) for b in net.nodes) for a in net.nodes}
    all_plus, all_minus = sum(plus.values()), sum(minus.values())
    if not all_plus + all_minus:
        return 0.0
    total = 0.0
    for bloc in division:
        for a in bloc:
            for b in bloc:
                expected_plus = plus[a] * plus[b] / all_plus if all_plus else 0
                expected_minus = minus[a] * minus[b] / all_minus if all_minus else 0
                total += weight[a, b] - (expected_plus - expected_minus)
    return total / (all_plus + all_minus)


def hangs_together(net: Network, bloc: Sequence[str]) -> bool:
    friends = [(edge.a, edge.b) for edge in net.edges if edge.weight > 0]
    reached = {bloc[0]}
    for _ in bloc:
        reached |= {b for a, b in friends if a in reached and b in bloc} | {a for a, b in friends if b in reached and a in bloc}
    return reached == set(bloc)


def test_allies_of_three_against_a_partner_and_its_friend(event: Make) -> None:
    events = [
        event("talks", "CONSULT", "RUS PRK"),
        event("support", "SUPPORT", "PRK", "RUS"),
        event("warning", "THREATEN", "PRK", "USA JPN KOR"),
        event("drill", "COOPERATE", "USA JPN KOR"),
    ]
    net = network(ties(events))
    found = blocs(net)
    assert found == (("JPN", "KOR", "USA"), ("PRK", "RUS"))
    assert modularity(net, found) > modularity(net, [net.nodes])


def test_a_common_enemy_alone_makes_no_bloc(event: Make) -> None:
    events = [event("e1", "ACCUSE", "KEN", "SDN"), event("e2", "ACCUSE", "UGA", "SDN")]
    assert blocs(network(ties(events))) == (("KEN",), ("SDN",), ("UGA",))


def test_friends_of_a_friend_who_fight_are_not_forced_together() -> None:
    net = of_edges({("A", "B"): 2.5, ("B", "C"): 2.5, ("A", "C"): -9.0})
    # A and C alike offer themselves to B; the first in the alphabet gets it, in any order of the edges.
    assert blocs(net) == (("A", "B"), ("C",))


def test_a_network_without_edges_has_no_blocs() -> None:
    assert blocs(Network((), ())) == ()
    assert modularity(Network((), ()), []) == 0.0


def test_dealings_that_cancel_out_are_neither_friendship_nor_quarrel() -> None:
    assert blocs(of_edges({("A", "B"): 0.0})) == (("A",), ("B",))


@given(WEIGHTS)
def test_six_states_get_the_best_division_of_all(weights: list[float]) -> None:
    net = of_edges(dict(zip(combinations("ABCDEF", 2), weights, strict=True)))
    found = blocs(net)
    assert all(hangs_together(net, bloc) for bloc in found)
    allowed = [one for one in divisions(net.nodes) if all(hangs_together(net, bloc) for bloc in one)]
    best = max(by_the_book(net, one) for one in allowed)
    assert by_the_book(net, found) == pytest.approx(best, abs=1e-9)


def test_eight_states_get_the_best_division_of_all() -> None:
    source = random.Random(8)
    weights = {dyad: source.choice([-9.0, -3.0, 0.0, 2.5, 9.5]) for dyad in combinations("ABCDEFGH", 2)}
    net = of_edges(weights)
    allowed = [one for one in divisions(net.nodes) if all(hangs_together(net, bloc) for bloc in one)]
    best = max(by_the_book(net, one) for one in allowed)
    assert by_the_book(net, blocs(net)) == pytest.approx(best, abs=1e-9)


@given(WEIGHTS)
def test_modularity_is_as_the_book_says(weights: list[float]) -> None:
    net = of_edges(dict(zip(combinations("ABCDEF", 2), weights, strict=True)))
    division = [["A", "C"], ["B", "D", "E"], ["F"]]
    assert modularity(net, division) == pytest.approx(by_the_book(net, division), abs=1e-4)


@given(WEIGHTS)
def test_every_state_is_in_one_bloc_whatever_the_order_of_edges(weights: list[float]) -> None:
    net = of_edges(dict(zip(combinations("ABCDEF", 2), weights, strict=True)))
    found = blocs(net)
    assert sorted(code for bloc in found for code in bloc) == list(net.nodes)
    assert found == tuple(sorted(tuple(sorted(bloc)) for bloc in found))
    assert blocs(Network(net.nodes[::-1], net.edges[::-1])) == found


@given(WEIGHTS, st.integers(2, 50))
def test_counting_every_event_more_often_changes_no_bloc(weights: list[float], times: int) -> None:
    dyads = list(combinations("ABCDEF", 2))
    once, often = (of_edges({dyad: n * weight for dyad, weight in zip(dyads, weights, strict=True)}) for n in (1, times))
    assert blocs(once) == blocs(often)


def planted(source: random.Random, groups: int, size: int, noise: float) -> tuple[Network, tuple[tuple[str, ...], ...]]:
    """Groups that cooperate inside and quarrel with others, save for a share of `noise` of the dyads."""
    truth = tuple(tuple(f"{group}{index:02}" for index in range(size)) for group in range(groups))
    weights: dict[tuple[str, str], float] = {}
    for a, b in combinations(sorted(code for bloc in truth for code in bloc), 2):
        friends = (a[0] == b[0]) != (source.random() < noise)
        weights[a, b] = source.choice([2.5, 5.0, 9.5]) if friends else source.choice([-3.0, -6.0, -9.0])
    return of_edges(weights), truth


@pytest.mark.parametrize("noise", [0.0, 0.15])
def test_planted_blocs_are_found_in_a_large_network(noise: float) -> None:
    net, truth = planted(random.Random(4), groups=4, size=12, noise=noise)
    assert blocs(net) == truth


def gains_of(source: random.Random, count: int) -> tuple[list[list[int]], list[list[int]]]:
    gains = [[0] * count for _ in range(count)]
    friends: list[list[int]] = [[] for _ in range(count)]
    for a, b in combinations(range(count), 2):
        gains[a][b] = gains[b][a] = source.randint(-20, 20)
        if b == a + 1 or source.random() < 0.3:
            friends[a].append(b)
            friends[b].append(a)
    return gains, friends


def worth(gains: list[list[int]], division: list[list[int]]) -> int:
    return sum(gains[a][b] for bloc in division for a, b in combinations(bloc, 2))


def test_the_search_for_large_networks_seldom_misses_the_best() -> None:
    source = random.Random(10)
    shares = []
    for _ in range(60):
        gains, friends = gains_of(source, 9)
        found, best = improved_division(gains, friends), best_division(gains, friends)
        assert sorted(node for bloc in found for node in bloc) == list(range(9))
        assert all(connected(bloc, friends) for bloc in found)
        shares.append(worth(gains, found) / worth(gains, best))
    assert max(shares) == 1.0
    assert sum(share == 1.0 for share in shares) >= 54
    assert min(shares) > 0.8
