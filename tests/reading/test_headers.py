"""What stands before the report in a text file."""

import pytest

from dragoman.reading.headers import read_header

BODY = "Chad expelled two envoys.\n\nThey left."


@pytest.mark.parametrize(
    "before",
    [
        "date 2025-07-12 ",
        " date 2025-07-12 ",
        "\ufeff date 2025-07-12 ".lstrip("\ufeff"),
        "DATE: 2025-07-12 ",
        "Date: 2025-07-12\n\n",
        "Date: 2025-07-12\n",
        "date 12 July 2025 – ",
        "\n\nDate: Sat, 12 Jul 2025\r\nTitle: Envoys told to go\r\n\r\n",
        "Title: Envoys told to go\nOutlet: The Lake Courier\nX-Desk: Africa\nDate: July 12, 2025\n\n\n",
        "---\ntitle: 'Envoys told to go'\ndate: 2025-07-12\ntags:\n  - chad\n---\n",
    ],
)
def test_the_date_is_read_and_the_body_found(before: str) -> None:
    header = read_header(before + BODY)
    assert header.known["published"] == "2025-07-12"
    assert (before + BODY)[header.body_start :] == BODY
    assert not header.complaints


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Date palms were planted.\n\nMore.",
        "Moscow: In a stern warning, the minister said no.\n\nMore.",
        "Source: the ministry said on Friday that it would leave.\n\nMore.",
        "---\nno end of this front matter",
        "",
    ],
)
def test_prose_is_no_header(text: str) -> None:
    header = read_header(text)
    assert (header.body_start, header.known) == (0, {})


def test_a_dateline_right_after_the_header_belongs_to_the_body() -> None:
    text = "Date: 2025-07-12\nTitle: A warning\nMoscow: In a stern warning, the minister said no.\n\nMore."
    assert text[read_header(text).body_start :].startswith("Moscow:")


def test_all_fields() -> None:
    text = (
        "Outlet: The Lake Courier\nDate: 12 July 2025\nHeadline: Envoys: told to go\nURL: https://lake.example/1\n"
        "Language: en\nNote: an invented sample\n\n" + BODY
    )
    header = read_header(text)
    assert header.known == {
        "published": "2025-07-12",
        "title": "Envoys: told to go",
        "outlet": "The Lake Courier",
        "url": "https://lake.example/1",
        "language": "en",
    }
    assert text[header.body_start :] == BODY


@pytest.mark.parametrize("text", ["Date: soon\n\n" + BODY, "date 2025-02-30 " + BODY, "Date: 07/12/2025\nTitle: A\n\n" + BODY])
def test_a_date_that_cannot_be_read_is_said_and_not_guessed(text: str) -> None:
    header = read_header(text)
    assert "published" not in header.known
    assert "2025-07-12" in header.complaints[0]
    assert text[header.body_start :] == BODY
