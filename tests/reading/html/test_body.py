"""Which words of a page are the report. All pages are invented."""

from __future__ import annotations

import pytest

from dragoman.reading import article_from_html
from dragoman.records import Article
from dragoman.settings import ReadingSettings

PARAGRAPHS = [
    f"The ministers of Chad and Libya met by the lake on day {number} and agreed on nothing but the next date."
    for number in range(6)
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def text(body: str) -> list[str]:
    html = f"<!doctype html><html><head><title>Talks by the lake</title></head><body>{body}</body></html>"
    (article,) = [one for one in article_from_html(html.encode(), "x", ReadingSettings()) if isinstance(one, Article)]
    return article.text.split("\n\n")


@pytest.mark.parametrize(
    "extra",
    [
        "<p>Also read: A stew that outlived two blockades</p>",
        "<p><a href='/1'>A stew that outlived two blockades</a></p>",
        "<p>Sign up for our newsletter and get it before breakfast.</p>",
        "<p>Share this article on Facebook</p>",
        "<p>Advertisement</p>",
        "<figure><img src=x><figcaption>The lake at dusk, as seen from the other bank of it.</figcaption></figure>",
        "<div class='photo'><img src=x><span>The lake at dusk</span></div>",
        "<p>(Photo by Ann Arbour)</p>",
        "<p>The lake at dusk. [File: Ann Arbour/Getty Images]</p>",
        "<div class='story-share'><a href='#'>Facebook</a></div>",
        "<aside>Elsewhere: the price of bread has doubled since the spring, say bakers.</aside>",
        "<div style='display:none'>This text is for nobody, and so long that it would be taken for a paragraph.</div>",
        "<p>Updated: 5 March 2031, 10:30 GMT</p>",
        "<p>3 hours ago</p>",
        "<script>var text = 'The ministers met by the lake and agreed on nothing.';</script>",
        "<p>قال وزير الخارجية إن المحادثات ستستأنف الأسبوع المقبل بعد أن يعود الوفد إلى العاصمة</p>",
    ],
)
def test_what_stands_within_a_report_and_is_none(extra: str) -> None:
    middle = BODY.replace(f"<p>{PARAGRAPHS[3]}</p>", f"{extra}<p>{PARAGRAPHS[3]}</p>")
    assert text(f"<h1>Talks by the lake</h1><div>{middle}</div>") == PARAGRAPHS


@pytest.mark.parametrize(
    "kept",
    [
        "<p>Read the treaty again, the minister told the house, before you vote on it.</p>",
        "<p>Subscribers of the national grid lost power for two days, and the minister apologised to them in a long speech."
        " It was the third time since the spring that the lines over the lake had been cut, and nobody in the capital could"
        " say by whom, or who would pay for them, he said.</p>",
        "<blockquote><p>We came to listen, and we have listened long enough.</p></blockquote>",
        "<ul><li>The lake is to be shared by both sides until the end of the year.</li></ul>",
        "<h2>What the two sides want</h2>",
        "<p>“No.”</p>",
    ],
)
def test_what_looks_like_something_else_and_is_the_report(kept: str) -> None:
    middle = BODY.replace(f"<p>{PARAGRAPHS[3]}</p>", f"{kept}<p>{PARAGRAPHS[3]}</p>")
    assert len(text(f"<h1>Talks by the lake</h1><div class='article-body'>{middle}</div>")) == 7


@pytest.mark.parametrize(
    "body",
    [
        f"<form id='aspnetForm'><div>{BODY}</div></form>",
        f"<nav><div>{BODY}</div></nav>",
        f"<div class='entry share'>{BODY}</div>",
        f"<article class='post enable-pin-share'>{BODY}</article>",
        f"<div class='sidebar-layout has-sidebar'>{BODY}</div>",
        "".join(f"<div class='text-{n}'><p class='bodytext'>{one}</p></div>" for n, one in enumerate(PARAGRAPHS)),
        "<br><br>".join(PARAGRAPHS),
        f"<table><tr><td>Menu</td><td>{'<br><br>'.join(PARAGRAPHS)}</td></tr></table>",
        f"<div class='article-body'><p>{PARAGRAPHS[0]}</p></div><div class='x'>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</div>",
    ],
)
def test_a_report_is_found_whatever_holds_it(body: str) -> None:
    assert text(f"<h1>Talks by the lake</h1>{body}") == PARAGRAPHS


def test_the_standfirst_belongs_to_the_report() -> None:
    standfirst = "Two ministers, one lake and a great many fish: how a quarrel over nets came to a table after all."
    found = text(f"<h1>Talks by the lake</h1><p class='intro'>{standfirst}</p><div class='article-body'>{BODY}</div>")
    assert found == [standfirst, *PARAGRAPHS]


def test_lines_of_a_wire_are_joined_to_paragraphs() -> None:
    wire = "\n\n".join(paragraph.replace(" met ", "\nmet ") for paragraph in PARAGRAPHS)
    assert text(f"<pre>{wire}</pre>") == PARAGRAPHS
