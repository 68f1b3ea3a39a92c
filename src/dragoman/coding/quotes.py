"""Quotations of one article: whose words, in which form, said to whom and carried by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from ..records import Article, Coder, Date, Entity, Quote, Span, stable_id
from .attributions import Attribution, Page
from .cues import Cast, load_cue_words
from .indirect import find_indirect
from .quotation_marks import Quotation, find_quotations
from .when import TimeExpression, event_date

__all__ = ["Cast", "find_quotes", "quote_sentences"]

_OUTLETS = frozenset(
    """agency bulletin chronicle courier daily dispatch echo gazette globe guardian herald independent inquirer journal mail mirror monitor
    news newspaper observer post press radio record register review standard star sun telegraph television times tribune tv voice
    weekly wire""".split()
)
"""How the name of an outlet or agency ends."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation with its form, and the attribution that was found for it."""

    quotation: Quotation
    form: str
    by: Attribution | None
    rule: str


def quote_sentences(doc: Doc) -> set[int]:
    """The sentences that hold quotation marks or a word of saying, and so are worth a parse."""
    words = load_cue_words()
    spans = [(q.outer_start, q.outer_end) for q in find_quotations(doc.text)]
    found, at = set(), 0
    for n, sentence in enumerate(doc.sents):
        while at < len(spans) and spans[at][1] <= sentence.start_char:
            at += 1
        quoted = at < len(spans) and spans[at][0] < sentence.end_char
        if quoted or any(words.states(t) for t in sentence) or "according" in {t.lower_ for t in sentence}:
            found.add(n)
    return found


def find_quotes(
    article: Article,
    doc: Doc,
    cast: Cast,
    times: Sequence[TimeExpression],
    published: date | None,
    coder_version: str,
) -> list[Quote]:
    """The direct, partial and indirect quotations of an article, in order of the text."""
    page = Page(doc, cast, article.body_start)
    said = [s for s in _direct_and_partial(page) if s.quotation.start >= article.body_start]
    taken = [(s.quotation.start, s.quotation.end) for s in said if s.form == "direct"]
    for start, end, by in find_indirect(page):
        # A clause that is all in quotation marks is not indirect as well.
        quoted = any(q.outer_start <= start and end <= q.outer_end for q in page.quotations)
        if start >= article.body_start and not quoted and not any(start < e and s < end for s, e in taken):
            said.append(_Said(Quotation(start, end, start, end), "indirect", by, "indirect.clause"))
    said.sort(key=lambda s: (s.quotation.start, s.quotation.end, s.form))
    return [_quote(article, page, s, times, published, coder_version) for s in said]


def _quote(
    article: Article, page: Page, said: _Said, times: Sequence[TimeExpression], published: date | None, version: str
) -> Quote:
    start, end = said.quotation.start, said.quotation.end
    by = _given_to(said.by, article, page.doc) if said.by else None
    cue = by.cue if by else None
    at = cue if cue is not None else page.token_at(start)
    when: Date = event_date(at, at.sent, times, published)
    return Quote(
        id=stable_id("quote", article.id, start, end, said.form),
        article_id=article.id,
        text=page.text[start:end],
        start=start,
        end=end,
        form=said.form,
        speaker=by.speaker if by else None,
        cue=_words(page.doc, by) if by else None,
        addressee=by.addressee if by else None,
        medium=by.medium if by else None,
        date=when,
        coder=Coder(version, f"quote.{said.rule}"),
    )


def _given_to(by: Attribution, article: Article, doc: Doc) -> Attribution:
    """The same, with the outlet that was told as the carrier, and with the name that follows "news agency"."""
    told, medium = by.addressee, by.medium
    if medium is None and told is not None and told.country is None:
        told = _whole_name(told, doc)
        title = told.name.split()[-1].casefold() in _OUTLETS and told.name.split()[0] != told.name
        if title or told.name.casefold() == (article.outlet or "").casefold():
            return replace(by, addressee=None, medium=replace(told, kind="organisation", sectors=("JRN",)))
    if (
        medium is not None
        and medium.kind == "unnamed"
        and medium.text.endswith(("agency", "newspaper", "broadcaster", "channel"))
    ):
        words = doc.char_span(medium.start, medium.end)
        named = _name_behind(doc, words.end) if words is not None else None
        if named is not None:
            text = doc.text[medium.start : named[1]]
            kept = replace(medium, text=text, end=named[1], name=doc.text[named[0] : named[1]], kind="organisation")
            return by.carried_by(kept)
    return by


def _whole_name(entity: Entity, doc: Doc) -> Entity:
    """An entity with the capitalised words before it that its name lacks: "told *Meridian* Wire"."""
    words = doc.char_span(entity.start, entity.end)
    if words is None or not words[0].text[:1].isupper():
        return entity
    start = words.start
    while start > words.sent.start and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ == "PROPN":
        start -= 1
    text = doc[start : words.end]
    return replace(entity, text=text.text, name=text.text, start=text.start_char)


def _name_behind(doc: Doc, at: int) -> tuple[int, int] | None:
    """Where the name that begins at token `at` stands in the text."""
    end = at
    while end < len(doc) and end - at < 3 and doc[end].text[:1].isupper() and doc[end].pos_ in {"PROPN", "NOUN"}:
        end += 1
    return (doc[at].idx, doc[end - 1].idx + len(doc[end - 1])) if end > at else None


def _words(doc: Doc, by: Attribution) -> Span:
    span = doc[by.cue_start : by.cue_end]
    return Span(span.text, span.start_char, span.end_char)


def _direct_and_partial(page: Page) -> list[_Said]:
    found: list[_Said] = []
    previous: _Said | None = None
    for quotation in page.quotations:
        form = _form(page, quotation)
        if form == "direct":
            said = _attributed(page, quotation, previous)
        else:
            by = page.inside_clause(quotation)
            said = _Said(quotation, "partial", by, "partial.clause")
            # Marks around a title, a nickname or a doubted word are nobody's speech.
            if by is None or by.speaker is None or (_is_name(page, quotation) and not by.names):
                continue
            lead = page.text[max(quotation.outer_start - 20, 0) : quotation.outer_start]
            if lead.rstrip().lower().endswith("so-called"):
                continue
        found.append(said)
        previous = said
    return _backwards(found)


def _backwards(found: list[_Said]) -> list[_Said]:
    """Gives the paragraphs of a long quotation the speaker who is named only at its end."""
    for n in range(len(found) - 2, -1, -1):
        said, following = found[n], found[n + 1]
        nobody = said.by is None or said.by.speaker is None
        if nobody and not said.quotation.closed and following.form == "direct" and following.by is not None:
            found[n] = _Said(said.quotation, said.form, following.by, "direct.paragraph_after")
    return found


def _form(page: Page, quotation: Quotation) -> str:
    """Direct where the words stand for a sentence, or a part of one that the attribution broke; else partial."""
    text = page.text
    before = text[max(quotation.outer_start - 20, 0) : quotation.outer_start].rstrip(" \t")[-1:]
    inner = text[quotation.start : quotation.end].strip()
    count = len(inner.split())
    ended = inner[-1:] in ".,!?…—–" or text[quotation.outer_end : quotation.outer_end + 1] in {",", "."}
    opens = before in {"", ".", "!", "?", ":", "\n", "”", '"', "’", ")", "»", "—", "–"}
    capital = inner[:1].isupper()
    if not quotation.closed:
        return "direct"
    if opens and (before == ":" or (capital and (count > 3 or ended))):
        return "direct"
    if before == "," and ended and count > 1 and (capital or page.is_second_piece(quotation)):
        return "direct"
    return "direct" if capital and count > 3 and inner[-1:] in ".!?," and page.cue_right_before(quotation) else "partial"


def _is_name(page: Page, quotation: Quotation) -> bool:
    words = [w for w in page.text[quotation.start : quotation.end].split() if w[:1].isalpha()]
    return bool(words) and all(w[:1].isupper() for w in words if len(w) > 3) and words[0][:1].isupper()


def _attributed(page: Page, quotation: Quotation, previous: _Said | None) -> _Said:
    """A direct quotation with its speaker: in its own sentence, as a further piece, or from the sentence beside it."""
    before, after = page.before(quotation), page.after(quotation)
    order = ((before, "direct.before"), (after, "direct.after"))
    for by, rule in order if page.leads_in(quotation) else order[::-1]:
        if by is not None and by.speaker is not None:
            return _Said(quotation, "direct", by, rule)
    carried = next((by for by, _ in order if by is not None and by.medium is not None), None)
    by = page.sentence_before(quotation)
    rule = "direct.sentence_before"
    if (by is None or by.speaker is None) and previous is not None and page.goes_on(previous.quotation, quotation):
        by, rule = previous.by, "direct.continued"
    if by is None or by.speaker is None:
        by, rule = page.sentence_after(quotation) or by, "direct.sentence_after"
    if (by is None or by.speaker is None) and previous is not None and page.next_paragraph(previous.quotation, quotation):
        by, rule = previous.by, "direct.paragraph_before"
    if by is not None and carried is not None and by.medium is None:
        by = by.carried_by(carried.medium)
    by = by or carried or before or after
    return _Said(quotation, "direct", by, rule if by and by.speaker else "direct.no_speaker")
