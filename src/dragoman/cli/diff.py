"""`dragoman diff`: two codings of the same articles, set against each other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.terminal import complain, counted, print_lines
from dragoman.errors import ReadingError

if TYPE_CHECKING:
    from dragoman.evaluating import Change
    from dragoman.records import Mention

__all__ = ["diff"]


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="JSON lines as `code` prints them, or a store.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The other coding.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print each change as a line of JSON.")] = False,
) -> None:
    """Compare two codings of the same articles: what one finds and the other does not, and what they read differently."""
    from dragoman.evaluating import differences

    kinds: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for change in differences(_mentions(before), _mentions(after)):
        kinds["gone" if change.after is None else "new" if change.before is None else "changed"] += 1
        fields.update(change.fields)
        print_lines([_json(change) if as_json else _line(change)])
    complain(f"{counted(kinds['gone'], 'mention')} gone, {kinds['new']:,} new, {kinds['changed']:,} changed")
    if fields:
        complain("changed: " + ", ".join(f"{name} {count:,}" for name, count in fields.most_common()))


def _mentions(path: Path) -> Iterator[Mention]:
    from dragoman.records import Mention, from_json
    from dragoman.store import open_store

    try:
        with path.open("rb") as file:
            lines = file.read(1) == b"{" or path.stat().st_size == 0
    except OSError as error:
        raise ReadingError(
            str(path), f"cannot be opened ({error.strerror}); give JSON lines of mentions, or a store"
        ) from error
    if not lines:
        with open_store(path, read_only=True) as store:
            yield from (one for one in store.records("mentions") if isinstance(one, Mention))
        return
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                record = from_json(line)
            except ValueError as error:
                raise ReadingError(f"{path}:{number}", f"is no record ({error}); give what `dragoman code` printed") from error
            if isinstance(record, Mention):
                yield record


def _line(change: Change) -> str:
    from dragoman.cli.wording import clean

    shown = [f"{clean(change.article_id)}:"]
    if change.before is not None:
        shown.append(f"- {_words(change.before)}")
    if change.after is not None:
        shown.append(f"+ {_words(change.after)}")
    if change.fields:
        shown.append(f"({', '.join(change.fields)})")
    return " ".join(shown)


def _words(mention: Mention) -> str:
    from dragoman.cli.wording import clean

    def sides(name: str) -> str:
        return ",".join(side.country or clean(side.text) for side in getattr(mention, name)) or "?"

    kind = "+".join((mention.type, *mention.modes))
    who = f"{sides('actors')} → {sides('recipients')}"
    place = f" at {clean(mention.place.name)}" if mention.place else ""
    return f"{kind} {mention.status} {who} {mention.date.value or 'no date'}{place} “{clean(mention.trigger.text)}”"


def _json(change: Change) -> str:
    from dragoman.records import as_plain

    return json.dumps(as_plain(change), ensure_ascii=False, separators=(",", ":"))
