"""One web page to one article."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.html.body import body_of
from dragoman.reading.html.page import parse_page
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Outcome
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["article_from_html"]


def article_from_html(
    data: bytes,
    name: str,
    settings: ReadingSettings,
    *,
    id: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    fetched: str | None = None,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Outcome]:
    """The article that a web page holds, after notices of what to know of it; or the failure, which `name` begins.

    `url` is the address that the page came from, `charset` what the HTTP header said of its encoding, `fetched` when it was fetched (ISO
    8601). `title`, `published` and `outlet` are what a feed or an archive says of the article; they count where the page itself says
    nothing. The article's id is a hash where no `id` is given.
    """
    if len(data) > settings.max_article_bytes:
        limit = f"{settings.max_article_bytes:,} bytes"
        yield Failure(name, f"is longer than an article may be ({limit}); raise max_article_bytes if it is one")
        return
    root = parse_page(data, charset)
    text = body_of(root) if root is not None else ""
    if not text:
        yield Failure(name, "is a web page without the text of an article; there is nothing to code")
        return
    language = detect_language(text, 0, settings)
    known = {"url": url, "fetched": fetched, "title": title, "published": published, "outlet": outlet}
    yield Article.of(text, id=id, language=language, **known)
