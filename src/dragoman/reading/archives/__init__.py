"""Archives and packed files: each gives its members, which are read in turn. Nothing is ever unpacked to a name of theirs."""

from __future__ import annotations

from dragoman.reading.archives.mailbox import MailboxReader
from dragoman.reading.archives.packed import Bzip2Reader, GzipReader, XzReader
from dragoman.reading.archives.tar import TarReader
from dragoman.reading.archives.zip import ZipReader

__all__ = ["Bzip2Reader", "GzipReader", "MailboxReader", "TarReader", "XzReader", "ZipReader"]
