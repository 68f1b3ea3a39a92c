"""The language model: text to a spaCy Doc with sentences, parse and entities."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import spacy
from spacy.tokens import Doc, Span

from dragoman.language.decoding import EntityMerger, best_tree, widened
from dragoman.language.lemmas import Lemmas
from dragoman.language.network import Network, Reading, Words
from dragoman.language.pieces import Pieces
from dragoman.language.sentences import Boundaries

__all__ = ["LanguageModel"]

_LONGEST_RUN = 500
_ENDLESS = re.compile(rf"\S{{{_LONGEST_RUN + 1},}}")
# A sentence longer than this is read in parts, whose roots are then tied to the first one's.
_MOST_WORDS, _MOST_PIECES = 200, 500
_TIE = "parataxis"
# spaCy takes a head without a relation for no head at all, so unread sentences get one for a moment.
_FILLER = "dep"
# Relations of a name that stands for itself; a single member of a people would have an article here.
_ALONE = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "root")
_ARTICLES = frozenset(["a", "an", "the", "another", "one", "this", "that"])
_COLUMNS: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA"]

Columns = npt.NDArray[np.uint64]


class LanguageModel:
    """Splits text into sentences and words, and parses the sentences asked for.

    Made by `load_model`. The same sentence gets the same parse whatever else is parsed with it.
    """

    def __init__(
        self,
        version: str,
        network: Network,
        pieces: Pieces,
        lemmas: Lemmas,
        boundaries: Boundaries,
        tags: Mapping[str, Sequence[str]],
    ) -> None:
        self.version = version
        self._network, self._pieces, self._lemmas, self._boundaries = network, pieces, lemmas, boundaries
        self._nlp = spacy.blank("en")
        # articles of any length are cut into sentences here, nothing grows with the length of the text
        self._nlp.max_length = 1 << 62
        self._tags = tags
        self._merger = EntityMerger(tags["uner"], tags["gmb"])
        self._slices: dict[str, slice] = {}
        start = 0
        for name in ("xpos", "upos", "uner", "gmb"):
            self._slices[name] = slice(start, start + len(tags[name]))
            start += len(tags[name])
        add = self._nlp.vocab.strings.add
        self._xpos, self._upos, self._labels = ([add(tag) for tag in tags[name]] for name in ("xpos", "upos", "labels"))
        self._tie, self._name = add(_TIE), add("NNP")
        self._alone = {add(label) for label in _ALONE}

    def split(self, text: str) -> Doc:
        """Words and sentences of a text, without parsing; `doc.text == text`."""
        doc = self._tokenize(text)
        starts = set(self._boundaries(doc))
        doc.from_array(["SENT_START"], cast("Any", _sentence_starts(len(doc), starts)))
        return doc

    def _tokenize(self, text: str) -> Doc:
        """Words of a text. The tokenizer's time is quadratic in a run without blanks, so longer runs are cut."""
        runs = [match.span() for match in _ENDLESS.finditer(text)]
        if not runs:
            return self._nlp.make_doc(text)
        cuts = sorted(
            {0, len(text), *(i for start, end in runs for i in range(start, end, _LONGEST_RUN)), *(e for _, e in runs)}
        )
        pieces = [self._nlp.make_doc(text[a:b]) for a, b in pairwise(cuts)]
        words = [token.text for piece in pieces for token in piece]
        spaces = [bool(token.whitespace_) for piece in pieces for token in piece]
        return Doc(self._nlp.vocab, words=words, spaces=spaces)

    def pieces_of(self, words: Sequence[str]) -> Words:
        """A sentence's words as a network takes them; of a very long one the first part alone."""
        _, first = next(self._parts([*words], [*range(len(words))]))
        return first

    def annotate(self, text: str) -> Doc:
        """Split a text and parse all of it."""
        doc = self.split(text)
        self.parse([doc], [range(len(list(doc.sents)))])
        return doc

    def parse(self, docs: Sequence[Doc], wanted: Sequence[Collection[int]]) -> None:
        """Parse in place, for each doc, the sentences whose index is wanted.

        Sets tags, parts of speech, lemmas, heads, relations and entities. Words of sentences never parsed, and white
        space, have the relation "" and count as their own heads. `doc.user_data["parsed"]` holds the indexes of the
        sentences parsed.
        """
        jobs: list[tuple[int, list[int]]] = []
        for number, (doc, indexes) in enumerate(zip(docs, wanted, strict=True)):
            if "parsed" not in doc.user_data:
                doc.user_data["parsed"] = set()
                _write_columns(doc, _flat(doc), [])
            done: set[int] = doc.user_data["parsed"]
            for index, sentence in enumerate(doc.sents):
                if index in indexes and index not in done:
                    done.add(index)
                    jobs.append((number, [token.i for token in sentence if not token.is_space]))
        parts = [
            (number, part) for number, words in jobs for part in self._parts([docs[number][at].text for at in words], words)
        ]
        readings = self._network.read([sentence for _, (_, sentence) in parts])
        results: dict[int, list[tuple[list[int], Reading]]] = {}
        for (number, (words, _)), reading in zip(parts, readings, strict=True):
            results.setdefault(number, []).append((words, reading))
        for number, found in results.items():
            self._write(docs[number], found)

    def _parts(self, texts: list[str], words: list[int]) -> Iterator[tuple[list[int], Words]]:
        """The sentence, or where it is too long the parts it is read in."""
        start = 0
        while start < len(words):
            end, size = start, 2
            while end < len(words) and end - start < _MOST_WORDS:
                size += len(self._pieces.word(texts[end])[0])
                if size > _MOST_PIECES:
                    break
                end += 1
            yield words[start:end], Words(*self._pieces.sentence(texts[start:end]))
            start = end

    def _write(self, doc: Doc, results: list[tuple[list[int], Reading]]) -> None:
        columns = doc.to_array(_COLUMNS).astype(np.uint64)
        starts = np.array([sentence.start for sentence in doc.sents])
        owner = np.searchsorted(starts, np.arange(len(doc)), side="right") - 1
        entities = list(doc.ents)
        roots: dict[int, int] = {}
        for words, reading in results:
            root = self._fill(doc, columns, words, reading)
            sentence = int(owner[words[0]])
            if sentence in roots:
                columns[root, 0] = np.int64(roots[sentence] - root).astype(np.uint64)
                columns[root, 1] = self._tie
            roots.setdefault(sentence, root)
            entities.extend(self._entities(doc, columns, words, reading))
        _write_columns(doc, columns, entities)

    def _entities(self, doc: Doc, columns: Columns, words: list[int], reading: Reading) -> Iterator[Span]:
        scores = (reading.tags[:, self._slices["uner"]], reading.tags[:, self._slices["gmb"]])
        for start, end, kind in widened(self._merger.entities(*scores), [doc[at].text for at in words]):
            last = words[end - 1]
            # The newswire corpus at times calls a state by the mark of its adjective: "troops sent by Sudan".
            if kind == "NORP" and columns[last, 2] == self._name and columns[last, 1] in self._alone:
                before = doc[words[start - 1]].lower_ if start else ""
                kind = kind if before in _ARTICLES else "LOC"
            yield Span(doc, words[start], last + 1, label=kind)

    def _fill(self, doc: Doc, columns: Columns, words: list[int], reading: Reading) -> int:
        """Write one reading into the columns; the place of its root."""
        heads = best_tree(reading.arcs)
        xpos = reading.tags[:, self._slices["xpos"]].argmax(1).tolist()
        upos = reading.tags[:, self._slices["upos"]].argmax(1).tolist()
        strings, root = doc.vocab.strings, words[0]
        for at, (place, head) in enumerate(zip(words, heads, strict=True)):
            label = self._labels[reading.labels[at, head - 1]] if head else self._labels[0]
            if not head:
                root = place
            offset = words[head - 1] - place if head else 0
            lemma = self._lemmas(doc[place].text, self._tags["xpos"][xpos[at]])
            columns[place] = (
                offset % (1 << 64), label, self._xpos[xpos[at]], self._upos[upos[at]], strings.add(lemma),
            )  # fmt: skip
        return root


def _sentence_starts(length: int, starts: set[int]) -> Columns:
    values = np.full(length, -1, dtype=np.int64)
    values[list(starts)] = 1
    return values.astype(np.uint64)


def _flat(doc: Doc) -> Columns:
    """Columns of an unread doc: in each sentence all words under the first, white space under its neighbour."""
    heads = np.zeros(len(doc), dtype=np.int64)
    columns = np.zeros((len(doc), len(_COLUMNS)), dtype=np.uint64)
    space = [doc.vocab.strings.add(name) for name in ("_SP", "SPACE")]
    for sentence in doc.sents:
        first = next((token.i for token in sentence if not token.is_space), sentence.start)
        for token in sentence:
            heads[token.i] = first - token.i
            if token.is_space:
                columns[token.i, 2:] = (*space, token.orth)
                if token.i > first:
                    heads[token.i] = -1
    columns[:, 0] = heads.astype(np.uint64)
    return columns


def _write_columns(doc: Doc, columns: Columns, entities: list[Span]) -> None:
    if not len(doc):
        return
    filled = columns.copy()
    filled[columns[:, 1] == 0, 1] = doc.vocab.strings.add(_FILLER)
    doc.from_array(_COLUMNS, cast("Any", filled))
    doc.from_array(["DEP"], cast("Any", np.ascontiguousarray(columns[:, 1:2])))
    doc.set_ents(entities, default="outside")
