"""Find, check and open the files of the language model, and those of the coder's network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.errors import ModelBroken, ModelMissing
from dragoman.language.events import EventNetwork
from dragoman.language.lemmas import Lemmas
from dragoman.language.model import LanguageModel
from dragoman.language.network import Network
from dragoman.language.pieces import Pieces
from dragoman.language.sentences import Boundaries

__all__ = ["FORM", "load_event_network", "load_model"]

FORM = 1
_PACKAGED = Path(__file__).parent / "model"
_KEYS = {"form", "name", "files", "tags"}
_NETWORK_KEYS = {
    *(
        "form",
        "name",
        "files",
        "types",
        "statuses",
        "modes",
        "roles",
        "weights",
        "alone",
        "least",
        "seen",
        "curve",
        "curve_alone",
    )
}
_FILES = ("parser.onnx", "tokenizer.json", "lemmas.json", "sentences.json")


def load_model(directory: Path | None = None, threads: int = 1) -> LanguageModel:
    """The language model in `directory`, or the packaged one; opened once for each number of threads.

    Raises ModelMissing where a file is not there and ModelBroken where one is damaged or of another version.
    """
    return _load((directory or _PACKAGED).resolve(), threads)


@lru_cache(maxsize=4)
def _load(directory: Path, threads: int) -> LanguageModel:
    meta = _meta(directory, _KEYS)
    version = _version(directory, meta, _FILES)
    try:
        return LanguageModel(
            version,
            Network(directory / "parser.onnx", threads),
            Pieces(directory / "tokenizer.json"),
            Lemmas(json.loads(_bytes(directory / "lemmas.json"))),
            Boundaries(json.loads(_bytes(directory / "sentences.json"))),
            meta["tags"],
        )
    except (ValueError, KeyError, RuntimeError) as error:
        raise ModelBroken(f"the language model in {directory} cannot be opened: {error}") from error


def load_event_network(directory: Path, threads: int = 1) -> tuple[EventNetwork, dict[str, Any], str]:
    """The coder's network in `directory`, what its meta.json says of it, and its version.

    Raises ModelMissing where a file is not there and ModelBroken where one is damaged or of another version.
    """
    meta = _meta(directory, _NETWORK_KEYS)
    version = _version(directory, meta, ("coder.onnx", "nearest.npz"))
    try:
        return EventNetwork(directory / "coder.onnx", len(meta["types"]), threads), meta, version
    except (ValueError, KeyError, RuntimeError) as error:
        raise ModelBroken(f"the coder's network in {directory} cannot be opened: {error}") from error


def _version(directory: Path, meta: dict[str, Any], files: Sequence[str]) -> str:
    """Name and digest of the files. Raises ModelBroken where one is not the file that meta.json was made with."""
    whole = hashlib.sha256()
    for name in files:
        data = _bytes(directory / name)
        if hashlib.sha256(data).hexdigest() != meta["files"].get(name):
            raise ModelBroken(f"{directory / name} is damaged or of another version; install Dragoman again")
        whole.update(data)
    return f"{meta['name']}-{whole.hexdigest()[:8]}"


def _meta(directory: Path, keys: set[str]) -> dict[str, Any]:
    try:
        meta = json.loads(_bytes(directory / "meta.json"))
    except ValueError as error:
        raise ModelBroken(f"{directory / 'meta.json'} cannot be read: {error}") from error
    if not isinstance(meta, dict) or not keys <= meta.keys():
        raise ModelBroken(f"{directory / 'meta.json'} does not describe a model")
    if meta["form"] != FORM:
        raise ModelBroken(f"{directory} holds a model of form {meta['form']}; this version of Dragoman reads {FORM}")
    return meta


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelMissing(f"{path} cannot be read: a file of the language model is not there") from error
