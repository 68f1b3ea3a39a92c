"""The house stands as docs and CONTRIBUTING say: imports point down, stages keep apart, one library has one door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# Lower first; a file may import from its own folder and from lower layers only.
LAYERS = (
    {"errors", "records", "settings"},
    {"ontology", "knowledge"},
    {"reading", "language", "coding", "stories", "reconciling", "relations", "forecasting", "store", "exporting", "evaluating"},
    {"engine"},
    {"scale"},
    {"web"},
    {"cli"},
)
# Coding needs the parse; everything else passes through the engine.
ALLOWED_BETWEEN_STAGES = {("coding", "language")}
DOORS = {
    "spacy": {"language"},
    "onnxruntime": {"language"},
    "tokenizers": {"language"},
    "typer": {"cli"},
    "rich": {"cli"},
    "charset_normalizer": {"reading"},
    "py3langid": {"reading"},
    "daft": {"scale"},
    "duckdb": {"store", "reading"},
    "fastapi": {"web"},
    "fastwarc": {"reading"},
    "feedparser": {"reading"},
    "httpcore": {"reading"},
    "httpx": {"reading"},
    "jinja2": {"web"},
    "lxml": {"reading"},
    "protego": {"reading"},
    "pypdf": {"reading"},
    "ray": {"scale"},
    "resiliparse": {"reading"},
    "starlette": {"web"},
    "striprtf": {"reading"},
    "tld": {"reading"},
    "trafilatura": {"reading"},
    "uvicorn": {"web"},
}
# The types of a parsed text travel to the coder; the library that makes them does not.
TYPES_FOR_ALL = {"spacy.tokens", "spacy.attrs", "spacy.symbols"}

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dragoman"
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """`coding` for coding/cast.py, `engine` for engine.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in it."""
    package = ["dragoman", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            yield name
            yield from (f"{name}.{alias.name}" for alias in node.names)


def own(path: Path) -> set[str]:
    """The parts of Dragoman that a file imports from."""
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("dragoman.")}
    return {name for name in names if any(name in layer for layer in LAYERS)} - {part_of(path)}


def layer_of(part: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if part in layer)


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_point_down(path: Path) -> None:
    part = part_of(path)
    if part in ("__init__", "__main__"):
        return
    for other in own(path):
        same = layer_of(other) == layer_of(part)
        if same and (part, other) in ALLOWED_BETWEEN_STAGES:
            continue
        if same and layer_of(part) < 2:
            continue
        assert layer_of(other) < layer_of(part), f"{named(path)} imports {other}"


def test_every_part_has_a_layer() -> None:
    parts = {part_of(path) for path in FILES} - {"__init__", "__main__"}
    assert parts <= set().union(*LAYERS)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_one_library_has_one_door(path: Path) -> None:
    for name in imports_of(path):
        library = name.split(".")[0]
        if library in DOORS and ".".join(name.split(".")[:2]) not in TYPES_FOR_ALL:
            assert part_of(path) in DOORS[library], f"{named(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, f"{named(path)} has no docstring"


def test_constraints_hold_names_and_versions_alone() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line), line


@pytest.mark.parametrize("name", ["pyproject.toml", "Makefile", ".ci/run"])
def test_no_hosts_and_no_paths_of_one_machine(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--index-url|--find-links|/home/|/root/|/opt/|/work/", text)


def test_all_is_sorted() -> None:
    import dragoman

    assert dragoman.__all__ == sorted(dragoman.__all__)
    assert all(hasattr(dragoman, name) for name in dragoman.__all__)
