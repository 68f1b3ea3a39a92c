"""Bytes to text, in whatever encoding they come.

A character that cannot be read becomes U+FFFD, so that a text always decodes; newlines and everything else stay as they are.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import Any, BinaryIO

__all__ = ["as_ascii_compatible", "decode", "decode_declared", "encoding_of", "has_text", "wide_encoding", "without_surrogates"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages call them, and what they mean by it: the larger set that contains the one they name.
_LARGER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_SAMPLE = 100_000
_CHUNK = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT = re.compile("[^\\s\\0\ufffd]")
_HIGH = re.compile(rb"[\x80-\xff]")
_QUOTES_IN_CP1252 = re.compile(rb"[\x91-\x97\x85]")
_QUOTES_IN_MAC_ROMAN = re.compile(rb"[\xd2-\xd5]")


def without_surrogates(text: str) -> str:
    """`text` with each lone surrogate (JSON can hold them, files cannot) replaced by U+FFFD, one for one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def decode(data: bytes) -> str:
    """The text of `data`, without a byte-order mark."""
    mark, encoding = _marked(data)
    encoding = encoding or wide_encoding(data)
    if encoding:
        return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    return text if _mostly_utf8(text) else data.decode(_legacy_encoding(data), "replace")


def has_text(text: str) -> bool:
    """Whether there is anything in `text` but blanks of all kinds, NULs and what could not be read."""
    return _TEXT.search(text) is not None


def encoding_of(data: bytes) -> str:
    """The encoding of a long text that begins with `data`, or holds it: as `decode` finds it."""
    mark, encoding = _marked(data)
    if encoding := wide_encoding(data) or ("utf-8-sig" if mark else None):
        return encoding
    # A chunk may end within a character.
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data)
    return "utf-8" if "\ufffd" not in text or _mostly_utf8(text) else _legacy_encoding(data)


def decode_declared(data: bytes, *declared: str | None) -> str:
    """The text of `data`, of which the names of encodings are stated, the most trusted first; a wrong or unknown name does no harm.

    A mark counts first, then whether the bytes are UTF-8 (other encodings look like it never), then what is declared, then what the
    bytes look like.
    """
    if data.isascii() or _marked(data)[0] or wide_encoding(data):
        return decode(data)
    for encoding in ("utf-8", *filter(None, (_known(name) for name in declared if name))):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data)


def _known(name: str) -> str | None:
    """The encoding that a page means by `name`; None for what is none, or cannot be that of a page whose name for it we could read."""
    try:
        encoding = codecs.lookup(name.strip()).name
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if encoding.startswith(("utf-16", "utf-32")) else _LARGER.get(encoding, encoding)


def wide_encoding(data: bytes) -> str | None:
    """utf-16-le, utf-32-be and the like where `data` is in one of them, by its mark or by where its NULs stand."""
    mark, encoding = _marked(data)
    if mark and encoding != "utf-8":
        return encoding
    sample = data[: min(len(data), 4000) // 4 * 4]
    if len(sample) < 8 or mark:
        return None
    nuls = [sample[place::4].count(0) / (len(sample) / 4) for place in range(4)]
    if min(nuls[1:]) > 0.9 and nuls[0] < 0.1:
        return "utf-32-le"
    if min(nuls[:3]) > 0.9 and nuls[3] < 0.1:
        return "utf-32-be"
    if min(nuls[1], nuls[3]) > 0.5 and max(nuls[0], nuls[2]) < 0.1:
        return "utf-16-le"
    if min(nuls[0], nuls[2]) > 0.5 and max(nuls[1], nuls[3]) < 0.1:
        return "utf-16-be"
    return None


def as_ascii_compatible(stream: BinaryIO, head: bytes) -> BinaryIO:
    """`stream` (which begins with `head`) so that its lines end in one byte: UTF-16 and UTF-32 are turned into UTF-8."""
    encoding = wide_encoding(head)
    if encoding is None:
        return stream
    return io.BufferedReader(_Recoded(stream, encoding), _CHUNK)


class _Recoded(io.RawIOBase):
    """A stream in some other encoding, as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        ended = False
        while not self._ready and not ended:
            chunk = self._stream.read(_CHUNK)
            ended = not chunk
            self._ready = self._decoder.decode(chunk, ended).encode("utf-8")
        taken, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _marked(data: bytes) -> tuple[bytes, str | None]:
    return next(((mark, encoding) for mark, encoding in _BOMS if data.startswith(mark)), (b"", None))


def _mostly_utf8(text: str) -> bool:
    """Whether a few bytes are damaged in a text that is UTF-8 otherwise."""
    lost = text.count("\ufffd")
    return sum(1 for character in text if character > "\x7f") - lost > 4 * lost


def _legacy_encoding(data: bytes) -> str:
    """The likeliest encoding of one byte a character (or of East Asia) for a press report.

    English text needs few characters beyond ASCII, and then nearly always those of Windows; the statistics of
    charset-normalizer need more to go by and are asked only where there is more.
    """
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample)) / max(1, len(sample))
    from_windows = bool(_QUOTES_IN_CP1252.search(sample)) or not _QUOTES_IN_MAC_ROMAN.search(sample)
    if high < 0.1 and from_windows:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
