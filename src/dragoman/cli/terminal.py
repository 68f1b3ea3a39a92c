"""What the commands share: data to standard output, everything else to standard error, and the exit status."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.engine import Coded, Uncoded, Workers
    from dragoman.reading import Failure, Notice
    from dragoman.settings import Settings

__all__ = [
    "INPUTS_FAILED",
    "READER_LEFT",
    "WRONG_USAGE",
    "FieldMap",
    "OntologyFolders",
    "Precision",
    "Recall",
    "SettingsFile",
    "Tally",
    "WorkerCount",
    "coder_of",
    "complain",
    "counted",
    "drop_output",
    "field_map",
    "print_lines",
    "settings_from",
]

INPUTS_FAILED = 1
WRONG_USAGE = 2
READER_LEFT = 1
"""when whoever reads our output has had enough of it, as `head` does"""

OntologyFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--ontology", metavar="DIR", help="A folder of your own types, modes, contexts and triggers; may be given again."
    ),
]
WorkerCount = Annotated[
    int | None, typer.Option("--workers", min=1, max=256, metavar="N", help="Processes that code. Default: 1.")
]
Precision = Annotated[
    float | None,
    typer.Option("--precision", min=0.01, max=0.99, metavar="SHARE", help="Code only so much that this share of it is right."),
]
Recall = Annotated[
    float | None,
    typer.Option(
        "--recall", min=0.01, max=0.99, metavar="SHARE", help="Code so much that this share of what happens is found."
    ),
]
FieldMap = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="MAP",
        help="Where records and tables hold what an article is made of: text=content.body,published=pub_date",
    ),
]
SettingsFile = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file of settings.")]


def settings_from(
    path: Path | None,
    ontology: list[Path] | None = None,
    workers: int | None = None,
    precision: float | None = None,
    recall: float | None = None,
    fields: str | None = None,
) -> Settings:
    """The settings in `path`, or the defaults, with what the command line says instead of them. Raises SettingsError."""
    from dragoman.settings import Settings, load_settings

    settings = load_settings(path) if path else Settings()
    given: dict[str, object] = {}
    if ontology:
        given["ontology"] = (*settings.coding.ontology, *map(str, ontology))
    if workers is not None:
        given["workers"] = workers
    if precision is not None or recall is not None:
        # The command line's end of the dial stands instead of the file's.
        given |= {"precision": precision, "recall": recall}
    if fields is not None:
        settings = settings.with_reading(fields=settings.reading.fields | field_map(fields))
    return settings.with_coding(**given) if given else settings


def field_map(stated: str) -> dict[str, str]:
    """The map that `text=content.body,published=pub_date` states. Raises SettingsError."""
    from dragoman.errors import SettingsError

    pairs = [pair.partition("=") for pair in stated.split(",")]
    if not all(field.strip() and mark for field, mark, _ in pairs):
        raise SettingsError(
            f"--fields {stated}: write each field of an article, =, and where it is found: text=content.body,outlet=site"
        )
    return {field.strip(): place.strip() for field, _, place in pairs}


@contextmanager
def coder_of(settings: Settings) -> Iterator[Workers]:
    """The processes that code: one too is apart from this one, so that an article that ends it does not end the run."""
    from dragoman import engine

    with engine.Workers(settings.coding.workers, settings) as workers:
        yield workers


def complain(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"dragoman: {message}\n")


def print_lines(lines: Iterable[str]) -> None:
    """Data to standard output, in UTF-8 on every machine; whole articles at a time, so that a reader need not wait."""
    output = getattr(sys.stdout, "buffer", None)
    text = "".join(f"{line}\n" for line in lines)
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        output.write(text.encode("utf-8", "replace"))
        output.flush()


def drop_output() -> None:
    """Send what is still waiting for standard output nowhere, or the interpreter complains when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Tally:
    """Counts what passes, and names on standard error what failed."""

    def __init__(self) -> None:
        self.articles = 0
        self.failures = 0
        self.records: Counter[str] = Counter()
        self.other_language = 0

    def watch(self, results: Iterable[Coded | Uncoded | Failure | Notice]) -> Iterator[Coded]:
        """The coded articles among `results`."""
        from dragoman.engine import Coded, Notice, Uncoded

        for result in results:
            if isinstance(result, Coded):
                self.articles += 1
                self.records.update(record.kind for record in result.records)
                self.records["annotation"] += len(result.annotations)
                yield result
            elif isinstance(result, Notice) or (isinstance(result, Uncoded) and not result.failed):
                self.other_language += isinstance(result, Uncoded)
                complain(f"note: {result}")
            else:
                self.failures += 1
                complain(str(result))

    @property
    def status(self) -> int:
        """The exit status."""
        return INPUTS_FAILED if self.failures else 0

    def __str__(self) -> str:
        kinds = [counted(self.records[kind], kind) for kind in ("mention", "quote")]
        kinds += [counted(self.records["annotation"], "annotation")] if self.records["annotation"] else []
        other = f"; {counted(self.other_language, 'article')} in other languages not coded" if self.other_language else ""
        failed = f"; {counted(self.failures, 'input')} failed, named above" if self.failures else ""
        return f"{counted(self.articles, 'article')} coded: {', '.join(kinds)}{other}{failed}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 article", "2,000 articles", "2 stories"."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
