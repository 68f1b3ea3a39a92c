"""JSON lines: every field of a record, as in docs/records.md."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dragoman.exporting.columns import EXCERPT
from dragoman.records import Article, Record, as_plain, from_json, to_json

__all__ = ["excerpted", "write_jsonl"]


def write_jsonl(kind: str, records: Iterable[Record], output: BinaryIO, *, with_text: bool) -> None:
    """One record a line. An article's text only where it is asked for; otherwise its first characters, as `text_excerpt`."""
    for record in records:
        line = _without_text(record) if isinstance(record, Article) and not with_text else to_json(record)
        output.write(line.encode("utf-8", "replace") + b"\n")


def excerpted(line: str) -> str:
    """The line of an article without its text, as `write_jsonl` writes it; any other record's as it is."""
    record = from_json(line)
    return _without_text(record) if isinstance(record, Article) else line


def _without_text(article: Article) -> str:
    plain = as_plain(article)
    text = plain.pop("text")
    start = article.body_start
    if lead := plain["lead"]:
        words = lead["text"][:EXCERPT]
        plain["lead"] = {"text": words, "start": lead["start"], "end": lead["start"] + len(words)}
    found = {"kind": article.kind, **plain, "text_excerpt": text[start : start + EXCERPT]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
