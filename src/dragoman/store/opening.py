"""Opening the file: who may, what version it is, and what goes wrong."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import duckdb

from dragoman.errors import StoreBroken, StoreMissing
from dragoman.store.failures import failure_in_use, failure_to_open

__all__ = ["connect", "steps"]


def steps() -> list[str]:
    """The SQL that makes a store: the schema, then each migration. The version of a store is how many it has seen."""
    folder = resources.files(__package__)
    migrations = sorted(
        (file for file in (folder / "migrations").iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return [file.read_text(encoding="utf-8") for file in (folder / "schema.sql", *migrations)]


def connect(
    path: Path, *, create: bool, read_only: bool, threads: int, memory: str, steps: Sequence[str]
) -> duckdb.DuckDBPyConnection:
    """A connection to the store at `path`, brought up to the newest version.

    Raises StoreMissing, StoreBusy, StoreBroken; StoreError where the file cannot be made.
    """
    if not path.exists():
        if not create:
            raise StoreMissing(f"{path}: there is no store; make one with: dragoman build PATH... --store {path}")
        _make(path, steps)
    connection = _open(path, path, read_only=read_only, threads=threads, memory=memory)
    try:
        _bring_up_to_date(connection, path, steps, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path, steps: Sequence[str]) -> None:
    """Make a store under another name, and give it its own once it is whole: the making can be killed too."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    _discard(unfinished)
    try:
        connection = _open(unfinished, path, read_only=False, threads=1, memory="1GB")
        try:
            _bring_up_to_date(connection, path, steps, read_only=False)
        finally:
            connection.close()
        _name(unfinished, path)
    finally:
        _discard(unfinished)


def _discard(unfinished: Path) -> None:
    for name in (unfinished.name, f"{unfinished.name}.wal"):
        unfinished.with_name(name).unlink(missing_ok=True)


def _name(unfinished: Path, path: Path) -> None:
    """Give the file its name, unless another process has made one of that name meanwhile."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without links.
        if not path.exists():
            unfinished.rename(path)


def _open(file: Path, path: Path, *, read_only: bool, threads: int, memory: str) -> duckdb.DuckDBPyConnection:
    """A connection to `file`, which is told of as `path`."""
    config: dict[str, str | bool | int | float | list[str]] = {
        # Whoever opens a store must not be made to load code or read other files.
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "enable_external_access": False,
        "threads": threads,
        "memory_limit": memory,
    }
    try:
        return duckdb.connect(str(file), read_only=read_only, config=config)
    except duckdb.Error as error:
        raise failure_to_open(path, error) from error


def _bring_up_to_date(connection: duckdb.DuckDBPyConnection, path: Path, steps: Sequence[str], *, read_only: bool) -> None:
    try:
        version = _version(connection, path)
        if version > len(steps):
            raise StoreBroken(
                f"{path}: was made by a newer version of Dragoman (store version {version}); update Dragoman to read it"
            )
        if version == len(steps):
            return
        if read_only:
            raise StoreBroken(
                f"{path}: has the old store version {version}; bring it up to date with: dragoman build --store {path}"
            )
        connection.begin()
        for sql in steps[version:]:
            connection.execute(sql)
        connection.execute("delete from meta where name = 'version'")
        connection.execute("insert into meta values ('version', ?)", [str(len(steps))])
        connection.commit()
    except duckdb.Error as error:
        failure = failure_in_use(path, error)
        if failure is None:
            raise
        raise failure from error


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if not {"meta", "articles"} <= tables:
        raise StoreBroken(f"{path}: is a DuckDB file but no store of Dragoman; give another file to --store")
    found = connection.execute("select value from meta where name = 'version'").fetchone()
    if found is None or not str(found[0]).isdigit():
        raise StoreBroken(f"{path}: does not tell its version; it is damaged")
    return int(found[0])
