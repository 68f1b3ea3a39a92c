"""Who, where and when for their own sake: every entity, place and time expression of an article, used by an event or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..records import Article, Entity
from .cast import Cast
from .when import TimeExpression
from .where import Toponym

__all__ = ["annotations_of"]

_NAMED = {"country", "capital", "seat", "organisation", "agency", "outlet", "person", "demonym"}
_LABELS = {"PER": "person", "ORG": "organisation"}


def annotations_of(
    article: Article, cast: Cast, toponyms: Sequence[Toponym], times: Sequence[TimeExpression]
) -> list[Mapping[str, Any]]:
    """Records ready for JSON, in order of the text. An entity's own kind stands under `entity_kind`."""
    found: list[Mapping[str, Any]] = [_entity(article, e) for e in _entities(cast, article)]
    found += [
        {
            "kind": "place",
            "article_id": article.id,
            "text": t.text,
            "name": t.name,
            "country": t.country,
            "latitude": t.latitude,
            "longitude": t.longitude,
            "geonames_id": t.geonames_id,
            "precision": t.precision,
            "start": t.start_char,
            "end": t.end_char,
        }
        for t in toponyms
        if t.start_char >= article.body_start
    ]
    found += [
        {
            "kind": "time",
            "article_id": article.id,
            "text": t.text,
            "type": t.type,
            "value": t.value,
            "start": t.start,
            "end": t.end,
        }
        for t in times
        if t.start >= article.body_start
    ]
    return sorted(found, key=lambda r: (r["start"], r["end"], r["kind"]))


def _entities(cast: Cast, article: Article) -> list[Entity]:
    found: dict[tuple[int, int], Entity] = {}
    taken: set[int] = set()
    doc = cast.doc
    for introduction in cast.people.values():
        # A person is one entity wherever the name stands, in full or by the family name alone.
        name = introduction.name.split()
        for token in doc:
            if token.i in taken or token.text != name[-1]:
                continue
            start = token.i
            while start > 0 and token.i - start < len(name) - 1 and doc[start - 1].text in name:
                start -= 1
            words = doc[start : token.i + 1]
            taken.update(range(start, token.i + 1))
            found[words.start_char, words.end_char] = Entity(
                words.text,
                introduction.name,
                "person",
                introduction.country,
                introduction.sectors,
                introduction.office,
                None,
                words.start_char,
                words.end_char,
            )
    for match in cast.matches:
        if match.name.kind in _NAMED and not taken & set(range(match.start, match.end)):
            entity = cast.of_match(match)
            taken.update(range(match.start, match.end))
            found[entity.start, entity.end] = entity
    for span in doc.ents:
        if span.label_ in _LABELS and not taken & set(range(span.start, span.end)):
            kind = _LABELS[span.label_]
            found[span.start_char, span.end_char] = Entity(
                span.text, span.text, kind, None, (), None, None, span.start_char, span.end_char
            )
    return [entity for entity in found.values() if entity.start >= article.body_start]


def _entity(article: Article, entity: Entity) -> Mapping[str, Any]:
    return {
        "kind": "entity",
        "article_id": article.id,
        "text": entity.text,
        "name": entity.name,
        "entity_kind": entity.kind,
        "country": entity.country,
        "sectors": list(entity.sectors),
        "office": entity.office,
        "wikidata": entity.wikidata,
        "start": entity.start,
        "end": entity.end,
    }
