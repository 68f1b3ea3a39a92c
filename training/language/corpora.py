"""Readers of the training corpora: every sentence becomes one Sentence."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TITLES = frozenset(
    """president vice-president prime minister premier king queen prince princess emperor sultan sheikh pope
    mr. mrs. ms. dr. mr mrs ms dr gen. general lt. lieutenant col. colonel maj. major capt. captain sgt. sergeant
    adm. admiral sen. senator rep. representative gov. governor mayor secretary chancellor ambassador judge justice
    chairman spokesman spokeswoman director chief deputy foreign defense defence interior finance former sir lord
    rev. reverend ayatollah professor prof. commander brigadier marshal""".split()
)


@dataclass(slots=True)
class Sentence:
    """Words with whatever annotation the corpus has; None where it has none."""

    source: str
    key: str
    words: list[str]
    space: list[bool]
    paragraph: bool = False
    lemmas: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    uner: list[str] | None = None
    gmb: list[str] | None = None


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line:
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def read_conllu(path: Path, source: str) -> list[Sentence]:
    """Sentences of a CoNLL-U file; words of a multiword token are taken apart."""
    sentences = []
    for block in _blocks(path):
        key, paragraph = "", False
        rows: list[list[str]] = []
        glued: set[int] = set()
        last_of: dict[int, bool] = {}
        for line in block:
            if line.startswith("#"):
                if line.startswith("# sent_id"):
                    key = line.split("=", 1)[1].strip()
                elif line.startswith(("# newdoc", "# newpar")):
                    paragraph = True
                continue
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = (int(part) for part in cells[0].split("-"))
                glued.update(range(first, last))
                last_of[last] = "SpaceAfter=No" not in cells[9]
            elif "." not in cells[0]:
                rows.append(cells)
        space = [
            last_of.get(number, number not in glued and "SpaceAfter=No" not in row[9])
            for number, row in enumerate(rows, start=1)
        ]
        sentences.append(
            Sentence(
                source,
                key,
                [row[1] for row in rows],
                space,
                paragraph,
                [row[2] for row in rows],
                [row[3] for row in rows],
                [row[4] for row in rows],
                [int(row[6]) for row in rows],
                [row[7] for row in rows],
            )
        )
    return sentences


def read_uner(path: Path) -> dict[str, list[str]]:
    """Sentence key, and all its words in a row, to tags of the three classes; other classes become O."""
    result = {}
    for block in _blocks(path):
        key, tags, words = "", [], []
        for line in block:
            if line.startswith("# sent_id"):
                key = line.split("=", 1)[1].strip()
            elif not line.startswith("#"):
                cells = line.split("\t")
                if "-" in cells[0] or "." in cells[0]:
                    continue
                words.append(cells[1])
                tags.append(cells[2] if cells[2][2:] in ("PER", "ORG", "LOC") else "O")
        result[key] = result[" ".join(words)] = tags
    return result


def attach(sentences: list[Sentence], tags: dict[str, list[str]]) -> int:
    """Put entity tags on the sentences they belong to; returns how many fit."""
    fitted = 0
    for sentence in sentences:
        # PUD is numbered otherwise in the two releases
        found = tags.get(sentence.key) or tags.get(" ".join(sentence.words))
        if found is not None and len(found) == len(sentence.words):
            sentence.uner = found
            fitted += 1
    return fitted


def _strip_titles(words: list[str], tags: list[str]) -> list[str]:
    result = list(tags)
    at = 0
    while at < len(words):
        if result[at] != "B-per":
            at += 1
            continue
        end = at + 1
        while end < len(words) and result[end] == "I-per":
            end += 1
        start = at
        while start < end and words[start].lower() in TITLES:
            result[start] = "O"
            start += 1
        if start < end:
            result[start] = "B-per"
        at = end
    return result


def read_gmb(path: Path) -> list[Sentence]:
    """Distinct sentences of the Groningen extract, titles taken off persons."""
    text = io.StringIO(gzip.decompress(path.read_bytes()).decode("latin-1"))
    found: list[Sentence] = []
    seen: set[str] = set()
    words: list[str] = []
    tags: list[str] = []

    def close() -> None:
        joined = " ".join(words)
        if words and joined not in seen:
            seen.add(joined)
            digest = hashlib.sha256(joined.encode()).hexdigest()
            found.append(Sentence("gmb", digest, list(words), [True] * len(words), gmb=_strip_titles(words, tags)))
        words.clear()
        tags.clear()

    for row in csv.DictReader(text):
        if row["Sentence #"]:
            close()
        if row["Word"] and row["Word"].strip():
            words.append(row["Word"].strip())
            tags.append(row["Tag"])
    close()
    return found


def read_tags(path: Path) -> Counter[tuple[str, str]]:
    """How often each lower-case word has each Penn tag in the Groningen extract, whose tags a machine gave."""
    text = io.StringIO(gzip.decompress(path.read_bytes()).decode("latin-1"))
    return Counter((row["Word"].strip().lower(), row["POS"]) for row in csv.DictReader(text) if row["Word"])


def held_out(sentence: Sentence) -> bool:
    """True for the tenth of the Groningen sentences kept for measuring."""
    return int(sentence.key[:8], 16) % 10 == 0
