"""Who said what: quotation marks, forms, speakers, addressees and carriers. All sentences and people are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from dragoman.coding import Coder, load_coder
from dragoman.coding.quotation_marks import find_quotations
from dragoman.coding.quotes import find_quotes, quote_sentences
from dragoman.coding.when import find_times
from dragoman.language import LanguageModel, load_model
from dragoman.records import Article, Entity, Quote

SATURDAY = date(2025, 7, 12)


class FewPeople:
    """A stand-in for the cast of an article: it knows three people, two states and two agencies by their last word."""

    KNOWN = {  # noqa: RUF012
        "ruiz": ("Ana Ruiz", "person"),
        "minister": ("Ana Ruiz", "person"),
        "she": ("Ana Ruiz", "person"),
        "okoye": ("Femi Okoye", "person"),
        "he": ("Femi Okoye", "person"),
        "him": ("Femi Okoye", "person"),
        "general": ("Femi Okoye", "person"),
        "chad": ("Chad", "state"),
        "kenya": ("Kenya", "state"),
        "ministry": ("Ministry", "organisation"),
    }
    AGENCIES = {"Reuters", "Tass", "KCNA"}  # noqa: RUF012

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    def resolve(self, token: Token) -> tuple[Entity, ...]:
        words = [token.lower_, *(child.lower_ for child in token.children if child.dep_ == "flat")]
        known = next((self.KNOWN[word] for word in words if word in self.KNOWN), None)
        return (self.entity(token, *known),) if known else ()

    def medium(self, start: int, end: int) -> Entity | None:
        found = [token for token in self.doc[start:end] if token.text in self.AGENCIES]
        return self.entity(found[0], found[0].text, "organisation") if found else None

    def entity(self, token: Token, name: str, kind: str) -> Entity:
        return Entity(token.text, name, kind, None, (), None, None, token.idx, token.idx + len(token))


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return load_model()


def quotes_of(model: LanguageModel, text: str, *, parse: bool = True) -> list[Quote]:
    doc = model.split(text)
    model.parse([doc], [quote_sentences(doc) if parse else set()])
    return find_quotes(Article.of(text), doc, FewPeople(doc), find_times(doc, SATURDAY), SATURDAY, "test")


def brief(quote: Quote) -> tuple[str, str, Any]:
    return quote.form, quote.text, quote.speaker and quote.speaker.name


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We go,” he said.", ["We go,"]),
        ('"We go," he said, "and stay."', ["We go,", "and stay."]),
        ("‘Don’t wait,’ she said.", ["Don’t wait,"]),
        ("'We won't go,' she said of the allies' plan.", ["We won't go,"]),
        ("„Wir gehen“, »ja« und «oui» und ‹si›", ["Wir gehen", "ja", "oui", "si"]),
        ("« Nous partons »", ["Nous partons"]),
        ("「好」 and ``so''", ["好", "so"]),
        ("“They told me ‘go home’ and I went.”", ["They told me ‘go home’ and I went."]),
        ("He said \"they told me 'go home' and I went\".", ["they told me 'go home' and I went"]),
        # Each paragraph opens anew, the last one closes.
        ("“One.\n\n“Two.\n\n“Three.” He left.", ["One.", "Two.", "Three."]),
        ('"One.\n\n"Two." He left.', ["One.", "Two."]),
        # A line that was only wrapped does not end a quotation.
        ("“We go to the\nriver,” he said.", ["We go to the\nriver,"]),
        # Nobody closed it: it ends with its paragraph.
        ("He said: “We go.\n\nThe talks went on.", ["We go."]),
        # Apostrophes, elisions, inches and possessives open nothing.
        ("It's the soldiers' home in the '90s, rock 'n' roll.", []),
        ('The 5" gun stood there.', []),
    ],
)
def test_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == inside


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will stay here,” Ruiz said.", [("direct", "We will stay here,", "Ana Ruiz")]),
        ("“We will stay here,” said Ruiz.", [("direct", "We will stay here,", "Ana Ruiz")]),
        ("“We will stay here,” she said on Friday.", [("direct", "We will stay here,", "Ana Ruiz")]),
        ("“We will stay here,” said Ruiz, who leads the party.", [("direct", "We will stay here,", "Ana Ruiz")]),
        ("“We will stay here,” Ruiz, the foreign minister, said.", [("direct", "We will stay here,", "Ana Ruiz")]),
        ("Ruiz said: “We will stay here.”", [("direct", "We will stay here.", "Ana Ruiz")]),
        ("“Will we stay?” Ruiz asked.", [("direct", "Will we stay?", "Ana Ruiz")]),
        ("Ruiz: “We will stay here.”", [("direct", "We will stay here.", "Ana Ruiz")]),
        ("Ruiz was blunt: “We will stay here.”", [("direct", "We will stay here.", "Ana Ruiz")]),
        ("“We will stay here,” according to Ruiz.", [("direct", "We will stay here,", "Ana Ruiz")]),
        # An attribution breaks it: two pieces, one speaker.
        (
            '"We will come," Okoye said, "and we will stay."',
            [("direct", "We will come,", "Femi Okoye"), ("direct", "and we will stay.", "Femi Okoye")],
        ),
        (
            '"Leave the town now!" the general shouted. "Or we will fire on you."',
            [("direct", "Leave the town now!", "Femi Okoye"), ("direct", "Or we will fire on you.", "Femi Okoye")],
        ),
        # The speaker stands in the sentence before or in another paragraph.
        (
            "The road was open, Ruiz further said. “We will rebuild it in a year.”",
            [("indirect", "The road was open", "Ana Ruiz"), ("direct", "We will rebuild it in a year.", "Ana Ruiz")],
        ),
        (
            "“The first point is the border.\n\n“The second is water,” Ruiz said.",
            [("direct", "The first point is the border.", "Ana Ruiz"), ("direct", "The second is water,", "Ana Ruiz")],
        ),
        # Nobody says whose it is.
        ("“Nobody knows what comes next.”", [("direct", "Nobody knows what comes next.", None)]),
    ],
)
def test_direct_quotations(model: LanguageModel, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [brief(quote) for quote in quotes_of(model, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruiz called the raid “a grave mistake”.", [("partial", "a grave mistake", "Ana Ruiz")]),
        ("Ruiz described the treaty as “the long bridge.”", [("partial", "the long bridge.", "Ana Ruiz")]),
        ("Ruiz vowed to “fight on” in the north.", [("partial", "fight on", "Ana Ruiz")]),
        ("Ruiz called him “Iron Hand”.", [("partial", "Iron Hand", "Ana Ruiz")]),
        # Titles, names and doubted words are nobody's speech.
        ("The film “Long Road” opened in the capital.", []),
        ("The “volunteers” crossed the river at night.", []),
        ("Ruiz called the so-called “volunteers” mercenaries.", []),
    ],
)
def test_partial_quotations(model: LanguageModel, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [brief(quote) for quote in quotes_of(model, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruiz said that the army had left the town.", [("indirect", "the army had left the town", "Ana Ruiz")]),
        ("Ruiz said the army had left the town.", [("indirect", "the army had left the town", "Ana Ruiz")]),
        ("Kenya says it will send police.", [("indirect", "it will send police", "Kenya")]),
        ("The army had left the town, Ruiz said.", [("indirect", "The army had left the town", "Ana Ruiz")]),
        ("The army had left the town, said Ruiz.", [("indirect", "The army had left the town", "Ana Ruiz")]),
        # A newspaper carries; it is not a speaker. What was not said is no quotation.
        ("Local media reports said the army had left the town.", []),
        ("Ruiz did not say that the army had left the town.", []),
    ],
)
def test_indirect_quotations(model: LanguageModel, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [brief(quote) for quote in quotes_of(model, text)] == expected


@pytest.mark.parametrize(
    ("text", "medium", "kind"),
    [
        ("“We will stay here,” the minister said, according to news agency Tass.", "Tass", "organisation"),
        ("“We will stay here,” she was quoted as saying by Tass.", "Tass", "organisation"),
        ("“We will stay here,” she was quoted as saying by the local media reports.", "local media reports", "unnamed"),
        ("“We will stay here,” Ruiz told Reuters on Friday.", "Reuters", "organisation"),
        ("In an interview with Reuters, Ruiz said: “We will stay here.”", "Reuters", "organisation"),
        ("“We will stay here,” Ruiz said in a statement carried by KCNA.", "KCNA", "organisation"),
        ("State television quoted him as saying: “We will stay here.”", "State television", "unnamed"),
    ],
)
def test_who_carried_it(model: LanguageModel, text: str, medium: str, kind: str) -> None:
    (quote,) = quotes_of(model, text)
    assert quote.speaker is not None
    assert quote.speaker.kind == "person"
    assert quote.medium is not None
    assert (quote.medium.name, quote.medium.kind) == (medium, kind)
    assert quote.medium.kind == "organisation" or quote.medium.sectors == ("JRN",)


def test_to_whom_it_was_said(model: LanguageModel) -> None:
    (quote,) = quotes_of(model, "“We will stay here,” Ruiz told reporters in Niamey.")
    assert quote.addressee is not None
    assert (quote.addressee.text, quote.addressee.sectors) == ("reporters", ("JRN",))
    assert quote.medium is None


def test_the_cue_and_the_date_of_the_saying(model: LanguageModel) -> None:
    text = "“We will stay here,” Ruiz said on Friday."
    (quote,) = quotes_of(model, text)
    assert quote.cue is not None
    assert (quote.cue.text, quote.date.value, quote.date.source) == ("said", "2025-07-11", "text")


def test_unnamed_speakers_keep_their_words(model: LanguageModel) -> None:
    (quote,) = quotes_of(model, "“We will stay here,” a senior official said.")
    assert quote.speaker is not None
    assert (quote.speaker.kind, quote.speaker.country) == ("unnamed", None)
    assert quote.speaker.name.endswith("senior official")


def test_direct_speech_is_read_without_a_parse(model: LanguageModel) -> None:
    text = "“We will stay here,” Ruiz said. “We like it,” said Okoye."
    found = [brief(quote) for quote in quotes_of(model, text, parse=False)]
    assert found == [("direct", "We will stay here,", "Ana Ruiz"), ("direct", "We like it,", "Femi Okoye")]


def test_sentences_worth_a_parse(model: LanguageModel) -> None:
    doc = model.split("The river rose. Ruiz said it would fall. Boats went out.\n\n“Leave,” she said. It was late.")
    assert quote_sentences(doc) == {1, 3}


def test_the_header_is_no_speech(model: LanguageModel) -> None:
    text = "“Header words here,” Ruiz said.\n\n“We will stay here,” Ruiz said."
    doc = model.split(text)
    article = Article.of(text, body_start=text.index("“We"))
    found = find_quotes(article, doc, FewPeople(doc), [], SATURDAY, "test")
    assert [quote.text for quote in found] == ["We will stay here,"]


PIECES = st.sampled_from(
    """“ ” ‘ ’ " ' « » „ ‟ ‹ › 「 」 `` '' said says Ruiz she told Reuters reporters that , . ? : according to We will
    stay quoted as saying by local media reports was it's '90s the minister called ¶ ¶¶""".split()
)


@given(st.lists(PIECES, max_size=30))
def test_any_text_gives_spans_of_that_text_twice_the_same(pieces: list[str]) -> None:
    model = load_model()
    text = " ".join(pieces).replace("¶", "\n") or "."
    found = quotes_of(model, text, parse=False)
    assert found == quotes_of(model, text, parse=False)
    for quote in found:
        assert quote.text == text[quote.start : quote.end] != ""
        if quote.cue is not None:
            assert quote.cue.text == text[quote.cue.start : quote.cue.end]
        for entity in (quote.speaker, quote.medium, quote.addressee):
            assert entity is None or entity.text == text[entity.start : entity.end]


@given(st.text(alphabet="ab ‘’“”\"'«»„\n.,s", max_size=60))
def test_quotations_do_not_overlap(text: str) -> None:
    last = 0
    for quotation in find_quotations(text):
        assert last <= quotation.outer_start <= quotation.start < quotation.end <= quotation.outer_end
        last = quotation.outer_end


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(method="rules")


def said(coder: Coder, text: str, outlet: str | None = None) -> list[tuple[str | None, str | None]]:
    """Who says each quotation of a report that the whole coder reads, and the outlet or agency that carried it."""
    ((*records,),) = coder.code([Article.of(text, id="a", published="2025-07-12", outlet=outlet)])
    quotes = [one for one in records if isinstance(one, Quote) and one.form != "indirect"]
    return [(q.speaker.name if q.speaker else None, q.medium.name if q.medium else None) for q in quotes]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("“We stay,” Ana Ruiz told Meridian Wire.", "Meridian Wire"),
        ("“We stay,” Ana Ruiz told the Harbour Chronicle on Friday.", "Harbour Chronicle"),
        ("“We stay,” Ana Ruiz told state news agency Sarydala on Friday.", "Sarydala"),
        ("“We stay,” Ana Ruiz told Lagoon Notes.", "Lagoon Notes"),
        ("“We stay,” Ana Ruiz told the Fishers Union.", None),
    ],
)
def test_the_outlet_that_was_told(coder: Coder, text: str, medium: str | None) -> None:
    assert said(coder, text, "Lagoon Notes") == [("Ana Ruiz", medium)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Behind a name between commas stands what is called or told, and not who says it.
        ("Their spokesman, Colonel Idris Sy, called the talks “late but welcome”.", "Idris Sy"),
        ("“We stay,” a spokesman for the Chadian foreign ministry, Idris Sy, told reporters.", "Idris Sy"),
        # A second speaker after a semicolon.
        (
            "The minister, Ana Ruiz, said no; the envoy, according to a person in the building, replied that his side “threatened no one”.",
            "envoy",
        ),
    ],
)
def test_who_speaks_where_the_place_of_the_words_misleads(coder: Coder, text: str, speaker: str) -> None:
    assert [name for name, _ in said(coder, text)] == [speaker]
