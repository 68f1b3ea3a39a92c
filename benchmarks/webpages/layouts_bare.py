"""Layouts with little or no metadata: old pages, state media, wires."""

from __future__ import annotations

from html import escape
from random import Random
from textwrap import fill

from webpages.made import Made
from webpages.noise import comments, footer, menu, share, teasers
from webpages.reports import Report

__all__ = ["BARE"]


def legacy_table(report: Report, random: Random) -> Made:
    """Tables in tables, breaks for paragraphs, ISO 8859-1 that only the page itself declares."""
    outlet = "Westafrica Courier"
    text = "<br><br>\n".join(escape(paragraph) for paragraph in report.paragraphs)
    links = "".join(
        f'<tr><td><font size=1><a href="s{n}.htm">{name}</a></font></td></tr>'
        for n, name in enumerate(("Home", "News", "Sport", "Weather", "Archive", "Contact"))
    )
    page = f"""<HTML><HEAD><TITLE>{outlet} - {escape(report.title)}</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760><TR><TD COLSPAN=3><IMG SRC=logo.gif></TD></TR><TR>
<TD WIDTH=120 VALIGN=TOP><TABLE>{links}</TABLE></TD><TD VALIGN=TOP><FONT FACE=Arial SIZE=5><B>{escape(report.title)}</B></FONT><BR><FONT SIZE=1>{report.moment.day} {report.moment:%B %Y}</FONT><BR><BR><FONT FACE=Arial SIZE=2>{text}</FONT>
<BR><BR><FONT SIZE=1><A HREF=print.htm>Print this page</A> | <A HREF=mail.htm>Send to a friend</A></FONT></TD><TD WIDTH=150><TABLE>{teasers(random, 5, '<tr><td><a href="{url}">{title}</a></td></tr>')}</TABLE></TD></TR>
<TR><TD COLSPAN=3 ALIGN=CENTER><FONT SIZE=1>Copyright 2031 {outlet}. All rights reserved.</FONT></TD></TR></TABLE></BODY></HTML>"""
    return Made(
        page.encode("iso-8859-1", "xmlcharrefreplace"), report.title, report.paragraphs, f"{report.moment:%Y-%m-%d}", outlet
    )


def undeclared(report: Report, random: Random) -> Made:
    """Windows-1252 that nothing declares; curly quotes are bytes above 127."""
    outlet, url = "Cape Verde Shipping News", f"http://www.capeshipping.example/news.asp?id={random.randrange(999)}"
    body = "".join(f"<p align=justify>{escape(paragraph)}</p>\n" for paragraph in report.paragraphs)
    page = f"""<html><head><title>{escape(report.title)} - {outlet}</title></head><body><div id="menu"><ul>{menu(random)}</ul></div><h1>{escape(report.title)}</h1><p><i>Posted: {report.moment:%d-%b-%Y}</i></p>{body}<div id="links"><ul>{teasers(random, 4)}</ul></div>
<div id="foot">(c) 2031 {outlet}</div></body></html>"""
    return Made(
        page.encode("cp1252", "xmlcharrefreplace"), report.title, report.paragraphs, f"{report.moment:%Y-%m-%d}", outlet, url
    )


def wire(report: Report, random: Random) -> Made:
    """The page of an agency: dateline, correction, its own signature."""
    outlet, url = "Yonhap", f"https://en.yna.co.kr/view/AEN{report.moment:%Y%m%d}00{random.randrange(1000, 9999)}"
    first = f"{report.city.upper()}, {report.moment:%B} {report.moment.day} (Yonhap) -- {report.paragraphs[0]}"
    paragraphs = (f"(ATTN: RECASTS lead; ADDS details in paras 3-{random.randint(4, 6)})", first, *report.paragraphs[1:])
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(report.title)} | Yonhap News Agency</title><meta property="og:title" content="{escape(report.title)} | Yonhap News Agency"></head><body><div class="gnb"><ul>{menu(random)}</ul></div>
<div class="title-wrap"><h1 class="tit">{escape(report.title)}</h1><p class="txt-time">All News {report.moment:%H:%M %B %d, %Y}</p><div class="share-zone">{share()}</div></div><div class="story-news">{body}<p class="mail">editor@yna.example</p><p>(END)</p></div><div class="rank"><h2>Most Viewed</h2><ol>{teasers(random, 6)}</ol></div></body></html>"""
    return Made(page.encode(), report.title, paragraphs, f"{report.moment:%Y-%m-%d}", outlet, url, agency="Yonhap")


def state_media(report: Report, random: Random) -> Made:
    """Divisions without names; a line of source, time and editor."""
    outlet = "Sarydala State News Agency"
    body = "".join(f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{escape(paragraph)}</p>" for paragraph in report.paragraphs)
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(report.title)}-{outlet}</title></head><body><div class="a1">{menu(random)}</div><div class="a2"><div class="a3">{escape(report.title)}</div>
<div class="a4">Source: Sarydala State News Agency | {report.moment:%Y-%m-%d %H:%M:%S} | Editor: huaxia</div><div class="a5">{body}</div><div class="a6"><a href="javascript:print()">Print</a> <a href="#">Close</a></div></div><div class="a7"><ul>{teasers(random, 5, '<li><a href="{url}">{title}</a></li>')}</ul></div>
<div class="a8">Copyright © 2031 {outlet}. All rights reserved.</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%dT%H:%M:%S}", outlet)


def preformatted(report: Report, random: Random) -> Made:
    """Copy as it came over the wire, in <pre>."""
    url = f"http://archive.lakewire.example/{report.moment:%Y/%m/%d}/{random.randrange(99)}.html"
    gap = random.choice(["\n\n", "\n   "])
    lines = gap.join(fill(paragraph, 68, break_long_words=False, break_on_hyphens=False) for paragraph in report.paragraphs)
    page = f"<html><head><title>{escape(report.title)}</title></head><body><h2>{escape(report.title)}</h2><pre>{gap.strip(chr(10))}{escape(lines)}</pre><hr><a href='/'>Index</a></body></html>"
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%d}", "lakewire.example", url)


def blogger(report: Report, random: Random) -> Made:
    """A blog: spans and breaks in a post body, an archive beside it."""
    outlet = "Notes from the Strait"
    text = "<br /><br />".join(
        f"<span style='font-family: georgia;'>{escape(paragraph)}</span>" for paragraph in report.paragraphs
    )
    page = f"""<!DOCTYPE html><html dir='ltr'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='blogger' name='generator'/><title>{outlet}: {escape(report.title)}</title></head><body><div class='header-inner'><h1 class='title'><a href='/'>{outlet}</a></h1></div>
<div class='main section' id='main'><div class='blog-posts hfeed'><h2 class='date-header'><span>{report.moment:%A}, {report.moment.day} {report.moment:%B} {report.moment.year}</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{escape(report.title)}</h3><div class='post-body entry-content'>{text}<div style='clear: both;'></div></div>
<div class='post-footer'>Posted by <span class='fn'>{report.writer}</span> at <a href='#'>{report.moment:%H:%M}</a> {share()}</div></div><div class='comments' id='comments'><h4>3 comments:</h4>{comments(random, 3)}</div></div></div>
<div class='sidebar section'><div class='widget BlogArchive'><h2>Blog Archive</h2><ul>{teasers(random, 8, '<li><a href="{url}">{title}</a></li>')}</ul></div></div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%d}", outlet)


def date_in_address(report: Report, random: Random) -> Made:
    """A page that tells its day in its address alone."""
    outlet, url = (
        "Caucasus Dispatch",
        f"https://caucasusdispatch.example/{report.moment:%Y/%b/%d}".lower() + f"/story-{random.randrange(99)}",
    )
    body = "".join(f"<div class='para'>{escape(paragraph)}</div>" for paragraph in report.paragraphs)
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(report.title)}</title><meta property="og:site_name" content="{outlet}"></head><body><div id="nav">{menu(random)}</div><div id="story"><h1>{escape(report.title)}</h1>{body}</div><div id="more"><h2>Also today</h2>{teasers(random, 6)}</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%d}", outlet, url)


def many_comments(report: Report, random: Random) -> Made:
    """More comments than report; the date as numbers."""
    outlet, url = "The Standard of Pannonia", f"https://pannonia.example/{random.randrange(9999)}"
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in report.paragraphs)
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(report.title)} :: {outlet}</title></head><body><ul>{menu(random)}</ul><h1>{escape(report.title)}</h1><div class="info">{report.moment:%d.%m.%Y, %H:%M}</div><div class="text">{body}</div>
<div class="user-comments"><h3>Comments (40)</h3>{comments(random, 40, "<div class='c'><b>{name}</b><p>{text}</p></div>")}</div><div id="footer">{footer(outlet)}</div></body></html>"""
    return Made(page.encode(), report.title, report.paragraphs, f"{report.moment:%Y-%m-%dT%H:%M:%S}", outlet, url)


BARE = {
    "legacy-table": legacy_table,
    "undeclared": undeclared,
    "wire": wire,
    "state-media": state_media,
    "preformatted": preformatted,
    "blogger": blogger,
    "date-in-address": date_in_address,
    "many-comments": many_comments,
}
