"""The fields of a mention or event in words, and where in an article each was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.cli.wording import clean, excerpt, figures, objects, place_of, side, when
from dragoman.records import Article, Assertion, Date, Entity, Event, Finding, Mention, Place, Quantity, Quote, Span

__all__ = ["OF_THE_TRIGGER", "amount_of", "is_about", "read_in", "values_of", "words"]

OF_THE_TRIGGER = ("type", "modes", "status")
"""fields that are read from the words that report the deed"""
_MEASURE = "quantities."
Read = Entity | Span | Quantity | Date | Place | Assertion


def values_of(record: Mention | Event) -> Mapping[str, str]:
    """Each field that says something, in words."""
    found = {
        "type": record.type,
        "modes": ", ".join(record.modes),
        "status": str(record.status),
        "actors": ", ".join(map(side, record.actors)),
        "recipients": ", ".join(map(side, record.recipients)),
        "date": when(record.date),
        "place": place_of(record.place) if record.place else "",
        "quantities": figures(record.quantities),
        "objects": objects(record),
        "asserted_by": clean(record.asserted_by.name or record.asserted_by.kind),
    }
    return {field: value for field, value in found.items() if value}


def amount_of(event: Event, field: str) -> Quantity | None:
    """The number in a field such as `quantities.dead people`: they stand in the order in which `sources` names them."""
    named = [name for name in event.sources if name.startswith(_MEASURE)]
    return event.quantities[named.index(field)] if field in named and len(named) == len(event.quantities) else None


def read_in(mention: Mention, field: str, amount: Quantity | None = None) -> Sequence[Read]:
    """What has the words of a field of a mention: `amount`, where it is given, picks out the numbers that say the same."""
    if field.startswith("quantities"):
        same = [one for one in mention.quantities if amount and (one.value, one.unit) == (amount.value, amount.unit)]
        return same or mention.quantities
    own: Mapping[str, Sequence[Read]] = {
        "actors": mention.actors,
        "recipients": mention.recipients,
        "date": (mention.date,),
        "place": (mention.place,) if mention.place else (),
        "objects": mention.objects,
        "asserted_by": (mention.asserted_by,),
    }
    return own.get(field, (mention.trigger,))


def is_about(finding: Finding, quote: Quote) -> bool:
    """Whether the finding compares this quote: it names the first of those that it compares, and the others by their words."""
    cited = (one for value in finding.values for one in value.evidence if one.article_id == quote.article_id)
    return finding.quote_id == quote.id or any(one.start < quote.end and quote.start < one.end for one in cited)


def words(article: Article, mention: Mention, field: str, amount: Quantity | None = None) -> str:
    """The words of a field in their sentence, marked; or why there are none."""
    read = read_in(mention, field, amount)
    spans = list(_spans(read))
    if not spans:
        return f"[dim]{_NO_WORDS.get(field, 'not told in the text')}[/]"
    pointing = [one for one in read if isinstance(one, Entity) and one.refers_to]
    stands = dict.fromkeys(f"“{clean(one.text)}” stands for “{clean(one.refers_to.text)}”" for one in pointing if one.refers_to)
    told = f" [dim]({'; '.join(stands)})[/]" if stands else ""
    return excerpt(article, spans, mention.evidence) + told


_NO_WORDS = {
    "date": "the day of publication; the text names none",
    "asserted_by": "the outlet itself; it names nobody else for this",
}


def _spans(read: Iterable[Read]) -> Iterator[tuple[int, int]]:
    for one in read:
        if one.start is not None and one.end is not None:
            yield one.start, one.end
        if isinstance(one, Entity) and one.refers_to:
            yield one.refers_to.start, one.refers_to.end
