"""The flat tables: which columns a kind of record has, what each means, and how it is read off the record.

Lists stand in one cell, their parts set apart by "; ". docs/exports.md repeats the names, types and meanings, and a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dragoman.exporting.column import Column, counts, joined, listed, optional, taken
from dragoman.exporting.happening import HAPPENING, date_columns
from dragoman.records import Article, Value, Verdict

__all__ = ["COLUMNS", "EXCERPT", "TEXT"]

EXCERPT = 200
"""characters of an article that are shown where its text is not asked for"""
TEXT = taken("text", "text", "its whole text; only with `--with-text`")
"""the further column of articles"""

_CODER = [
    Column("coder_version", "text", "version of the coder", optional("coder", "version")),
    Column("coder_rule", "text", "the rule that made it", optional("coder", "rule")),
]
_REVIEW = taken(
    "review", "text", "machine, or reviewed: somebody looked at it, and what stands here is what they let stand or put"
)
_VERDICT = [
    _REVIEW,
    Column(
        "verdict", "text", "accepted, corrected or rejected; empty where nobody reviewed it", optional("verdict", "verdict")
    ),
    Column("reviewer", "text", "who said so", optional("verdict", "who")),
    Column("reviewed", "text", "when, ISO 8601, UTC", optional("verdict", "made")),
    Column("coded", "text", "of a corrected one: field=what had been coded", lambda record: _coded(record.verdict)),
]
_VERSION = taken("version", "text", "version of the rules that made it")
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def _coded(verdict: Verdict | None) -> str:
    return joined(f"{name}={value}" for name, value in verdict.coded.items()) if verdict else ""


def _of_target(name: str) -> Callable[[Any], str]:
    """A part of each target of a review that has it."""
    return lambda review: joined(part for one in review.targets if (part := getattr(one, name)) is not None)


def _id(meaning: str) -> Column:
    return taken("id", "text", meaning)


def _lead(article: Article) -> str | None:
    return article.lead.text[:EXCERPT] if article.lead else None


def _notes(article: Article) -> str:
    return joined(f"{note.sort}={note.text}" for note in article.notes)


def _three_counts(origins: Callable[[Any], int]) -> list[Column]:
    return [
        taken("articles", "integer", "how many articles report it"),
        taken("outlets", "integer", "how many outlets"),
        Column("origins", "integer", "how many origins: reprints and accounts of one agency count once", origins),
    ]


def _of_values(part: Callable[[Value], object]) -> Callable[[Any], str]:
    """A part of each of a finding's values, in the order of the values."""
    return lambda finding: joined(part(value) for value in finding.values)


def _words(value: Value) -> str:
    return ", ".join(f"“{words.text}”" for words in value.evidence)


def _quad(quad: int) -> Callable[[Any], int]:
    return lambda tie: tie.by_quad.get(str(quad), 0)


COLUMNS: Mapping[str, list[Column]] = {
    "articles": [
        _id("of the article"),
        taken("published", "text", "day, or day and time, of publication, ISO 8601"),
        taken("outlet", "text", "who published it"),
        taken("title", "text", "headline"),
        taken("url", "text", "where it was"),
        taken("language", "text", "ISO 639-1"),
        taken(
            "coding", "text", "`done`, or why it was not coded: `language` (another than the one that is coded) or `quarantine`"
        ),
        taken("fetched", "text", "when it was fetched"),
        taken("licence", "text", "licence of its text"),
        taken("text_sha256", "text", "hash of its text"),
        taken("body_start", "integer", "where the report begins in its text, in characters"),
        taken("outlet_country", "text", "country of the outlet, ISO 3166 alpha-3"),
        taken(
            "outlet_kind",
            "text",
            "what the outlet is: agency, newspaper, broadcaster, magazine, site, state media, institution, aggregator",
        ),
        taken("agency", "text", "agency or outlet that is credited for the account"),
        taken("byline", "text", "who wrote it"),
        Column("dateline", "text", "where it says that it was written, as it stands", optional("dateline", "text")),
        Column("lead", "text", f"the first {EXCERPT} characters of its first paragraph", _lead),
        Column("notes", "text", "sort=words of its corrections and other notes on itself", _notes),
        Column(
            "excerpt",
            "text",
            f"the first {EXCERPT} characters of the report",
            lambda article: article.text[article.body_start : article.body_start + EXCERPT],
        ),
    ],
    "mentions": [
        _id("of the mention"),
        taken("article_id", "text", "the article it was read from"),
        taken("event_id", "text", "the event it is an account of"),
        *HAPPENING,
        Column("trigger", "text", "the words that report it", optional("trigger", "text")),
        Column("trigger_start", "integer", "where they begin in the article's text", optional("trigger", "start")),
        Column("trigger_end", "integer", "where they end, exclusive", optional("trigger", "end")),
        *_CODER,
        *_VERDICT,
    ],
    "quotes": [
        _id("of the quote"),
        taken("article_id", "text", "the article it was read from"),
        taken("text", "text", "the words"),
        taken("start", "integer", "where they begin in the article's text"),
        taken("end", "integer", "where they end, exclusive"),
        taken("form", "text", "direct, partial or indirect"),
        Column("speaker", "text", "who said it", optional("speaker", "name")),
        Column("speaker_country", "text", "their country", optional("speaker", "country")),
        Column("speaker_office", "text", "their office", optional("speaker", "office")),
        Column("cue", "text", "the word that introduces it", optional("cue", "text")),
        Column("addressee", "text", "to whom it was said", optional("addressee", "name")),
        Column("medium", "text", "the agency or outlet it was given to", optional("medium", "name")),
        *date_columns(),
        *_CODER,
    ],
    "stories": [
        _id("of the story"),
        taken("title", "text", "headline of one of its articles, or how it begins"),
        taken("first", "text", "first day of publication"),
        taken("last", "text", "last day of publication"),
        *_three_counts(lambda story: len(story.origins)),
        Column("events", "integer", "how many events", lambda story: len(story.event_ids)),
        Column("origin_names", "text", "the origins", lambda story: joined(origin.origin for origin in story.origins)),
        listed("countries", "codes of the states in its events, the most frequent first"),
        listed("article_ids", "its articles"),
        listed("event_ids", "its events"),
        _VERSION,
    ],
    "events": [
        _id("of the event"),
        taken("story_id", "text", "the story it belongs to"),
        *HAPPENING,
        *_three_counts(lambda event: int(event.origins)),
        taken("corroborated", "boolean", "two origins or more"),
        listed("mention_ids", "the mentions it was made of"),
        Column("agreement", "text", "field=id of the finding that weighs most in it", counts("agreement")),
        taken("rule", "text", "by which rule the fields were chosen"),
        _VERSION,
        _REVIEW,
        taken("reviewed_mentions", "integer", "how many of its mentions somebody has reviewed"),
    ],
    "findings": [
        _id("of the finding"),
        taken("story_id", "text", "the story"),
        taken("event_id", "text", "the event whose accounts are compared"),
        taken("quote_id", "text", "or the first of the quotes that are compared"),
        taken("field", "text", "what is compared"),
        Column("relation", "text", "agrees, refines, differs, contradicts or corrected", lambda finding: str(finding.relation)),
        Column("values", "text", "the values, side by side", _of_values(lambda value: value.value)),
        Column(
            "outlets",
            "text",
            "who gives each value, in the same order; outlets of one value set apart by commas",
            _of_values(lambda value: ", ".join(value.outlets)),
        ),
        Column("origins", "text", "their origins, likewise", _of_values(lambda value: ", ".join(value.origins))),
        Column("article_ids", "text", "their articles, likewise", _of_values(lambda value: ", ".join(value.article_ids))),
        Column("words", "text", "the words that each value was read from, likewise", _of_values(_words)),
        taken("explanation", "text", "one sentence"),
        _VERSION,
    ],
    "ties": [
        _id("of the tie"),
        taken("a", "text", "code of the side that stands first in the alphabet"),
        taken("b", "text", "code of the other"),
        taken("period", "text", "a day `2031-03-05`, an ISO week `2031-W10` or a month `2031-03`"),
        taken("events", "integer", "how many events, each counted once"),
        taken("a_to_b", "integer", "events that a did to b"),
        taken("b_to_a", "integer", "events that b did to a"),
        taken("mutual", "integer", "events that both did together"),
        *(Column(f"quad_{quad}", "integer", f"events of {name}", _quad(quad)) for quad, name in enumerate(_QUADS, 1)),
        Column("by_type", "text", "type=number of events", counts("by_type")),
        taken("score", "number", "mean PLOVER score of its events"),
        taken("score_sum", "number", "sum of their PLOVER scores"),
        taken("trend", "number", "slope of the score by period up to this one; empty with fewer than three periods"),
        listed("event_ids", "its events"),
        _VERSION,
    ],
    "sensitivity": [
        _id("of the row"),
        taken("event_id", "text", "the event"),
        taken("story_id", "text", "the story it belongs to"),
        taken("field", "text", "the field, or `quantities.` and what a number measures"),
        taken("value", "text", "what stands in the field by the default rule"),
        taken("rule", "text", "the other rule"),
        taken("instead", "text", "what the other rule would put there"),
        listed("mention_ids", "the mentions that say `instead`"),
        _VERSION,
    ],
    "quarantine": [
        _id("of the row"),
        taken("article_id", "text", "the article on which coding failed"),
        taken("reason", "text", "how it failed"),
        taken("coder", "text", "version of the coder that failed"),
        taken("outlet", "text", "who published it"),
        taken("published", "text", "day, or day and time, of publication, ISO 8601"),
        taken("title", "text", "headline"),
        taken("url", "text", "where it was"),
    ],
    "reviews": [
        _id("of the review"),
        taken("of", "text", "what it is of: mention, event, story or review"),
        taken("verdict", "text", "accepted, rejected, corrected, merged, split or withdrawn"),
        taken("who", "text", "who said so"),
        taken("made", "text", "when, ISO 8601, UTC"),
        taken("state", "text", "current, superseded, withdrawn or orphaned"),
        taken("reason", "text", "why it is orphaned"),
        Column("article_ids", "text", "the articles that it names", _of_target("article_id")),
        Column("mention_ids", "text", "the mentions that it names", _of_target("mention_id")),
        Column("types", "text", "their types as they were coded", _of_target("type")),
        Column("values", "text", "of a correction: field=what is right", counts("values")),
        taken("withdraws", "text", "the review that it takes back"),
    ],
}
