"""What goes wrong with the file, in words that tell what to do."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from dragoman.errors import StoreBroken, StoreBusy, StoreError

__all__ = ["failure_in_use", "failure_to_open"]

_HELD = ("Could not set lock", "Conflicting lock", "used by another process")
_NO_ACCESS = ("No such file or directory", "Permission denied", "Read-only file system", "Is a directory", "is a directory")
_DAMAGED = (duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException, duckdb.IOException)


def failure_to_open(path: Path, error: duckdb.Error) -> StoreError:
    """Why the file at `path` could not be opened."""
    shown, message = _first_line(error), _without_name(path, error)
    if any(words in message for words in _HELD):
        holder = re.search(r"PID (\d+)", str(error))
        who = f"process {holder[1]}" if holder else "another process"
        return StoreBusy(f"{path}: {who} has this store open; wait until it is done, or give another file to --store")
    if "different configuration" in message:
        return StoreBusy(f"{path}: this process has the store open in another way; close it first")
    if path.is_dir() or any(words in message for words in _NO_ACCESS):
        return StoreError(f"{path}: cannot be opened or made there; give a file in a folder that exists and may be written to")
    return StoreBroken(f"{path}: is no store, or damaged ({shown}); give another file to --store")


def failure_in_use(path: Path, error: duckdb.Error) -> StoreError | None:
    """Why a store that was opened fails; None where that is no matter of the file, but a mistake of ours."""
    shown, message = _first_line(error), _without_name(path, error)
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError(f"{path}: the memory that it may use is too little ({shown}); open it with more")
    if "read-only mode" in message:
        return StoreError(f"{path}: is open for reading only")
    if "No space left" in message:
        return StoreError(f"{path}: the disk is full; make room and run the same command again")
    # A block that was overwritten is found when it is read, and told in an error of no class.
    if isinstance(error, _DAMAGED) or type(error) is duckdb.Error or "Corrupt" in message:
        return StoreBroken(f"{path}: is damaged ({shown}); build the store anew, or bring back a copy of it")
    return None


def _first_line(error: duckdb.Error) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__


def _without_name(path: Path, error: duckdb.Error) -> str:
    """What to judge by: the file's name may hold any words."""
    message = str(error)
    for name in (str(path.resolve()), str(path)):
        message = message.replace(f'"{name}', '"')
    return message
