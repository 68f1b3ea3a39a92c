"""Electronic mail (.eml): one article a letter, such as an agency's or a newsletter's."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.utils
import re
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32
from typing import ClassVar

from dragoman.reading.dates import published_date
from dragoman.reading.describing import known_outlets
from dragoman.reading.encodings import decode_declared, has_text, without_surrogates
from dragoman.reading.headers import unreadable_date
from dragoman.reading.html import article_from_html
from dragoman.reading.languages import detect_language
from dragoman.reading.protocol import Failure, Notice, Outcome, Source
from dragoman.records import Article
from dragoman.settings import ReadingSettings

__all__ = ["MailReader"]

_FIELD = re.compile(rb"(?:>?From [^\n]*\r?\n)?([A-Za-z][A-Za-z0-9-]{0,60}):[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*")
_OF_MAIL = {b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to", b"x-mailer", b"x-originating-ip"}
_OF_LETTERS = {b"from", b"date", b"subject", b"to"}
_LARGEST = 50_000_000
"""bytes of a letter, with what is attached: taking it apart needs ten times as much memory"""
_LONGEST_FIELD = 2000
_MOST_PARTS = 1000


class MailReader:
    """Reads letters as mail programs save them: the plain text of one, else its page."""

    id_from_name: ClassVar[bool] = True

    def recognises(self, head: bytes, name: str) -> bool:
        """By the fields that it begins with; only mail has those of its way (Received, Message-ID)."""
        names: set[bytes] = set()
        place = 0
        while (field := _FIELD.match(head, place)) and len(names) < 100:
            names.add(field[1].lower())
            place = field.end()
        return bool(names & _OF_LETTERS) and (bool(names & _OF_MAIL) or name.lower().endswith(".eml"))

    def read(self, source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
        """The one article of `source`."""
        data = source.read_whole(min(_LARGEST, settings.max_document_bytes), "save the letter without what is attached to it")
        try:
            letter = email.message_from_bytes(data, policy=compat32)
            parts = _parts(letter)
        except (RecursionError, ValueError, LookupError, AttributeError, email.errors.MessageError) as error:
            yield Failure(source.name, f"is mail that cannot be taken apart ({str(error)[:100]}); save its text as plain text")
            return
        attached = [part for part in parts if part.get_content_disposition() == "attachment" or _is_attached(part)]
        if attached:
            files = f"{len(attached)} file{'s' if len(attached) > 1 else ''}"
            yield Notice(source.name, f"has {files} attached; save what is a report and name it by itself")
        yield from _article(letter, [part for part in parts if part not in attached], source, settings)


def _parts(letter: Message) -> list[Message]:
    parts = []
    for part in letter.walk():
        if not part.is_multipart():
            parts.append(part)
        if len(parts) > _MOST_PARTS:
            raise ValueError(f"it has more than {_MOST_PARTS:,} parts")
    return parts


def _is_attached(part: Message) -> bool:
    return part.get_content_maintype() in ("application", "audio", "video") and part.get_filename() is not None


def _article(letter: Message, parts: list[Message], source: Source, settings: ReadingSettings) -> Iterator[Outcome]:
    published = None
    if stated := _field(letter, "Date"):
        published = published_date(stated)
        if published is None:
            yield Notice(source.name, unreadable_date(stated))
    known = {"title": _field(letter, "Subject"), "published": published, "outlet": _sender(letter, settings)}
    texts = [_text(part) for part in parts if part.get_content_type() == "text/plain"]
    text = without_surrogates("\n\n".join(filter(None, map(_without_signature, texts))))
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if pages and len(text) < settings.language_min_characters:
        data = pages[0].get_payload(decode=True)
        charset = pages[0].get_content_charset()
        yield from article_from_html(
            data if isinstance(data, bytes) else b"", source.name, settings, id=source.stem, charset=charset, **known
        )
    elif not has_text(text):
        yield Failure(source.name, "is mail without text; there is nothing to code")
    elif len(text) > settings.max_article_bytes:
        limit = f"{settings.max_article_bytes:,} characters"
        yield Failure(source.name, f"is longer than an article may be ({limit}); raise max_article_bytes if it is one")
    else:
        language = detect_language(text, 0, settings)
        yield Article.of(text, id=source.stem, language=language, **known)


def _field(letter: Message, name: str) -> str | None:
    """A field of the letter's head as text, its encoded words read."""
    raw = letter.get(name)
    if raw is None:
        return None
    try:
        pieces = email.header.decode_header(str(raw)[:_LONGEST_FIELD])
    except (email.errors.HeaderParseError, ValueError, LookupError):
        pieces = [(str(raw)[:_LONGEST_FIELD], None)]
    text = "".join(piece if isinstance(piece, str) else decode_declared(piece, encoding) for piece, encoding in pieces)
    return without_surrogates(" ".join(text.split())) or None


def _sender(letter: Message, settings: ReadingSettings) -> str | None:
    """The outlet that sent the letter, where its address is that of one that is known; others forward what they read."""
    address = email.utils.parseaddr(_field(letter, "From") or "")[1]
    outlet = known_outlets(settings).at(address.rpartition("@")[2].lower()) if "@" in address else None
    return outlet.name if outlet else None


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    text = decode_declared(data, part.get_content_charset()) if isinstance(data, bytes) else ""
    return _reflowed(text) if part.get_param("format") == "flowed" else text.replace("\r\n", "\n")


def _reflowed(text: str) -> str:
    """Lines that end in a blank go on in the next one, as the letter says of itself."""
    return re.sub(r" \r?\n", " ", text).replace("\r\n", "\n")


def _without_signature(text: str) -> str:
    return re.split(r"(?m)^-- ?$", text, maxsplit=1)[0].strip()
