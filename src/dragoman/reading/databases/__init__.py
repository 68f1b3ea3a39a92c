"""What people save from press databases: Nexis and Factiva exports, many articles in one file."""

from __future__ import annotations

from dragoman.reading.databases.reader import DatabaseReader, articles_in

__all__ = ["DatabaseReader", "articles_in"]
