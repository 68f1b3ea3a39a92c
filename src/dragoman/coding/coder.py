"""Articles in, mentions and quotations out: the order of the steps within one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from ..errors import SupportError
from ..knowledge import Knowledge, dateline_of
from ..knowledge.gazetteer import Gazetteer
from ..language import LanguageModel
from ..ontology import Ontology
from ..records import Article, Mention, Quote
from .annotations import annotations_of
from .article import ArticleCoding
from .cast import Cast
from .evidence import LearnedEvidence, evidence_of
from .learned import Learned
from .quotes import find_quotes, quote_sentences
from .slots import Slots
from .support import Support, without
from .when import TimeExpression, find_times
from .where import Toponym, find_places

__all__ = ["Coder", "published_day"]

_PARTY_KINDS = {"country", "adjective", "demonym", "capital", "seat", "organisation", "role", "office", "person", "region"}
_PRONOUNS = {"he", "she", "it", "they", "we", "him", "her", "them", "us", "his", "its", "their"}
_SHORTEST = 4
"""tokens; shorter sentences are labels and bylines"""
_LONGEST = 250
"""tokens; what is longer is a list or noise, and reading it would take time without bound"""


class Coder:
    """Codes batches of articles. Two coders made of the same parts give the same records.

    A value that its words do not license is dropped, counted in `unsupported` and told to `on_unsupported` (article id, record id, what is
    wrong); with `strict_support` it raises SupportError instead.
    """

    def __init__(
        self,
        model: LanguageModel,
        knowledge: Knowledge,
        ontology: Ontology,
        gazetteer: Gazetteer,
        version: str,
        *,
        learned: Learned | None = None,
        strict_support: bool = False,
        on_unsupported: Callable[[str, str, str], None] | None = None,
    ) -> None:
        self.model = model
        self.knowledge = knowledge
        self.ontology = ontology
        self.gazetteer = gazetteer
        self.version = version
        self.learned = learned
        self.strict_support = strict_support
        self.on_unsupported = on_unsupported
        self.unsupported = 0
        """values dropped so far"""
        self._support = Support(knowledge, gazetteer)

    def code(self, articles: Sequence[Article]) -> list[list[Mention | Quote]]:
        """The mentions and quotes of each article, in order of the text."""
        docs = self.split(articles)
        days = [published_day(article) for article in articles]
        self.model.parse(docs, self.chosen(docs, articles))
        return [self._article(article, doc, day) for article, doc, day in zip(articles, docs, days, strict=True)]

    def chosen(self, docs: Sequence[Doc], articles: Sequence[Article]) -> list[set[int]]:
        """The sentences of each article that are worth a parse, by the lexicon or because the network sees something in them.

        The network reads those with somebody in them; what it saw stays with the docs.
        """
        peopled = [self.peopled(doc, article) for doc, article in zip(docs, articles, strict=True)]
        chosen = [self._by_lexicon(*each) for each in zip(docs, articles, peopled, strict=True)]
        if self.learned is None:
            return chosen
        self.learned.read(docs, peopled, self.model)
        return [them | self.learned.likely(doc) for them, doc in zip(chosen, docs, strict=True)]

    def wanted(self, doc: Doc, article: Article) -> set[int]:
        """The sentences worth a parse by the lexicon: with a word that may report a happening and somebody to take part, or a quotation."""
        return self._by_lexicon(doc, article, self.peopled(doc, article))

    def _by_lexicon(self, doc: Doc, article: Article, peopled: set[int]) -> set[int]:
        forms = self.ontology.forms
        sentences = list(doc.sents)
        told = {n for n in peopled if any(token.lower_ in forms for token in sentences[n])}
        return told | {n for n in quote_sentences(doc) if self._body(sentences[n], article)}

    def peopled(self, doc: Doc, article: Article) -> set[int]:
        """The sentences of the body, neither scraps nor lists, with somebody who may take part in a happening."""
        found = set()
        for n, sentence in enumerate(doc.sents):
            if self._body(sentence, article):
                words = [token.text for token in sentence]
                named = any(token.is_title or token.lower_ in _PRONOUNS for token in sentence[1:])
                if named or any(match.name.kind in _PARTY_KINDS for match in self.knowledge.match(words)):
                    found.add(n)
        return found

    @staticmethod
    def _body(sentence: Span, article: Article) -> bool:
        return sentence.end_char > article.body_start and _SHORTEST <= len(sentence) <= _LONGEST

    def annotate(self, articles: Sequence[Article]) -> list[list[Mapping[str, Any]]]:
        """Every entity, place and time expression of each article; all sentences are parsed for it."""
        docs = self.split(articles)
        self.model.parse(docs, [range(sum(1 for _ in doc.sents)) for doc in docs])
        made = []
        for article, doc in zip(articles, docs, strict=True):
            cast, toponyms, times = self.read(doc, published_day(article))
            made.append(annotations_of(article, cast, toponyms, times))
        return made

    def evidence(self, article: Article, mention: Mention) -> LearnedEvidence | None:
        """What the network says of a mention of this article; None without a network, and where another one made the mention.

        How sure it was asked to be, and words that a scholar added, make no difference to what it says.
        """
        if self.learned is None or not mention.evidence:
            return None
        if not all(one in mention.coder.version for one in (self.model.version, self.learned.network_version)):
            return None
        (doc,) = self.split([article])
        number = mention.evidence[0].sentence
        self.learned.read([doc], [{number}], self.model)
        sighting = doc.user_data["sighted"].get(number)
        return evidence_of(mention, sighting, self.learned) if sighting is not None else None

    def split(self, articles: Sequence[Article]) -> list[Doc]:
        """Words and sentences of each article, nothing parsed yet; header and dateline are blank, so offsets are the article's own."""
        docs = []
        for article in articles:
            dateline = dateline_of(article.text, article.body_start)
            home = self._country_of(dateline.place) if dateline is not None else None
            text = " " * article.body_start + article.text[article.body_start :]
            if dateline is not None and home is not None:
                start, end = dateline.start, dateline.end
                text = text[:start] + " " * (end - start) + text[end:]
            doc = self.model.split(text)
            doc.user_data["home"] = home
            docs.append(doc)
        return docs

    def _country_of(self, place: str) -> str | None:
        words = self.model.split(place)
        found = find_places(words, (), self.gazetteer)
        return found[0].country if found and len(found[0].text) > len(place) // 2 else None

    def read(self, doc: Doc, published: date | None) -> tuple[Cast, list[Toponym], list[TimeExpression]]:
        """Who, where and when in a parsed article."""
        toponyms = find_places(doc, [(e.start, e.end, e.label_) for e in doc.ents], self.gazetteer)
        cast = Cast(doc, self.knowledge, published, toponyms, doc.user_data["home"])
        return cast, toponyms, find_times(doc, published)

    def _article(self, article: Article, doc: Doc, published: date | None) -> list[Mention | Quote]:
        cast, toponyms, times = self.read(doc, published)
        quotes = find_quotes(article, doc, cast, times, published, self.version)
        for quote in quotes:
            if quote.speaker is not None and quote.form != "indirect":
                cast.add_speaker(quote.start, quote.end, quote.speaker)
        work = ArticleCoding(
            article, Slots(cast, self.ontology), quotes, times, toponyms, published, self.version, self.learned
        )
        return sorted(
            self._licensed([*quotes, *work.mentions()], article),
            key=lambda r: (r.trigger.start if isinstance(r, Mention) else r.start, r.kind, r.id),
        )

    def _licensed(self, records: Iterable[Mention | Quote], article: Article) -> Iterator[Mention | Quote]:
        """The records without what their words do not license."""
        for record in records:
            faults = self._support.faults(record, article)
            if faults and self.strict_support:
                raise SupportError(f"{article.id}: {record.kind} {record.id}: {'; '.join(map(str, faults))}")
            for fault in faults:
                self.unsupported += 1
                if self.on_unsupported is not None:
                    self.on_unsupported(article.id, record.id, str(fault))
            left = without(record, faults, article) if faults else record
            if left is not None:
                yield left


def published_day(article: Article) -> date | None:
    """The day of publication, if the article has one that can be read."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None
