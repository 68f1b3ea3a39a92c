"""One DuckDB file that keeps everything, and an SQLite file beside it for search; the only part that imports a database."""

from __future__ import annotations

from dragoman.store.contents import KINDS
from dragoman.store.parquet import write_parquet
from dragoman.store.rows import Kept, identity
from dragoman.store.store import Store, open_store
from dragoman.store.words import SEARCHED, Hit

__all__ = ["KINDS", "SEARCHED", "Hit", "Kept", "Store", "identity", "open_store", "write_parquet"]
