"""Words that the reports of a story give as somebody's: each once, with the reports that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.records import Article, Finding, Quote
from dragoman.web.evidence import is_about, source_of
from dragoman.web.values import name_of
from dragoman.web.wording import RELATIONS

__all__ = ["quotations"]

_ENDS = "“”„«»\"' ,"


def quotations(quotes: Iterable[Quote], articles: Mapping[str, Article], findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Quotations whose speaker is known, those in most reports first; indirect speech is left out, it is nobody's words."""
    said: dict[tuple[str, str], dict[str, Any]] = {}
    compared = [one for one in findings if one.quote_id]
    for quote in quotes:
        if quote.speaker is None or quote.form == "indirect" or quote.article_id not in articles:
            continue
        words, speaker = " ".join(quote.text.split()).strip(_ENDS), name_of(quote.speaker)
        entry = said.setdefault(
            (words, speaker),
            {"id": quote.id, "text": words, "speaker": speaker, "relation": None, "finding_id": None, "reports": []},
        )
        entry["reports"].append({**source_of(articles[quote.article_id]), "quote_id": quote.id, "start": quote.start})
        for one in compared:
            if is_about(one, quote) and _weighs_more(one.relation, entry["relation"]):
                entry.update(relation=str(one.relation), finding_id=one.id)
    return sorted(said.values(), key=lambda one: -len({each["article_id"] for each in one["reports"]}))


def _weighs_more(relation: str, than: str | None) -> bool:
    return than is None or RELATIONS.index(relation) < RELATIONS.index(than)
