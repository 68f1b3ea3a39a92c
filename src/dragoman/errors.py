"""Every error that Dragoman raises on purpose.

DragomanError
├── InputError (ValueError)             something given to us cannot be used
│   ├── ReadingError                    one file, line or article could not be read
│   │   └── FetchError                  an address could not be fetched, or may not be
│   └── SettingsError                   a setting or an argument is wrong
├── DataError (ValueError)              a file of ours or of a scholar's breaks its schema
│   ├── KnowledgeError                  countries, organisations, offices, places
│   └── OntologyError                   types, modes, triggers
├── ModelError (RuntimeError)           the language model cannot be used
│   ├── ModelMissing (FileNotFoundError)
│   └── ModelBroken
├── WorkerError (RuntimeError)          a process that codes cannot be used
├── StoreError (RuntimeError)           a store cannot be used
│   ├── StoreMissing (FileNotFoundError)
│   ├── StoreBusy                       another process has it open
│   ├── StoreBroken                     it is no store, damaged, or written by a newer version
│   └── NotInStore (LookupError)        there is no such record in it
└── SupportError (AssertionError)       a value is not licensed by the words it points at
"""

from __future__ import annotations

__all__ = [
    "DataError",
    "DragomanError",
    "FetchError",
    "InputError",
    "KnowledgeError",
    "ModelBroken",
    "ModelError",
    "ModelMissing",
    "NotInStore",
    "OntologyError",
    "ReadingError",
    "SettingsError",
    "StoreBroken",
    "StoreBusy",
    "StoreError",
    "StoreMissing",
    "SupportError",
    "WorkerError",
]


class DragomanError(Exception):
    """Root of the hierarchy: catch this to catch all that Dragoman raises on purpose."""


class InputError(DragomanError, ValueError):
    """Something given to Dragoman cannot be used."""


class ReadingError(InputError):
    """One input could not be read. `source` names the file (and line), `reason` says why and what to do."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class FetchError(ReadingError):
    """An address could not be fetched, or may not be."""

    def __init__(self, source: str, reason: str, *, passing: bool = False, wait: float = 0.0) -> None:
        super().__init__(source, reason)
        self.passing = passing
        """whether it may go well the next time"""
        self.wait = wait
        """seconds that the server asks to be left alone; 0 where it asks for nothing"""


class SettingsError(InputError):
    """A setting or an argument is wrong."""


class DataError(DragomanError, ValueError):
    """A data file breaks its schema; the message names the file and the entry."""


class KnowledgeError(DataError):
    """A file of countries, organisations, offices or places breaks its schema."""


class OntologyError(DataError):
    """A file of types, modes or triggers breaks its schema."""


class ModelError(DragomanError, RuntimeError):
    """The language model cannot be used."""


class ModelMissing(ModelError, FileNotFoundError):
    """A file of the language model is not where it should be."""


class ModelBroken(ModelError):
    """A file of the language model is there but damaged or of another version."""


class WorkerError(DragomanError, RuntimeError):
    """A process that codes cannot be used."""


class StoreError(DragomanError, RuntimeError):
    """A store cannot be used."""


class StoreMissing(StoreError, FileNotFoundError):
    """There is no store under that name."""


class StoreBusy(StoreError):
    """Another process has the store open."""


class StoreBroken(StoreError):
    """The file is no store, is damaged, or was written by a newer version."""


class NotInStore(StoreError, LookupError):
    """There is no such record in the store."""


class SupportError(DragomanError, AssertionError):
    """A value is not licensed by the words it points at."""
