"""Where bytes come from: files, folders and standard input, named on the command line."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO

from dragoman.reading.left_out import FURNITURE, why_left_out
from dragoman.reading.meter import Meter
from dragoman.reading.protocol import Failure, Notice, Source
from dragoman.settings import ReadingSettings

__all__ = ["Addresses", "Place", "fetched_beside", "find_places", "open_source", "readable", "size_of", "why_not"]

STANDARD_INPUT = "-"


class Place:
    """A file that is to be read, or standard input (then `path` is None)."""

    def __init__(self, name: str, path: Path | None) -> None:
        self.name = name
        self.path = path


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of the web that were named in a row; they are fetched together."""

    urls: tuple[str, ...]


def find_places(paths: Iterable[str]) -> Iterator[Place | Addresses | Failure | Notice]:
    """The files that `paths` name, in their order; a folder stands for the files below it, sorted by name.

    Hidden files, and those that are no reports by their name, are left out; links are followed, and no file is given twice.
    """
    seen: set[str] = set()
    for are_addresses, group in groupby(paths, key=lambda given: "://" in given):
        if are_addresses:
            yield Addresses(tuple(dict.fromkeys(group)))
            continue
        for place in chain.from_iterable(map(_named, group)):
            if not isinstance(place, Place):
                yield place
                continue
            identity = os.path.realpath(place.path) if place.path else STANDARD_INPUT
            if identity in seen:
                yield Notice(place.name, "was named before; it is read once")
            else:
                seen.add(identity)
                yield place


def _named(given: str) -> Iterable[Place | Failure | Notice]:
    return [Place("standard input", None)] if given == STANDARD_INPUT else _below(Path(given))


def fetched_beside(store: Path) -> Path:
    """The file in which what was fetched for a store is kept."""
    return store.with_name(f"{store.name}.fetched")


@contextmanager
def open_source(
    place: Place, standard_input: BinaryIO, settings: ReadingSettings, meter: Meter | None = None
) -> Iterator[Source]:
    """The bytes of `place`, of which `meter` is told. Raises OSError where they cannot be had."""
    if place.path is None:
        yield Source(place.name, standard_input, settings=settings)
        return
    meter = meter or Meter()
    with place.path.open("rb") as stream:
        meter.begin(stream, size_of(place) or 0)
        try:
            file_name = readable(place.path.name)
            # A pipe that has a name can be read once only.
            again = place.path if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else None
            stem = readable(place.path.stem)
            yield Source(place.name, stream, stem=stem, label=file_name, file_name=file_name, path=again, settings=settings)
        finally:
            meter.end()


def size_of(place: Place) -> int | None:
    """Bytes of a file; 0 where it cannot be read, None where it has no size."""
    if place.path is None:
        return None
    try:
        status = place.path.stat()
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _below(path: Path) -> Iterator[Place | Failure | Notice]:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield Failure(readable(str(path)), why_not(error))
        return
    if not is_folder:
        yield Place(readable(str(path)), path)
        return
    any_file = False
    for place in _walk(path, frozenset()):
        any_file = True
        yield place
    if not any_file:
        yield Failure(readable(str(path)), "is a folder without files; there is nothing to code")


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Place | Failure | Notice]:
    """The files below `folder`; `above` are the folders that led here, so that a link to one of them ends the way."""
    try:
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            return
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Failure(readable(str(folder)), why_not(error))
        return
    pages = {entry.stem for entry in entries if entry.suffix.lower() in (".html", ".htm")}
    for entry in entries:
        reason = why_left_out(entry.name)
        if entry.name.endswith(FURNITURE) and entry.name.removesuffix(FURNITURE) in pages:
            reason = "is what a browser saved beside a page of that name, and was left out"
        if reason is not None:
            if reason:
                yield Notice(readable(str(entry)), reason)
            continue
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            yield Failure(readable(str(entry)), why_not(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(entry, above | {identity})
        elif stat.S_ISREG(mode):
            yield Place(readable(str(entry)), entry)
        else:
            yield Failure(readable(str(entry)), "is no ordinary file; name it by itself if it is to be read")


def why_not(error: OSError) -> str:
    """Why a file or folder cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    if isinstance(error, PermissionError):
        return "may not be read by you; change its permissions or ask its owner"
    return f"cannot be read ({error.strerror or error})"


def readable(name: str) -> str:
    """A file name that can be printed: names may hold bytes that are no text."""
    return os.fsencode(name).decode("utf-8", "replace")
