"""Turn labelled texts into rows of numbers ready for training: the corpus, and newswire as the rules code it.

python -m training.coder.prepare --corpora ../shared/corpora --out BUILD
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words
from training.coder.rows import TYPES, Row, Trigger
from training.language.prepare import load as load_corpora

from dragoman.coding import Coder, load_coder
from dragoman.coding.cast import Cast
from dragoman.coding.coder import published_day
from dragoman.coding.learned import before
from dragoman.coding.lexical import lexical_types
from dragoman.evaluating.markup import Label, Labelled, Party, read_markup
from dragoman.records import Article, Mention, Span
from dragoman.records.mention import Entity, Place

CORPUS = Path("training/corpus")
_TOGETHER = 64


def corpus(directory: Path = CORPUS) -> list[Labelled]:
    """Every entry of the corpus, in order of the files."""
    return [entry for path in sorted(directory.glob("*.txt")) for entry in read_markup(path)]


def gold_rows(entries: Sequence[Labelled], coder: Coder) -> Iterator[Row]:
    """A row for each sentence of the labelled entries."""
    hints = lexical_types(coder.ontology, TYPES)
    for start in range(0, len(entries), _TOGETHER):
        part = entries[start : start + _TOGETHER]
        articles = [Article.of(entry.text, id=entry.id, published=entry.facts["published"]) for entry in part]
        docs = coder.split(articles)
        coder.model.parse(docs, [range(sum(1 for _ in doc.sents)) for doc in docs])
        for entry, article, doc in zip(part, articles, docs, strict=True):
            cast, _, _ = coder.read(doc, published_day(article))
            sentences = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
            for number, sentence in enumerate(doc.sents):
                earlier = before(sentences, number)
                triggers = [found for label in entry.labels if (found := _trigger(label, sentence, earlier, cast)) is not None]
                row = _row(entry.id, entry.held_out, sentence, triggers, hints, not entry.labels, earlier)
                row.sides = _sides(entry.labels, sentence, earlier, cast)
                yield row


def _sides(labels: Iterable[Label], sentence: Words, earlier: Sequence[Token], cast: Cast) -> list[tuple[int, dict[int, bool]]]:
    """The sides of the labels that stand in the words, each with the words that bear a country and whether it is theirs."""
    numbers = _numbers(sentence, earlier)
    bearing = {numbers[i]: code for i, code in cast.countries.items() if i in numbers}
    found: dict[int, set[str]] = {}
    for label in labels:
        for party in (*label.actors, *label.recipients):
            head = head_of(sentence, party.words.start, party.words.end) or head_of(earlier, party.words.start, party.words.end)
            if head is not None:
                found.setdefault(numbers[head.i], set()).update({party.country} if party.country else ())
    return [(head, {at: code in codes for at, code in bearing.items()}) for head, codes in sorted(found.items())]


def _row(
    key: str,
    held_out: bool,
    sentence: Words,
    triggers: list[Trigger],
    hints: Mapping[str, int],
    empty: bool,
    earlier: Sequence[Token] = (),
) -> Row:
    words = [token.text for token in (*earlier, *sentence) if not token.is_space]
    bits = [hints.get(word.lower(), 0) for word in words]
    return Row(key, held_out, words, bits, triggers, empty, sentence.text.strip(), before=len(earlier))


def _numbers(sentence: Words, earlier: Sequence[Token] = ()) -> dict[int, int]:
    """Place of a token in its document -> its place among the words of the row."""
    return {token.i: number for number, token in enumerate(t for t in (*earlier, *sentence) if not t.is_space)}


def head_of(sentence: Iterable[Token], start: int, end: int) -> Token | None:
    """The head of the words [start, end) of the text, where they lie in the sentence."""
    inside = [token for token in sentence if token.idx < end and token.idx + len(token.text) > start and not token.is_space]
    places = {token.i for token in inside}
    heads = [token for token in inside if token.head.i == token.i or token.head.i not in places]
    nouns = [token for token in heads if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}]
    return next(iter(nouns or heads), None)


def _trigger(label: Label, sentence: Words, earlier: Sequence[Token], cast: Cast) -> Trigger | None:
    numbers = _numbers(sentence, earlier)
    inside = [n for i, n in numbers.items() if n >= len(earlier) and _within(sentence.doc[i], label.trigger)]
    if not inside:
        return None
    found = Trigger(min(inside), max(inside), label.type, str(label.status), tuple(sorted(label.modes)))
    unknown = []
    for role, parties in (("actor", label.actors), ("recipient", label.recipients)):
        heads: list[int] = []
        for party in parties:
            head = head_of(sentence, party.words.start, party.words.end)
            if head is None:
                head = _referring(party, sentence, cast) or head_of(earlier, party.words.start, party.words.end)
            if head is None:
                unknown.append(role)
            else:
                heads.append(numbers[head.i])
        found.roles[role] = sorted(set(heads))
    for role, words in (("place", label.place_words), ("date", label.date_words)):
        head = head_of(sentence, words.start, words.end) if words is not None else None
        if head is None and words is not None and role == "place":
            head = head_of(earlier, words.start, words.end)
        found.roles[role] = [numbers[head.i]] if head is not None else []
        if words is not None and head is None:
            unknown.append(role)
    found.unknown = tuple(unknown)
    return found


def _within(token: Token, words: Span) -> bool:
    return not token.is_space and token.idx < words.end and token.idx + len(token.text) > words.start


def _referring(party: Party, sentence: Words, cast: Cast) -> Token | None:
    """A pronoun or short form of the sentence that stands for a party named in another one."""
    for token in sentence:
        if token.pos_ in {"PRON", "NOUN", "PROPN"} and token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent"}:
            for entity in cast.resolve(token):
                words = entity.refers_to
                referred = words is not None and words.start < party.words.end and party.words.start < words.end
                if referred or (party.country is not None and token.pos_ == "PRON" and entity.country == party.country):
                    return token
    return None


def silver_rows(texts: Iterable[tuple[str, str]], coder: Coder) -> Iterator[Row]:
    """A row for each of (key, sentence), with what the rules code in it."""
    hints = lexical_types(coder.ontology, TYPES)
    waiting: list[Article] = []
    for key, text in texts:
        waiting.append(Article.of(text, id=key, published="2031-06-15"))
        if len(waiting) == _TOGETHER:
            yield from _coded(waiting, coder, hints)
            waiting = []
    yield from _coded(waiting, coder, hints)


def _coded(articles: Sequence[Article], coder: Coder, hints: Mapping[str, int]) -> Iterator[Row]:
    docs: list[Doc] = coder.split(articles)
    coder.model.parse(docs, [range(sum(1 for _ in doc.sents)) for doc in docs])
    for article, doc, records in zip(articles, docs, coder.code(articles), strict=True):
        mentions = [record for record in records if isinstance(record, Mention)]
        for sentence in doc.sents:
            triggers = [found for mention in mentions if (found := _coded_trigger(mention, sentence)) is not None]
            yield _row(article.id, False, sentence, triggers, hints, not mentions)


def _coded_trigger(mention: Mention, sentence: Words) -> Trigger | None:
    numbers = _numbers(sentence)
    inside = [n for i, n in numbers.items() if _within(sentence.doc[i], mention.trigger)]
    if not inside:
        return None
    found = Trigger(min(inside), max(inside), mention.type, str(mention.status), mention.modes)
    when = mention.date
    told: dict[str, Sequence[Entity | Place | Span]] = {
        "actor": mention.actors,
        "recipient": mention.recipients,
        "place": (mention.place,) if mention.place else (),
        "date": (Span(when.text, when.start, when.end),)
        if when.text and when.start is not None and when.end is not None
        else (),
    }
    for role, spans in told.items():
        heads = [head_of(sentence, span.start, span.end) for span in spans]
        found.roles[role] = sorted({numbers[head.i] for head in heads if head is not None})
        if None in heads:
            found.unknown += (role,)
    return found


def newswire(corpora: Path) -> Iterator[tuple[str, str]]:
    """The newswire of the Groningen extract as running text, sentence by sentence."""
    for number, sentence in enumerate(load_corpora(corpora)["gmb-train"]):
        text = "".join(word + (" " if space else "") for word, space in zip(sentence.words, sentence.space, strict=True))
        yield f"gmb-{number}", text.replace(" ,", ",").replace(" .", ".").replace(" 's", "'s").strip()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="the corpora of the language model; without them the corpus alone is read")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--method", choices=("rules", "both"), default="rules", help="what codes the newswire")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    coder = load_coder(method="rules")
    rows = list(gold_rows(corpus(options.corpus), coder))
    with (options.out / "gold.pickle").open("wb") as file:
        pickle.dump(rows, file)
    print(f"{len(rows)} sentences, {sum(len(row.triggers) for row in rows)} triggers of the corpus")
    if options.corpora:
        silver = list(silver_rows(newswire(options.corpora), load_coder(method=options.method)))
        with (options.out / "silver.pickle").open("wb") as file:
            pickle.dump(silver, file)
        print(f"{len(silver)} sentences, {sum(len(row.triggers) for row in silver)} triggers of newswire")


if __name__ == "__main__":
    main()
