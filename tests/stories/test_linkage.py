"""How likeness of pairs becomes groups."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Link, Sketch
from dragoman.stories import WINDOW_DAYS, components, duplicates, group, related
from dragoman.stories.linkage import linked

Pairs = dict[tuple[str, str], float]


def groups(names: str, pairs: Pairs, days: dict[str, int] | None = None) -> list[str]:
    """The groups, each as the letters of its members."""
    spans = {name: (days[name], days[name]) if days else None for name in names}
    return sorted("".join(sorted(members)) for members in linked(list(names), pairs, spans, 14))


def test_groups_are_joined_by_the_mean_of_all_pairs_and_not_by_one() -> None:
    chain = {("a", "b"): 0.6, ("b", "c"): 0.55, ("c", "d"): 0.6}
    assert groups("abcd", chain) == ["ab", "cd"]
    assert groups("abcd", {**chain, ("a", "c"): 0.3, ("b", "d"): 0.3}) == ["abcd"]


FIRM: Pairs = dict.fromkeys(combinations("abc", 2), 0.5)


def test_one_left_alone_joins_the_firm_group_it_clearly_belongs_to() -> None:
    assert groups("abcx", {**FIRM, **{(name, "x"): 0.15 for name in "abc"}}) == ["abcx"]


def test_one_left_alone_stays_so_where_likeness_is_faint_or_the_group_is_a_pair() -> None:
    assert groups("abcx", {**FIRM, **{(name, "x"): 0.11 for name in "abc"}}) == ["abc", "x"]
    assert groups("abx", {("a", "b"): 0.5, ("a", "x"): 0.15, ("b", "x"): 0.15}) == ["ab", "x"]


def test_one_left_alone_stays_so_where_another_group_is_as_likely() -> None:
    other = dict.fromkeys(combinations("pqr", 2), 0.5)
    near = {(name, "x"): 0.15 for name in "abcpqr"}
    assert groups("abcpqrx", {**FIRM, **other, **near}) == ["abc", "pqr", "x"]


def test_no_group_spans_more_than_its_days() -> None:
    pairs = dict.fromkeys(combinations("abcd", 2), 0.9)
    found = groups("abcd", pairs, {"a": 0, "b": 8, "c": 16, "d": 24})
    assert found == ["ab", "cd"]


def test_a_happening_that_goes_on_for_weeks_is_not_one_story() -> None:
    days = {f"{day:02}": day for day in range(40)}
    near = {(a, b): 0.6 for a, b in combinations(sorted(days), 2) if days[b] - days[a] <= WINDOW_DAYS}
    found = linked(sorted(days), near, {name: (day, day) for name, day in days.items()}, 14)
    assert max(int(max(members)) - int(min(members)) for members in found) <= 14


LETTERS = "abcdefgh"


@given(
    st.dictionaries(st.sampled_from(list(combinations(LETTERS, 2))), st.sampled_from([0.1, 0.2, 0.25, 0.3, 0.5, 0.8])),
    st.lists(st.integers(0, 20), min_size=8, max_size=8),
    st.permutations(LETTERS),
)
def test_the_order_plays_no_part_and_parts_that_no_likeness_connects_can_be_grouped_apart(
    pairs: Pairs, days: list[int], order: list[str]
) -> None:
    of = dict(zip(LETTERS, days, strict=True))
    shuffled = {pair: pairs[pair] for pair in sorted(pairs, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))}
    whole = groups(LETTERS, pairs, of)
    assert groups("".join(order), shuffled, of) == whole
    sides = np.array([[LETTERS.index(name) for name in pair] for pair in pairs], np.int64).reshape(-1, 2)
    labels = components(sides[:, 0], sides[:, 1], len(LETTERS))
    apart = []
    for label in set(labels.tolist()):
        part = [name for name, one in zip(LETTERS, labels.tolist(), strict=True) if one == label]
        apart += groups("".join(part), {pair: weight for pair, weight in pairs.items() if pair[0] in part}, of)
    assert sorted(apart) == whole


def drawn(seed: int, count: int, days: int) -> list[Sketch]:
    """Sketches of random terms and fingerprints, from few enough to have many in common."""
    chance = np.random.default_rng(seed)
    sketches = []
    for number in range(count):
        terms = np.unique(chance.integers(0, 60, 12).astype(np.uint64))
        weights = chance.random(len(terms))
        day = int(chance.integers(0, days)) if chance.random() < 0.9 else None
        sketches.append(
            Sketch(
                article_id=f"{number:03}",
                outlet=None,
                published=f"2031-03-{day + 1:02}" if day is not None else None,
                day=day,
                credit=None,
                corrects=False,
                fingerprints=np.unique(chance.integers(0, 12, 12).astype(np.uint64)),
                terms=terms,
                weights=(weights / np.sqrt(weights @ weights)).astype(np.float32),
            )
        )
    return sketches


def test_blocks_of_comparing_change_nothing(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    sketches = drawn(1, 60, 25)
    whole = related(sketches, []), duplicates(sketches, [])
    monkeypatch.setattr("dragoman.stories.linking._PAIRS", 100)
    assert (related(sketches, []), duplicates(sketches, [])) == whole
    assert min(map(len, whole)) > 10


@settings(max_examples=30)
@given(st.integers(0, 1000), st.integers(1, 39))
def test_builds_in_parts_find_the_links_and_stories_of_one_build(seed: int, cut: int) -> None:
    sketches = drawn(seed, 40, 25)
    first, second = sketches[:cut], sketches[cut:]

    def apart(links) -> list[Link]:  # type: ignore[no-untyped-def]
        return sorted([*links(first, []), *links(second, first)], key=lambda one: (one.a, one.b))

    assert apart(related) == related(sketches, [])
    assert apart(duplicates) == duplicates(sketches, [])
    of = {sketch.article_id: sketch.day for sketch in sketches}
    for link in related(sketches, []):
        one, other = of[link.a], of[link.b]
        assert one is None or other is None or abs(one - other) <= WINDOW_DAYS
    stories = group(sketches, related(sketches, []), duplicates(sketches, []))
    assert sorted(article_id for story in stories for article_id in story) == sorted(of)
    assert group(sketches[::-1], apart(related)[::-1], apart(duplicates)) == stories


def test_components() -> None:
    labels = components(np.array([0, 2]), np.array([1, 3]), 5).tolist()
    assert labels[0] == labels[1] and labels[2] == labels[3]
    assert len(set(labels)) == 3
    assert components(np.zeros(0, np.int64), np.zeros(0, np.int64), 0).tolist() == []
