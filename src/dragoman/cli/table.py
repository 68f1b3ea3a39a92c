"""What was coded, for a reader at a terminal: counts, quotations, and a table of events by day with their evidence.

On a terminal the table has rules and colour; elsewhere (a file, a pipe) it is plain lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.records import Article, Assertion, Entity, Mention, Quote, Span, Status

if TYPE_CHECKING:
    from dragoman.engine import Coded

__all__ = ["Row", "quotation", "rows_of", "show"]

_UNDATED = "no date"
_QUOTATIONS = 8
_MARKS = "“”‘’«»„\"' "
_AROUND = 55
"""characters of evidence to show on either side of the trigger"""


@dataclass(frozen=True, slots=True)
class Row:
    """Mentions that read the same: type, status, sides and day. What outlets say of one event is not compared here."""

    day: str
    what: str
    status: str
    actors: str
    recipients: str
    where: str
    says: str
    outlets: str
    evidence: tuple[str, str, str]
    """the words before the trigger, the trigger, the words after it"""

    @property
    def who(self) -> str:
        """`actors → recipients`"""
        return f"{self.actors or '?'} → {self.recipients}" if self.recipients else self.actors or "?"


def show(coded: Sequence[Coded]) -> None:
    """Print counts, some quotations, and the table."""
    console = Console(highlight=False, soft_wrap=True)
    console.print("\n".join(map(escape, _counts(coded))))
    quotes = [(one.article, record) for one in coded for record in one.records if isinstance(record, Quote)]
    spoken = [pair for pair in quotes if pair[1].speaker and pair[1].form != "indirect"]
    if spoken:
        console.print("\nSome of what was said\n")
        # Evenly over the samples, so that every story and outlet has a chance.
        for article, quote in spoken[:: max(1, len(spoken) // _QUOTATIONS)][:_QUOTATIONS]:
            console.print(f"  {escape(quotation(article, quote))}")
    rows = rows_of(coded)
    console.print("\nWho did what to whom, by day. Accounts that read the same stand in one row.\n")
    if console.is_terminal and console.width >= 100:
        console.print(_table(rows), soft_wrap=False)
    else:
        console.print("\n".join(map(escape, _plain(rows))))


def rows_of(coded: Iterable[Coded]) -> list[Row]:
    """The mentions as rows, by day; those without a day come last."""
    alike: dict[tuple[object, ...], list[tuple[Article, Mention]]] = {}
    for one in coded:
        for record in one.records:
            if isinstance(record, Mention):
                key = (_day(record), record.type, record.modes, record.status, *_sides(record))
                alike.setdefault(key, []).append((one.article, record))
    rows = [_row(group) for group in alike.values()]
    return sorted(rows, key=lambda row: (row.day == _UNDATED, row.day))


def quotation(article: Article, quote: Quote) -> str:
    """One line: the words, who said them, to whom they were given, where they stand."""
    speaker = _entity(quote.speaker) if quote.speaker else "?"
    medium = f", to {quote.medium.name}" if quote.medium else ""
    return f"“{_flat(quote.text).strip(_MARKS)}” — {speaker}{medium} ({article.outlet or article.id})"


def _counts(coded: Sequence[Coded]) -> Iterator[str]:
    mentions = [record for one in coded for record in one.records if isinstance(record, Mention)]
    quotes = sum(isinstance(record, Quote) for one in coded for record in one.records)
    outlets = {one.article.outlet for one in coded if one.article.outlet}
    days = sorted(one.article.published[:10] for one in coded if one.article.published)
    span = f", {days[0]} to {days[-1]}" if days else ""
    yield f"{len(coded)} invented sample reports by {len(outlets)} outlets{span}"
    yield f"{len(mentions)} mentions of events, {quotes} quotations"
    types = Counter(mention.type for mention in mentions)
    yield ", ".join(f"{name} {count}" for name, count in sorted(types.items(), key=lambda pair: (-pair[1], pair[0])))


def _plain(rows: Sequence[Row]) -> Iterator[str]:
    for day, group in groupby(rows, key=lambda row: row.day):
        yield day
        for row in group:
            yield "  " + " | ".join(filter(None, (row.what, row.status, row.who, row.where, row.says, row.outlets)))
            before, trigger, after = row.evidence
            yield f"      {before}[{trigger}]{after}"
        yield ""


def _table(rows: Sequence[Row]) -> Table:
    table = Table(show_lines=False, header_style="bold", expand=True)
    for name, ratio in (("event", 3), ("who → whom", 6), ("where", 3), ("who says so", 4), ("evidence", 9)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for day, group in groupby(rows, key=lambda row: row.day):
        table.add_section()
        table.add_row(f"[bold]{day}[/]")
        for row in group:
            before, trigger, after = map(escape, row.evidence)
            status = f"\n[dim]{row.status}[/]" if row.status != Status.DONE else ""
            table.add_row(
                f"[cyan]{escape(row.what)}[/]{status}",
                escape(row.who),
                escape(row.where),
                f"{escape(row.says)}\n[dim]{escape(row.outlets)}[/]",
                f"{before}[bold yellow]{trigger}[/]{after}",
            )
    return table


def _row(group: Sequence[tuple[Article, Mention]]) -> Row:
    article, mention = group[0]
    actors, recipients = _sides(mention)
    places = [record.place for _, record in group if record.place]
    return Row(
        day=_day(mention),
        what=" ".join([mention.type, *mention.modes]),
        status=mention.status,
        actors=actors,
        recipients=recipients,
        where=places[0].name if places else "",
        says="; ".join(dict.fromkeys(_source(record.asserted_by) for _, record in group)),
        outlets=", ".join(dict.fromkeys(report.outlet or report.id for report, _ in group)),
        evidence=_excerpt(mention.trigger, mention, article),
    )


def _sides(mention: Mention) -> tuple[str, str]:
    return ", ".join(map(_entity, mention.actors)), ", ".join(map(_entity, mention.recipients))


def _day(mention: Mention) -> str:
    date = mention.date
    if date.value is None:
        return _UNDATED
    return f"{date.value} to {date.end_value}" if date.end_value and date.end_value != date.value else date.value


def _entity(entity: Entity) -> str:
    codes = " ".join(filter(None, (entity.country, *entity.sectors[:1])))
    return f"{_flat(entity.name)} ({codes})" if codes else _flat(entity.name)


def _source(assertion: Assertion) -> str:
    if assertion.kind == "outlet":
        return "the outlet"
    name = _entity(assertion.entity) if assertion.entity else assertion.name or assertion.text or "?"
    return f"{_flat(name)}, unnamed" if assertion.kind == "unnamed" else _flat(name)


def _excerpt(trigger: Span, mention: Mention, article: Article) -> tuple[str, str, str]:
    """The trigger with some of its sentence around it, cut between words."""
    first = min([*(evidence.start for evidence in mention.evidence), trigger.start])
    last = max([*(evidence.end for evidence in mention.evidence), trigger.end])
    before, after = _flat(article.text[first : trigger.start]), _flat(article.text[trigger.end : last])
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before.lstrip(), trigger.text, after.rstrip()


def _flat(text: str) -> str:
    """On one line; a blank at either end stays one blank."""
    inner = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"
