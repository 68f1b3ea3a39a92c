"""Where sentences begin: rules for news text, and a small trained judge for full stops that could go either way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import exp

from spacy.tokens import Doc

__all__ = ["Boundaries", "features"]

_STOPS = frozenset([".", "!", "?", "...", "…", "..", "....", "?!", "!!", "??", "!?", "。"])
_CLOSERS = frozenset(["”", "’", "''", "»", ")", "]", "}", "’’"])
_OPENERS = frozenset(["“", "‘", "``", "«", "(", "[", "{", "„"])
_STRAIGHT = {'"': "“”", "'": "‘’"}
_DASHES = frozenset(["-", "--", "–", "—", "---"])
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v ]*\n|\u2029|\r[ \t]*\r")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan. feb. mar. apr. aug. sept. oct. nov. dec. gmt est edt pst et utc""".split()
)
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
# Abbreviations that always have something after them.
_TITLES = frozenset(
    """mr. mrs. ms. dr. prof. gen. maj. capt. col. lt. sgt. cpl. pvt. adm. cmdr. brig. sen. rep. gov. pres. rev. hon.
    st. fr. sr. msgr. amb. sec. atty. supt. insp. det. messrs. mt. ft. vs. v. cf. e.g. i.e. approx. ave. no. nos.
    jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. art. fig. pp. vol. ed. eds. al-. spc. pfc. rear-adm.""".split()
)
# Hard-wrapped lines are about this long; a shorter line ends something.
_WRAPPED = 45


class Boundaries:
    """Finds the tokens that begin sentences."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """`weights` are of the judge, by feature; see `features`."""
        self._weights = weights

    def __call__(self, doc: Doc) -> list[int]:
        """Indexes of the first tokens of sentences, in order; white space belongs to the sentence before it."""
        offsets = [token.idx for token in doc]
        words = marked([token.text for token in doc], offsets)
        starts = [0] if words else []
        seen_word = False
        for at, reason in candidates(words, offsets):
            seen_word = seen_word or any(not word.isspace() for word in words[starts[-1] : at])
            if seen_word and (reason == "certain" or self.judge(words, at)):
                starts.append(at)
                seen_word = False
        return starts

    def judge(self, words: list[str], at: int) -> bool:
        """Whether a sentence begins at a word that follows a possible end."""
        sum_ = sum(self._weights.get(feature, 0.0) for feature in features(words, at))
        return 1 / (1 + exp(-max(-30.0, min(30.0, sum_)))) > 0.5


def marked(words: list[str], offsets: list[int]) -> list[str]:
    """The words with straight quotation marks made opening or closing ones, by the space beside them."""
    result = list(words)
    for at, word in enumerate(words):
        if word in _STRAIGHT:
            glued_before = at > 0 and not words[at - 1].isspace() and offsets[at - 1] + len(words[at - 1]) == offsets[at]
            last = at + 1 == len(words)
            glued_after = not last and not words[at + 1].isspace() and offsets[at] + len(word) == offsets[at + 1]
            opening = glued_after and (not glued_before or result[at - 1] in _OPENERS)
            result[at] = _STRAIGHT[word][0 if opening else 1]
    return result


def candidates(words: list[str], offsets: list[int]) -> Iterator[tuple[int, str]]:
    """Each word that may begin a sentence, and whether that is certain or open."""
    line_start = 0
    for at in range(1, len(words)):
        word = words[at]
        if word.isspace():
            continue
        before = words[at - 1]
        if before.isspace():
            if _PARAGRAPH.search(before):
                line_start = offsets[at]
                yield at, "certain"
                continue
            if "\n" in before or "\r" in before:
                length = offsets[at - 1] - line_start
                line_start = offsets[at]
                if length < _WRAPPED and not word[0].islower() and not words[at - 2 if at > 1 else 0].endswith(","):
                    yield at, "certain"
                    continue
        end = _end_before(words, at)
        if end is None or (word in _CLOSERS and offsets[at] == offsets[at - 1] + len(before)):
            continue
        glued = offsets[at] == offsets[at - 1] + len(before) and not before.isspace() and before not in _CLOSERS
        # nothing between: "3.5.", but also a slip such as "end.Next"
        if glued and not (word[0].isupper() and words[end] == "."):
            continue
        yield at, "open"


def _end_before(words: list[str], at: int) -> int | None:
    """The token before `at`, past closing marks and space, that may end a sentence."""
    place = at - 1
    while place >= 0 and (words[place].isspace() or words[place] in _CLOSERS):
        place -= 1
        if at - place > 5:
            return None
    if place < 0:
        return None
    word = words[place]
    if word in _STOPS or (word[-1] in ".!?…" and len(word) > 1) or word == ":":
        return place
    return None


def features(words: list[str], at: int) -> list[str]:
    """What the judge looks at: the word with the stop, what stands between, and the words after."""
    end = _end_before(words, at)
    assert end is not None
    stop = words[end]
    inner = stop if len(stop) > 1 and stop not in _STOPS else words[end - 1] if end else ""
    joined = stop == inner
    after = at
    opened = False
    while after < len(words) - 1 and (words[after] in _OPENERS or words[after].isspace()):
        opened = opened or words[after] in _OPENERS
        after += 1
    following = words[after]
    closed = any(not word.isspace() for word in words[end + 1 : at])
    low = inner.lower()
    kind = _kind(stop, joined)
    shape = _shape(following)
    found = [
        "bias",
        f"kind={kind}",
        f"next={shape}",
        f"kind+next={kind}+{shape}",
        f"closed={kind}+{closed}",
        f"opened={kind}+{opened}",
        f"last={_shape(inner)}+{kind}",
        f"length={min(len(inner), 6)}+{kind}",
        f"word={'<calendar>' if following.lower() in _CALENDAR else following.lower()}",
    ]
    if kind != "stop" or len(inner) < 4:
        found += [f"inner={low}", f"inner+next={low}+{shape}"]
    if joined:
        found.append(f"title={low in _TITLES}")
        found.append(f"initial={_INITIAL.fullmatch(inner) is not None and len(inner)}+{shape}")
        found.append(f"abbr+word={'<calendar>' if following.lower() in _CALENDAR else following.lower()}")
    if following in _DASHES or (at and words[at] in _DASHES):
        found.append(f"dash={kind}")
    if kind in ("colon", "dots", "mark"):
        found.append(f"{kind}+word={following.lower()}")
        found.append(f"{kind}+space={any(word.isspace() for word in words[end + 1 : at])}")
    return found


def _kind(stop: str, joined: bool) -> str:
    if stop in (".", "。"):
        return "stop"
    if joined:
        return "abbr"
    if stop == ":":
        return "colon"
    return "dots" if "." in stop or "…" in stop else "mark"


def _shape(word: str) -> str:
    if word[:1].isupper():
        return "Upper" if len(word) > 1 and word[1:2].isupper() else "One" if len(word) == 1 else "Title"
    if word[:1].islower():
        return "lower"
    if word[:1].isdigit():
        return "digit"
    return word[:1] if word[:1] in "\"'“‘(-–—,;:" else "other"
