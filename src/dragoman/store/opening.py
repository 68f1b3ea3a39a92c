"""Opening the file: who may, what version it is, and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import duckdb

from dragoman.errors import StoreBroken, StoreBusy, StoreError, StoreMissing

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
    if not path.exists() and not create:
        raise StoreMissing(f"{path}: there is no store; make one with: dragoman build PATH... --store {path}")
    new = not path.exists()
    config: dict[str, str | bool | int | float | list[str]] = {
        # Whoever opens a store must not be made to load code or read other files.
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "enable_external_access": False,
        "threads": threads,
        "memory_limit": memory,
    }
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.Error as error:
        raise _failure(path, str(error)) from error
    try:
        _bring_up_to_date(connection, path, steps, new=new, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _failure(path: Path, message: str) -> StoreError:
    if "lock" in message:
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return StoreBusy(f"{path}: {who} has this store open; wait until it is done, or give another file to --store")
    if "different configuration" in message:
        return StoreBusy(f"{path}: this process has the store open in another way; close it first")
    if (
        "No such file or directory" in message
        or "Permission denied" in message
        or "Read-only" in message
        or "directory" in message
    ):
        return StoreError(f"{path}: cannot be opened or made there; give a file in a folder that exists and may be written to")
    return StoreBroken(f"{path}: is no store, or damaged ({message.splitlines()[0]}); give another file to --store")


def _bring_up_to_date(
    connection: duckdb.DuckDBPyConnection, path: Path, steps: Sequence[str], *, new: bool, read_only: bool
) -> None:
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
