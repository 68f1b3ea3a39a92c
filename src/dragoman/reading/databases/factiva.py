"""Exports of Factiva: with codes of two letters before each field, and as its pages show articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.reading.databases.draft import Draft, paragraphs, stated_date

__all__ = ["drafts_in", "is_factiva"]

_ORDER = "SE HD CR BY WC PD ET SN SC ED PG VOL LA CY LP TD ART CO IN NS RE IPC IPD PUB AN".split()
"""codes in the order in which they stand"""
_RANK = {code: rank for rank, code in enumerate(_ORDER)}
_CODED = re.compile(rf"[ \t|\ufeff]*({'|'.join(_ORDER)})(?:[ ]{{2,}}|[ ]?[\t|]+[ \t|]*|[ ](?=\S)|[ \t|]*\Z)(.*)\Z")
_TIGHT = re.compile(r"[ \t|]*[A-Z]{2,3}[ ]\S")
_ACCESSION = re.compile(r"(?m)^[ \t|]*(?:AN[ \t|]+)?Document[ \t]+([A-Z][A-Z0-9]{3,11}\d{8}[A-Za-z0-9]{4,16})[ \t|]*$")
_WORDS = re.compile(r"(?m)^[ \t]*[\d,.]{1,9} words[ \t]*$")
_HEAD = re.compile(r"(?m)^[ \t|\ufeff]*HD(?:[ \t|]|$)")
_PUBLISHED = re.compile(r"(?m)^[ \t|]*PD[ \t|]+\d")
_TIME = re.compile(r"\d{1,2}:\d{2}(?:[ \t]*(?:GMT|UTC|EST|EDT))?\Z")
_COPYRIGHT = re.compile(r"(?i)(?:\(c\)|copyright\b|©)")
_LANGUAGES = frozenset("english french german spanish russian arabic chinese japanese portuguese italian dutch turkish".split())
_LONGEST_HEAD = 25


def is_factiva(text: str) -> bool:
    """Whether a text, or its beginning, is laid out as Factiva does."""
    if _HEAD.search(text) and _PUBLISHED.search(text):
        return True
    words = _WORDS.search(text)
    if words is None:
        return False
    after = [line.strip() for line in text[words.end() : words.end() + 1000].splitlines() if line.strip()]
    return (
        bool(after)
        and stated_date(after[0]) is not None
        and (any(_COPYRIGHT.match(line) for line in after[1:12]) or _ACCESSION.search(text) is not None)
    )


def drafts_in(text: str) -> Iterator[Draft]:
    """The articles of an export, in its order."""
    coded = _HEAD.search(text) is not None and _PUBLISHED.search(text) is not None
    place = 0
    for found in _ACCESSION.finditer(text):
        yield _drafted(text[place : found.start()], coded, found[1])
        place = found.end()
    rest = text[place:]
    if (_HEAD if coded else _WORDS).search(rest):
        yield _drafted(rest, coded, None)


def _drafted(piece: str, coded: bool, accession: str | None) -> Draft:
    lines = [line.strip(" \t|\ufeff\f") for line in piece.splitlines()]
    draft = _coded(piece.splitlines()) if coded else _displayed(lines)
    draft.accession = accession
    return draft


def _coded(lines: list[str]) -> Draft:
    fields: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        found = _CODED.match(line)
        # In the report itself a line may begin with a word such as IN; a code there stands apart and in its order.
        in_body = current in ("LP", "TD")
        if found and _RANK[found[1]] > _RANK.get(current, -1) and not (in_body and _TIGHT.match(line)):
            current = found[1]
            fields.setdefault(current, []).append(found[2])
        elif current:
            fields[current].append(line.strip(" \t|"))
    flat = {code: " ".join(" ".join(value).split()).strip("| ") for code, value in fields.items()}
    if not ({"LP", "TD"} & fields.keys()):
        return Draft(fault="has neither a lead paragraph (LP) nor a text (TD); export it as full text")
    day, time = flat.get("PD", ""), flat.get("ET", "")
    body = [line.strip(" \t|") for code in ("LP", "TD") for line in (*fields.get(code, []), "")]
    return Draft(
        text=paragraphs(body),
        title=flat.get("HD") or None,
        outlet=flat.get("SN") or None,
        published=stated_date(f"{day} {time}") if time else stated_date(day),
        stated_date=day or None,
        byline=flat.get("BY") or None,
        language=flat.get("LA") or None,
    )


def _displayed(lines: list[str]) -> Draft:
    counted = next((number for number, line in enumerate(lines) if _WORDS.match(line)), None)
    if counted is None:
        return Draft(
            fault="has no count of words in its head, as an article of Factiva has; export it anew or save it by itself"
        )
    draft = Draft()
    _titled(draft, [line for line in lines[:counted] if line])
    head = lines[counted + 1 : counted + 1 + _LONGEST_HEAD]
    end = next((number for number, line in enumerate(head) if _COPYRIGHT.match(line)), None)
    if end is None:
        end = next((number for number, line in enumerate(head) if line.lower() in _LANGUAGES), len(head) - 1)
    while end + 1 < len(head) and head[end] and head[end + 1] and len(head[end + 1]) < 60:
        end += 1
    draft.text = paragraphs(lines[counted + 2 + end :])
    told = [line for line in head[: end + 1] if line]
    if told and stated_date(told[0]):
        day = told.pop(0)
        time = told.pop(0) if told and _TIME.match(told[0]) else None
        draft.stated_date = day
        draft.published = stated_date(f"{day} {time}") if time else stated_date(day)
    draft.outlet = told[0] if told and not _COPYRIGHT.match(told[0]) else None
    draft.language = next((line for line in told if line.lower() in _LANGUAGES), None)
    return draft


def _titled(draft: Draft, above: list[str]) -> None:
    """The title, which a section may stand above and who wrote it below."""
    if len(above) > 1 and re.match(r"(?i)by\b", above[-1]):
        draft.byline = above.pop()
    if len(above) > 1 and len(above[0].split()) <= 3 < len(above[1].split()):
        del above[0]
    draft.title = " ".join(above) or None
