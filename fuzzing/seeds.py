"""Inputs to begin with: one of each format, as the tests have them.

python -m fuzzing.seeds FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "reading"))

import formats

__all__ = ["main"]

_NO_TEXT = (".pdf", ".parquet", ".gz", ".bz2", ".xz")


def main(folder: Path) -> None:
    """Write the seeds of each target to a folder of its own."""
    texts = {one.name: one.data for one in formats.formats() if not one.name.endswith(_NO_TEXT)}
    pages = {f"{number}.html": b"\0" + page.encode() for number, page in enumerate(formats.PAGES)}
    pages["latin.html"] = b"\2" + formats.PAGES[0].replace("Home", "é").encode("latin-1")
    # The target puts the first two lines of a record there itself.
    records = [formats.warc_record(number, page.encode()).split(b"\r\n", 2)[2] for number, page in enumerate(formats.PAGES, 1)]
    chunked = formats.warc_record(3, b"5\r\nabcde\r\n0\r\n\r\n", "text/html\r\nTransfer-Encoding: chunked").split(b"\r\n", 2)[2]
    archives = {
        "one.warc": b"\1" + records[0],
        "packed.warc": b"\3" + records[0],
        "two.warc": b"\1" + records[0] + formats.warc_record(2, formats.PAGES[1].encode()),
        "chunked.warc": b"\1" + chunked,
    }
    for target, seeds in (("text", texts), ("html", pages), ("warc", archives)):
        (folder / target).mkdir(parents=True, exist_ok=True)
        for name, data in seeds.items():
            (folder / target / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
