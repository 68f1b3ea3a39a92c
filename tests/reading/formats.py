"""A file of each format with the same two invented reports, or the first of them, as the programs of the field write it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from dataclasses import dataclass
from functools import cache

CHAD = (
    "Chad expelled two Libyan diplomats on Friday, the foreign ministry said. They were told to leave the capital within two days. "
    "The ministry gave no reason for the step."
)
LIBYA = (
    "Libya said on Saturday that it would answer in kind and called its envoy home. The foreign minister told reporters that "
    "the step had been taken without a word of warning."
)


@dataclass(frozen=True)
class Format:
    """A file's name and bytes, and what is known of its articles but the text."""

    name: str
    data: bytes
    articles: int
    dated: bool = True
    titled: bool = True
    named: bool = True
    """whether it states the outlet"""


NEXIS = f"""Document 1 of 2

Chad expels two Libyan envoys

The Lake Courier

July 12, 2025 Saturday 10:30 AM GMT

Copyright 2025 The Lake Courier All Rights Reserved
Section: WORLD; Pg. 4
Length: 212 words
Byline: Ada Invented
Dateline: NDJAMENA
Body

{CHAD}

Graphic

Photo, a building
Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: July 13, 2025

End of Document

Document 2 of 2

Libya answers
Chad in kind

The Shore Gazette

13 July 2025 Sunday

Length: 100 words
Body

{LIBYA}

Classification

Language: ENGLISH
End of Document
"""
LEXIS = f"""
                               1 of 2 DOCUMENTS


                               The Lake Courier

                            July 12, 2025 Saturday
                             Late Edition - Final

Chad Expels Libyan Envoys; A Quarrel
Grows

BYLINE: By ADA INVENTED

SECTION: Section A; Column 6; Foreign Desk; Pg. 1

LENGTH: 1254 words

DATELINE: NDJAMENA, July 12

 {CHAD[:57]}
{CHAD[58:108]}
{CHAD[109:]}

URL: http://lake.example

SUBJECT: DIPLOMACY (90%)

LOAD-DATE: July 13, 2025

LANGUAGE: ENGLISH

                   Copyright 2025 The Lake Courier Company


                               2 of 2 DOCUMENTS

                   Copyright 2025 Shore Press
                           All Rights Reserved

                               The Shore Gazette

                                 July 13, 2025

HEADLINE: Libya answers

LENGTH: 54 words

BODY:
 {LIBYA}

LOAD-DATE: July 13, 2025
"""
FACTIVA = f"""HD  Chad expels two Libyan envoys
BY  By Ada Invented
WC  212 words
PD  12 July 2025
ET  10:30
SN  Lake News
SC  LAKE
LA  English
CY  (c) 2025 Lake News Limited

LP
{CHAD[:72]}

TD
{CHAD[73:]}

IN THE capital people were quiet.

CO  lkn : Lake News
NS  gdip : Diplomacy
PUB Lake News Limited
AN  Document LAKE000020250712el7c0001x

HD  Libya answers
WC  20 words
PD  13 July 2025
SN  Shore Gazette
LA  English
LP
{LIBYA}
AN  Document SHORE00020250713el7d00002
"""
DISPLAYED = f"""News
Chad expels two Libyan envoys after a quarrel
By Ada Invented
1,212 words
12 July 2025
10:30
Lake News
LAKE
English
(c) 2025 Lake News Limited

{CHAD}

Document LAKE000020250712el7c0001x

Libya answers
20 words
13 July 2025
Shore Gazette
SHORE
4
English
Copyright 2025. Shore Press. All rights reserved.

{LIBYA}

Document SHORE00020250713el7d00002

Search Summary
Text	chad
Date	All Dates
"""
MAIL = f"""Received: by mail.lake.example
From: Lake News <news@lake.example>
Date: Sat, 12 Jul 2025 10:00:00 +0000
Subject: =?utf-8?q?Chad_expels_two_Libyan_envoys?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="edge"

--edge
Content-Type: text/plain; charset=utf-8

{CHAD}

--
Lake News, 1 Shore Road
--edge
Content-Type: text/html; charset=utf-8

<html><body><p>{CHAD}</p></body></html>
--edge--
"""
RECORDS = [
    {"id": "a1", "title": "Chad expels envoys", "published": "2025-07-12", "outlet": "The Lake Courier", "text": CHAD},
    {"id": "a2", "title": "Libya answers", "published": "2025-07-13", "outlet": "The Shore Gazette", "text": LIBYA},
]
# As other programs name them.
FOREIGN = [
    {
        "_id": {"$oid": r["id"]},
        "Headline": r["title"],
        "pub_date": r["published"],
        "source": {"name": r["outlet"]},
        "body": r["text"],
    }
    for r in RECORDS
]


def page(text: str, title: str, outlet: str, day: str) -> str:
    """A page of a news site."""
    told = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": day,
        "publisher": {"@type": "Organization", "name": outlet},
    }
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{day}"><script type="application/ld+json">{json.dumps(told)}</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{title}</h1><p>{text}</p><p>{text[:60]} again.</p></article><footer>All rights reserved</footer></body></html>"""


PAGES = [page(r["text"], r["title"], r["outlet"], r["published"]) for r in RECORDS]


def warc_record(number: int, content: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    """A record of a page that was answered with success."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    head = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: https://lake.example/{number}",
        "WARC-Date: 2025-07-14T10:00:00Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"


def rtf(text: str) -> bytes:
    """Rich text with one paragraph a line."""
    coded = "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in text)
    return b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + coded.replace("\n", "\\par\n").encode() + b"}"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of the same bytes on every day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 7, 12, 0, 0, 0)), data, method)
    return target.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    """A tar archive."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return target.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(text: str) -> bytes:
    """A Word document with one paragraph a line, and words that were struck out."""
    paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in text.split("\n"))
    struck = "<w:p><w:del><w:r><w:t>Never said.</w:t></w:r></w:del></w:p>"
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{paragraphs}{struck}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def epub() -> bytes:
    """A newspaper as an electronic book: a cover and two articles."""
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    container += '<rootfile full-path="OEBPS/a.opf"/></rootfiles></container>'
    names = ["cover.xhtml", "one%20a.xhtml", "two.xhtml"]
    items = "".join(f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(3))
    about = "<dc:title>Lake</dc:title><dc:date>2025-07-12</dc:date><dc:publisher>The Lake Courier</dc:publisher>"
    package = f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{about}</metadata>'
    package += f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    chapters = [
        f"<html><head><title>{t}</title></head><body><h1>{t}</h1><p>{x}</p><p>{x[:80]} again.</p></body></html>"
        for t, x in (("Chad expels", CHAD), ("Libya answers", LIBYA))
    ]
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "OEBPS/a.opf": package.encode(),
            "OEBPS/cover.xhtml": b"<html><body><img src='c.jpg'/></body></html>",
            "OEBPS/one a.xhtml": chapters[0].encode(),
            "OEBPS/two.xhtml": chapters[1].encode(),
        }
    )


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF document with the lines of each page."""
    font = 3 + 2 * len(pages)
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 600 800] /Resources << /Font << /F {font} 0 R >> >> >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", tree.encode()]
    for number, lines in enumerate(pages):
        drawn = "BT /F 12 Tf 50 750 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {4 + 2 * number} 0 R >>".encode())
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table + end.encode()


def wrapped(text: str, width: int = 70) -> list[str]:
    """Lines of a printed column."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@cache
def parquet() -> bytes:
    """The records as a Parquet file."""
    import tempfile
    from pathlib import Path

    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "a.parquet"
        rows = " union all ".join(
            f"select '{r['id']}' doc_id, '{r['title']}' headline, date '{r['published']}' pub_date, "
            f"{{'name': '{r['outlet']}'}} source, '{r['text']}' body"
            for r in RECORDS
        )
        connection.execute(f"copy ({rows}) to '{path}' (format parquet)")
        return path.read_bytes()


def formats() -> list[Format]:
    """One file of each format."""
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS).encode()
    table = "doc_id,headline,body,pub_date,source\n" + "".join(
        f'{r["id"]},{r["title"]},"{r["text"]}",{r["published"]},{r["outlet"]}\n' for r in RECORDS
    )
    plain = f"Date: 12 July 2025\nTitle: Chad expels\nOutlet: The Lake Courier\n\n{CHAD}\n".encode()
    feed = "".join(
        f"<item><title>{r['title']}</title><link>https://lake.example/{r['id']}</link>"
        f"<pubDate>Sat, 12 Jul 2025 10:00:00 GMT</pubDate><description>{r['text']}</description></item>"
        for r in RECORDS
    )
    records = b"".join(warc_record(number, text.encode()) for number, text in enumerate(PAGES, 1))
    mail = MAIL.encode()
    return [
        Format("chad.txt", plain, 1),
        Format("news.jsonl", lines, 2),
        Format("foreign.ndjson", "".join(json.dumps(record) + "\n" for record in FOREIGN).encode(), 2),
        Format("list.json", json.dumps(RECORDS).encode(), 2),
        Format("answer.json", json.dumps({"status": "ok", "response": {"docs": FOREIGN}}, indent=1).encode(), 2),
        Format("table.csv", table.encode(), 2),
        Format("table.tsv", "\t".join(RECORDS[0]).encode() + b"\n" + "\t".join(RECORDS[0].values()).encode() + b"\n", 1),
        Format(
            "semicolons.csv",
            table.replace(",20", ";20")
            .replace(",The", ";The")
            .replace(",headline,body,pub_date,", ";headline;body;pub_date;")
            .replace("a1,", "a1;")
            .replace("a2,", "a2;")
            .replace('envoys,"', 'envoys;"')
            .replace('answers,"', 'answers;"')
            .encode(),
            2,
        ),
        Format("table.parquet", parquet(), 2),
        Format("nexis.txt", NEXIS.encode(), 2),
        Format("lexis.txt", LEXIS.encode(), 2),
        Format("factiva.txt", FACTIVA.encode(), 2),
        Format("displayed.txt", DISPLAYED.encode(), 2),
        Format("nexis.rtf", rtf(NEXIS), 2),
        Format("factiva.rtf", rtf(FACTIVA), 2),
        Format("nexis.docx", docx(NEXIS), 2),
        Format("chad.docx", docx(plain.decode()), 1),
        Format("chad.rtf", rtf(plain.decode()), 1),
        Format("paper.epub", epub(), 2, titled=False),
        Format("chad.pdf", pdf([wrapped(CHAD)]), 1, dated=False, titled=False, named=False),
        Format("letter.eml", mail, 1, named=False),
        Format("box.mbox", b"From news@lake.example Sat Jul 12 10:00:00 2025\n" + mail + b"\n", 1, named=False),
        Format("page.html", PAGES[0].encode(), 1),
        Format("feed.rss", f"<rss version='2.0'><channel><title>The Lake Courier</title>{feed}</channel></rss>".encode(), 2),
        Format("crawl.warc", records, 2),
        Format("crawl.warc.gz", gzip.compress(records, mtime=0), 2),
        Format("news.jsonl.gz", gzip.compress(lines, mtime=0), 2),
        Format("news.jsonl.bz2", bz2.compress(lines), 2),
        Format("news.jsonl.xz", lzma.compress(lines), 2),
        Format(
            "all.zip",
            zipped({"a/chad.txt": plain, "news.jsonl.gz": gzip.compress(lines[lines.index(b"\n") + 1 :], mtime=0)}),
            2,
        ),
        Format("all.tar", tarred({"a/chad.txt": plain, "b.zip": zipped({"libya.html": PAGES[1].encode()})}), 2),
        Format("all.tar.gz", gzip.compress(tarred({"chad.txt": plain, "b.eml": mail}), mtime=0), 2, named=False),
    ]
