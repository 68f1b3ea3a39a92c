"""Who the words of one article stand for: states, organisations, people, groups, and what refers back to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from spacy.tokens import Doc, Token

from ..knowledge import Knowledge, Match
from ..records import Entity
from .descriptions import Descriptions
from .home import governed_country, only_country, tells_of, towns_country
from .people import Introduction, read_introductions
from .phrases import PARTITIVE, PhraseReader, Reading
from .reference import References
from .syntax import children, conjuncts, phrase_tokens, prepositions_of, universal
from .where import Toponym

__all__ = ["Cast"]


class Cast:
    """The people, states and organisations of one article. `resolve` is the one question that the coder asks."""

    def __init__(
        self, doc: Doc, knowledge: Knowledge, published: date | None, toponyms: Sequence[Toponym] = (), home: str | None = None
    ) -> None:
        self.doc = doc
        self.knowledge = knowledge
        self.published = published
        found = knowledge.match([token.text for token in doc])
        titles = {i for match in found if match.name.kind in {"role", "office"} for i in range(match.start, match.end)}
        self.matches: list[Match] = [match for match in found if not _part_of_longer_name(doc, match, titles)]
        self.cover: dict[int, Match] = {i: match for match in self.matches for i in range(match.start, match.end)}
        self.toponyms: dict[int, Toponym] = {i: place for place in toponyms for i in range(place.token_start, place.token_end)}
        self.home = home
        self.sole = only_country(self.cover, toponyms)
        self.governed = governed_country(doc, self.cover)
        self.told_home = home if home is not None and tells_of(home, self.cover) else None
        self.towns = towns_country(self.cover, toponyms)
        self._lists = _lists_of_states(doc, self.matches)
        self.people: dict[str, Introduction] = {}
        self._introduce(read_introductions(doc, self.matches, self.cover, self.body_of))
        self.references = References(self)
        self.descriptions = Descriptions(self, self.references)
        self.phrases = PhraseReader(self)
        self._resolved: dict[int, tuple[Entity, ...]] = {}
        self._pending: set[int] = set()
        self._introduce(self.descriptions.counterparts())
        self._introduce([*self.descriptions.named_beside(), *self.descriptions.representatives()])
        self._resolved.clear()

    def _introduce(self, introductions: Sequence[Introduction]) -> None:
        for introduction in introductions:
            known = introduction
            for key in introduction.names():
                if key in self.people:
                    known = known.merged(self.people[key])
            for key in known.names():
                earlier = self.people.get(key)
                # Two people of one family name: the later introduction takes the short name over from where it stands.
                if earlier is None or earlier.name.split()[-1] == known.name.split()[-1] or len(key.split()) > 1:
                    self.people[key] = known

    def add_speaker(self, start: int, end: int, speaker: Entity) -> None:
        """Words [start, end) of the text are `speaker`'s, so "we" and "I" in them stand for that side."""
        self.references.speakers.append((start, end, speaker))
        self._resolved = {i: found for i, found in self._resolved.items() if not start <= self.doc[i].idx < end}

    # ---- the question -------------------------------------------------------------------------------------------------------

    def resolve(self, token: Token) -> tuple[Entity, ...]:
        """The entities that the noun phrase headed by `token` stands for (not its conjuncts); () if none is certain."""
        if token.i in self._resolved:
            return self._resolved[token.i]
        if token.i in self._pending:
            return ()
        self._pending.add(token.i)
        try:
            found = self._resolve(token)
        finally:
            self._pending.discard(token.i)
        self._resolved[token.i] = found
        return found

    def members(self, heads: Iterable[Token]) -> tuple[Entity, ...]:
        """The entities of several phrases, each once: "South" and "Korea" as two heads are still one state."""
        found: dict[tuple[str, str | None, int], Entity] = {}
        for head in (member for named in heads for member in self._listed(named)):
            for entity in self.resolve(head):
                match = self.cover.get(head.i)
                place = match.start if match is not None and entity.refers_to is None else entity.start
                found.setdefault((entity.name, entity.country, place), entity)
        return tuple(found.values())

    def _listed(self, head: Token) -> Iterator[Token]:
        """The phrase's head, and the other states of a list "A, B and C" that it stands in, however the parser ties them."""
        yield head
        for i in self._lists.get(head.i, ()):
            other = self.doc[i]
            # "Iran attacked Iraq and Syria condemned it": a subject of another verb begins another clause.
            if i != head.i and not (universal(other) == "nsubj" and other.head.i not in {head.head.i, head.i}):
                yield other

    def medium(self, start: int, end: int) -> Entity | None:
        """An agency or outlet named inside the token span."""
        for i in range(start, end):
            match = self.cover.get(i)
            if match is not None and match.name.kind in {"agency", "outlet"}:
                return self.of_match(match)
        return None

    def body_of(self, match: Match) -> str | None:
        """The body or state that an office names by itself: UNO for "UN envoy", the United States for "Pentagon chief"."""
        if match.name.kind != "office":
            return None
        words = [token.text for token in self.doc[match.start : match.end - 1]]
        first = next(iter(self.knowledge.match(words)), None) if words else None
        named = first is not None and first.start == 0 and first.name.kind in {"organisation", "seat"}
        return first.name.country if first is not None and named else None

    def of_match(self, match: Match) -> Entity:
        """The entity that a name stands for by itself."""
        name = match.name
        words = self.doc[match.start : match.end]
        return Entity(
            words.text,
            name.name,
            name.entity_kind,
            name.country,
            name.sectors,
            None,
            name.wikidata,
            words.start_char,
            words.end_char,
        )

    @cached_property
    def countries(self) -> dict[int, str]:
        """The words that bear a country, with it: names of states and places, adjectives, bodies of one state."""
        found = {i: place.country for i, place in self.toponyms.items() if place.country}
        return found | {i: match.name.country for i, match in self.cover.items() if match.name.country}

    # ---- noun phrases -------------------------------------------------------------------------------------------------------

    def _resolve(self, token: Token) -> tuple[Entity, ...]:
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "WP", "WDT"} or token.lower_ in {"both", "trio", "duo"}:
            return self.references.pronoun(token)
        collective = self.references.collective(token)
        if collective is not None:
            return collective
        if self.descriptions.is_counterpart(token):
            return self.descriptions.description(token)
        if token.lower_ in PARTITIVE or token.pos_ == "NUM" or token.lemma_ in PARTITIVE:
            for child in children(token, "nmod"):
                if prepositions_of(child) & {"of", "from"}:
                    inner = [entity for head in conjuncts(child) for entity in self.resolve(head)]
                    if inner:
                        return tuple(self._widened(entity, token) for entity in inner)
        phrase = list(phrase_tokens(token))
        reading = self.phrases.read(token, phrase)
        if reading is None:
            return self.descriptions.description(token)
        body = self.body_of(self.cover[token.i]) if token.i in self.cover else None
        if body is not None:
            reading = replace(reading, country=body)
        beside = (
            self.descriptions.name_beside(token)
            if reading.kind in {"unnamed", "group"} and token.tag_ in {"NN", "NNP"}
            else None
        )
        if beside is not None:
            home = self._at_home(token, reading) if reading.country is None else reading
            name = self.doc[slice(*beside)]
            entity = self._entity(token, phrase, home)
            text = self.doc.text[entity.start : name.end_char]
            return (replace(entity, name=name.text, kind="person", text=text, end=name.end_char),)
        if reading.country is not None and reading.office is not None and reading.kind == "unnamed":
            named = self.descriptions.office_holder(token, reading.office, reading.country)
            if named:
                return named
        if reading.country is None and reading.kind != "organisation":
            referred = self.descriptions.description(token)
            if referred:
                return referred
        if reading.country is None and reading.kind in {"group", "unnamed", "person"}:
            reading = self._at_home(token, reading)
        entity = self._entity(token, phrase, reading)
        shared = self.phrases.shared(token, phrase, reading)
        if reading.country not in shared:
            # "Their host, Georgia's Lasha Kapan" is of none of theirs.
            return (entity,)
        return tuple(replace(entity, country=country) for country in shared)

    def _at_home(self, token: Token, reading: Reading) -> Reading:
        """A government or its officials of the one state whose they can be, wherever they meet; others of the place of the deed."""
        if reading.sectors[:1] == ("BUS",):
            # A company that a court of some place fines may be from anywhere.
            return replace(reading, country=self.sole) if self.sole else reading
        if reading.sectors[:1] != ("GOV",) or reading.kind == "person":
            found = self.phrases.at_home(token, reading)
            if found.country is None and "REB" in found.sectors and self.governed:
                # Rebels in a report that names one state's government or army are against that one.
                return replace(found, country=self.governed)
            return found
        if self.phrases.of_somebody(token):
            return reading
        # "Their spokesman", "its allies": whose they are is said, and to be guessed no further.
        owned = any(child.dep_ == "nmod:poss" for child in token.children)
        country = self.sole or (None if owned else self.governed or self.told_home or self.towns)
        return replace(reading, country=country) if country else reading

    def _widened(self, entity: Entity, token: Token) -> Entity:
        start = min(token.idx, entity.start)
        return replace(entity, text=self.doc.text[start : entity.end], start=start)

    def _entity(self, head: Token, phrase: list[Token], reading: Reading) -> Entity:
        named = (t for t in phrase if t.pos_ not in {"DET", "PUNCT", "ADV", "SPACE"} and not t.is_space)
        # "Two days *after* Chad signed": what stands before the preposition is not of the name.
        case = max((c.i for c in head.children if c.lower_ in {"after", "before", "since"} and c.i < head.i), default=-1)
        first = next((t for t in named if t.i > case and t.lower_ not in {"the", "a", "an"}), head)
        last = max(phrase[-1].i, reading.last)
        while last > head.i and (self.doc[last].is_punct or self.doc[last].is_space or self.doc[last].text in {"'s", "’s"}):
            last -= 1
        words = self.doc[min(first.i, head.i) : last + 1]
        return Entity(
            words.text,
            reading.name or words.text,
            reading.kind,
            reading.country,
            reading.sectors,
            reading.office,
            reading.wikidata,
            words.start_char,
            words.end_char,
        )


def _lists_of_states(doc: Doc, matches: Sequence[Match]) -> dict[int, tuple[int, ...]]:
    """Last token of each state named in a list "A, B and C" -> last tokens of all of them."""
    found: dict[int, tuple[int, ...]] = {}
    run: list[Match] = []
    joined = False
    for match in [*(m for m in matches if m.name.kind == "country"), None]:
        between = [t.lower_ for t in doc[run[-1].end : match.start]] if run and match is not None else []
        if match is not None and between and set(between) <= {",", "and", "&", "the"}:
            joined = joined or bool({"and", "&"} & set(between))
            run.append(match)
            continue
        if joined and len(run) > 1:
            last = tuple(m.end - 1 for m in run)
            found |= dict.fromkeys(last, last)
        run, joined = ([match] if match is not None else []), False
    return found


def _part_of_longer_name(doc: Doc, match: Match, titles: Collection[int]) -> bool:
    """Whether the short name of somebody known is part of another's: "Deng Akuelwin" is not Deng."""
    if match.name.kind != "person" or match.end - match.start > 1:
        return False
    after = doc[match.end] if match.end < len(doc) else None
    before = doc[match.start - 1] if match.start else None
    if after is not None and _names(after):
        return True
    return before is not None and _names(before) and before.ent_type_ == "PER" and before.i not in titles


def _names(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[1:].islower() and token.is_alpha and token.pos_ in {"PROPN", ""}
