"""A scholar's own folder of types, modes and triggers: what it adds, and what is refused by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman import engine
from dragoman.errors import OntologyError
from dragoman.ontology import load_ontology
from dragoman.records import Article, Mention
from dragoman.settings import CodingSettings, Settings


@pytest.fixture(scope="module")
def cyber(root: Path) -> Path:
    return root / "docs" / "examples" / "cyber"


def test_the_worked_example_codes_what_ships_without_it(cyber: Path) -> None:
    coder = engine.load_coder(Settings(coding=CodingSettings(ontology=(str(cyber),))))
    text = "Peruvian hackers broke into the servers of Chile's navy on Tuesday."
    ((*records,),) = coder.code([Article.of(text, id="a", published="2031-03-06")])
    (mention,) = [one for one in records if isinstance(one, Mention) and one.type == "CYBER"]
    assert (mention.modes, mention.quad, mention.intensity) == (("breach",), 4, -7.0)
    assert [one.country for one in (*mention.actors, *mention.recipients)] == ["PER", "CHL"]
    assert mention.coder.rule.startswith("cyber:CYBER.breach.verb.break.")
    assert coder.version != engine.load_coder().version
    ((*plain,),) = engine.load_coder().code([Article.of(text, id="a", published="2031-03-06")])
    assert not [one for one in plain if isinstance(one, Mention) and one.type == "CYBER"]


def test_modes_are_added_and_all_else_stays(cyber: Path) -> None:
    own, shipped = load_ontology(cyber), load_ontology()
    assert own.types["COERCE"].modes == {**shipped.types["COERCE"].modes, "ransom": -7.5}
    assert own.types["COERCE"].score == shipped.types["COERCE"].score
    assert "undersea_cables" in own.contexts["submarine cable"]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("types.toml", "[COERCE]\nscore = 3\n", "only modes can be added"),
        ("types.toml", "[NEW]\nquad = 4\n", "needs quad, score, recipient and meaning"),
        ("types.toml", "[NEW", "cannot be read as TOML"),
        ("triggers/x.toml", 'type = "NEW"\n', "`type` at the top must be one of"),
        ("triggers/x.toml", 'type = "COERCE"\n[[verb]]\nlemmas = ["x"]\nmode = "y"\n', "COERCE has no mode 'y'"),
        ("triggers/x.toml", 'type = "COERCE"\n[[verb]]\nlemmas = ["x"]\nobject = ["@none"]\n', "no class '@none'"),
        ("notes.txt", "nothing", "holds no TOML file"),
    ],
)
def test_faults_are_named_with_their_file(file: str, content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "triggers").mkdir()
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(OntologyError, match=said) as caught:
        load_ontology(tmp_path)
    assert str(tmp_path) in str(caught.value)
    with pytest.raises(OntologyError, match="no such folder"):
        load_ontology(tmp_path / "none")


def test_the_command_takes_a_folder(cyber: Path, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from dragoman.cli import app

    (tmp_path / "a.txt").write_text("Date: 2031-03-06\n\nPeruvian hackers broke into the servers of Chile's navy on Tuesday.\n")
    done = CliRunner().invoke(app, ["code", str(tmp_path / "a.txt"), "--ontology", str(cyber)])
    assert done.exit_code == 0, done.stderr
    assert "CYBER" in {json.loads(line).get("type") for line in done.stdout.splitlines()}
