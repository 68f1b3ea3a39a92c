"""What may be asked for: every parameter of every list with its bounds, once for the API and the page of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeVar, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from dragoman.errors import SettingsError
from dragoman.records import Relation, Status
from dragoman.store.browsing import ActorFilter, EventFilter, ReportFilter, StoryFilter, TieFilter

__all__ = [
    "ActorQuery",
    "ArticleQuery",
    "EventQuery",
    "FindingQuery",
    "MentionQuery",
    "PlaceQuery",
    "QuoteQuery",
    "SearchQuery",
    "StoryQuery",
    "TieQuery",
    "asked_for",
    "in_words",
]

LONGEST = 300
"""characters of one value"""
_MOST = 50
"""values of one parameter"""
_DAY, _PAIR = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", r"^[A-Z]{2,4}-[A-Z]{2,4}$"


def _no_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("has a NUL character in it")
    return value


Word = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(_no_nul)]
Words = Annotated[list[Word], Field(max_length=_MOST)]
Text = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_no_nul)]
Day = Annotated[str, StringConstraints(pattern=_DAY)]
Least = Annotated[int, Field(ge=0, le=1_000_000)]
Statuses = Annotated[list[Status], Field(max_length=_MOST)]


class _Query(BaseModel):
    # A name that is mistyped would be left out without a word, and everything given.
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class _ListQuery(_Query):
    """What every list has in common."""

    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    """most records on a page; not of a stream, which has all"""
    cursor: Annotated[str, StringConstraints(max_length=2000), AfterValidator(_no_nul)] | None = None
    """where a page begins; from next or previous of another"""
    format: Literal["json", "ndjson", "csv"] | None = None
    """instead of the header Accept: a page as JSON, or everything that matches as JSON lines or CSV"""


class _EventFields(_Query):
    """What narrows events."""

    type: Words = []
    """PLOVER types: AID, ASSAULT …"""
    mode: Words = []
    """PLOVER modes"""
    quad: Annotated[list[Annotated[int, Field(ge=1, le=4)]], Field(max_length=4)] = []
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"""
    status: Statuses = []
    """what is said of it"""
    actor: Words = []
    """who did it: codes of states, which stand for all of that state, or keys of actors"""
    recipient: Words = []
    """to whom, likewise"""
    involving: Words = []
    """on either side, likewise"""
    actor_sector: Words = []
    """PLOVER sectors of who did it"""
    recipient_sector: Words = []
    """of those to whom"""
    country: Words = []
    """code of the country in which it lies"""
    place: Words = []
    """key of its place: the GeoNames id, or its name where it has none"""
    between: Annotated[str, StringConstraints(pattern=_PAIR)] | None = None
    """two codes, ECU-PER: events that are a tie between them"""
    since: Day | None = None
    """a day, month or year; not before it"""
    until: Day | None = None
    """a day, month or year; not after it"""
    min_articles: Least = 0
    """articles that report it, at least"""
    min_outlets: Least = 0
    """outlets, at least"""
    min_origins: Least = 0
    """independent origins, at least; 2 is what is corroborated"""
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    """confidence, at least"""
    story: Words = []
    """ids of stories"""
    article: Words = []
    """ids of articles that tell of it"""
    text: Text = ""
    """words that all stand in its sides, its place or its evidence, also as parts of longer ones"""

    def chosen(self) -> EventFilter:
        """The same as the store understands it."""
        a, _, b = (self.between or "").partition("-")
        return EventFilter(
            type=tuple(self.type),
            mode=tuple(self.mode),
            quad=tuple(self.quad),
            status=tuple(map(str, self.status)),
            actor=tuple(self.actor),
            recipient=tuple(self.recipient),
            involving=tuple(self.involving),
            actor_sector=tuple(self.actor_sector),
            recipient_sector=tuple(self.recipient_sector),
            country=tuple(self.country),
            place=tuple(self.place),
            between=(a, b) if self.between else None,
            since=self.since,
            until=self.until,
            min_articles=self.min_articles,
            min_outlets=self.min_outlets,
            min_origins=self.min_origins,
            min_confidence=self.min_confidence,
            story=tuple(self.story),
            article=tuple(self.article),
            text=self.text,
        )


class EventQuery(_EventFields, _ListQuery):
    """Which events, in which order."""

    sort: Text = "-date"
    """date, type, status, place, intensity, confidence, articles, outlets or origins; with - before it downwards"""


class PlaceQuery(_EventFields, _ListQuery):
    """The places of which events; name narrows the places themselves."""

    name: Text = ""
    """words that all stand in its name"""
    sort: Text = "-events"
    """events or name; with - before it downwards"""


class StoryQuery(_ListQuery):
    """Which stories, in which order."""

    country: Words = []
    """codes of states of which one is in its events"""
    since: Day | None = None
    """it was reported on this day or later"""
    until: Day | None = None
    """it was reported on this day or earlier"""
    min_articles: Least = 0
    """articles, at least"""
    min_outlets: Least = 0
    """outlets, at least"""
    min_origins: Least = 0
    """origins, at least"""
    text: Text = ""
    """words that all stand in its title"""
    sort: Text = "-last"
    """last, first, articles, outlets, origins or events; with - before it downwards"""

    def chosen(self) -> StoryFilter:
        """The same as the store understands it."""
        return StoryFilter(
            country=tuple(self.country),
            since=self.since,
            until=self.until,
            min_articles=self.min_articles,
            min_outlets=self.min_outlets,
            min_origins=self.min_origins,
            text=self.text,
        )


class _ReportQuery(_ListQuery):
    def chosen(self) -> ReportFilter:
        """The same as the store understands it."""
        apart = {*_ListQuery.model_fields, "since", "until", "text", "sort"}
        return ReportFilter(
            tuple((name, tuple(map(str, getattr(self, name)))) for name in type(self).model_fields if name not in apart),
            since=getattr(self, "since", None),
            until=getattr(self, "until", None),
            text=getattr(self, "text", ""),
        )


class ArticleQuery(_ReportQuery):
    """Which articles, in which order."""

    story: Words = []
    """ids of stories"""
    outlet: Words = []
    """who published it"""
    language: Words = []
    """ISO 639-1"""
    since: Day | None = None
    """published not before"""
    until: Day | None = None
    """published not after"""
    text: Text = ""
    """words that all stand in its headline; what it says is found by search"""
    sort: Text = "-published"
    """published or outlet; with - before it downwards"""


class MentionQuery(_ReportQuery):
    """Which mentions, in which order."""

    article: Words = []
    """ids of articles"""
    event: Words = []
    """ids of events"""
    story: Words = []
    """ids of stories"""
    type: Words = []
    """PLOVER types"""
    status: Statuses = []
    """what the report says of it"""
    since: Day | None = None
    """not before"""
    until: Day | None = None
    """not after"""
    sort: Text = "-published"
    """published, date or type; with - before it downwards"""


class QuoteQuery(_ReportQuery):
    """Which quotes, in which order."""

    article: Words = []
    """ids of articles"""
    story: Words = []
    """ids of stories"""
    speaker: Words = []
    """keys of speakers, as in actors"""
    speaker_country: Words = []
    """their codes"""
    form: Annotated[list[Literal["direct", "partial", "indirect"]], Field(max_length=3)] = []
    """how the words are given"""
    since: Day | None = None
    """not before"""
    until: Day | None = None
    """not after"""
    text: Text = ""
    """words that all stand in it or in the speaker's name"""
    sort: Text = "-published"
    """published, date or speaker; with - before it downwards"""


class FindingQuery(_ReportQuery):
    """Which findings, in which order."""

    story: Words = []
    """ids of stories"""
    event: Words = []
    """ids of events"""
    quote: Words = []
    """ids of quotes"""
    field: Words = []
    """what is compared"""
    relation: Annotated[list[Relation], Field(max_length=_MOST)] = []
    """how the accounts stand to each other"""
    sort: Text = "story"
    """story, relation or field; with - before it downwards"""


class TieQuery(_ListQuery):
    """Which ties, by the alphabet and time."""

    period: Literal["day", "week", "month"] = "month"
    """how time is cut"""
    a: Word | None = None
    """code of one side, whichever it is"""
    b: Word | None = None
    """code of the other"""
    status: Statuses = [Status.DONE]
    """events of which status count"""
    since: Day | None = None
    """events not before; the trend then begins there"""
    until: Day | None = None
    """events not after"""

    def chosen(self) -> TieFilter:
        """The same as the store understands it."""
        return TieFilter(tuple(map(str, self.status)), self.a, self.b, self.since, self.until)


class ActorQuery(_ListQuery):
    """Which actors and recipients, in which order."""

    kind: Annotated[list[Literal["state", "organisation", "person", "group", "unnamed"]], Field(max_length=5)] = []
    """what they are"""
    country: Words = []
    """their codes"""
    sector: Words = []
    """PLOVER sectors"""
    text: Text = ""
    """words that all stand in the name"""
    sort: Text = "-events"
    """events or name; with - before it downwards"""

    def chosen(self) -> ActorFilter:
        """The same as the store understands it."""
        return ActorFilter(tuple(self.kind), tuple(self.country), tuple(self.sector), self.text)


class SearchQuery(_Query):
    """What is looked for."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(_no_nul)]
    """words that are all to be found; the last may be the beginning of one; there are no operators"""
    kind: Annotated[list[Literal["articles", "quotes", "stories", "events", "people", "places"]], Field(max_length=6)] = []
    """where to look; everywhere where left out"""
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    """most of each kind"""


Query = TypeVar("Query", bound=_Query)


def asked_for(query: type[Query], pairs: Iterable[tuple[str, str]]) -> Query:
    """The parameters of a query string; empty ones, as forms send them, are left out. Raises SettingsError, which names each fault."""
    given: dict[str, Any] = {}
    for name, value in pairs:
        field = query.model_fields.get(name)
        if value and field is not None and get_origin(field.annotation) is list:
            given.setdefault(name, []).append(value)
        elif value:
            given[name] = value
    try:
        return query.model_validate(given)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))[:40]}: {in_words(fault)}" for fault in error.errors()[:5]]
        raise SettingsError("; ".join(faults)) from error


def in_words(fault: Mapping[str, Any]) -> str:
    """What is wrong with one parameter."""
    if fault["type"] == "extra_forbidden":
        return "there is no such parameter"
    if "pattern" in fault["type"]:
        return _FORMS.get(fault["ctx"]["pattern"], "is of another form")
    return str(fault["msg"]).removeprefix("Value error, ")


_FORMS = {_DAY: "write a year 2031, a month 2031-03 or a day 2031-03-05", _PAIR: "write two codes, ECU-PER"}
