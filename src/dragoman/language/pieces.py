"""Words to model input: word pieces and the shape of each word.

The encoder is uncased, so what capitals tell is given apart, as one small integer a word.
Training and run time share this file; a change here needs a new model.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

SHAPES = ("pad", "lower", "title", "upper", "mixed", "digit", "punct", "initial")
LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCT, INITIAL = range(1, 8)

MAX_CHARACTERS = 60
MAX_PIECES = 8
_CACHE_WORDS = 200_000


def shape_of(word: str) -> int:
    """The shape class of a word, an index into SHAPES."""
    if word.islower():
        return LOWER
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return DIGIT if any(character.isdigit() for character in word) else PUNCT
    if len(letters) == 1:
        return INITIAL if letters[0].isupper() else LOWER
    if all(letter.isupper() for letter in letters):
        return UPPER
    if letters[0].isupper() and not any(letter.isupper() for letter in letters[1:]):
        return TITLE
    return MIXED if any(letter.isupper() for letter in letters) else LOWER


class Pieces:
    """Splits words into word pieces and remembers the answers."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        vocabulary = self._tokenizer.get_vocab()
        self.start, self.end, self.unknown, self.mask = (vocabulary[mark] for mark in ("[CLS]", "[SEP]", "[UNK]", "[MASK]"))

    def word(self, word: str) -> tuple[tuple[int, ...], int]:
        """Piece ids and shape of one word; never empty."""
        found = self._known.get(word)
        if found is None:
            short = word[:MAX_CHARACTERS]
            ids = self._tokenizer.encode(short, add_special_tokens=False).ids[:MAX_PIECES]
            found = (tuple(ids) or (self.unknown,), shape_of(short))
            if len(self._known) >= _CACHE_WORDS:
                self._known.clear()
            self._known[word] = found
        return found

    def sentence(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Piece ids with start and end marks, a shape for each piece, and the first piece of each word."""
        ids, shapes, firsts = [self.start], [0], []
        for word in words:
            pieces, shape = self.word(word)
            firsts.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
        ids.append(self.end)
        shapes.append(0)
        return ids, shapes, firsts
