"""Ties quotations to the words around them that say whose they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ..records import Entity
from .attribution_subjects import speaking
from .carriers import addressee_of, is_medium, medium_in
from .cues import Cast, cues_between, load_cue_words, noun_phrase, quoted_as_saying, subject_of_cue, unnamed
from .quotation_marks import Quotation, find_quotations
from .syntax import prepositions_of

__all__ = ["Attribution", "Page"]

_ENDS = {".", "!", "?"}
_NAMING = ("call", "describ", "brand", "label", "denounc", "hail", "refer")
_LABEL_WORDS = 6
"""words before a colon that may still be a speaker's name"""
_GAP_WORDS = 25


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words they are: the cue (token span and its verb), the speaker, to whom, and by whom carried."""

    cue: Token
    cue_start: int
    cue_end: int
    speaker: Entity | None
    addressee: Entity | None = None
    medium: Entity | None = None
    names: bool = False
    """True where the cue gives names: "called it “the Long Road”" """

    def carried_by(self, medium: Entity | None) -> Attribution:
        """The same with a carrier."""
        return replace(self, medium=medium)


class Page:
    """One article's tokens and quotations, and the stretches of text between them."""

    def __init__(self, doc: Doc, cast: Cast, body_start: int = 0) -> None:
        self.doc = doc
        self.cast = cast
        self._body = body_start
        self.words = load_cue_words()
        self.text = doc.text
        self.quotations = find_quotations(self.text)
        self._starts = [token.idx for token in doc]
        self.quoted = [False] * len(doc)
        for quotation in self.quotations:
            first, last = self.tokens(quotation)
            self.quoted[first:last] = [True] * (last - first)

    def token_at(self, offset: int) -> Token:
        """The token that holds a character."""
        return self.doc[max(bisect_right(self._starts, offset) - 1, 0)]

    def tokens(self, quotation: Quotation) -> tuple[int, int]:
        """The tokens of a quotation with its marks."""
        first = max(bisect_right(self._starts, quotation.outer_start) - 1, 0)
        return first, max(bisect_left(self._starts, quotation.outer_end), first + 1)

    # stretches of text

    def _ends_at(self, i: int) -> bool:
        token = self.doc[i]
        if "\n" in token.text or (token.idx < self._body and (i + 1 == len(self.doc) or self.doc[i + 1].idx >= self._body)):
            return True
        return not self.quoted[i] and token.text in _ENDS

    def _left(self, i: int) -> int:
        """The first token of the sentence that token `i` stands in, over quotations."""
        while i > 0 and not self._ends_at(i - 1) and not self._detached(i):
            i -= 1
        return i

    def _right(self, i: int) -> int:
        """One past the last token of the sentence that token `i` stands in."""
        while i < len(self.doc) and not self._ends_at(i):
            i += 1
            if i < len(self.doc) and self._detached(i):
                break
        return i

    def _detached(self, i: int) -> bool:
        """Whether a new sentence begins at token `i`, right behind a quotation that ended its own sentence."""
        if not self.quoted[i - 1] or self.quoted[i]:
            return False
        inner = self.text[max(self._starts[i] - 8, 0) : self._starts[i]].rstrip().rstrip("”\"'’»“‘›")[-1:]
        return inner == "." and self.doc[i].text[:1].isupper()

    def _lead(self, first: int) -> int:
        """Where the words begin that lead up to a quotation at token `first`."""
        while first > 0 and not self._ends_at(first - 1) and not self.quoted[first - 1]:
            first -= 1
        return first

    def sentence(self, i: int) -> tuple[int, int]:
        """The tokens of the sentence that token `i` stands in."""
        return self._left(i), self._right(i)

    # attributions

    def attribution(self, cue: Token) -> Attribution:
        """What a word of saying tells: its subject as the speaker, or as the carrier where that is a newspaper."""
        start, end = self.sentence(cue.i)
        medium = medium_in(self.doc, start, end, self.cast, self.words, self.quoted)
        subject = speaking(cue, subject_of_cue(cue, self.words))
        first = cue.i
        quoting = quoted_as_saying(cue)
        if quoting is not None:
            first = quoting.i
        speaker: Entity | None = None
        if subject is not None and not self.quoted[subject.i]:
            carrier = is_medium(subject, self.cast, self.words)
            if carrier is not None:
                medium = carrier
            else:
                speaker = self._speaker(subject)
        addressee, told = addressee_of(cue, self.cast, self.words)
        names = cue.lower_.startswith(_NAMING)
        return Attribution(cue, first, cue.i + 1, speaker, addressee, told or medium, names)

    def _speaker(self, subject: Token) -> Entity | None:
        if subject.lower_ in self.words.deeds:
            return None
        if subject.lower_ in self.words.texts:
            for child in subject.children:
                if child.dep_ in {"nmod:poss", "compound"} or prepositions_of(child) & {"by", "from", "of"}:
                    maker = self.cast.resolve(child)
                    if maker:
                        return maker[0]
        found = self.cast.resolve(subject)
        if found:
            return found[0]
        if subject.pos_ == "PRON" or (not subject.pos_ and subject.lower_ in {"he", "she", "they", "it", "i", "we"}):
            return None
        start, end = noun_phrase(subject, subject.sent.start)
        return unnamed(self.doc, start, end, kind="person" if subject.pos_ == "PROPN" or subject.text.istitle() else "unnamed")

    def _best(self, cues: Iterable[Token]) -> Attribution | None:
        """The first attribution that has a speaker, else the first that has a carrier, else the first."""
        carried: Attribution | None = None
        first: Attribution | None = None
        for cue in cues:
            by = self.attribution(cue)
            if by.speaker is not None:
                return by.carried_by(carried.medium) if carried is not None and by.medium is None else by
            first = first or by
            if carried is None and by.medium is not None:
                carried = by
        return carried or first

    def _cues(self, start: int, end: int) -> list[Token]:
        return list(cues_between(self.doc, start, end, self.words, self.quoted))

    def _according(self, start: int, end: int) -> Attribution | None:
        """X of "according to X", as the speaker, or the carrier."""
        for i in range(start, end - 2):
            if self.quoted[i] or self.doc[i].lower_ != "according" or self.doc[i + 1].lower_ != "to":
                continue
            last = i + 2
            while last + 1 < end and not self.doc[last + 1].is_punct and self.doc[last + 1].pos_ not in {"VERB", "ADP", "AUX"}:
                last += 1
            head = self.doc[last]
            medium = is_medium(head, self.cast, self.words) or self.cast.medium(i + 2, last + 1)
            speaker = None if medium else self._speaker(head)
            return Attribution(self.doc[i], i, i + 2, speaker, None, medium)
        return None

    def before(self, quotation: Quotation) -> Attribution | None:
        """The attribution that leads into a quotation: "X said:", "X:", "X, who ..., added"."""
        first, _ = self.tokens(quotation)
        start = self._lead(first)
        if start == first:
            return None
        by = self._best(reversed(self._cues(start, first)))
        if by is not None and by.speaker is not None:
            return by
        return self._label(start, first) or self._according(start, first) or self._announced(start, first) or by

    def _announced(self, start: int, first: int) -> Attribution | None:
        """The subject of what leads up to a colon: "Ruiz was blunt: ..."."""
        if self.doc[first - 1].text != ":":
            return None
        for token in self.doc[start:first]:
            found = self.cast.resolve(token) if token.dep_ == "nsubj" else ()
            if found and found[0].kind == "person":
                cue = token.head if start <= token.head.i < first else self.doc[first - 1]
                return Attribution(cue, cue.i, cue.i + 1, found[0])
        return None

    def _label(self, start: int, first: int) -> Attribution | None:
        """The name before a colon, as in interviews and headlines: "Ana Ruiz: ..."."""
        if self.doc[first - 1].text != ":" or not 1 < first - start <= _LABEL_WORDS + 1:
            return None
        found = self.cast.resolve(self.doc[first - 2])
        return Attribution(self.doc[first - 1], first - 1, first, found[0]) if found else None

    def after(self, quotation: Quotation) -> Attribution | None:
        """The attribution that follows in the quotation's own sentence: "...,” said X"."""
        _, last = self.tokens(quotation)
        if last >= len(self.doc) or self._detached(last):
            return None
        end = last
        while end < len(self.doc) and not self._ends_at(end) and not self.quoted[end]:
            end += 1
        by = self._best(self._cues(last, end))
        return by if by and by.speaker else self._according(last, end) or by

    def leads_in(self, quotation: Quotation) -> bool:
        """Whether the words before a quotation announce it."""
        first, _ = self.tokens(quotation)
        if first == 0 or self.quoted[first - 1]:
            return False
        return self.doc[first - 1].text in {":", ","} or self.words.is_cue(self.doc[first - 1])

    def cue_right_before(self, quotation: Quotation) -> bool:
        """Whether a word of saying stands right before a quotation."""
        first, _ = self.tokens(quotation)
        return first > 0 and not self.quoted[first - 1] and self.words.is_cue(self.doc[first - 1])

    def is_second_piece(self, quotation: Quotation) -> bool:
        """Whether this goes on after an attribution broke it: “We come,” he said, “and stay.”"""
        first, _ = self.tokens(quotation)
        start = self._lead(first)
        return start > 0 and self.quoted[start - 1] and bool(self._cues(start, first))

    def inside_clause(self, quotation: Quotation) -> Attribution | None:
        """The attribution of words quoted inside a sentence: the verb of saying above them, else the nearest one."""
        first, last = self.tokens(quotation)
        start, end = self.sentence(first)
        end = max(end, last)
        inner = next((t for t in self.doc[first:last] if not t.is_punct), self.doc[first])
        node = inner
        while node.dep_ and node.head.i != node.i:
            node = node.head
            if not self.quoted[node.i] and start <= node.i < end and self.words.is_cue(node):
                by = self.attribution(node)
                if by.speaker is not None and not self._in_subject(node, first, last):
                    return by
        for cue in reversed(self._cues(start, first)):
            by = self.attribution(cue)
            if by.speaker is not None:
                return by
        for cue in self._cues(last, end):
            by = self.attribution(cue)
            if by.speaker is not None and any(t.text == "," for t in self.doc[last - 2 : cue.i]):
                return by
        by_source = self._according(start, end)
        return by_source if by_source is not None and by_source.speaker is not None else None

    def _in_subject(self, cue: Token, first: int, last: int) -> bool:
        subjects = [c for c in cue.children if c.dep_.startswith("nsubj")]
        return any(c.left_edge.i <= first and last <= c.right_edge.i + 2 < cue.i for c in subjects)

    # across sentences

    def sentence_before(self, quotation: Quotation) -> Attribution | None:
        """The speaker of the sentence before, in the same paragraph."""
        first, _ = self.tokens(quotation)
        end = self._left(first)
        if end == 0 or "\n" in self.doc[end - 1].text:
            return None
        return self._best(reversed(self._cues(self._left(end - 1), end)))

    def sentence_after(self, quotation: Quotation) -> Attribution | None:
        """The speaker of the sentence after, in the same paragraph."""
        _, last = self.tokens(quotation)
        if last >= len(self.doc) or "\n" in self.doc[last].text:
            return None
        start = last if self._detached(last) else self._right(last) + 1
        if start >= len(self.doc) or "\n" in self.doc[start - 1].text:
            return None
        return self._best(self._cues(start, self._right(start)))

    def goes_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Whether a quotation continues the one before it: nothing but space, or a paragraph's end left open."""
        gap = self.text[before.outer_end : quotation.outer_start]
        return not before.closed or not (gap.strip() or "\n" in gap)

    def next_paragraph(self, before: Quotation, quotation: Quotation) -> bool:
        """Whether a quotation opens the paragraph after one that quoted somebody."""
        gap = self.text[before.outer_end : quotation.outer_start]
        own = gap.rsplit("\n", 1)
        return len(own) == 2 and not own[1].strip() and len(gap.split()) <= _GAP_WORDS
