"""Layouts of today's sites: with metadata, and much around the report."""

from __future__ import annotations

import json
from html import escape
from random import Random

from webpages.made import Made
from webpages.noise import comments, cookies, footer, menu, newsletter, script, share, teasers
from webpages.reports import Report

__all__ = ["MODERN"]


def _paragraphs(report: Report, form: str = "<p>{}</p>") -> list[str]:
    return [form.format(escape(paragraph)) for paragraph in report.paragraphs]


def _with(parts: list[str], *extra: tuple[int, str]) -> str:
    """The parts with others put in after some of them."""
    whole = list(parts)
    for place, what in sorted(extra, reverse=True):
        whole.insert(min(place, len(whole)), what)
    return "\n".join(whole)


def json_ld(report: Report, random: Random) -> Made:
    """A large news site: JSON-LD, OpenGraph, related stories within the text."""
    outlet, url = (
        "Meridian Post",
        f"https://www.meridianpost.example/world/{report.moment:%Y/%m/%d}/story-{random.randrange(9999)}",
    )
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}+02:00"
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsMediaOrganization",
                "@id": "#org",
                "name": outlet,
                "logo": {"@type": "ImageObject", "url": "/logo.png"},
            },
            {
                "@type": "NewsArticle",
                "headline": report.title,
                "datePublished": iso,
                "dateModified": iso.replace("2031", "2032"),
                "author": [{"@type": "Person", "name": report.writer}],
                "publisher": {"@id": "#org"},
                "mainEntityOfPage": url,
            },
            {
                "@type": "ItemList",
                "itemListElement": [{"@type": "NewsArticle", "headline": "Another", "datePublished": "2030-01-01"}],
            },
        ],
    }
    body = _with(
        _paragraphs(report),
        (2, f'<aside class="story-related"><h4>Read more</h4><ul>{teasers(random, 3)}</ul></aside>'),
        (3, '<p><strong><a href="/x/1">ALSO READ: Ferry strike enters its third week</a></strong></p>'),
        (4, f'<div class="c-newsletter-box">{newsletter()}</div>'),
        (
            1,
            f'<figure class="article-image"><img src="a.jpg" alt=""><figcaption>Delegates arrive in {escape(report.city)}. (Photo: E. Strand/Meridian)</figcaption></figure>',
        ),
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(report.title)} | {outlet}</title>
<meta property="og:title" content="{escape(report.title)}"><meta property="og:site_name" content="{outlet}"><meta property="og:type" content="article">
<link rel="canonical" href="{url}"><meta property="article:published_time" content="{iso}"><script type="application/ld+json">{json.dumps(data)}</script>{script(random)}
</head><body class="has-sidebar"><div class="cookie-consent">{cookies()}</div><header><nav><ul>{menu(random)}</ul></nav></header>
<main><article class="article"><h1 class="headline">{escape(report.title)}</h1><div class="byline">By <a rel="author" href="/a">{report.writer}</a></div>
<time datetime="{iso}">{report.moment:%d %B %Y}</time><div class="article__share share-bar">{share()}</div><div class="article-body">{body}</div>
<div class="tags"><a href="/t/1">diplomacy</a> <a href="/t/2">borders</a></div></article><section class="more-stories"><h2>More from World</h2><ul>{teasers(random, 8)}</ul></section></main>
<footer>{footer(outlet)}</footer></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, iso, outlet, url, byline=report.writer)


def wordpress(report: Report, random: Random) -> Made:
    """WordPress with its usual plugins."""
    outlet, url = "The Lagoon Herald", f"https://lagoonherald.example/{report.moment:%Y/%m}/a-post-{random.randrange(9999)}/"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}+00:00"
    body = _with(
        _paragraphs(report),
        (
            2,
            '<div class="wp-caption aligncenter"><img src="b.jpg"><p class="wp-caption-text">The crossing on Monday morning. File photo</p></div>',
        ),
        (4, '<p>Read also: <a href="/x/2">Court hears case of the missing archive</a></p>'),
    )
    related = teasers(random, 4, '<div class="jp-relatedposts-post"><h4><a href="{url}">{title}</a></h4><p>{text}</p></div>')
    page = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="UTF-8"><title>{escape(report.title)} &#8211; {outlet}</title><link rel="canonical" href="{url}" />
<meta property="og:type" content="article" /><meta property="og:title" content="{escape(report.title)} - {outlet}" /><meta property="og:site_name" content="{outlet}" />
<meta property="article:published_time" content="{iso}" /><meta name="generator" content="WordPress 9.1" /></head><body class="post-template-default single single-post">
<div id="page"><header id="masthead" class="site-header"><p class="site-title"><a href="/">{outlet}</a></p><nav><ul>{menu(random)}</ul></nav></header><div id="content"><main id="main">
<article id="post-{random.randrange(999)}" class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{escape(report.title)}</h1><div class="entry-meta"><span class="posted-on"><time
class="entry-date published" datetime="{iso}">{report.moment:%B} {report.moment.day}, {report.moment.year}</time></span><span class="byline"> by <span class="author vcard"><a href="/author/x">{report.writer}</a></span></span></div></header>
<div class="entry-content">{body}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3>{share()}</div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{related}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">World</a></span></footer></article><div id="comments" class="comments-area"><h2>{random.randint(2, 9)} thoughts on “{escape(report.title)}”</h2>{comments(random, 5)}</div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{teasers(random, 5)}</ul></section></aside><footer id="colophon">{footer(outlet)}</footer></div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, iso, outlet, None, byline=report.writer)


def amp(report: Report, random: Random) -> Made:
    """An AMP page, served from elsewhere; its canonical link leads to the page itself."""
    outlet, url = "Amber Coast Daily", f"https://ambercoast.example/news/{random.randrange(99999)}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M}Z"
    data = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": iso,
        "publisher": {"@type": "Organization", "name": outlet},
        "author": report.writer,
    }
    body = _with(
        _paragraphs(report),
        (
            1,
            '<amp-img src="a.jpg" width=4 height=3></amp-img><div class="amp-caption">A customs officer looks on. Getty Images</div>',
        ),
        (3, "<amp-ad width=300 height=250>Advertisement</amp-ad>"),
        (5, '<div class="related-inline"><a href="/x/4">Old bridge to get a new toll</a></div>'),
    )
    page = f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><link rel="canonical" href="{url}"><title>{escape(report.title)}</title><style amp-boilerplate>body{{-webkit-animation:none}}</style>
<script type="application/ld+json">{json.dumps(data)}</script></head><body><amp-sidebar id="sb"><ul>{menu(random)}</ul></amp-sidebar><header class="amp-header"><a href="/">{outlet}</a></header>
<div class="article-wrap"><h1>{escape(report.title)}</h1><p class="amp-meta">{report.writer} · {report.moment:%d %b %Y}</p>{body}<div class="amp-share">{share()}</div></div>
<amp-list class="recirc">{teasers(random, 6)}</amp-list><footer>{footer(outlet)}</footer></body></html>"""
    return Made(
        page.encode(),
        report.title,
        report.paragraphs,
        f"{report.moment:%Y-%m-%dT%H:%M}:00+00:00",
        outlet,
        url,
        byline=report.writer,
    )


def live_blog(report: Report, random: Random) -> Made:
    """A live blog: posts with their times, the newest first."""
    outlet, url = "Northlight Radio", f"https://news.northlight.example/live/{random.randrange(9999)}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}Z"
    posts = "".join(
        f'<article class="live-post" id="p{n}"><time datetime="{report.moment:%Y-%m-%d}T{n % 24:02}:15Z">{n % 24:02}:15 GMT</time><div class="live-post__body"><p>{escape(text)}</p></div><div class="live-post__share">{share()}</div></article>'
        for n, text in enumerate(report.paragraphs)
    )
    data = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": report.title,
        "datePublished": iso,
        "publisher": {"@type": "Organization", "name": outlet},
    }
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Live: {escape(report.title)} - {outlet}</title><meta property="og:title" content="{escape(report.title)}">
<script type="application/ld+json">{json.dumps(data)}</script><link rel="canonical" href="{url}"></head><body><nav><ul>{menu(random)}</ul></nav><h1>{escape(report.title)}</h1>
<div class="live-blog"><div class="key-events"><h3>Key events</h3><ul><li><a href="#p1">First shots</a></li><li><a href="#p2">Talks begin</a></li></ul></div>{posts}</div>
<div class="sidebar">{teasers(random, 7)}</div><footer>{footer(outlet)}</footer></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%dT%H:%M:%S}+00:00", outlet, url)


def paywall(report: Report, random: Random) -> Made:
    """The first paragraphs, and an offer."""
    outlet, url = "The Harbour Chronicle", f"https://harbourchronicle.example/a/{random.randrange(9999)}"
    iso = f"{report.moment:%Y-%m-%d}"
    kept = report.paragraphs[: random.randint(2, 3)]
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": iso,
        "isAccessibleForFree": "False",
        "publisher": {"name": outlet},
    }
    body = "".join(f"<p>{escape(text)}</p>" for text in kept)
    page = f"""<html><head><meta charset="utf-8"><title>{escape(report.title)}</title><script type="application/ld+json">{json.dumps(data)}</script></head><body><header>{menu(random)}</header>
<article><h1>{escape(report.title)}</h1><section class="article__content">{body}<div class="offer-wall"><h2>Subscribe to continue reading</h2><p>Choose the plan that suits you: digital, print and digital, or the weekend bundle, from four a month.</p>
<p>Already a subscriber? <a href="/login">Log in</a></p></div></section></article><section>{teasers(random, 6, '<div><h3><a href="{url}">{title}</a></h3><p>{text}</p></div>')}</section><footer>{footer(outlet)}</footer></body></html>"""
    return Made(page.encode(), report.title, kept, iso, outlet, url)


def aggregator(report: Report, random: Random) -> Made:
    """A portal that carries the dispatch of somebody else."""
    outlet, url = "Reuters", f"https://news.yahoo.com/a-story-{random.randrange(9999)}.html"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}.000Z"
    data = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": report.title, "datePublished": iso, "author": {"@type": "Person", "name": report.writer},
            "provider": {"@type": "Organization", "name": "Reuters"}, "publisher": {"@type": "Organization", "name": "Yahoo News"}}  # fmt: skip
    first = f"{report.city.upper()}, {report.moment:%B} {report.moment.day} (Reuters) - {report.paragraphs[0]}"
    paragraphs = (first, *report.paragraphs[1:])
    body = _with(
        [f"<p>{escape(text)}</p>" for text in paragraphs],
        (3, '<div class="caas-readmore"><button>Story continues</button></div>'),
    )
    page = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{escape(report.title)}</title><meta property="og:site_name" content="Yahoo News"><meta property="og:type" content="article">
<script type="application/ld+json">{json.dumps(data)}</script></head><body><div id="hdr"><ul>{menu(random)}</ul></div><article role="article"><header><a href="https://www.reuters.com"><img alt="Reuters"></a><h1>{escape(report.title)}</h1>
<div class="caas-attr-meta">{report.writer}<time datetime="{iso}">{report.moment:%a, %B} {report.moment.day}, {report.moment.year} at 8:15 AM</time></div></header><div class="caas-body">{body}</div></article>
<div id="stream">{teasers(random, 12, '<div class="stream-item"><h3><a href="{url}">{title}</a></h3><p>{text}</p></div>')}</div></body></html>"""
    return Made(
        page.encode(),
        report.title,
        paragraphs,
        f"{report.moment:%Y-%m-%dT%H:%M:%S}+00:00",
        outlet,
        url,
        byline=report.writer,
        agency="Reuters",
    )


def right_to_left(report: Report, random: Random) -> Made:
    """An English report on a site whose menus and neighbours are in Arabic."""
    outlet, url = "Sarydala Gulf", f"https://en.sarydala.example/{random.randrange(9999)}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}+03:00"
    arabic = "قال وزير الخارجية إن المحادثات ستستأنف الأسبوع المقبل بعد أن يعود الوفد إلى العاصمة للتشاور"
    items = "".join(f'<li><a href="/ar/{n}">{arabic}</a></li>' for n in range(6))
    body = _with(_paragraphs(report), (3, f'<p dir="rtl">{arabic}</p>'))
    page = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(report.title)}</title><meta name="application-name" content="{outlet}"><meta property="article:published_time" content="{iso}">
<meta property="og:url" content="{url}"></head><body><div class="menu">{items}</div><div class="col-8" dir="ltr"><h1>{escape(report.title)}</h1><div class="txt">{body}</div></div><div class="col-4"><h3>الأكثر قراءة</h3><ul>{items}</ul>
<p>{arabic} {arabic}</p></div><div class="foot">© 2031 {outlet}</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, iso, outlet, url)


def endless(report: Report, random: Random) -> Made:
    """A page that goes on with hundreds of other articles."""
    outlet, url = "HeadlineRush", f"https://headlinerush.example/p/{random.randrange(9999)}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}Z"
    more = teasers(
        random,
        400,
        '<div class="feed-item"><h3><a href="{url}">{title}</a></h3><p class="sum">{text}</p><span>3 min read</span></div>',
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(report.title)} | {outlet}</title><meta property="og:site_name" content="{outlet}"><meta property="og:type" content="article"><meta name="pubdate" content="{iso}">
</head><body><div class="top">{menu(random)}</div><div class="wrap"><div class="story"><h1>{escape(report.title)}</h1>{"".join(_paragraphs(report))}</div><div class="feed">{more}</div></div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%dT%H:%M:%S}+00:00", outlet, url)


def gallery(report: Report, random: Random) -> Made:
    """A report between pictures with long captions."""
    outlet = "Delta Evening Post"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}+06:00"
    figure = '<figure><img src="g{n}.jpg"><figcaption><span>{n} / 9</span> Residents of a village near the line carry chairs and a piano across the shallow water on the eve of the vote, while soldiers of both armies watch from the banks. [File: R. Esterhuyse/AP Photo]</figcaption></figure>'
    extra = [(place, figure.format(n=place)) for place in range(0, 12, 2)]
    body = _with(_paragraphs(report), *extra)
    page = f"""<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{escape(report.title)} | {outlet}</title><meta property="og:site_name" content="{outlet}"><meta name="parsely-pub-date" content="{iso}"></head><body><header><ul>{menu(random)}</ul></header>
<main id="main-content-area"><h1>{escape(report.title)}</h1><div class="wysiwyg wysiwyg--all-content">{body}</div><div class="article-info-block">By <a class="author-link" href="/a">{report.writer}</a></div></main><div class="more-on">{teasers(random, 5)}</div><footer>{footer(outlet)}</footer></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, iso, outlet, None, byline=report.writer)


MODERN = {
    "json-ld": json_ld,
    "wordpress": wordpress,
    "amp": amp,
    "live-blog": live_blog,
    "paywall": paywall,
    "aggregator": aggregator,
    "right-to-left": right_to_left,
    "endless": endless,
    "gallery": gallery,
}
