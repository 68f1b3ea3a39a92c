"""Articles with known truth: every story gets accounts of its own, reprints, updates and accounts reworded from an agency's."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from press.accounts import Account, facts_of, write
from press.copies import Page, printed, reprint, updated
from press.plotting import Story, stories
from press.truth import Copy, Disagreement, Truth
from press.vocabulary import Outlet, Vocabulary, load_vocabulary
from press.wording import Facts

__all__ = ["generate"]

_ROLES = {"own": 34, "reprint": 44, "update": 9, "reworded": 13}
"""how a further article of a story comes about, in parts of a hundred"""
_TOLD = 0.7
"""how often an account tells of a happening beside the main one"""
_DISPUTED_NUMBER, _DISPUTED_PLACE = 0.2, 0.1
"""how often one of at least three own accounts has another number, another place"""


def generate(articles: int, seed: int, days: int = 365) -> tuple[list[dict[str, Any]], Truth]:
    """So many articles, by day of publication, and what is true of them; the same for the same arguments.

    An article has `id`, `outlet`, `published` (date and time, UTC), `title` and `text`. Stories begin within `days` days.
    """
    vocabulary = load_vocabulary()
    files = [_File(vocabulary, story, seed).filled() for story in stories(vocabulary, articles, seed, days)]
    truth = Truth(
        story_of={entry.id: file.story.id for file in files for entry in file.entries},
        happenings=[happening for file in files for happening in file.told()],
        reports={id: articles for file in files for id, articles in file.reports().items()},
        copies=[copy for file in files for copy in file.copies],
        origin_of={entry.id: entry.origin for file in files for entry in file.entries},
        disagreements=[one for file in files for one in file.disagreements()],
    )
    pages = [(entry.id, entry.page) for file in files for entry in file.entries]
    pages.sort(key=lambda one: (one[1].published, one[0]))
    return [_article(id, page) for id, page in pages], truth


def _article(id: str, page: Page) -> dict[str, Any]:
    published = f"{page.published:%Y-%m-%dT%H:%M:%SZ}"
    return {"id": id, "outlet": page.outlet.name, "published": published, "title": page.title, "text": page.text}


@dataclass
class _Entry:
    """An article of a story, and what it was made from."""

    id: str
    page: Page
    origin: str
    said: dict[str, Facts]
    """happening -> as the article tells it"""
    account: Account | None = None
    """where it is an account of its own: for others to copy"""
    draw: tuple[str, int] = ("", 0)
    """what its words were drawn with"""


class _File:
    """All that is published of one story."""

    def __init__(self, vocabulary: Vocabulary, story: Story, seed: int) -> None:
        self.vocabulary, self.story, self.seed = vocabulary, story, seed
        self.rng = random.Random(f"{story.seed}/file")
        self.entries: list[_Entry] = []
        self.copies: list[Copy] = []
        leads = len(vocabulary.kinds[story.happenings[0].kind].leads)
        self._leads = self.rng.sample(range(leads), leads)
        self._corrected: dict[str, int] = {}
        """article -> the wrong number that it gives, for an update to correct"""

    def filled(self) -> _File:
        """Write all articles of the story."""
        rng = self.rng
        roles = ["own", *rng.choices(list(_ROLES), list(_ROLES.values()), k=self.story.size - 1)]
        counts = Counter(roles)
        wrong = self._wrong(counts["own"])
        updates = counts["update"]
        for number in range(counts["own"]):
            # The first few own accounts are those that are updated later.
            self._own(number, wrong.get(number, {}), to_correct=number < updates)
        for role in roles:
            if role == "reworded":
                self._reworded()
        for number in range(updates):
            self._update(self.entries[number % counts["own"]])
        for role in roles:
            if role == "reprint":
                self._reprint()
        return self

    def told(self) -> list[Any]:
        """The happenings that some article reports."""
        reported = {id for entry in self.entries for id in entry.page.reports}
        return [happening for happening in self.story.happenings if happening.id in reported]

    def reports(self) -> dict[str, list[str]]:
        """Happening -> articles."""
        return {one.id: [entry.id for entry in self.entries if one.id in entry.page.reports] for one in self.told()}

    def disagreements(self) -> list[Disagreement]:
        """What the articles say differently of a happening."""
        found = []
        for happening in self.told():
            for name in ("number", "place"):
                values: dict[str, list[str]] = {}
                for entry in self.entries:
                    if happening.id in entry.page.reports:
                        values.setdefault(str(getattr(entry.said[happening.id], name)), []).append(entry.id)
                if len(values) > 1:
                    found.append(Disagreement(happening.id, name, values))
        return found

    # Accounts.

    def _own(self, number: int, wrong: dict[str, Any], *, to_correct: bool) -> None:
        rng = self.rng
        outlet = self._outlet_for_own(number)
        main = self.story.happenings[0]
        days = (self.story.happenings[-1].day - main.day).days + 1
        day = main.day + timedelta(days=0 if rng.random() < 0.5 else rng.randint(0, min(days, 4)))
        published = datetime.combine(day, time(rng.randint(11, 22), rng.randint(0, 59)))
        facts = self._facts(published, wrong)
        if to_correct and main.number:
            facts[0] = replace(facts[0], number=_other_number(main.number, rng), bound="")
        self._write(
            outlet,
            published,
            facts,
            (f"{self.story.seed}/account/{number}", self._leads[number % len(self._leads)]),
            outlet.name,
        )

    def _facts(self, published: datetime, wrong: dict[str, Any]) -> list[Facts]:
        rng = self.rng
        bound = rng.choices(("", "about", "at least"), (8, 1, 1))[0]
        found = []
        for place, (happening, role) in enumerate(zip(self.story.happenings, self.story.roles, strict=True)):
            if place == 0 or (happening.day <= published.date() and rng.random() < _TOLD):
                precise = happening.number is None or happening.number < 20
                found.append(facts_of(happening, role, "" if precise else bound))
        found[0] = replace(found[0], **wrong)
        return found

    def _write(
        self, outlet: Outlet, published: datetime, facts: list[Facts], draw: tuple[str, int], origin: str, credit: str = ""
    ) -> _Entry:
        account = write(self.vocabulary, self.story, self.seed, draw[0], outlet, published, facts, draw[1], credit)
        entry = _Entry(self._id(), printed(account), origin, {one.happening.id: one for one in facts}, account, draw)
        self.entries.append(entry)
        return entry

    def _wrong(self, own: int) -> dict[int, dict[str, Any]]:
        """Account -> fields of the main happening that it gives otherwise."""
        main = self.story.happenings[0]
        if own < 3:
            return {}
        found: dict[int, dict[str, Any]] = {}
        if main.number and self.rng.random() < _DISPUTED_NUMBER:
            found[self.rng.randrange(1, own)] = {"number": _other_number(main.number, self.rng), "bound": ""}
        kind = self.vocabulary.kinds[main.kind]
        if main.place and not kind.place.endswith("capital") and self.rng.random() < _DISPUTED_PLACE:
            state = self.vocabulary.states[self.story.roles[0]["B" if kind.place.startswith("B") else "A"]]
            other = self.rng.choice([town for town in state.towns if town != main.place])
            found.setdefault(self.rng.randrange(1, own), {})["place"] = other
        return found

    def _outlet_for_own(self, number: int) -> Outlet:
        """An agency more often comes first; who has reported already does so again only when all have."""
        had = Counter(entry.page.outlet.name for entry in self.entries)
        free = [
            outlet
            for outlet in self.vocabulary.outlets
            if had[outlet.name] == min(had[one.name] for one in self.vocabulary.outlets)
        ]
        return self.rng.choices(free, [(9 if number == 0 else 2) if outlet.agency else 2 for outlet in free])[0]

    # Copies.

    def _reworded(self) -> None:
        """Another outlet tells an agency's dispatch in its own words, and says so."""
        sources = [entry for entry in self.entries if entry.account and entry.account.outlet.agency]
        if not sources:
            return self._reprint()
        rng, source = self.rng, self.rng.choice(sources)
        outlet = self._other_outlet(source)
        published = self._later(source, 20)
        facts = list(source.said.values())
        facts = [facts[0], *(one for one in facts[1:] if rng.random() < _TOLD)]
        number = len(self.entries)
        draw = (f"{self.story.seed}/reworded/{number}", self._leads[number % len(self._leads)])
        entry = self._write(outlet, published, facts, draw, source.origin, credit=source.page.outlet.name)
        self.copies.append(Copy(entry.id, source.id, "reworded", True))
        return None

    def _update(self, entry: _Entry) -> None:
        """The page once more, with the true number where it had a wrong one."""
        assert entry.account is not None
        main = self.story.happenings[0]
        facts = list(entry.said.values())
        corrected = main.number is not None and facts[0].number != main.number
        if corrected:
            facts[0] = replace(facts[0], number=main.number)
        published = self._later(entry, 5)
        outlet = entry.account.outlet
        # Written as of the day of the first version: the same words, but for the number.
        account = write(
            self.vocabulary, self.story, self.seed, entry.draw[0], outlet, entry.account.published, facts, entry.draw[1]
        )
        page = updated(account, published, self.rng, corrected=corrected)
        said = {one.happening.id: one for one in facts}
        made = _Entry(self._id(), page, entry.origin, said)
        self.entries.append(made)
        self.copies.append(Copy(made.id, entry.id, "update", True))

    def _reprint(self) -> None:
        sources = [entry for entry in self.entries if entry.account]
        weights = [(6 if entry.account and entry.account.outlet.agency else 1) for entry in sources]
        source = self.rng.choices(sources, weights)[0]
        assert source.account is not None
        page = reprint(source.account, self._other_outlet(source), self._later(source, 30), self.rng)
        made = _Entry(self._id(), page, source.origin, source.said)
        self.entries.append(made)
        self.copies.append(Copy(made.id, source.id, "reprint", page.credited))

    def _other_outlet(self, source: _Entry) -> Outlet:
        """No agency, nobody who has this text, and rather somebody who has no report yet."""
        have = {source.page.outlet.name} | {
            entry.page.outlet.name
            for entry in self.entries
            if entry.id in {copy.article for copy in self.copies if copy.of == source.id}
        }
        papers = [outlet for outlet in self.vocabulary.outlets if not outlet.agency and outlet.name != source.page.outlet.name]
        without = [outlet for outlet in papers if outlet.name not in have] or papers
        had = Counter(entry.page.outlet.name for entry in self.entries)
        return self.rng.choices(without, [1 / (1 + had[outlet.name]) for outlet in without])[0]

    def _later(self, entry: _Entry, hours: int) -> datetime:
        return entry.page.published + timedelta(minutes=self.rng.randint(15, hours * 60))

    def _id(self) -> str:
        """Tells nothing of the story or the order."""
        digest = hashlib.sha256(f"{self.story.seed}/{len(self.entries)}".encode()).hexdigest()
        return f"press-{digest[:12]}"


def _other_number(number: int, rng: random.Random) -> int:
    """A number that is near and plainly another."""
    factor: Sequence[float] = (0.6, 0.75, 1.3, 1.5)
    other = round(number * rng.choice(factor))
    other = other if other < 60 else round(other, -1) if other < 1000 else round(other, -2)
    return other if other != number else number + 1
