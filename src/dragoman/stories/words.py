"""The words that tell one article from another, weighed by how rare they are in newswire at large.

The weights come from a table that ships and not from the articles at hand, so that an article's sketch never changes as others come in.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dragoman.knowledge import Knowledge, load_knowledge

__all__ = ["WORD", "hashed", "plain", "weighed"]

WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_TOKEN = re.compile(rf"(?P<word>{WORD.pattern})|[.!?:;\n\"„«»|–—()]|''|``")
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WEB = frozenset("asp aspx com edu htm html http https jsp net org php rss www".split())
"""remains of addresses: they tell where a text was taken from, not what it reports"""
_LEAD = 60
"""words at the beginning that count twice: headline and lead tell what happened, the rest what else is known"""
_NUMBER, _NAME, _PARTY = 2.0, 1.3, 1.8
"""how much more numbers, names, and the names of states and organisations tell of a happening than other words as rare"""
_LEAST = 1.0
"""weight below which a word tells nothing: it stands in every third passage or more"""
_SHOUTED = 5
"""letters above which a word all in capitals is a headline's, or a speaker's label, and no acronym"""
_MOST = 100
"""terms kept of an article"""
_UNKNOWN = 1.0
"""passages that a word which the table lacks is taken to stand in"""
_PARTIES = frozenset({"country", "adjective", "demonym", "organisation", "agency"})


def plain(text: str) -> str:
    """`text` with one kind of quotation marks and hyphens, and without accents: outlets differ in these."""
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_QUOTES)))


@lru_cache(maxsize=1)
def _frequencies() -> tuple[int, dict[str, int]]:
    """How many passages were counted, and in how many each word stands."""
    head, *lines = (resources.files(__package__) / "frequencies.txt").read_text(encoding="utf-8").splitlines()
    found = re.search(r"\d+", head)
    assert found, "the first line tells the number of passages"
    return int(found[0]), {word: int(count) for word, count in (line.split(" ") for line in lines if line[0] != "#")}


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    """The names that ship. A scholar's own files add to the coder and not here, so that they make no other stories."""
    return load_knowledge()


@lru_cache(maxsize=50_000)
def _rarity(word: str) -> float:
    passages, counts = _frequencies()
    return math.log((passages + 1) / (counts.get(word, 0) + _UNKNOWN))


@lru_cache(maxsize=200_000)
def hashed(term: str) -> int:
    """64 bits of a hash that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _stem(word: str) -> str:
    """Enough to bring "attacks", "attacked" and "attacking" together; it need not be a word."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if len(word) > 4 and not word.endswith("ss"):
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word.removesuffix(ending)
    return word


def weighed(text: str) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Hashes of the weightiest terms of `text`, sorted, and their weights; the squares of the weights sum to 1.

    The names of a state or organisation are one term: Turkmen, Turkmenistan; EU, European Union.
    """
    words, within = _tokens(_ADDRESS.sub(" ", plain(text)))
    words = _with_parties(words)
    counts = Counter(words)
    counts.update(words[:_LEAD])
    small = {word for word in counts if word.islower()}
    occurrences: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for word, count in counts.items():
        term, weight, lower, tabled = _read(word)
        if not weight:
            continue
        # A name has a capital that is not owed to the beginning of a sentence, a headline or shouting.
        if lower and lower not in small and (word in within or not tabled):
            weight *= _NAME
        occurrences[term] += count
        weights[term] = max(weight, weights.get(term, 0.0))
    # Negative, so that sorting puts the weightiest first and of equals those first in the alphabet.
    scored = sorted((-round((1 + math.log(occurrences[term])) * weight, 6), term) for term, weight in weights.items())
    best = [(-weight, term) for weight, term in scored[:_MOST]]
    if not best:
        return np.zeros(0, np.uint64), np.zeros(0, np.float32)
    hashes = np.array([hashed(term) for _, term in best], np.uint64)
    # fsum, since a product of vectors adds in an order that differs between machines
    length = math.sqrt(math.fsum(weight * weight for weight, _ in best))
    order = np.argsort(hashes)
    return hashes[order], (np.array([weight for weight, _ in best])[order] / length).astype(np.float32)


@lru_cache(maxsize=200_000)
def _read(word: str) -> tuple[str, float, str, bool]:
    """What can be told of a word by itself: its term and weight; in small letters if it may be a name, else ""; is it in the table?"""
    if word[0] == "=":
        return word, max(map(_rarity, WORD.findall(plain(word.lower()))), default=0.0) * _PARTY, "", False
    lower = word.lower()
    weight = _rarity(lower)
    if weight < _LEAST or lower in _WEB:
        return "", 0.0, "", False
    if word[0].isdigit():
        return lower, weight * _NUMBER, "", False
    named = word[0].isupper() and not (len(word) > _SHOUTED and word.isupper())
    return _stem(lower), weight, lower if named else "", lower in _frequencies()[1]


def _tokens(text: str) -> tuple[list[str], set[str]]:
    """The words, and those with a capital that stand within a sentence somewhere: its first word always has one."""
    words: list[str] = []
    within: set[str] = set()
    begins = True
    for found in _TOKEN.finditer(text):
        word = found["word"]
        if word is None:
            begins = True
            continue
        words.append(word)
        if not begins and word[0].isupper():
            within.add(word)
        begins = False
    return words, within


def _with_parties(words: Sequence[str]) -> list[str]:
    """`words` with each name of a state or organisation as one, "=" and what it stands for."""
    found: list[str] = []
    place = 0
    for match in _knowledge().match(words):
        if match.name.kind in _PARTIES:
            found += words[place : match.start]
            found.append(f"={match.name.name}")
            place = match.end
    return [*found, *words[place:]]
