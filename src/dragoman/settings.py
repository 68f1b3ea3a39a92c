"""Everything that can be set, in one object that one TOML file fills.

    [reading]
    max_article_bytes = 20_000_000

What is not in the file keeps its default. Commands take the file with `--settings FILE`; nothing is read from the working
folder or the environment, so that the same command gives the same records everywhere.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from dragoman.errors import SettingsError

__all__ = ["CodingSettings", "FetchingSettings", "GroupingSettings", "ReadingSettings", "Settings", "load_settings"]


RECORD_FIELDS = ("text", "id", "published", "outlet", "title", "url", "language", "licence", "fetched", "byline", "articles")
"""fields of an article that a record may fill, and `articles`: where in a JSON object the list of articles is"""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class ReadingSettings(_Section):
    """What is read, and what is refused."""

    max_article_bytes: int = Field(default=20_000_000, ge=1)
    """longest text file, or line of JSON lines, that is taken as an article; a longer one is named and left out"""
    max_document_bytes: int = Field(default=200_000_000, ge=1)
    """largest JSON object, export of a press database, document or mail that is loaded whole; JSON lines and lists, tables and
    archives have no such limit"""
    outlets: tuple[str, ...] = ()
    """TOML files of outlets of your own, read after those that ship"""
    max_feed_bytes: int = Field(default=50_000_000, ge=1)
    """largest feed or sitemap that is read; sitemaps may have 50 MB by their own rules"""
    max_archive_bytes: int = Field(default=100_000_000_000, ge=1)
    """most bytes that one archive, with all that is nested in it, may unpack to"""
    max_archive_ratio: int = Field(default=200, ge=1)
    """how many times its size an archive may unpack to: text seldom shrinks to less than a thirtieth"""
    max_archive_members: int = Field(default=500_000, ge=1)
    """most files in one archive"""
    max_archive_depth: int = Field(default=4, ge=0)
    """how many archives a file may be nested in; a .tar.gz is two"""
    max_pdf_seconds: int = Field(default=60, ge=1)
    """how long one PDF document may take"""
    fields: dict[str, str] = {}
    """where a record, or a row of a table, holds what an article is made of: text = "content.body"; without it usual names are tried"""
    language: str = "en"
    """the language that is coded; an article in another is kept and counted, and not coded"""
    language_min_characters: int = Field(default=80, ge=0)
    """a text shorter than this is taken to be in the coded language: there is too little to tell by"""
    language_min_confidence: float = Field(default=0.5, ge=0, le=1)
    """how sure the detector has to be before an article is taken to be in another language"""

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, fields: dict[str, str]) -> dict[str, str]:
        for field, place in fields.items():
            if field not in RECORD_FIELDS:
                raise ValueError(f"an article has no field {field!r}; there are {', '.join(RECORD_FIELDS)}")
            if not place.strip():
                raise ValueError(f"{field} is to come from nowhere; name a field or column, such as {field}=content.body")
        return fields


class FetchingSettings(_Section):
    """How the web is read: politely, within bounds, and no address that is nobody's business. Times are in seconds."""

    contact: str = Field(default="", pattern=r"^[\x21-\x7e]*$")
    """an address (mailto: or a page) under which the operator of a site can reach you; sent with every request"""
    follow: bool = True
    """whether the pages that a feed links to are fetched, or what the feed itself holds is taken"""
    allow_private: bool = False
    """whether addresses of this machine and of private networks, and any port, may be asked"""
    ports: tuple[int, ...] = (80, 443)
    """ports that may be asked"""
    delay_seconds: float = Field(default=1.0, ge=0)
    """least time between two requests to one host; a longer crawl delay of its robots.txt counts instead"""
    parallel_hosts: int = Field(default=8, ge=1, le=64)
    """hosts that are asked at the same time, each with one request at a time"""
    connect_seconds: float = Field(default=10.0, gt=0)
    """longest time to find a host's address, and to reach it"""
    read_seconds: float = Field(default=20.0, gt=0)
    """longest silence of a server"""
    total_seconds: float = Field(default=60.0, gt=0)
    """longest time for one request in all"""
    max_redirects: int = Field(default=5, ge=0)
    """redirects that are followed"""
    retries: int = Field(default=2, ge=0)
    """how often a request is made again that failed in passing (no answer, 429, a 5xx)"""
    backoff_seconds: float = Field(default=2.0, gt=0)
    """the wait before it is made again; doubled each time. What a server asks for with Retry-After counts instead"""
    max_wait_seconds: float = Field(default=120.0, ge=0)
    """longest wait for one host within a run; what has to wait longer is left for a later run"""
    max_host_failures: int = Field(default=3, ge=1)
    """requests in a row that may fail in passing before a host is left alone for a while"""
    max_response_bytes: int = Field(default=20_000_000, ge=1)
    """longest answer, as it comes and unpacked"""
    max_run_bytes: int = Field(default=5_000_000_000, ge=1)
    """most that one run fetches in all"""
    max_pages: int = Field(default=10_000, ge=1)
    """most pages that are followed from one feed or sitemap in a run"""
    feed_fresh_seconds: float = Field(default=60.0, ge=0)
    """how long a feed, sitemap or page that was named by its address is not asked for again"""
    page_fresh_seconds: float = Field(default=604_800.0, ge=0)
    """how long a page that a feed links to is not asked for again, unless the feed says that it was changed"""
    robots_fresh_seconds: float = Field(default=86_400.0, ge=0)
    """how long a robots.txt holds"""
    keep_seconds: float = Field(default=7_776_000.0, gt=0)
    """how long what was fetched is kept after it was asked for last"""


class CodingSettings(_Section):
    """How the coder is run, what it knows beyond PLOVER, and how sure it must be. Workers, threads and batches change no record."""

    ontology: tuple[str, ...] = ()
    """folders of a scholar's own types, modes, contexts and triggers, read after those that ship"""
    coder: Literal["both", "rules", "network"] = "both"
    """what codes: the rules and the network together, or one of them alone"""
    precision: float | None = Field(default=None, gt=0, lt=1)
    """share of the mentions that are to be right, as measured on labelled texts: the higher, the fewer are coded"""
    recall: float | None = Field(default=None, gt=0, lt=1)
    """share of the happenings that are to be found: the higher, the more is coded, right or wrong"""
    workers: int = Field(default=1, ge=1, le=256)
    """processes that code; each takes about 600 MB"""
    threads: int = Field(default=1, ge=1)
    """threads of the language model in each"""
    batch_articles: int = Field(default=64, ge=1)
    """most articles handed to the coder at once, and, for each worker, read ahead"""
    batch_characters: int = Field(default=200_000, ge=1)
    """most characters handed to the coder at once, and, for each worker, read ahead; save for a single article that is longer"""

    article_seconds: float = Field(default=60, gt=0)
    """time of the processor that an article may take, and a second more for each thousand characters of it; then it is set aside, and so
    it is after ten times as long by the clock"""
    worker_megabytes: int = Field(default=3000, ge=500)
    """most memory of a process that codes; an article that needs more is set aside"""

    @model_validator(mode="after")
    def _one_end_of_the_dial(self) -> Self:
        if self.precision is not None and self.recall is not None:
            raise ValueError("precision and recall are two ends of one dial; give one of them")
        if self.coder == "rules" and (self.precision is not None or self.recall is not None):
            raise ValueError("the rules alone have no dial; leave precision and recall out")
        return self


class GroupingSettings(_Section):
    """How stories and events are made of what was coded. Neither of these changes a record."""

    articles_at_once: int = Field(default=20_000, ge=1)
    """new articles that are compared, grouped and reconciled in one go, oldest first: this bounds memory, about 100 MB for each 10,000"""
    store_megabytes: int = Field(default=1000, ge=100)
    """most memory of the database, beside our own"""


class Settings(_Section):
    """All settings of a run."""

    reading: ReadingSettings = ReadingSettings()
    fetching: FetchingSettings = FetchingSettings()
    coding: CodingSettings = CodingSettings()
    grouping: GroupingSettings = GroupingSettings()

    def with_reading(self, **changes: object) -> Settings:
        """These settings with others for reading. Raises SettingsError where one is wrong."""
        try:
            reading = ReadingSettings.model_validate(self.reading.model_dump() | changes)
        except ValidationError as error:
            raise SettingsError("; ".join(_fault(fault) for fault in error.errors())) from error
        return self.model_copy(update={"reading": reading})

    def with_coding(self, **changes: object) -> Settings:
        """These settings with others for coding. Raises SettingsError where they do not go together."""
        try:
            coding = CodingSettings.model_validate(self.coding.model_dump() | changes)
        except ValidationError as error:
            raise SettingsError("; ".join(_fault(fault) for fault in error.errors())) from error
        return self.model_copy(update={"coding": coding})

    def with_fetching(self, *, follow: bool | None = None, allow_private: bool | None = None) -> Settings:
        """These settings with others for fetching; None leaves one as it is."""
        given = {"follow": follow, "allow_private": allow_private}
        changes = {name: value for name, value in given.items() if value is not None}
        return self.model_copy(update={"fetching": self.fetching.model_copy(update=changes)})


def load_settings(path: Path) -> Settings:
    """The settings in the TOML file at `path`. Raises SettingsError, which names the file and the key at fault."""
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be opened ({error.strerror}); give the name of a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is not valid TOML ({error})") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {_fault(fault)}" for fault in error.errors())
        raise SettingsError(f"{path}: {faults}") from error


def _fault(fault: ErrorDetails) -> str:
    return (
        "there is no such setting" if fault["type"] == "extra_forbidden" else fault["msg"].removeprefix("Value error, ").lower()
    )
