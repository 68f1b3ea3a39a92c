"""Review: mentions one after the other, with the text beside them, to accept, reject or correct; and how right they were."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dragoman import engine
from dragoman.engine import Reviewed
from dragoman.errors import NotInStore, SettingsError
from dragoman.records import Article, Mention, Review, Status
from dragoman.store import reviews_beside
from dragoman.store.browsing import QUEUE_ORDERS, QueueFilter
from dragoman.web.evidence import mention_record, source_of
from dragoman.web.forms import remember_reviewer
from dragoman.web.overlaid import overlaid, precision
from dragoman.web.page import Asked, Page, Plain
from dragoman.web.reports import EXCERPT, LONGEST, shown_text
from dragoman.web.values import FIELDS, field_of, happening, spans_of, values_of

__all__ = ["PAGE", "keep", "remembers", "take_back"]

_SHOWN = ("unreviewed", "reviewed", "all")
_UPCOMING = 8
_ORPHANS = 100
_CHANCES = ("", "0.5", "0.6", "0.7", "0.8", "0.9", "0.95")


def build(asked: Asked) -> Plain:
    """The queue, and one mention of it: `mention`, or the first. Raises NotInStore for an unknown mention, SettingsError."""
    view = overlaid(asked)
    chosen, order = _queue_of(asked, view), asked.choice("order", tuple(QUEUE_ORDERS), "sample")
    queue = asked.store.browse.queue
    wanted = asked.one("mention")
    first = queue.ids(chosen, order, limit=1)
    mention = _mention(asked, wanted or (first[0] if first else ""))
    upcoming = queue.ids(chosen, order, after=mention.id, limit=_UPCOMING) if mention else []
    before = queue.ids(chosen, order, after=mention.id, limit=1, back=True) if mention else []
    said = view.standing.reviews
    every = QueueFilter()
    return {
        "title": "Review",
        "query": _query_of(asked),
        "orders": list(QUEUE_ORDERS),
        "shown": list(_SHOWN),
        "chances": list(_CHANCES),
        "types": asked.remember("types of mentions", lambda: queue.types(every)),
        "statuses": [str(one) for one in Status],
        "left": queue.count(chosen),
        "mentions": asked.remember("number of mentions", lambda: queue.count(every)),
        "reviewed": len(view.standing.mentions),
        "one": _shown(asked, view, mention) if mention else None,
        "next": upcoming[0] if upcoming else None,
        "previous": before[0] if before else None,
        "upcoming": [happening(one) for one in asked.store.browse.records("mentions", upcoming) if isinstance(one, Mention)],
        "orphaned": [_told(one) for one in said if one.state == "orphaned"][:_ORPHANS],
        "rows": precision(view),
    }


def _query_of(asked: Asked) -> str:
    """The part of the address that says which queue it is."""
    told = [
        (name, value) for name, value in asked.pairs if name in ("type", "status", "least", "most", "order", "show") and value
    ]
    return urlencode(told, errors="replace")


def _queue_of(asked: Asked, view: Reviewed) -> QueueFilter:
    """The mentions that the address asks for. Raises SettingsError."""
    show = asked.choice("show", _SHOWN, "unreviewed")
    done = tuple(view.standing.mentions)
    return QueueFilter(
        types=tuple(asked.many("type")),
        statuses=tuple(asked.many("status")),
        least=_chance(asked, "least", 0.0),
        most=_chance(asked, "most", 1.0),
        without=done if show == "unreviewed" else (),
        only=done if show == "reviewed" else None,
    )


def change(asked: Asked) -> str:
    """Keep what a form says of a mention; where to go on. Raises SettingsError, NotInStore."""
    queue = replace(asked, pairs=parse_qsl(asked.one("back")))
    if asked.one("verdict") == "withdrawn":
        take_back(asked)
        return _address(_query_of(queue), asked.one("mention"))
    mention = _mention(asked, asked.one("mention"))
    if mention is None:
        raise SettingsError("a review is of a mention; choose one from the queue")
    article = asked.store.get(mention.article_id)
    assert isinstance(article, Article)
    verdict = asked.one("verdict")
    values = _changed(mention, article, asked) if verdict == "corrected" else {}
    target = engine.mention_target(mention, article)
    review = engine.make_review("mention", verdict, [target], asked.one("who"), values=values)
    # What is wrong with the rest of the form comes up before anything is kept.
    onward = _next_address(queue, mention.id)
    keep(asked, review)
    return onward


def remembers(asked: Asked, plain: Plain) -> dict[str, str]:
    """Who it is, once a form has told."""
    return {} if plain else remember_reviewer(asked.one("who"))


def keep(asked: Asked, review: Review) -> None:
    """Put a review with the others."""
    reviews_beside(asked.store.path).add([review])


def take_back(asked: Asked) -> None:
    """Have the review that a form names count no more. Raises SettingsError where there is none of that id."""
    id, kept = asked.one("review"), reviews_beside(asked.store.path)
    if all(one.id != id for one in kept.all()):
        raise SettingsError("there is no such review to take back; load the page again")
    keep(asked, engine.make_review("review", "withdrawn", [], asked.one("who"), withdraws=id))


def _changed(mention: Mention, article: Article, asked: Asked) -> dict[str, str]:
    """What the form says otherwise than the coder. Raises SettingsError where that cannot be, or where it says nothing new."""
    before, sent = engine.in_words(mention), {name for name, _ in asked.pairs}
    said = {name: " ".join(asked.one(name).split()) for name in engine.CORRECTABLE if name in sent}
    values = {name: value for name, value in said.items() if value != before[name]}
    if "type" in values and "modes" in said and "modes" not in values:
        # The modes that stood there are those of the other type.
        values["modes"] = ""
    if not values:
        raise SettingsError("nothing is corrected: change a value, or accept the mention as it is")
    engine.corrected(mention, article, values)
    return values


def _next_address(asked: Asked, mention_id: str) -> str:
    """The page of the mention that comes after this one in the queue; of the whole queue where none does."""
    order = asked.choice("order", tuple(QUEUE_ORDERS), "sample")
    found = asked.store.browse.queue.ids(_queue_of(asked, overlaid(asked)), order, after=mention_id, limit=1)
    return _address(_query_of(asked), found[0] if found else "")


def _address(query: str, mention_id: str) -> str:
    """The page of a mention in the queue that `query` says."""
    more = urlencode({"mention": mention_id}, errors="replace") if mention_id else ""
    asked = "&".join(filter(None, (query, more)))
    return "/review" + (f"?{asked}" if asked else "")


def _chance(asked: Asked, name: str, default: float) -> float:
    return float(asked.choice(name, _CHANCES, "") or default)


def _mention(asked: Asked, id: str) -> Mention | None:
    if not id:
        return None
    found = asked.store.get(id)
    if not isinstance(found, Mention):
        raise NotInStore(f"{id!r} is no mention")
    return found


def _shown(asked: Asked, view: Reviewed, coded: Mention) -> dict[str, Any]:
    """The mention as it was coded, as it reads now, and the text that it stands in."""
    article = asked.store.get(coded.article_id)
    assert isinstance(article, Article)
    now = view.standing.mentions.get(coded.id, coded)
    said = [one for one in view.standing.reviews if one.of == "mention" and one.targets[0].article_id == article.id]
    own = [one for one in said if (one.targets[0].start, one.targets[0].end) == (coded.trigger.start, coded.trigger.end)]
    return {
        "record": mention_record(coded, article),
        "words": engine.in_words(now),
        "coded": engine.in_words(coded),
        "modes": {name: list(modes) for name, modes in engine.types().items()},
        "verdict": now.verdict.verdict if now.verdict else None,
        "history": [_told(one) for one in own if one.targets[0].type == coded.type],
        "article": source_of(article),
        **shown_text(article, _marks(coded), LONGEST if asked.with_text else EXCERPT),
    }


def _marks(mention: Mention) -> list[dict[str, Any]]:
    """The words that each field was read from; where the trigger stands is the place to look at."""
    values = values_of(mention)
    return [
        {
            "start": start,
            "end": end,
            "kind": field_of(name).kind,
            "of": [mention.id, name],
            "anchor": "trigger" if name == "type" else None,
            "label": f"{field_of(name).label}: {values[name]}",
        }
        for name in FIELDS
        if name in values and name not in ("modes", "status")
        for start, end in spans_of(mention, name)
    ]


def _told(review: Review) -> dict[str, Any]:
    """A review in a list."""
    return {
        "id": review.id,
        "verdict": review.verdict,
        "of": review.of,
        "who": review.who,
        "made": review.made[:16].replace("T", " "),
        "state": review.state,
        "reason": review.reason,
        "values": dict(review.values),
        "articles": list(dict.fromkeys(one.article_id for one in review.targets)),
        "types": [one.type for one in review.targets if one.type],
    }


PAGE = Page("review", "/review", build, rows="rows", remembers=remembers, change=change, beside=True)
