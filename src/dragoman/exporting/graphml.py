"""Ties as GraphML, which Gephi, Cytoscape, igraph, NetworkX and yEd open: states are nodes, each tie is an edge.

U. Brandes, M. Eiglsperger, J. Lerner and C. Pich, Graph Markup Language (GraphML), in Handbook of Graph Drawing and Visualization, 2013.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from dragoman.records import Tie

__all__ = ["graphml"]

_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""of quad 1 to 4"""


@dataclass(frozen=True, slots=True)
class _Column:
    """One attribute of an edge: its name, its type in GraphML, and its value; None is left out."""

    name: str
    type: str
    value: Callable[[Tie], object]


def _quad(number: int) -> Callable[[Tie], object]:
    return lambda tie: tie.by_quad.get(str(number), 0)


_EDGE = (
    _Column("period", "string", lambda tie: tie.period),
    _Column("events", "int", lambda tie: tie.events),
    _Column("a to b", "int", lambda tie: tie.a_to_b),
    _Column("b to a", "int", lambda tie: tie.b_to_a),
    _Column("mutual", "int", lambda tie: tie.mutual),
    *(_Column(name, "int", _quad(number)) for number, name in enumerate(_QUADS, 1)),
    _Column("score", "double", lambda tie: tie.score),
    _Column("score sum", "double", lambda tie: tie.score_sum),
    _Column("trend", "double", lambda tie: tie.trend),
    _Column("event ids", "string", lambda tie: " ".join(tie.event_ids)),
)


def graphml(ties: Iterable[Tie], blocs: Mapping[str, int]) -> Iterator[str]:
    """The lines of a GraphML document, without line ends: the sides of `ties` and the keys of `blocs` as nodes, each tie as an edge.

    Two sides have an edge for each period. Nodes stand by code and edges by sides and period, in whatever order they come. What XML
    cannot hold is written as U+FFFD. To be written in UTF-8.
    """
    rows = sorted(ties, key=lambda tie: (tie.a, tie.b, tie.period, tie.id))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield _key("code", "node", "code", "string")
    yield _key("bloc", "node", "bloc", "int")
    for number, column in enumerate(_EDGE):
        yield _key(f"e{number}", "edge", column.name, column.type)
    yield '  <graph id="ties" edgedefault="undirected">'
    for code in sorted({code for tie in rows for code in (tie.a, tie.b)} | set(blocs)):
        yield f"    <node id={_quoted(code)}>"
        yield _data("code", code)
        if code in blocs:
            yield _data("bloc", blocs[code])
        yield "    </node>"
    for tie in rows:
        yield f"    <edge id={_quoted(tie.id)} source={_quoted(tie.a)} target={_quoted(tie.b)}>"
        for number, column in enumerate(_EDGE):
            value = column.value(tie)
            if value is not None:
                yield _data(f"e{number}", value)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _key(id: str, of: str, name: str, type: str) -> str:
    return f'  <key id="{id}" for="{of}" attr.name="{name}" attr.type="{type}"/>'


def _data(key: str, value: object) -> str:
    return f'      <data key="{key}">{escape(_possible(str(value)))}</data>'


def _quoted(text: str) -> str:
    return quoteattr(_possible(text))


def _possible(text: str) -> str:
    """`text` with every character that XML 1.0 does not allow replaced."""
    return "".join(character if _allowed(ord(character)) else "\ufffd" for character in text)


def _allowed(point: int) -> bool:
    return point in (0x9, 0xA, 0xD) or 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or point >= 0x10000
