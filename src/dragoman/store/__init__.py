"""One DuckDB file that keeps everything, with SQLite files beside it for search and for reviews; the only part that imports a database."""

from __future__ import annotations

from dragoman.store.contents import KINDS
from dragoman.store.parquet import write_parquet
from dragoman.store.reviews import Reviews, reviews_beside
from dragoman.store.rows import Kept, identity
from dragoman.store.store import Store, open_store
from dragoman.store.words import SEARCHED, Hit

__all__ = ["KINDS", "SEARCHED", "Hit", "Kept", "Reviews", "Store", "identity", "open_store", "reviews_beside", "write_parquet"]
