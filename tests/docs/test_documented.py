"""Every field of a record, every command, option and setting is in docs/."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
import typer

from dragoman import records
from dragoman.cli import app
from dragoman.settings import Settings

RECORDS = [item for item in vars(records).values() if isinstance(item, type) and dataclasses.is_dataclass(item)]
HEADINGS = {"Coder": "coder", "Assertion": "assertion"}
# The interval's end is printed under another name than Python's; both are explained in its row.
PRINTED = {"end_value": "end_date"}
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def section(page: str, heading: str) -> str:
    """The part of a page under a heading, up to the next of its level."""
    level = heading.split(" ")[0]
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^{level} |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_fields_are_documented(record: type, root: Path) -> None:
    table = section((root / "docs/records.md").read_text(encoding="utf-8"), f"## {record.__name__.lower()}")
    documented = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    fields = [PRINTED.get(field.name, field.name) for field in dataclasses.fields(record)]
    assert sorted(documented) == sorted(fields)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_commands_and_options_are_documented(name: str, root: Path) -> None:
    text = section((root / "docs/commands.md").read_text(encoding="utf-8"), f"## dragoman {name}")
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("-") and option != "--help":
                assert f"| `{option}` |" in text


def test_settings_are_documented_with_their_defaults(root: Path) -> None:
    text = section((root / "docs/commands.md").read_text(encoding="utf-8"), "## Settings")
    for name, values in Settings().model_dump().items():
        assert f"`[{name}]`" in text
        for key, value in values.items():
            shown = f'"{value}"' if isinstance(value, str) else str(value)
            assert f"| `{key}` | {shown} |" in text


@pytest.mark.parametrize("page", sorted(Path(__file__).resolve().parents[2].glob("docs/*.md")), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
