"""The text of a PDF's pages, in a process of its own: a page can be made so that it takes hours, or all memory there is.

    python pdf_text.py FILE MEMORY CHARACTERS

It prints a line of JSON for each page, and one with `fault` where it can go no further.
"""

from __future__ import annotations

import json
import logging
import sys

__all__ = ["main"]


def main(path: str, memory: int, characters: int) -> None:
    """Print the pages of the file at `path`, of at most `characters` in all, within so many bytes of `memory`."""
    _bound(memory)
    logging.disable(logging.CRITICAL)
    from pypdf import PdfReader

    try:
        document = PdfReader(path)
        if document.is_encrypted and not document.decrypt(""):
            _say(fault="is locked with a password; save it without one")
            return
        told = document.metadata
        _say(title=str(told.title or "") if told else "")
        for page in document.pages:
            text = page.extract_text()
            characters -= len(text)
            if characters < 0:
                _say(fault="holds more text than a document may; split it or raise max_document_bytes")
                return
            _say(page=text)
    except MemoryError:
        _say(fault="needs more memory than a document may; save its text as plain text")
    # A damaged document makes the library raise whatever there is; the process ends here anyway.
    except Exception as error:
        _say(fault=f"is a damaged PDF document ({' '.join(str(error).split())[:100] or type(error).__name__}); save it anew")


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _say(**told: str) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
