"""One article's account of a happening, with what comparing it to others takes, made once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.reconciling.amounts import Amount, amounts_of
from dragoman.reconciling.dates import day_of, days, told
from dragoman.reconciling.reports import Report
from dragoman.records import Entity, Mention, Place

__all__ = ["Account", "Side", "account_of", "accounts_of", "content_words", "fold"]

# Who speaks or acts for whom within one country. PLOVER's sectors, gathered.
_CAMPS = {
    **dict.fromkeys("COP GOV JUD LEG MIL PRM SPY ELI".split(), "state"),
    **dict.fromkeys("REB UAF CRM PRE".split(), "armed"),
    **dict.fromkeys("AGR BUS CVL EDU JRN LAB MED REF OPP PTY REL SOC".split(), "society"),
}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MAX_WINDOW = 12
"""words after a trigger that can tell what the deed was about"""
_EMPTY_WORDS = frozenset(
    """a an the and or but nor of in on at to for from by with without as than that this these those it its he she they
    them his her their who whom which what when where while after before since until during over under into onto near
    off out up down about between among against is are was were be been being has have had do does did will would could
    should may might must can not no more most some any all both each other another such same said says say told also
    only just very there here then two three four five""".split()
)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without accents: how names and words are compared."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def content_words(text: str) -> list[str]:
    """The words of `text` that mean something by themselves, folded, a plural like its singular."""
    words = (re.sub(r"['’]s?$", "", fold(word)) for word in _WORD.findall(text))
    return [_singular(word) for word in words if word not in _EMPTY_WORDS and len(word) > 1]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stem(word: str) -> str:
    """ "signed" and "signing" like "sign": enough to see that one deed is meant."""
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@dataclass(frozen=True, slots=True)
class Side:
    """One of those who took part, as far as accounts are compared by it."""

    code: str | None
    """country or PLOVER's code"""
    camp: str | None
    """state, armed or society"""
    person: frozenset[str]
    """the words of a person's name"""
    words: frozenset[str]
    """the words that name it"""


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """A mention with the report it stands in, and its facets."""

    mention: Mention
    report: Report
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    told: tuple[int, int] | None
    """first and last day that the text tells"""
    published: int | None
    """day of publication, or the day that the mention has from it"""
    place: Place | None
    """where it happened; None where the text only names a host or a place in passing"""
    amounts: tuple[Amount, ...]
    objects: frozenset[str]
    deed: frozenset[str]
    """the words of the trigger"""
    about: frozenset[str]
    """words that tell what the deed was about: those after the trigger, without its place and day"""
    sentence: str
    """the sentence of the trigger"""

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By report, then by place in it: the order in which accounts are named."""
        return (*self.report.order, self.mention.trigger.start, self.mention.id)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all who took part."""
        return frozenset(side.code for side in self.actors + self.recipients if side.code)


def accounts_of(mentions: Iterable[Mention], reports: Mapping[str, Report]) -> list[Account]:
    """The accounts of `mentions`, in their order."""
    return sorted((account_of(mention, reports[mention.article_id]) for mention in mentions), key=lambda account: account.order)


def account_of(mention: Mention, report: Report) -> Account:
    """The account that `mention` gives."""
    trigger = mention.trigger
    sentence = next((e for e in mention.evidence if e.start <= trigger.start < e.end), None)
    after = sentence.text[max(0, trigger.end - sentence.start) :] if sentence else ""
    place = mention.place
    # Where and when are compared for themselves.
    elsewhere = set(content_words(f"{place.text if place else ''} {mention.date.text or ''}"))
    return Account(
        mention=mention,
        report=report,
        actors=tuple(map(_side, mention.actors)),
        recipients=tuple(map(_side, mention.recipients)),
        told=days(mention.date) if told(mention.date) else None,
        published=day_of(report.published),
        place=place if place is not None and place.role != "mentioned" else None,
        amounts=amounts_of(mention),
        objects=frozenset(words[-1] for thing in mention.objects if (words := content_words(thing.text))),
        deed=frozenset(map(_stem, content_words(trigger.text))),
        about=frozenset(_stem(word) for word in content_words(after)[:_MAX_WINDOW] if word not in elsewhere),
        sentence=sentence.text if sentence else "",
    )


def _side(entity: Entity) -> Side:
    camp = _CAMPS.get(entity.sectors[0]) if entity.sectors else ("state" if entity.kind == "state" else None)
    name = frozenset(content_words(entity.name)) if entity.kind == "person" else frozenset()
    return Side(entity.country, camp, name, frozenset(content_words(entity.text)))
