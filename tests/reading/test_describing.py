"""What an article says of itself. All texts are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.reading.describing import described
from dragoman.records import Article
from dragoman.settings import ReadingSettings

REST = "\n\nThe ministers met on Tuesday and agreed on nothing.\n\nThey will meet again." * 4


def of(text: str, settings: ReadingSettings | None = None, **known: str) -> Article:
    article = described(Article.of(text, **known), settings or ReadingSettings())
    spans = [article.lead, article.dateline, *article.notes]
    assert all(article.text[one.start : one.end] == one.text for one in spans if one)
    return article


@pytest.mark.parametrize(
    ("dateline", "place", "day", "agency"),
    [
        ("SEOUL, July 12 (Yonhap) —", "Seoul", "July 12", "Yonhap"),
        ("ASHGABAT, 21 March. /Sarydala/.", "Ashgabat", "21 March", "Sarydala"),
        ("NEW YORK (AP) —", "New York", None, "AP"),
        ("Kathmandu, March 5 (RSS) -", "Kathmandu", "March 5", "RSS"),
        ("GENEVA, July 3, 2031 —", "Geneva", "July 3, 2031", None),
    ],
)
def test_datelines(dateline: str, place: str, day: str | None, agency: str | None) -> None:
    article = of(f"{dateline} The talks began." + REST)
    found = article.dateline
    assert found is not None
    assert (found.text, found.place, found.day, found.agency) == (dateline, place, day, agency)
    assert article.lead is not None
    assert article.lead.text == "The talks began."


@pytest.mark.parametrize("text", ["UPDATE — The talks began.", "Background: The talks began.", "The talks began."])
def test_what_has_the_form_of_a_dateline_and_is_none(text: str) -> None:
    assert of(text + REST).dateline is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SEOUL, July 12 (Yonhap) — The talks began.", "Yonhap"),
        ("The talks began." + REST + "\n\n— Reuters", "Reuters"),
        ("The talks began." + REST + " They left. (AFP)", "Agence France-Presse"),
        ("The talks began." + REST + "\n\nWith inputs from PTI", "Press Trust of India"),
        ("The talks began." + REST + "\n\nAdditional reporting by Reuters", "Reuters"),
        ("The talks began." + REST + "\n\nAdditional reporting by Ann Arbour in Nairobi", None),
        ("By Ann Arbour, Associated Press\n\nThe talks began.", "Associated Press"),
        ("The talks began, Reuters reported on Tuesday." + REST, None),
    ],
)
def test_the_agency_that_is_credited_for_the_whole(text: str, agency: str | None) -> None:
    assert of(text).agency == agency


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Arbour", "Ann Arbour"),
        ("By Ann Arbour and Ben Nevis, Reuters", "Ann Arbour, Ben Nevis"),
        ("BY ANN ARBOUR | Staff Writer", "ANN ARBOUR"),
        ("By Reuters", None),
        ("By then the talks were over.", None),
    ],
)
def test_bylines(line: str, byline: str | None) -> None:
    article = of(f"{line}\n\nThe talks began." + REST)
    assert article.byline == byline


@pytest.mark.parametrize(
    ("note", "sort"),
    [
        ("(Corrects number of troops in third paragraph)", "correction"),
        ("CORRECTION: An earlier report gave another number.", "correction"),
        ("(Updates with reaction from Lima)", "update"),
        ("(Adds quote, background)", "update"),
        ("Clarification: The minister spoke in private.", "clarification"),
        ("Editor's note: This is a translation.", "editor"),
    ],
)
def test_notes_before_the_report(note: str, sort: str) -> None:
    article = of(f"{note}\n\nSEOUL, July 12 (Yonhap) — The talks began." + REST)
    assert [(one.sort, one.text) for one in article.notes] == [(sort, note)]
    assert article.lead is not None
    assert article.lead.text == "The talks began."


def test_notes_after_the_report() -> None:
    text = "The talks began." + REST + "\n\nThis story has been corrected to show that the envoy is from Chad."
    assert [(one.sort, one.text[:10]) for one in of(text).notes] == [("correction", "This story")]


def test_a_minister_who_corrects_is_no_note() -> None:
    assert of("The minister corrected his deputy: the number was wrong. He updated the house." + REST).notes == ()


def test_the_lead_of_a_text_without_paragraphs_is_its_first_sentence() -> None:
    text = "The ministers of Chad and Libya met in a hotel by the lake on Tuesday and talked until dusk. " + "They left. " * 200
    lead = of(text).lead
    assert lead is not None
    assert lead.text.endswith("until dusk.")


def test_what_the_source_says_is_kept() -> None:
    article = of("SEOUL, July 12 (Yonhap) — The talks began." + REST, outlet="Lake Courier", agency="Lake Wire")
    assert (article.outlet, article.agency) == ("Lake Courier", "Lake Wire")


@pytest.mark.parametrize(
    ("known", "outlet", "country", "kind"),
    [
        ({"url": "https://news.bbc.co.uk/2/hi/1.stm"}, "BBC", "GBR", "broadcaster"),
        ({"url": "https://web.archive.org/web/20310305/https://www.dawn.com/news/1"}, "Dawn", "PAK", "newspaper"),
        ({"url": "https://news.lake-courier.co.uk/1"}, "lake-courier.co.uk", None, None),
        ({"url": "https://lake.example/1", "outlet": "The Guardian"}, "The Guardian", "GBR", "newspaper"),
        ({"url": "https://news.yahoo.com/1", "outlet": "Lake Courier"}, "Lake Courier", None, None),
        ({"outlet": "xinhuanet.com"}, "xinhuanet.com", "CHN", "state media"),
        ({"url": "ftp://127.0.0.1:x/"}, None, None, None),
        ({"url": "http://192.0.2.7/1"}, None, None, None),
    ],
)
def test_outlet_country_and_kind(known: dict[str, str], outlet: str | None, country: str | None, kind: str | None) -> None:
    article = of("The talks began." + REST, **known)
    assert (article.outlet, article.outlet_country, article.outlet_kind) == (outlet, country, kind)


def test_outlets_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[outlet]]\nname = "Lake Wire"\ndomains = ["lake.example"]\ncountry = "TCD"\nkind = "agency"\ncredits = ["LW"]\n',
        encoding="utf-8",
    )
    settings = ReadingSettings(outlets=(str(path),))
    article = of("The talks began." + REST + " They left. (LW)", settings, url="https://lake.example/1")
    assert (article.outlet, article.outlet_country, article.agency) == ("Lake Wire", "TCD", "Lake Wire")
    with pytest.raises(KnowledgeError, match=r"none\.toml"):
        of("The talks began.", ReadingSettings(outlets=("none.toml",)))
