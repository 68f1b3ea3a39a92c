"""Which records of a store each review is of, and which reviews hold: the later over the earlier, none that was taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dragoman.engine.correcting import corrected, in_words
from dragoman.errors import SettingsError
from dragoman.reconciling import Decision
from dragoman.records import Article, Mention, Review, Target, Verdict, stable_id
from dragoman.store import Store

__all__ = ["Known", "Standing", "article_target", "make_review", "mention_target", "standing"]

Known = dict[str, tuple[Article | None, list[Mention]]]
"""article id -> the article, where there is one, and its mentions"""
VERDICTS = {
    "mention": ("accepted", "rejected", "corrected"),
    "event": ("merged", "split"),
    "story": ("merged", "split"),
    "review": ("withdrawn",),
}
"""what can be said of what"""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Standing:
    """How reviews stand to a store."""

    reviews: tuple[Review, ...] = ()
    """all, in the order in which they were made, with their `state`"""
    mentions: Mapping[str, Mention] = field(default_factory=dict)
    """id -> the mention as it is once reviewed, with its verdict; rejected ones too"""
    events: tuple[Decision, ...] = ()
    """by mention ids"""
    stories: tuple[Decision, ...] = ()
    """by article ids"""

    @property
    def rejected(self) -> frozenset[str]:
        """The ids of rejected mentions."""
        return frozenset(id for id, one in self.mentions.items() if one.verdict and one.verdict.verdict == "rejected")


def mention_target(mention: Mention, article: Article) -> Target:
    """What tells a mention wherever it is coded again: the article, its text, the words and the type."""
    trigger = mention.trigger
    return Target(article.id, article.text_sha256, trigger.start, trigger.end, mention.type, mention.id)


def article_target(article: Article) -> Target:
    """What tells an article."""
    return Target(article.id, article.text_sha256)


def make_review(
    of: str,
    verdict: str,
    targets: Sequence[Target],
    who: str,
    *,
    values: Mapping[str, str] | None = None,
    withdraws: str | None = None,
    now: datetime | None = None,
) -> Review:
    """A review made by `who` at `now`. Raises SettingsError for a verdict that cannot be said of that, and for nobody's review."""
    if verdict not in VERDICTS.get(of, ()):
        raise SettingsError(f"{verdict!r} cannot be said of {of!r}; there are {VERDICTS}")
    name = " ".join("".join(one if one.isprintable() else " " for one in who).split())[:_LONGEST_NAME]
    if not name:
        raise SettingsError("who reviews? Give a name: it stands with what you decide")
    made = (now or datetime.now(UTC)).isoformat(timespec="microseconds")
    told = dict(sorted((values or {}).items()))
    id = stable_id("review", of, verdict, targets, name, made, told, withdraws)
    return Review(id, of, verdict, tuple(targets), name, made, told, withdraws)


def standing(store: Store, reviews: Iterable[Review], known: Known | None = None) -> Standing:
    """How `reviews`, in the order in which they were made, stand to what is in the store now.

    `known` keeps what was read of the articles, for the next time; it is of one state of the store.
    """
    listed = list(reviews)
    taken_back = _withdrawn(listed)
    live = [one for one in listed if one.of != "review" and one.id not in taken_back]
    found = _Found(store, {target.article_id for one in live for target in one.targets}, {} if known is None else known)
    state: dict[str, tuple[str, str | None]] = dict.fromkeys(taken_back, ("withdrawn", None))
    mentions: dict[str, tuple[Review, Mention]] = {}
    decisions: dict[str, list[Decision]] = {"event": [], "story": []}
    for one in live:
        try:
            if one.of == "mention":
                mention = found.mention(one.targets[0])
                reviewed = _reviewed(one, mention, found.articles[mention.article_id])
                if mention.id in mentions:
                    state[mentions[mention.id][0].id] = ("superseded", None)
                mentions[mention.id] = (one, reviewed)
            else:
                decisions[one.of].append(Decision(one.verdict, _members(one, found)))
        except (SettingsError, _Orphaned) as error:
            state[one.id] = ("orphaned", str(error))
    told = (replace(one, state=state[one.id][0], reason=state[one.id][1]) if one.id in state else one for one in listed)
    return Standing(
        tuple(told),
        {id: mention for id, (_, mention) in mentions.items()},
        tuple(decisions["event"]),
        tuple(decisions["story"]),
    )


def _withdrawn(reviews: Sequence[Review]) -> set[str]:
    """Ids of what was taken back. Taking back a taking back counts too, so the last word comes first."""
    gone: set[str] = set()
    for one in reversed(reviews):
        if one.of == "review" and one.withdraws and one.id not in gone:
            gone.add(one.withdraws)
    return gone


def _members(review: Review, found: _Found) -> frozenset[str]:
    """The ids that a decision on groups is about, of those that are still there."""
    of = found.mention if review.of == "event" else found.article
    ids, reasons = set[str](), list[str]()
    for target in review.targets:
        try:
            ids.add(of(target).id)
        except _Orphaned as error:
            reasons.append(str(error))
    if len(ids) < (2 if review.verdict == "merged" else 1):
        raise _Orphaned(reasons[0] if reasons else "it names nothing")
    return frozenset(ids)


def _reviewed(review: Review, mention: Mention, article: Article) -> Mention:
    now, coded = mention, dict[str, str]()
    if review.verdict == "corrected":
        now = corrected(mention, article, review.values)
        before, after = in_words(mention), in_words(now)
        coded = {name: value for name, value in before.items() if after[name] != value}
    return replace(now, review="reviewed", verdict=Verdict(review.verdict, review.who, review.made, coded))


class _Orphaned(Exception):
    """What a review is of is not there any more; the message says why."""


class _Found:
    """The articles that reviews name, and the mentions in them."""

    def __init__(self, store: Store, article_ids: set[str], known: Known) -> None:
        fresh = article_ids - set(known)
        read = {one.id: one for one in store.records("articles", ids=fresh) if isinstance(one, Article)}
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for one in store.mentions_in(read):
            mentions[one.article_id].append(one)
        for id in fresh:
            known[id] = (read.get(id), mentions[id])
        self.articles = {id: article for id in article_ids if (article := known[id][0]) is not None}
        self._mentions = {id: known[id][1] for id in article_ids}

    def article(self, target: Target) -> Article:
        article = self.articles.get(target.article_id)
        if article is None:
            raise _Orphaned("the article is not in the store")
        if article.text_sha256 != target.text_sha256:
            raise _Orphaned("the article has another text now")
        return article

    def mention(self, target: Target) -> Mention:
        here = self._mentions[self.article(target).id]
        there = [one for one in here if (one.trigger.start, one.trigger.end) == (target.start, target.end)]
        same = [one for one in there if one.type == target.type]
        # Of several at one place the id tells which; of one, whatever rule made it.
        found = [one for one in same if one.id == target.mention_id] or (same if len(same) == 1 else [])
        if found:
            return found[0]
        if same:
            raise _Orphaned(f"several mentions of {target.type} are coded at these words now")
        others = ", ".join(sorted({one.type for one in there}))
        raise _Orphaned(f"these words are coded as {others} now" if others else "nothing is coded at these words now")
