"""Ties as GraphML, read back by an XML parser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from dragoman.exporting.graphml import graphml
from dragoman.records import Tie, stable_id

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def tie(a: str, b: str, period: str = "2031-03", score: float = -3.0, trend: float | None = None) -> Tie:
    id = stable_id("tie", a, b, period)
    return Tie(id, a, b, period, 1, {"ACCUSE": 1}, {"3": 1}, 1, 0, 0, score, score, trend, (f"event-{period}",), "by hand")


def read(lines: Sequence[str]) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    """Nodes by id and edges, each with its attributes under their names."""
    root = ElementTree.fromstring("\n".join(lines).encode("utf-8"))
    names = {key.attrib["id"]: key.attrib["attr.name"] for key in root.iter(f"{NAMESPACE}key")}

    def data(element: Any) -> dict[str, str]:
        return {names[one.attrib["key"]]: one.text or "" for one in element.iter(f"{NAMESPACE}data")}

    nodes = {node.attrib["id"]: data(node) for node in root.iter(f"{NAMESPACE}node")}
    edges = [(edge.attrib["source"], edge.attrib["target"], data(edge)) for edge in root.iter(f"{NAMESPACE}edge")]
    return nodes, edges


def test_states_are_nodes_and_ties_are_edges() -> None:
    nodes, edges = read(
        list(graphml([tie("CHL", "PER"), tie("CHL", "PER", "2031-04", trend=0.5)], {"CHL": 1, "PER": 2, "URY": 3}))
    )
    assert nodes == {
        "CHL": {"code": "CHL", "bloc": "1"},
        "PER": {"code": "PER", "bloc": "2"},
        "URY": {"code": "URY", "bloc": "3"},
    }
    march = {
        "period": "2031-03",
        "events": "1",
        "a to b": "1",
        "b to a": "0",
        "mutual": "0",
        "verbal cooperation": "0",
        "material cooperation": "0",
        "verbal conflict": "1",
        "material conflict": "0",
        "score": "-3.0",
        "score sum": "-3.0",
        "event ids": "event-2031-03",
    }
    april = march | {"period": "2031-04", "event ids": "event-2031-04", "trend": "0.5"}
    assert edges == [("CHL", "PER", march), ("CHL", "PER", april)]


def test_a_state_outside_the_network_has_no_bloc() -> None:
    nodes, _ = read(list(graphml([tie("CHL", "PER")], {"CHL": 1})))
    assert nodes["PER"] == {"code": "PER"}


def test_nothing_is_a_document_too() -> None:
    assert read(list(graphml([], {}))) == ({}, [])


def test_every_attribute_is_declared_with_a_type_of_graphml() -> None:
    root = ElementTree.fromstring("\n".join(graphml([], {})).encode("utf-8"))
    keys = list(root.iter(f"{NAMESPACE}key"))
    assert {key.attrib["attr.type"] for key in keys} <= {"boolean", "int", "long", "float", "double", "string"}
    assert len({key.attrib["id"] for key in keys}) == len(keys)


def test_every_attribute_is_documented(root: Path) -> None:
    page = (root / "docs" / "relations.md").read_text(encoding="utf-8").partition("## GraphML")[2]
    document = ElementTree.fromstring("\n".join(graphml([], {})).encode("utf-8"))
    for key in document.iter(f"{NAMESPACE}key"):
        assert f"`{key.attrib['attr.name']}`" in page


@given(st.text(st.characters(exclude_characters="\r"), min_size=1, max_size=6))
def test_no_code_breaks_the_document(code: str) -> None:
    nodes, edges = read(list(graphml([tie(code, "ZZZ")], {code: 1})))
    assert len(edges) == 1
    assert all(source in nodes and target in nodes for source, target, _ in edges)


@given(st.permutations([tie(a, "PER", period) for a in ("CHL", "ECU") for period in ("2031-03", "2031-04", "2031-05")]))
def test_order_changes_no_byte(ties: list[Tie]) -> None:
    blocs = {"CHL": 1, "PER": 2}
    assert list(graphml(ties, blocs)) == list(graphml(sorted(ties, key=lambda one: one.id), dict(reversed(blocs.items()))))
