"""The same stages on many machines: articles in Parquet in, tables in Parquet out; the only part that imports Daft (extra `scale`).

What is done to a shard, to two blocks of articles and to stories that share a happening are the functions that one machine runs; this part
hands them out and brings together what belongs together.
"""

from __future__ import annotations

from dragoman.scale.running import Scaled, run

__all__ = ["Scaled", "run"]
