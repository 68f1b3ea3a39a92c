"""Layouts written after the reader was finished, and left as they were: what it does with pages that it was not made on."""

from __future__ import annotations

from html import escape
from random import Random

from webpages.made import Made
from webpages.noise import comments, footer, menu, share, teasers
from webpages.reports import Report

__all__ = ["UNSEEN"]


def components(report: Report, random: Random) -> Made:
    """A broadcaster's page made of components, each paragraph in one of its own, between pictures, links and topics."""
    outlet, url = "Radio Pannonia", f"https://www.radiopannonia.example/news/articles/c{random.randrange(16**8):08x}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}.000Z"
    parts = []
    for number, paragraph in enumerate(report.paragraphs):
        text = f"<b>{escape(paragraph)}</b>" if number == 0 else escape(paragraph)
        parts.append(
            f'<div data-component="text-block" class="sc-18fde0d6-0 dlWCEZ"><p class="sc-9a00e533-0 hxuGS">{text}</p></div>'
        )
        if number == 1:
            parts.append(
                '<div data-component="image-block"><div class="sc-a34861b-0"><img src="i.webp" alt="A bridge"><span class="sc-a34861b-2">Reuters</span></div><div class="sc-27f2a0fc-1">The bridge has been closed since the winter, and only the post crosses it</div></div>'
            )
        if number == 3:
            parts.append(
                f'<div data-component="unordered-list-block"><ul>{teasers(random, 3, "<li><b><a href={url}>{title}</a></b></li>")}</ul></div>'
            )
        if number == 4:
            parts.append('<div data-component="subheadline-block"><h2>What the two sides want</h2></div>')
    kept = list(report.paragraphs)
    if len(kept) > 4:
        kept.insert(5, "What the two sides want")
    page = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charSet="utf-8"/><title>{escape(report.title)} - {outlet}</title><meta property="og:title" content="{escape(report.title)}"/><meta property="og:url" content="{url}"/><meta property="og:site_name" content="{outlet}"/></head>
<body><div id="__next"><a href="#main-content" class="skip">Skip to content</a><header><div>{menu(random)}</div></header><main id="main-content"><article><div data-component="headline-block"><h1>{escape(report.title)}</h1></div><div data-component="byline-block"><time dateTime="{iso}">3 hours ago</time><div><span>{report.writer}</span><div>Eastern Europe correspondent</div></div></div><div><button>Share</button><button>Save</button></div>
{"".join(parts)}<div data-component="tag-list-block"><a href="/topics/1">{report.country}</a></div></article><div data-component="links-block"><h2>More on this story</h2>{teasers(random, 4, '<a href="{url}"><p>{title}</p></a>')}</div><section><h2>Most read</h2><ol>{teasers(random, 5, '<li><a href="{url}">{title}</a></li>')}</ol></section></main><footer>{footer(outlet)}</footer></div></body></html>"""
    return Made(page.encode(), report.title, tuple(kept), f"{report.moment:%Y-%m-%dT%H:%M:%S}+00:00", outlet, url)


def magazine(report: Report, random: Random) -> Made:
    """A magazine: a drop capital, a pull quote, a note on the writer, the date with an ordinal in the line of the writer."""
    outlet, url = "The Frontier Review", f"https://frontierreview.example/essays/{random.randrange(9999)}"
    day = report.moment.day
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")
    first = report.paragraphs[0]
    body = [
        f'<p><span class="dropcap">{first[0]}</span>{escape(first[1:])}</p>',
        *(f"<p>{escape(text)}</p>" for text in report.paragraphs[1:]),
    ]
    body.insert(3, f'<blockquote class="pullquote"><p>{escape(report.paragraphs[2])}</p></blockquote>')
    body.append(
        f'<p class="signoff"><em>{report.writer} is a contributing editor of {outlet}. Her last book, on ferries, came out in the spring.</em></p>'
    )
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(report.title)} — {outlet}</title><meta name="author" content="{report.writer}"><meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{escape(report.title)}"></head><body><div class="site-head"><a href="/"><img alt="{outlet}" src="l.svg"></a><ul>{menu(random)}</ul></div>
<div class="hero"><p class="kicker">Dispatches</p><h1>{escape(report.title)}</h1><p class="dek">A quarrel over a line on a map, and the people who live on it</p><p class="credits">By {report.writer} · {report.moment:%B} {day}{suffix}, {report.moment.year} · 8 min read</p></div><div class="prose">{"".join(body)}</div><div class="card-grid">{teasers(random, 4, '<div class="tile"><a href="{url}"><h3>{title}</h3></a><p>{text}</p></div>')}</div><div class="foot">{footer(outlet)}</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%d}", outlet, url, byline=report.writer)


def ministry(report: Report, random: Random) -> Made:
    """An official page: a number and a date above, nothing in the head."""
    outlet = "Ministry of Foreign Affairs of Sarydala"
    body = "".join(f"<p style='text-align:justify'>{escape(text)}</p>" for text in report.paragraphs)
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(report.title)} - {outlet}</title></head><body><div class="header"><a href="/en/"><img src="gerb.png" alt="{outlet}"></a><div class="topmenu">{menu(random)}</div></div>
<div class="path"><a href="/">Home</a> / <a href="/en/press">Press service</a> / News</div><div class="page"><div class="date">{report.moment:%d.%m.%Y} {report.moment:%H:%M}</div><div class="number">{random.randrange(100, 999)}-{report.moment:%d-%m-%Y}</div><h1>{escape(report.title)}</h1><div class="inner">{body}</div>
<div class="contacts"><p>Press service: 32 Harbour Embankment, Ashgabat. Telephone and fax for accredited journalists: 00-00.</p></div></div><div class="bottom">© {outlet}, 2031</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%dT%H:%M:%S}", outlet)


def portal(report: Report, random: Random) -> Made:
    """A crowded portal: JSON-LD that does not parse, text between breaks, films and polls within, an agency at the end."""
    outlet, url = "Deccan Morning", f"https://www.deccanmorning.example/world/story-{random.randrange(10**7)}.cms"
    paragraphs = (*report.paragraphs[:-1], f"{report.paragraphs[-1]} (PTI)")
    text = [escape(paragraph) for paragraph in paragraphs]
    text.insert(2, '<div class="vdo"><b>ALSO WATCH | </b><a href="/v/1">Old bridge to get a new toll</a></div>')
    text.insert(
        4,
        '<div class="pollwdt"><h4>Do you agree?</h4><label><input type=radio>Yes</label><label><input type=radio>No</label></div>',
    )
    page = f"""<html><head><meta charset="utf-8"><title>{escape(report.title)} | World News - {outlet}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{report.title}",,"datePublished":}}</script><meta name="twitter:title" content="{escape(report.title)}"><meta property="og:site_name" content="{outlet}"></head>
<body><div class="hdr">{menu(random)}</div><div class="bread">Home / World / Story</div><h1>{escape(report.title)}</h1><div class="cap">Agencies | <span>Updated: {report.moment:%d %b %Y}, 23:59 IST</span> | <span>Published: {report.moment:%d %b %Y}, {report.moment:%H:%M} IST</span></div><div class="artText">{"<br><br>".join(text)}</div>
<div class="cmt"><h3>Comments</h3>{comments(random, 3)}</div><div class="trend"><h3>Trending</h3>{teasers(random, 8, '<a href="{url}">{title}</a> | ')}</div><div class="ftr">{footer(outlet)}</div></body></html>"""
    return Made(
        page.encode(), report.title, paragraphs, f"{report.moment:%Y-%m-%d}", outlet, url, agency="Press Trust of India"
    )


def newsletter_site(report: Report, random: Random) -> Made:
    """A site of letters: buttons between paragraphs, a preview of the next letter, the date in capitals."""
    outlet, url = "The Strait Letter", f"https://straitletter.example/p/{random.randrange(9999)}"
    body = [f"<p><span>{escape(text)}</span></p>" for text in report.paragraphs]
    body.insert(
        2,
        '<div class="subscription-widget-wrap"><div class="preamble"><p>The Strait Letter is a reader-supported publication. To receive new posts and support our work, consider becoming a free or paid subscriber.</p></div><form><input type="email"><input type="submit" value="Subscribe"></form></div>',
    )
    body.insert(5, '<p class="button-wrapper"><a class="button primary" href="/share"><span>Share</span></a></p>')
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(report.title)} - by {report.writer}</title><meta property="og:title" content="{escape(report.title)}"><meta property="og:type" content="article"><meta name="author" content="{report.writer}"></head>
<body><div class="topbar-content"><a href="/"><img alt="{outlet}" src="l.png"></a><a href="/"><h1 class="name">{outlet}</h1></a></div><article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">{escape(report.title)}</h1><h3 class="subtitle">And why the fishermen are laughing</h3><div class="meta"><a href="/@x">{report.writer}</a><div>{report.moment:%b %d, %Y}</div><div>12</div><div>Share</div></div></div>
<div class="available-content"><div dir="auto" class="body markup">{"".join(body)}</div></div></article><div class="comments-page">{comments(random, 4, "<div class='c'><p>{text}</p></div>")}</div><div class="portable-archive">{teasers(random, 3, '<div class="post-preview"><a href="{url}">{title}</a><div>{text}</div></div>')}</div><div class="footer-wrap">© 2031 {report.writer} ∙ Privacy ∙ Terms</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%d}", outlet, url, byline=report.writer)


def evening_paper(report: Report, random: Random) -> Made:
    """A local paper: the text in unnamed sections, two of them parted by an offer, a day in words without a year-first form."""
    outlet, url = "Karoo Evening Star", f"https://www.karoostar.example/news/{random.randrange(9999)}"
    half = len(report.paragraphs) // 2
    first, second = (
        "".join(f"<p>{escape(text)}</p>" for text in part) for part in (report.paragraphs[:half], report.paragraphs[half:])
    )
    page = f"""<!DOCTYPE html><html lang="en-ZA"><head><meta charset="utf-8"><title>{outlet} | {escape(report.title)}</title><meta name="twitter:site" content="@karoostar"></head><body><div class="strap">{menu(random)}</div><div class="grid"><div class="left"><h2>{escape(report.title)}</h2><div class="when">{report.moment:%A %d %B %Y} - {report.moment:%I:%M%p}</div><div class="who">{report.writer}</div>
<section>{first}</section><div class="offer"><h4>Win a weekend by the dam</h4><p>Tell us in twenty words why you deserve two nights at the dam and stand a chance to win.</p><a href="/win">Enter here</a></div><section>{second}</section></div><div class="right"><h4>Obituaries</h4>{teasers(random, 4, '<div><a href="{url}">{title}</a></div>')}</div></div><div class="end">Published by {outlet} (Pty) Ltd. Tel 000 000. {share()}</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%dT%H:%M:%S}", outlet, url)


UNSEEN = {
    "components": components,
    "magazine": magazine,
    "ministry": ministry,
    "portal": portal,
    "newsletter-site": newsletter_site,
    "evening-paper": evening_paper,
}
