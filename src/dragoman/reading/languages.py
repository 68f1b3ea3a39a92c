"""Which language a text is in; the only import of the language detector."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

from dragoman.settings import ReadingSettings

__all__ = ["detect_language"]

_SAMPLE = 2000
# Words that are frequent in English and rare elsewhere. Loading the detector takes a second, and most runs never need it.
_ENGLISH = frozenset("the of and to that with for said has by from were would their".split())
_ENOUGH = 0.12
_WORD = re.compile(r"[^\W\d_]+")

_NAMES = {"english": "en", "eng": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "russian": "ru"}


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect_language(text: str, start: int, settings: ReadingSettings, stated: str | None = None) -> str:
    """The language (ISO 639-1) of `text` from `start` on.

    What the source states counts only where the text itself is too short or the detector not sure; where neither tells,
    it is taken to be the language that is coded.
    """
    sample = text[start : start + _SAMPLE]
    if len(sample.strip()) >= settings.language_min_characters:
        if _plainly_english(sample):
            return "en"
        found, confidence = _identifier().classify(sample)
        if confidence >= settings.language_min_confidence:
            return found
    return _code(stated) if stated else settings.language


def _plainly_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    return sum(word in _ENGLISH for word in words) >= max(2, _ENOUGH * len(words))


def _code(stated: str) -> str:
    name = stated.strip().lower()
    return _NAMES.get(name) or re.split(r"[-_]", name)[0]


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
