"""Articles in, mentions and quotations out: the order of the steps within one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from .. import records
from ..knowledge import Knowledge
from ..knowledge.gazetteer import Gazetteer
from ..language import LanguageModel
from ..ontology import Ontology
from ..records import Article, Evidence, Mention, Quote, Status, stable_id
from .aims import absorbed, aimed
from .annotations import annotations_of
from .attribution import asserted_by
from .cast import Cast
from .circumstances import contexts_of, place_of
from .happenings import Happening, find_happenings
from .quantities import quantities_of
from .quotes import find_quotes, quote_sentences
from .slots import Slots
from .speech import demands, promised
from .status import folded_type, is_purpose, status_of
from .when import TimeExpression, event_date, find_times
from .where import Toponym, find_places

__all__ = ["Coder"]

_UNCERTAIN = {
    Status.HYPOTHETICAL: 0.8,
    Status.PLANNED: 0.95,
    Status.DENIED: 0.9,
    Status.REQUESTED: 0.85,
    Status.BACKGROUND: 0.9,
}
_PARTY_KINDS = {
    "country",
    "adjective",
    "demonym",
    "capital",
    "seat",
    "organisation",
    "role",
    "office",
    "person",
    "region",
}
_FLOOR = 0.45
"""confidence below which nothing is coded"""
_HYPOTHETICAL_FLOOR = 0.62
_SHORTEST = 4
"""tokens; shorter sentences are labels and bylines"""


class Coder:
    """Codes batches of articles. Two coders made of the same parts give the same records."""

    def __init__(
        self, model: LanguageModel, knowledge: Knowledge, ontology: Ontology, gazetteer: Gazetteer, version: str
    ) -> None:
        self.model = model
        self.knowledge = knowledge
        self.ontology = ontology
        self.gazetteer = gazetteer
        self.version = version

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        """The mentions and quotes of each article, in order of the text."""
        docs = self._split(articles)
        days = [published_day(article) for article in articles]
        self.model.parse(docs, [self.wanted(doc, article) for doc, article in zip(docs, articles, strict=True)])
        return [self._article(article, doc, day) for article, doc, day in zip(articles, docs, days, strict=True)]

    def wanted(self, doc: Doc, article: Article) -> set[int]:
        """The sentences worth a parse: with a word that may report a happening and somebody to take part, or a quotation."""
        forms = self.ontology.forms
        wanted = set(quote_sentences(doc))
        for n, sentence in enumerate(doc.sents):
            if sentence.end_char <= article.body_start or len(sentence) < _SHORTEST:
                wanted.discard(n)
            elif n not in wanted and any(token.lower_ in forms for token in sentence):
                words = [token.text for token in sentence]
                if any(match.name.kind in _PARTY_KINDS for match in self.knowledge.match(words)):
                    wanted.add(n)
        return wanted

    def annotate(self, articles: Sequence[Article]) -> list[list[Mapping[str, Any]]]:
        """Every entity, place and time expression of each article; all sentences are parsed for it."""
        docs = self._split(articles)
        self.model.parse(docs, [range(sum(1 for _ in doc.sents)) for doc in docs])
        made = []
        for article, doc in zip(articles, docs, strict=True):
            cast, toponyms, times = self._read(doc, published_day(article))
            made.append(annotations_of(article, cast, toponyms, times))
        return made

    def _split(self, articles: Sequence[Article]) -> list[Doc]:
        # A header is blanked, not cut, so that offsets keep pointing into the article's own text.
        return [self.model.split(" " * a.body_start + a.text[a.body_start :]) for a in articles]

    def _read(self, doc: Doc, published: date | None) -> tuple[Cast, list[Toponym], list[TimeExpression]]:
        toponyms = find_places(doc, [(e.start, e.end, e.label_) for e in doc.ents], self.gazetteer)
        return Cast(doc, self.knowledge, published, toponyms), toponyms, find_times(doc, published)

    def _article(self, article: Article, doc: Doc, published: date | None) -> list[Mention | Quote]:
        cast, toponyms, times = self._read(doc, published)
        quotes = find_quotes(article, doc, cast, times, published, self.version)
        for quote in quotes:
            if quote.speaker is not None and quote.form != "indirect":
                cast.add_speaker(quote.start, quote.end, quote.speaker)
        slots = Slots(cast, self.ontology)
        found: list[Mention | Quote] = [*quotes]
        parsed = doc.user_data["parsed"]
        for n, sentence in enumerate(doc.sents):
            if n in parsed and sentence.end_char > article.body_start:
                found += self._sentence(article, n, sentence, slots, quotes, times, toponyms, published)
        return sorted(found, key=lambda r: (r.trigger.start if isinstance(r, Mention) else r.start, r.kind, r.id))

    def _sentence(
        self,
        article: Article,
        number: int,
        sentence: Span,
        slots: Slots,
        quotes: Sequence[Quote],
        times: Sequence[TimeExpression],
        toponyms: Sequence[Toponym],
        published: date | None,
    ) -> list[Mention]:
        happenings = [aimed(h, slots) for h in absorbed(find_happenings(sentence, slots, self.ontology))]
        asked = demands(sentence, slots, self.ontology, happenings)
        taken = {h.token.i for h in asked}
        made = []
        for happening in [h for h in happenings if h.token.i not in taken] + asked:
            when = event_date(happening.token, sentence, times, published)
            status = status_of(happening, slots, when, published) if happening not in asked else Status.DONE
            happening, status = promised(happening, status, slots, self.ontology)
            floor = _HYPOTHETICAL_FLOOR if status is Status.HYPOTHETICAL else _FLOOR
            if happening.confidence * _UNCERTAIN.get(status, 1.0) < floor or is_purpose(happening.token, status):
                continue
            made.append(self._mention(article, number, sentence, happening, status, slots, quotes, when, toponyms))
        return made

    def _mention(
        self,
        article: Article,
        number: int,
        sentence: Span,
        happening: Happening,
        status: Status,
        slots: Slots,
        quotes: Sequence[Quote],
        when: records.Date,
        toponyms: Sequence[Toponym],
    ) -> Mention:
        type_name = folded_type(self.ontology.types[happening.type], status)
        mode = happening.mode if happening.mode in self.ontology.types[type_name].modes else None
        first, last = sorted((happening.token, happening.last), key=lambda t: t.i)
        start, end = first.idx, last.idx + len(last.text)
        text = sentence.doc.text
        confidence = round(min(1.0, happening.confidence * _UNCERTAIN.get(status, 1.0)), 3)
        return Mention(
            id=stable_id("mention", article.id, article.text_sha256, type_name, start, end, happening.rule),
            article_id=article.id,
            type=type_name,
            modes=(mode,) if mode else (),
            contexts=contexts_of(sentence, happening.contexts, self.ontology.contexts),
            quad=self.ontology.types[type_name].quad,
            intensity=self.ontology.score(type_name, mode),
            status=status,
            actors=happening.actors,
            recipients=happening.recipients,
            date=when,
            place=place_of(happening, toponyms, sentence),
            asserted_by=asserted_by(happening.token, slots, quotes, article.outlet),
            trigger=records.Span(text[start:end], start, end),
            evidence=(_evidence(number, sentence),),
            quantities=quantities_of(happening, sentence),
            confidence=confidence,
            coder=records.Coder(self.version, happening.rule),
        )


def _evidence(number: int, sentence: Span) -> Evidence:
    """The sentence without the blanks and line ends around it."""
    words = sentence.text
    start = sentence.start_char + len(words) - len(words.lstrip())
    return Evidence(number, start, start + len(words.strip()), words.strip())


def published_day(article: Article) -> date | None:
    """The day of publication, if the article has one that can be read."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None
