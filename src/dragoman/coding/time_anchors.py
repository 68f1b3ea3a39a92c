"""What a time expression is read against: the day of publication, the text's last date, the tense around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from .time_values import Moment
from .time_words import Word

__all__ = ["Anchors", "is_narrative"]

_FUTURE = {
    *(
        "will",
        "shall",
        "'ll",
        "’ll",
        "would",
        "scheduled",
        "due",
        "planned",
        "plans",
        "plan",
        "expected",
        "set",
        "upcoming",
    ),
    *("expects", "hopes", "intends", "slated", "ahead", "deadline", "until"),
}
# Only right before the date: "by Friday", "invited for Friday"; "seized by the guard on Sunday" is past.
_FUTURE_BESIDE = {"by", "for", "before"}
_PAST = {
    *(
        "was",
        "were",
        "had",
        "did",
        "said",
        "met",
        "held",
        "told",
        "took",
        "came",
        "went",
        "made",
        "began",
        "left",
        "hit",
    ),
    *(
        "sent",
        "fell",
        "won",
        "lost",
        "saw",
        "gave",
        "shot",
        "struck",
        "broke",
        "spoke",
        "wrote",
        "became",
        "found",
        "flew",
    ),
    *("got", "drove", "rose", "led", "fought", "has", "have", "ago", "withdrew", "threw", "signed", "after", "since"),
}
_NO_VERB = {"united", "red", "armed", "indeed", "hundred", "need", "feed", "seed", "speed", "bed", "unprecedented"}
_LOOKING = {
    *("agreed", "agree", "vowed", "vow", "threatened", "threaten", "promised", "promise", "pledged", "pledge", "urged", "urge"),
    *("asked", "ask", "ordered", "order", "invited", "invite", "wants", "want", "wanted", "hopes", "hope", "hoped", "ready"),
    *("called", "call", "told", "offered", "offer", "decided", "decide", "refused", "refuse", "prepared", "prepare", "likely"),
    *("intends", "intend", "intended", "proposed", "propose", "is", "are", "be", "demanded", "warned", "allowed", "planned"),
    *("expected", "scheduled", "due", "set", "about", "willing", "unwilling", "reluctant", "needs", "need", "must", "will"),
    *("announced", "declared", "undertook", "preparing", "planning", "persuaded", "advised", "required", "instructed"),
}
"""What a "to" with a verb is still to be done after."""
_LEAD = 8
_REACH = 14
_AHEAD = timedelta(days=3)
# In a narrative a month up to this many before the last one is still of the same year: stories step back a little.
_STEP_BACK = 8


class Anchors:
    """The dates that expressions of one text lean on; `last` moves as the text is read."""

    def __init__(self, words: Sequence[Word], published: date | None) -> None:
        self.words = words
        self.published = published
        self.narrative = published is None or is_narrative(words, published)
        self.spoken: Moment | None = Moment.of(published) if published else None
        self.last: Moment | None = None
        self.named_at = -1

    @property
    def told(self) -> Moment | None:
        """The time that the text tells of: its last date, else the day of publication."""
        return self.last if self.last is not None else self.spoken

    @property
    def now(self) -> Moment | None:
        """What "this", "last" and "ago" count from."""
        return self.told if self.narrative else self.spoken

    def tell(self, moment: Moment, at: int) -> None:
        """The text now tells of `moment`, named at word `at`."""
        self.last = moment
        self.named_at = at

    def _recent(self, at: int) -> Moment | None:
        """A date of long ago in this sentence, which a year-less date beside it belongs to."""
        last = self.last
        if last is None or self.spoken is None or self.named_at < 0:
            return None
        if abs(last.year - self.spoken.year) < 2 or any(w.text in {".", "\n", "\n\n"} for w in self.words[self.named_at : at]):
            return None
        return last

    def year_of(self, month: int, day: int | None, at: int) -> int | None:
        """The year of a date that names none."""
        leaning = (self.told if self.narrative else self._recent(at)) if self.told else None
        if leaning is not None:
            behind = (leaning.month or month) - month
            forward = behind > _STEP_BACK
            return leaning.year + 1 if forward else leaning.year
        if self.published is None:
            return None
        return self._by_publication(month, day, at, self.published)

    def _by_publication(self, month: int, day: int | None, at: int, published: date) -> int:
        years = [y for y in range(published.year - 4, published.year + 5) if Moment(y, month, day).valid]
        tense = self.future(at)
        ends = {y: Moment(y, month, day).value() for y in years}
        if tense is True:
            return min((y for y in years if (ends[y].last or date.max) >= published), default=published.year)
        # A day or two ahead is a slip of the clock between zones, not last year's.
        limit = published + _AHEAD
        if tense is None:
            limit = published + timedelta(days=60)
        return max((y for y in years if (ends[y].first or date.min) <= limit), default=published.year)

    def weekday(self, weekday: int, at: int, *, step: int = 0) -> date | None:
        """The day meant by the name of a weekday: the latest up to publication, the next one in a future sense."""
        told = self.told.calendar_day if self.told else None
        base = self.published if self.published and not self.narrative else told
        if base is None or not 8 < base.toordinal() < date.max.toordinal() - 8:
            return None
        back, ahead = (base.weekday() - weekday) % 7, (weekday - base.weekday()) % 7
        if step > 0:
            return base + timedelta(days=ahead or 7)
        if step < 0:
            return base - timedelta(days=back or 7)
        return base + timedelta(days=ahead) if self.future(at) else base - timedelta(days=back)

    def future(self, at: int) -> bool | None:
        """Whether the nearest verb before (else after) word `at` looks ahead; None where no verb tells."""
        before, after = range(at - 1, max(at - _REACH, -1), -1), range(at + 1, min(at + _REACH, len(self.words)))
        for side in (before, after):
            for k in side:
                word = self.words[k]
                if word.text in {".", ";"} or (word.cls == "stop" and "\n" in word.text):
                    break
                sense = True if (k == at - 1 and self._looks_ahead(k)) or self._invites(k, at) else self._sense(k)
                if sense is not None:
                    return sense
        return None

    def _looks_ahead(self, k: int) -> bool:
        """Whether word `k` sets the date after it as a term; not where a thing of that day is meant: "for Friday's attack"."""
        following = self.words[k + 2].text if k + 2 < len(self.words) else ""
        return self.words[k].text.lower() in _FUTURE_BESIDE and not following.startswith(("'", "’"))

    def _invites(self, k: int, at: int) -> bool:
        """Whether word `k` asks somebody to come to what is on the date: "invited them *for* talks in May", not "invited on Friday"."""
        lowered = [word.text.lower() for word in self.words[k:at]]
        return bool(lowered) and lowered[0].startswith("invit") and "for" in lowered[1:]

    def _leads_on(self, k: int) -> bool:
        """Whether "to" at word `k` follows what looks ahead: "agreed to free", "is to meet"; not "opened fire to disperse"."""
        for word in reversed(self.words[max(k - _LEAD, 0) : k]):
            lower = word.text.lower()
            if _is_stop(word):
                return True
            if lower in _FUTURE or lower in _LOOKING:
                return True
            if lower in _PAST or (lower.endswith("ed") and len(lower) > 4 and lower not in _NO_VERB and word.text.islower()):
                return lower in {"was", "were", "has", "have", "had"}
        return True

    def _sense(self, k: int) -> bool | None:
        word = self.words[k].text
        lower = word.lower()
        if lower == "set":
            # "Set to meet", "set for Friday"; "set free on Friday" is done.
            return k + 1 < len(self.words) and self.words[k + 1].text.lower() in {"to", "for"}
        if lower in _FUTURE:
            return True
        if lower in _PAST or (lower.endswith("ed") and len(lower) > 4 and lower not in _NO_VERB and word.islower()):
            return False
        following = self.words[k + 1] if k + 1 < len(self.words) else None
        # "to visit", not "to the", "to Moscow", "to 12".
        if lower == "to" and following is not None and following.cls == "other" and following.text.islower():
            return True if not following.text.endswith(("ing", "s")) and self._leads_on(k) else None
        return None


def _is_stop(word: Word) -> bool:
    return word.text in {".", ";"} or (word.cls == "stop" and "\n" in word.text)


def is_narrative(words: Sequence[Word], published: date) -> bool:
    """True where a text tells of other years than that of its publication: a history, not a report."""
    far = sum(w.cls == "year" and abs(int(w.value) - published.year) > 1 for w in words)
    before_christ = sum(w.cls == "bc" for w in words)
    near = sum(w.cls in {"weekday", "today", "yesterday", "tomorrow", "tonight"} for w in words)
    near += sum(w.cls == "year" and abs(int(w.value) - published.year) <= 1 for w in words)
    return far + before_christ >= 3 and far + before_christ > 2 * near
