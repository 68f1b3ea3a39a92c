"""Every invented sentence under constructions/ is coded as its labels say.

The labels are what a careful reader would write down; the coder does not reach all of them. What is held here is the share that it
reaches, over all sentences and for each construction that it must master, so that no change makes it worse unseen.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding import Coder, load_coder
from dragoman.records import Article, Entity, Mention

FOLDER = Path(__file__).parent / "constructions"
EXAMPLES = [
    {**example, "file": path.name}
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
]


def code_of(entity: Entity) -> str:
    return " ".join([entity.country or "-", *entity.sectors[:1]])


def matches(label: str, entity: Entity) -> bool:
    """`RUS` asks for the country alone, `RUS GOV` for the primary sector too."""
    country, _, sector = label.partition(" ")
    return country == (entity.country or "-") and (not sector or sector in entity.sectors)


def agrees(label: dict[str, Any], mention: Mention) -> bool:
    """Type, status and the parties' countries are the label's."""
    both = [*mention.actors, *mention.recipients]
    mutual = mention.type in {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}
    actors = both if mutual else mention.actors
    recipients = both if mutual else mention.recipients
    return (
        mention.type == label["type"]
        and mention.status == label.get("status", mention.status)
        and all(any(matches(a.split()[0], e) for e in actors) for a in label.get("actors", []))
        and all(any(matches(r.split()[0], e) for e in recipients) for r in label.get("recipients", []))
    )


@pytest.fixture(scope="module")
def coded(coder: Coder) -> list[list[Mention]]:
    articles = [Article.of(e["text"], id=str(n), published=e.get("published")) for n, e in enumerate(EXAMPLES)]
    return [[r for r in found if isinstance(r, Mention)] for found in coder.code(articles)]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder()


def figures(coded: list[list[Mention]]) -> tuple[float, float, Counter[str], Counter[str]]:
    labels = hits = mentions = right = 0
    of: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    for example, found in zip(EXAMPLES, coded, strict=True):
        labels += len(example["mentions"])
        mentions += len(found)
        right += sum(any(agrees(label, m) for label in example["mentions"]) for m in found)
        for label in example["mentions"]:
            hit = any(agrees(label, m) for m in found)
            hits += hit
            of[label["type"]] += 1
            reached[label["type"]] += hit
    return right / max(1, mentions), hits / max(1, labels), of, reached
