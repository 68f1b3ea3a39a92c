"""Who says what: the reports of a story, and the values that findings set side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.records import Citation, Finding, Relation, Value, stable_id

__all__ = ["VERSION", "Report", "finding", "independent_outlets", "said_by"]

VERSION = "reconciling-1"
"""of the rules of this stage; it changes whenever a rule does"""


@dataclass(frozen=True, slots=True)
class Report:
    """What comparing needs to know of an article."""

    article_id: str
    outlet: str
    """its outlet; the article's id where that is unknown"""
    published: str | None
    origin: str
    """as in `Origin.origin`"""
    dispatch: str
    """the first of the articles that carry the same text, itself where it stands alone: reprints and updates share it"""
    corrects: bool = False
    """it says of itself that it corrects an earlier report"""

    @property
    def order(self) -> tuple[str, str]:
        """By day of publication, undated ones last, then by id: the order in which reports are named."""
        return self.published or "9999", self.article_id


def said_by(value: str, words: Iterable[Citation], reports: Mapping[str, Report]) -> Value:
    """`value` with who says it, read off the articles that `words` are cited from."""
    cited = sorted(set(words), key=lambda citation: (reports[citation.article_id].order, citation.start, citation.end))
    sayers = [reports[article_id] for article_id in dict.fromkeys(citation.article_id for citation in cited)]
    return Value(
        value=value,
        article_ids=tuple(report.article_id for report in sayers),
        outlets=tuple(dict.fromkeys(report.outlet for report in sayers)),
        origins=tuple(dict.fromkeys(report.origin for report in sayers)),
        evidence=tuple(cited),
    )


def independent_outlets(article_ids: Iterable[str], reports: Mapping[str, Report]) -> bool:
    """Whether two outlets say it in two texts: agreement takes that; a reprint and one outlet's next report do not agree, they repeat."""
    sayers = [reports[article_id] for article_id in set(article_ids)]
    return any(a.outlet != b.outlet and a.dispatch != b.dispatch for a in sayers for b in sayers)


def finding(
    story_id: str,
    field: str,
    relation: Relation,
    values: tuple[Value, ...],
    explanation: str,
    *,
    event_id: str | None = None,
    quote_id: str | None = None,
) -> Finding:
    """A finding with its id: a hash of what is compared, the field, the relation and the values with the articles that give them."""
    said = [(value.value, value.article_ids) for value in values]
    id = stable_id("finding", event_id, quote_id, field, relation, said)
    return Finding(id, story_id, event_id, quote_id, field, relation, values, explanation, VERSION)
