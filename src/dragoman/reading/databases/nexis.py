"""Exports of Nexis: today's layout (Nexis Uni, Lexis Advance), and that of LexisNexis before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.reading.databases.draft import Draft, paragraphs, stated_date

__all__ = ["drafts_in", "is_nexis"]

_COUNTED = r"(?:Document[ \t]+\d{1,6}[ \t]+of[ \t]+\d{1,6}|\d{1,6}[ \t]+of[ \t]+\d{1,6}[ \t]+DOCUMENTS?)"
_MARK = re.compile(rf"(?im)^[ \t\f\ufeff]*{_COUNTED}[ \t]*$")
_END = re.compile(r"(?im)^[ \t]*End of Document[ \t]*$")
_LENGTH = re.compile(r"(?im)^[ \t]*LENGTH:[ \t]*[\d,.]+[ \t]+words")
_BODY = re.compile(r"(?m)^[ \t]*(?:Body|BODY:.*)[ \t]*$")
_COVER = re.compile(r"(?m)^[ \t]*(?:Documents? \(\d{1,6}\)|Client/Matter:.*)[ \t]*$")
_PAGE = re.compile(r"(?i)page \d{1,6}(?: of \d{1,6})?\Z")
_LABEL = re.compile(
    r"(?i)(section|length|byline|dateline|highlight|headline|title|series|source|edition|distribution|body|copyright|notes?|"
    r"guest editor|column|department|desk|anchors?|reporters?|guests?|show|type|press release)(?:[ \t]*:[ \t]*(.*)|[ \t]*)\Z"
)
_COPYRIGHT = re.compile(r"(?i)(?:copyright\b|\(c\)|©).*(?:\d{4}|reserved)")
_AFTER_BODY = re.compile(
    r"(?:Classification|Graphic|Notes|Correction)\Z|(?:Load-Date|Language|Publication-Type|Document-Type|Journal Code|Subject|"
    r"LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|SUBJECT|GRAPHIC|URL|ORGANIZATION|GEOGRAPHIC|COUNTRY|CITY|"
    r"PERSON|COMPANY|TICKER|INDUSTRY|STATE|TYPE|PUB-TYPE|CORRECTION-DATE|CORRECTION|NOTES|ACC-NO)[ \t]*:"
)
_LANGUAGE = re.compile(r"(?im)^[ \t]*LANGUAGE:[ \t]*([A-Za-z]+)")


def is_nexis(text: str) -> bool:
    """Whether a text, or its beginning, is laid out as Nexis does."""
    if _MARK.search(text) or _COVER.search(text[:4000]):
        return _LENGTH.search(text) is not None or _END.search(text) is not None or _COVER.search(text) is not None
    return _LENGTH.search(text) is not None and (_BODY.search(text) is not None or _END.search(text) is not None)


def drafts_in(text: str) -> Iterator[Draft]:
    """The articles of an export, in its order."""
    if _END.search(text):
        pieces = _END.split(text)
        last = pieces.pop()
        pieces += [last] if _LENGTH.search(last) else []
    elif _MARK.search(text):
        pieces = _MARK.split(text)[1:]
    else:
        pieces = [text]
    for piece in pieces:
        mark = list(_MARK.finditer(piece))
        yield _draft(piece[mark[-1].end() :] if mark else piece, marked=bool(mark) or not _COVER.search(piece))


def _draft(piece: str, marked: bool) -> Draft:
    lines = [line.strip() for line in piece.replace("\f", "\n").splitlines()]
    lines = [line for line in lines if not _PAGE.match(line)]
    body = next((number for number, line in enumerate(lines) if line == "Body" or line.startswith("BODY:")), None)
    today = body is not None and lines[body] == "Body"
    labels = [number for number, line in enumerate(lines[:body]) if line and _is_label(line)]
    if body is None and not labels:
        return Draft(fault="has neither a length nor a body, as an article of Nexis has; export it anew or save it by itself")
    start = body if body is not None else _last_label(lines, labels)
    end = next((n for n in range(start + 1, len(lines)) if _ends_body(lines, n)), len(lines))
    first = lines[start].partition(":")[2].strip() if lines[start].startswith("BODY:") else ""
    draft = Draft(text=paragraphs([first, *lines[start + 1 : end]]))
    _head(draft, lines[: labels[0] if labels else start], lines[:start], today, marked)
    _labelled(draft, lines[:start])
    if found := _LANGUAGE.search(piece):
        draft.language = found[1]
    return draft


def _is_label(line: str) -> bool:
    found = _LABEL.match(line)
    return bool(found and (found[2] is not None or line in ("Body", "BODY"))) or _COPYRIGHT.match(line) is not None


def _last_label(lines: list[str], labels: list[int]) -> int:
    """The last line of the labels that stand together before a body without a label of its own."""
    last = next((number for number in labels if lines[number].lower().startswith("length")), labels[0])
    after_gap = False
    for number in range(last + 1, len(lines)):
        if number in labels:
            last, after_gap = number, False
        elif not lines[number]:
            after_gap = True
        elif after_gap:
            break
        else:
            # A label's value may go on in the next line.
            last = number
    return last


def _ends_body(lines: list[str], number: int) -> bool:
    line = lines[number]
    if _AFTER_BODY.match(line):
        return True
    # The older layout ends with a notice of its own; in a report such a line would go on.
    return _COPYRIGHT.match(line) is not None and not any(len(later) > 200 for later in lines[number + 1 :])


def _head(draft: Draft, head: list[str], before_body: list[str], today: bool, marked: bool) -> None:
    """Title, outlet and date, which have no labels: in this order today, with the title last in the older layout."""
    dated = next((number for number, line in enumerate(head) if stated_date(line)), None)
    if dated is None:
        # The older layout may have its copyright notice, which looks like a label, above them.
        head = [line for line in before_body if not _COPYRIGHT.match(line) and not (_is_label(line))]
        dated = next((number for number, line in enumerate(head) if stated_date(line)), None)
    above = [line for line in head[:dated] if line]
    if dated is not None:
        draft.stated_date, draft.published = head[dated], stated_date(head[dated])
    if today:
        draft.outlet = above.pop() if dated is not None and above else None
        draft.title = " ".join(above if marked else above[-1:]) or None
        return
    draft.outlet = above[-1] if above else None
    below = head[dated + 1 :] if dated is not None else []
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", "\n".join(below)) if block.strip()]
    draft.title = " ".join(blocks[-1]).strip() if blocks else None


def _labelled(draft: Draft, lines: list[str]) -> None:
    """What stands behind labels, which may go on in the next line."""
    for number, line in enumerate(lines):
        found = _LABEL.match(line)
        if not found or found[2] is None:
            continue
        value = [found[2]]
        for later in lines[number + 1 :]:
            if not later or _is_label(later):
                break
            value.append(later)
        told = " ".join(part for part in value if part)
        name = found[1].lower()
        if name == "byline" and told:
            draft.byline = told
        elif name in ("headline", "title") and told:
            draft.title = told
