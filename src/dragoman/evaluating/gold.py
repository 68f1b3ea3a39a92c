"""Labelled files of any kind, as cases: our markup, PLOVER's JSON, and our own records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import DataError
from dragoman.evaluating.markup import Label, Party, read_markup
from dragoman.records import Article, Mention, from_json

__all__ = ["Case", "Expected", "case_of", "read_gold"]

_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE", "SUPPORT"))


@dataclass(frozen=True, slots=True)
class Expected:
    """A happening as labelled. None in a field: the label says nothing of it, and it is not scored."""

    types: frozenset[str]
    """one, or several where the labels leave it open"""
    actors: frozenset[str] | None = None
    recipients: frozenset[str] | None = None
    status: str | None = None
    modes: frozenset[str] | None = None
    date: str | None = None
    place: str | None = None
    numbers: frozenset[float] | None = None
    trigger: tuple[int, int] | None = None

    @property
    def mutual(self) -> bool:
        """Whether both sides stand in any order: talks, agreements."""
        return bool(self.types & _MUTUAL)


@dataclass(frozen=True, slots=True)
class Case:
    """A text with all that it reports."""

    id: str
    text: str
    published: str | None
    expected: tuple[Expected, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    """what else is known of it, as its region"""
    held_out: bool = False
    """whether nothing may be trained on it"""


def read_gold(path: Path, types: Mapping[str, frozenset[str]] | None = None) -> list[Case]:
    """The cases of a labelled file, or of all `.txt` files of a folder in our markup; what it is is told by its content.

    `types` gives the modes of each type, and labels with others are refused. Raises DataError, which names the file and line.
    """
    if path.is_dir():
        return [case for file in sorted(path.glob("*.txt")) for case in read_gold(file, types)]
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}); give a labelled file in UTF-8") from error
    if re.search(r"^@ ", text, re.MULTILINE):
        return [
            Case(one.id, one.text, one.facts["published"], tuple(map(_from_label, one.labels)), one.facts, one.held_out)
            for one in read_markup(path, types)
        ]
    return _from_lines(path, text)


def _from_label(label: Label) -> Expected:
    return Expected(
        types=frozenset({label.type}),
        actors=_codes(label.actors),
        recipients=_codes(label.recipients),
        status=str(label.status),
        modes=frozenset(label.modes),
        date=label.date,
        place=label.place[0] if label.place else None,
        numbers=frozenset(value for value, _ in label.quantities),
        trigger=(label.trigger.start, label.trigger.end),
    )


def _codes(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country)


def _from_lines(path: Path, text: str) -> list[Case]:
    cases: list[Case] = []
    articles: dict[str, Article] = {}
    mentions: dict[str, list[Mention]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            plain = json.loads(line)
            if plain.get("kind") in ("article", "mention", "quote"):
                record = from_json(line)
                if isinstance(record, Article):
                    articles[record.id] = record
                elif isinstance(record, Mention):
                    mentions.setdefault(record.article_id, []).append(record)
            else:
                cases.append(_from_plover(plain))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(
                f"{path}:{number}: no labelled text ({error}); give our markup, PLOVER's JSON or our records"
            ) from error
    for article_id in mentions:
        if article_id not in articles:
            raise DataError(
                f"{path}: mentions of {article_id} without its article; add the lines of `export articles --with-text`"
            )
    cases += [case_of(article, mentions.get(article.id, [])) for article in articles.values()]
    return cases


def _from_plover(plain: Mapping[str, Any]) -> Case:
    """One line of labelled text: `text` and `events`, each with its type and sides as pairs of codes."""
    expected = []
    for event in plain["events"]:
        types = event.get("plover_any") or [event.get("plover_type") or event.get("type")]
        pairs = event.get("pairs") or [[event.get("source"), event.get("target")]]
        sides = [{code[:3].upper() for pair in pairs for code in (pair[side] or "").split(";") if code} for side in (0, 1)]
        expected.append(Expected(frozenset(filter(None, types)), frozenset(sides[0]), frozenset(sides[1]) or None))
    return Case(str(plain["id"]), str(plain["text"]), plain.get("date"), tuple(expected))


def case_of(article: Article, mentions: Iterable[Mention]) -> Case:
    """An article with the mentions that are right, as a case."""
    found = [
        Expected(
            types=frozenset({one.type}),
            actors=frozenset(side.country for side in one.actors if side.country),
            recipients=frozenset(side.country for side in one.recipients if side.country),
            status=str(one.status),
            modes=frozenset(one.modes),
            date=one.date.value if one.date.source == "text" else None,
            place=one.place.name if one.place else None,
            numbers=frozenset(quantity.value for quantity in one.quantities),
            trigger=(one.trigger.start, one.trigger.end),
        )
        for one in mentions
    ]
    return Case(article.id, article.text, article.published, tuple(found))
