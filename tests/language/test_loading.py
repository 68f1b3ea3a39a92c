"""Missing and damaged model files are told apart, in words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import dragoman.language
from dragoman.errors import ModelBroken, ModelMissing
from dragoman.language import load_model

PACKAGED = Path(dragoman.language.__file__).parent / "model"
SMALL = ("tokenizer.json", "lemmas.json", "sentences.json", "meta.json")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in SMALL:
        shutil.copy(PACKAGED / name, tmp_path / name)
    return tmp_path


def test_the_model_is_opened_once() -> None:
    assert load_model() is load_model(PACKAGED)
    assert load_model().version.startswith("en-")


def test_no_directory(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"meta\.json"):
        load_model(tmp_path / "nowhere")


def test_no_weights(copied: Path) -> None:
    with pytest.raises(ModelMissing, match=r"parser\.onnx"):
        load_model(copied)


def test_damaged_weights(copied: Path) -> None:
    (copied / "parser.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelBroken, match=r"parser\.onnx"):
        load_model(copied)


@pytest.mark.parametrize("content", ["{", "[]", '{"form": 1}'])
def test_damaged_description(copied: Path, content: str) -> None:
    (copied / "meta.json").write_text(content)
    with pytest.raises(ModelBroken):
        load_model(copied)


def test_another_form(copied: Path) -> None:
    meta = json.loads((copied / "meta.json").read_text()) | {"form": 99}
    (copied / "meta.json").write_text(json.dumps(meta))
    with pytest.raises(ModelBroken, match="99"):
        load_model(copied)
