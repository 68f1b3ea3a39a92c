"""What each entry of the knowledge files is called: pairs of a text and what it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.knowledge.matching import Name
from dragoman.knowledge.schema import (
    CountryEntry,
    Form,
    OfficeEntry,
    OrganisationEntry,
    PersonEntry,
    RoleEntry,
    VagueEntry,
)

__all__ = [
    "RANK",
    "of_country",
    "of_office",
    "of_organisation",
    "of_person",
    "of_role",
    "of_vague",
    "plurals",
]

Named = tuple[str, Name]

RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            "country",
            "organisation",
            "agency",
            "outlet",
            "person",
            "region",
            "capital",
            "adjective",
            "demonym",
            "seat",
            "vague",
            "office",
            "role",
        )
    )
}
"""Which meaning of an ambiguous name is given first."""


def of_country(entry: CountryEntry) -> Iterator[Named]:
    """All that a state is called."""

    def name(kind: str, entity_kind: str = "state") -> Name:
        return Name(kind, entry.name, entry.iso3, (), entity_kind, entry.wikidata)

    yield from _each((entry.name, *entry.names), name("country"))
    yield from _each(entry.adjectives, name("adjective"))
    yield from _each(entry.demonyms, name("demonym", "group"))
    for capital in entry.capitals:
        meaning = Name("capital", entry.name, entry.iso3, (), "state", entry.wikidata, capital.since, capital.until)
        yield from _each((capital.name, *capital.names), meaning)
    for seat in entry.seats:
        yield from _of_form(seat, entry.iso3, "seat", "organisation", ("GOV",))
    for region in entry.regions:
        yield from _of_form(region, entry.iso3, "region", "state", ())
    for former in entry.former:
        yield from _of_form(former, entry.iso3, "country", "state", ())
    for people in entry.peoples:
        yield people, Name("demonym", people, entry.iso3, (), "group", None)


def _of_form(form: Form, country: str, kind: str, entity_kind: str, sectors: tuple[str, ...]) -> Iterator[Named]:
    canonical = form.name.removeprefix("the ")

    def name(kind: str, entity_kind: str) -> Name:
        found = form.sectors or sectors
        return Name(kind, canonical, country, found, entity_kind, form.wikidata, form.since, form.until)

    yield from _each((form.name, *form.names), name(kind, entity_kind))
    yield from _each(form.adjectives, name("adjective", entity_kind))
    yield from _each(form.demonyms, name("demonym", "group"))


def of_organisation(entry: OrganisationEntry) -> Iterator[Named]:
    """All that an organisation is called."""
    kind = "agency" if entry.agency else "outlet" if entry.outlet else "organisation"

    def name(kind: str) -> Name:
        canonical = entry.name.removeprefix("the ")
        return Name(kind, canonical, entry.code, entry.sectors, entry.kind, entry.wikidata, entry.since, entry.until)

    yield from _each((entry.name, *entry.aliases), name(kind))
    yield from _each(entry.adjectives, name("adjective"))
    yield from _each(entry.seats, name("seat"))


def of_office(entry: OfficeEntry) -> Iterator[Named]:
    """An office under all its names."""
    yield from _each((entry.name, *entry.names), Name("office", entry.name, None, entry.sectors, "person"))


def of_role(entry: RoleEntry) -> Iterator[Named]:
    """Each lemma of a role."""
    for lemma in entry.lemmas:
        yield lemma, Name("role", lemma, None, entry.sectors, entry.kind)


def of_person(entry: PersonEntry) -> Iterator[Named]:
    """All that a person is called."""
    meaning = Name("person", entry.name, entry.country, entry.sectors, "person", entry.wikidata, entry.since, entry.until)
    yield from _each((entry.name, *entry.aliases), meaning)


def of_vague(entry: VagueEntry) -> Iterator[Named]:
    """A region or collective that is no one state."""
    meaning = Name("vague", entry.name.removeprefix("The "), None, (), "group")
    yield from _each((entry.name, *entry.names, *entry.adjectives, *entry.demonyms), meaning)


def _each(texts: Iterable[str], name: Name) -> Iterator[Named]:
    for text in texts:
        yield text, name


def plurals(text: str) -> tuple[str, ...]:
    """The plurals of an office or role: of its last word, or of its noun in "head of state" and "attorney-general"."""
    before, of, after = text.partition(" of ")
    if of:
        return tuple(f"{plural}{of}{after}" for plural in plurals(before))
    stem, last = _last_word(text)
    found = [stem + _plural(last)]
    if text.lower().endswith((" general", "-general")):
        found.append(_plural(text[: -len("-general")]) + text[-len("-general") :])
    return tuple(found)


def _last_word(text: str) -> tuple[str, str]:
    cut = max(text.rfind(" "), text.rfind("-")) + 1
    return text[:cut], text[cut:]


def _plural(word: str) -> str:
    if word.endswith(("man", "woman")) and word not in ("human", "German", "Roman", "shaman"):
        return word[:-3] + "men"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + "s"
