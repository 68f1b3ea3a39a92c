"""Layouts that came last: content kept in scripts or marked in the page's own way."""

from __future__ import annotations

import json
from html import escape
from random import Random

from webpages.made import Made
from webpages.noise import footer, menu, share, teasers
from webpages.reports import Report

__all__ = ["KEPT"]


def microdata(report: Report, random: Random) -> Made:
    """schema.org as attributes, Drupal's names."""
    outlet, url = "Andes Observer", f"https://andesobserver.example/node/{random.randrange(9999)}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}-05:00"
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in report.paragraphs)
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(report.title)} | {outlet}</title></head><body><div class="region-navigation"><ul>{menu(random)}</ul></div><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{escape(report.title)}</h1>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{report.writer}</span></span> <span itemprop="datePublished" content="{iso}">{report.moment:%d/%m/%Y}</span> <meta itemprop="dateModified" content="{iso.replace("2031", "2032")}"><div class="field field-name-body" itemprop="articleBody">{body}</div></div>
<div class="view-related">{teasers(random, 5)}</div><footer>{footer(outlet)}</footer></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, iso, outlet, url, byline=report.writer)


def hashed(report: Report, random: Random) -> Made:
    """A page made by a program: names without meaning, divisions for paragraphs."""
    outlet, url = "Pacific Tribune", f"https://pacifictribune.example/article/{random.randrange(9999)}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}.123Z"

    def name() -> str:
        return f"css-{random.randrange(16**6):06x}"

    shell = name()
    body = "".join(
        f'<div class="{shell}"><div class="{name()}">{escape(paragraph)}</div></div>' for paragraph in report.paragraphs
    )
    side = teasers(random, 6, f'<div class="{name()}"><a href="{{url}}"><h3>{{title}}</h3></a><div>{{text}}</div></div>')
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(report.title)} - {outlet}</title><meta property="og:title" content="{escape(report.title)}"><meta property="og:site_name" content="{outlet}"><meta property="og:type" content="article"><meta property="article:published_time" content="{iso}">
</head><body><div id="app"><div class="{name()}">{menu(random)}</div><div class="{name()}"><h1 class="{name()}">{escape(report.title)}</h1><div class="{name()}"><span>{report.writer}</span></div>{body}</div><div class="{name()}">{side}</div><div class="{name()}">{footer(outlet)}</div></div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%dT%H:%M:%S}.123000+00:00", outlet, url)


def in_script(report: Report, random: Random) -> Made:
    """A page that is empty until its programs run; JSON-LD has the report."""
    outlet, url = "Steppe Journal", f"https://steppejournal.example/{random.randrange(9999)}"
    iso = f"{report.moment:%Y-%m-%dT%H:%M:%S}+05:00"
    data = {"@context": "https://schema.org", "@type": ["NewsArticle"], "headline": escape(report.title), "datePublished": iso, "author": [{"@type": "Person", "name": report.writer}],
            "publisher": {"@type": "Organization", "name": outlet}, "articleBody": "\n\n".join(report.paragraphs)}  # fmt: skip
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{outlet}</title><script type="application/ld+json">{json.dumps(data)}</script></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><div class="foot">{share()}</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, iso, outlet, url, byline=report.writer)


KEPT = {"microdata": microdata, "hashed": hashed, "in-script": in_script}
