"""Inputs that nobody should meet and somebody will: broken, lying, endless, nested without end. Made by code, the same on every run."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from formats import CHAD, MAIL, PAGES, WORD, formats, pdf, tarred, warc_record, zipped

DEEP = 1_000_000
MANY = 100_000
LONG = 3_000_000


@dataclass(frozen=True)
class Hostile:
    """A file, and how to make what is in it."""

    name: str
    make: Callable[[], bytes]


def inputs() -> Iterator[Hostile]:
    """All of them but the few that are huge."""
    groups = (texts, json_inputs, tables, pages, feeds, zips, packed, tars, documents, mails, warcs, parquets)
    for group in groups:
        prefix = group.__name__.removesuffix("_inputs")
        for name, data in group().items():
            yield Hostile(f"{prefix}-{name}", data if callable(data) else lambda data=data: data)
    yield from mutants()


def mutants() -> Iterator[Hostile]:
    """Each format cut in the middle, short of its last bytes, with bytes changed, and with a piece of it doubled."""
    for format in formats():
        data, stem = format.data, format.name
        yield Hostile(f"half-{stem}", lambda data=data: data[: len(data) // 2])
        yield Hostile(f"short-{stem}", lambda data=data: data[:-5])
        for seed in (1, 2):
            yield Hostile(f"changed{seed}-{stem}", lambda data=data, seed=seed: changed(data, seed))
        yield Hostile(f"doubled-{stem}", lambda data=data: data[: len(data) // 2] + data[len(data) // 3 :])


def changed(data: bytes, seed: int) -> bytes:
    """`data` with some bytes replaced, taken out or put in."""
    chance = random.Random(seed)
    result = bytearray(data)
    for _ in range(3 + len(data) // 200):
        place = chance.randrange(len(result))
        how = chance.random()
        if how < 0.6:
            result[place] = chance.randrange(256)
        elif how < 0.8:
            del result[place : place + chance.randrange(1, 20)]
        else:
            result[place:place] = chance.randbytes(chance.randrange(1, 8))
    return bytes(result)


Data = bytes | Callable[[], bytes]


def texts() -> dict[str, Data]:
    text = CHAD.encode()
    return {
        "nul.txt": text.replace(b" ", b" \0", 6),
        "nuls.txt": b"\0" * 5000,
        "mark.txt": b"\xef\xbb\xbf",
        "half-mark.txt": b"\xff",
        "odd-utf16.txt": CHAD.encode("utf-16")[:-1],
        "utf16-surrogates.txt": "A \ud800 B \udfff C".encode("utf-16", "surrogatepass") * 30,
        "surrogates.txt": text + b" \xed\xa0\x80\xed\xb0\x80 \xed\xbf\xbf",
        "overlong.txt": text + b" \xc0\xaf \xe0\x80\xaf \xf8\x88\x80\x80\x80 \xfe\xff",
        "right-to-left.txt": ("\u202e" + CHAD + "\u2066\u2067\u2068\u202a\u202b" * 200 + "\u200f").encode(),
        "escapes.txt": b"\x1b[2J\x1b]0;owned\x07 " + text + b"\x1b[31m",
        "combining.txt": ("e" + "\u0301" * MANY + " " + CHAD).encode(),
        "zero-width.txt": ("\u200b\u200c\u200d\u2060\ufeff" * 20_000).encode(),
        "no-characters.txt": "\ufffe\uffff\U0001ffff".encode() * 1000 + text,
        "one-word.txt": b"x" * LONG,
        "newlines.txt": b"\n" * LONG,
        "returns.txt": b"\r" * LONG,
        "form-feeds.txt": b"\n" + b"\x0c" * 60 + b"\n",
        "other-blanks.txt": "\u2028\u2029\u3000\x85\x1c".encode() * 20,
        "blanks.txt": b" " * LONG + text,
        "tabs.txt": b"\t" * LONG,
        "keys.txt": b"Key: value\n" * MANY + text,
        "front.txt": b"---\n" + b"title: x\n" * MANY,
        "digits.txt": b"Date: " + b"9" * MANY + b"\nTitle: x\n\n" + text,
        "date.txt": b"date 9999-99-99 " + text,
        "year.txt": b"date 0000-00-00T99:99:99+99:99 " + text,
        "quotes.txt": "“".encode() * MANY,
        "brackets.txt": b"(" * LONG,
        "corrections.txt": b"(Corrects " * MANY,
        "bylines.txt": b"By \n" * MANY,
        "random.txt": lambda: random.Random(7).randbytes(50_000),
        "high.txt": lambda: bytes(128 + b % 128 for b in random.Random(8).randbytes(50_000)),
        "latin.jsonl": "é".encode("latin-1") * 9000,
        "image.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "program.txt": b"\x7fELF" + b"\0" * 100,
        "seven.txt": b"7z\xbc\xaf\x27\x1c" + b"\0" * 100,
        "old-office.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "nexis-marks.txt": b"Document 1 of 2\nLength: 5 words\nBody\n" * 20_000,
        "nexis-ends.txt": b"Length: 5 words\nEnd of Document\n" * 20_000,
        "nexis-old-marks.txt": b"1 of 2 DOCUMENTS\nLENGTH: 5 words\n" * 20_000,
        "nexis-labels.txt": b"Length: 5 words\nBody\n" + b"Copyright 2025\n" * 50_000,
        "factiva-heads.txt": b"HD x\nPD 12 July 2025\n" * 20_000,
        "factiva-words.txt": b"5 words\n12 July 2025\n(c) 2025\n" * 20_000,
        "factiva-document.txt": b"HD x\nPD 1 July 2025\n" + b"Document LAKE000020250712el7c0001x\n" * 20_000,
    }


def json_inputs() -> dict[str, Data]:
    good = json.dumps({"text": CHAD}).encode()
    return {
        "deep-list.json": b"[" * DEEP,
        "deep-closed.json": b"[" * DEEP + b"]" * DEEP,
        "deep-object.json": b'{"a":' * (DEEP // 5),
        "deep-in-list.json": b'[{"text": ' + b"[" * DEEP + b"]" * DEEP + b"}]",
        "deep-in-line.jsonl": good + b"\n" + b'{"text": ' + b"[" * DEEP + b"\n" + good,
        "surrogates.jsonl": b'{"text": "x \\ud800 y \\udfff", "id": "\\udead", "title": "\\ud83d"}',
        "doubled-key.jsonl": b'{"text": "a", "text": "b"}',
        "not-numbers.jsonl": b'{"text": "a b c", "id": NaN, "published": Infinity}',
        "digits.jsonl": b'{"text": "a", "id": ' + b"9" * MANY + b"}",
        "exponent.jsonl": b'{"text": "a", "published": 1e400, "id": -1e400}',
        "stamps.jsonl": b'{"text": "a", "published": 99999999999999999999}\n{"text": "b", "published": -5}',
        "no-end.json": b'[{"text": "a b"}, {"text": "c d"},',
        "no-commas.json": b'[{"text": "a b"} {"text": "c d"} {"text": "e"}]',
        "commas.json": b"[,,,,,,,]",
        "broken-middle.json": b'[{"text": "a b"}, {"text" oops}, {"text": "c d"}]',
        "broken-all.json": b"[" + b"{oops}," * 20_000 + b"]",
        "empties.json": b"[" + b"{}," * 20_000 + b"{}]",
        "kinds.json": b'[1, "x", null, true, [], {"text": []}, {"text": {}}, {"text": 5}]',
        "string.json": b'"just a string"',
        "null.json": b"null",
        "open-string.json": b'[{"text": "' + b"x" * LONG,
        "escapes.jsonl": b'{"text": "\\x \\u12 \\"}',
        "control.jsonl": b'{"text": "a\x00b\x01c\nd"}',
        "key.jsonl": b'{"' + b"k" * LONG + b'": 1}',
        "fields.jsonl": lambda: json.dumps({f"f{n}": n for n in range(MANY)}).encode(),
        "utf16.json": json.dumps([{"text": CHAD}]).encode("utf-16"),
        "utf32.jsonl": good.decode().encode("utf-32"),
        "nuls.jsonl": good.replace(b" ", b"\0"),
        "brackets.jsonl": b"{}\n" * 20_000,
        "path.jsonl": b'{"content": {"body": {"text": [[["x"]]]}}}',
        "source.jsonl": b'{"text": "a", "source": {"name": {"name": []}}, "author": [[], {}], "title": ["x", 1]}',
        "wrapped.json": b'{\n"data": {"data": {"data": {"data": [1]}}}}',
    }


def tables() -> dict[str, Data]:
    return {
        "columns.csv": lambda: b",".join(b"c%d" % n for n in range(DEEP)) + b",text\n" + b"," * DEEP + b"hello",
        "empty-columns.csv": b"text" + b"," * DEEP + b"\n" + b"x" + b"," * DEEP + b"\n",
        "unclosed.csv": b'id,text\n1,"never closed\n' + b"2,fine\n" * 1000,
        "unclosed-many.csv": b"id,text\n" + b'1,"a\n2,x"y"\n' * 5000 + b'3,"z\n',
        "unclosed-header.csv": b'id,"text\n1,a\n2,b\n',
        "quotes.csv": b"id,text\n" + b'"' * LONG,
        "quote-lines.csv": b"id,text\n" + b'""",\n' * MANY,
        "nul.csv": b"id,text\n1,a\0b\n\0\0\0,c\n",
        "returns.csv": b"id,text\r1,hello there\r2,good day\r",
        "ragged.csv": b"id,text\n1\n1,2,3,4\n,,,,,,\n2,fine\n",
        "same-names.csv": b"text,text,text\na,b,c\n",
        "no-names.csv": b"1,2025-07-12,hello there\n",
        "names-alone.csv": b"id,text\n",
        "separators.csv": b"," * LONG,
        "bars.csv": b"id|text\n1|a\n",
        "wrong.csv": PAGES[0].encode(),
        "binary.csv": bytes(range(256)) * 40,
        "surrogate.tsv": b"id\ttext\n1\t\xed\xa0\x80 hello\n",
        "utf16.csv": "id,text\n1,“hello there”\n".encode("utf-16"),
        "half-utf16.csv": "id,text\n1,hello\n".encode("utf-16")[:-1],
        "escape.csv": b"\x1b[31mid,text\n1,a\n",
        "long-field.csv": b"id,text\n1," + b"x" * LONG + b"\n2,b\n",
        "many-short.csv": b"id,text\n" + b"\n" * LONG,
    }


def pages() -> dict[str, Data]:
    def page(body: bytes, head: bytes = b"") -> bytes:
        return b"<!DOCTYPE html><html><head><title>T</title>" + head + b"</head><body>" + body + b"</body></html>"

    report = b"<article><h1>Chad</h1><p>" + CHAD.encode() * 3 + b"</p></article>"
    ld = b'<script type="application/ld+json">'
    return {
        "deep-div.html": page(b"<div>" * DEEP + report),
        "deep-bold.html": page(b"<b><i>" * (DEEP // 2) + report),
        "deep-custom.html": page(b"<x-y>" * DEEP + report),
        "deep-closed.html": page(b"<div>" * MANY + report + b"</div>" * MANY),
        "deep-tables.html": page(b"<table><tr><td>" * MANY + report),
        "deep-lists.html": page(b"<ul><li>" * MANY + report),
        "deep-spans.html": page(report + b"<span>a" * MANY),
        "attributes.html": page(b"<div " + b" ".join(b"a%d=1" % n for n in range(MANY)) + b">" + report),
        "attribute.html": page(b'<div a="' + b"x" * LONG + b'">' + report),
        "open-attribute.html": page(b'<div a="' + b"x" * LONG),
        "open-comment.html": page(b"<!--" + report * 100),
        "comments.html": page(b"<!--" * MANY + report),
        "open-script.html": page(b"<script>" + report * 100),
        "scripts.html": page(b"<script>" * MANY + report),
        "styles.html": page(b"<style>x</style>" * MANY + report),
        "mixed-scripts.html": page((b"<script>" + "é".encode()) * 50_000 + report),
        "open-cdata.html": page(b"<![CDATA[" + report),
        "entities.html": page(b"<p>" + b"&#0;&#xD800;&#x110000;&#99999999999;&nope;&amp" * 2000 + report),
        "characters.html": page(b"<p>By &#1; Ada</p><aside>x</aside>&#2;&#xFFFE;&#x1F;" + report + b"<nav>y</nav>\x01&#3;"),
        "nuls.html": page(report).replace(b"<", b"<\0"),
        "charset-none.html": page(report, b'<meta charset="no-such-charset">'),
        "charset-utf7.html": page(b"+ADw-script+AD4-" + report, b'<meta charset="utf-7">'),
        "charset-idna.html": page(report + b"\xff", b'<meta charset="idna">'),
        "charset-zip.html": page(report + b"\xff", b'<meta charset="zip_codec">'),
        "charset-utf16.html": page(report, b'<meta charset="utf-16">'),
        "doctype.html": b'<!DOCTYPE html [<!ENTITY a "b"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        + page(b"<p>&a;&b;</p>" + report),
        "plaintext.html": page(b"<plaintext>" + report),
        "frames.html": b"<html><frameset><frame src=a></frameset></html>",
        "image.html": page(b'<img src="data:image/png;base64,' + b"A" * LONG + b'">' + report),
        "ld-deep.html": page(report, ld + b'{"a":' * MANY + b"</script>"),
        "ld-list.html": page(report, ld + b"[" * DEEP + b"</script>"),
        "ld-broken.html": page(report, ld + b'{"@type": "NewsArticle", "headline": </script>'),
        "ld-kinds.html": page(
            report,
            ld
            + b'{"@type": ["NewsArticle", 5, null], "headline": [], "datePublished": {}, "author": [[[]]], "publisher": 7}</script>',
        ),
        "ld-self.html": page(report, ld + b'{"@graph": [{"@graph": [{"@graph": []}]}]}</script>'),
        "ld-many.html": page(report, (ld + b'{"@type": "NewsArticle"}</script>') * 5000),
        "titles.html": page(report, b"<title>" * MANY),
        "metas.html": page(report, b'<meta property="article:published_time" content="2025-99-99">' * 20_000),
        "canonical.html": page(
            report, b'<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="http://[::1">'
        ),
        "urls.html": page(report, b'<meta property="og:url" content="http://' + b"a" * MANY + b'/">'),
        "marks.html": page(report.replace(b"Chad", "\u202eChad".encode())),
        "links.html": page(b'<a href="x">more</a> ' * 50_000 + report),
        "paragraphs.html": page(b"<p>Chad said so.</p>" * 20_000),
        "breaks.html": page(b"Chad said so.<br>" * 20_000),
        "cells.html": page(b"<table>" + b"<tr><td>x</td></tr>" * 20_000 + b"</table>" + report),
        "forms.html": page(b"<form>" * MANY + report),
        "quotes.html": page(b"<blockquote>" * MANY + report),
        "svg.html": page(b"<svg>" * 50_000 + report),
        "empty.html": b"<html></html>",
        "tags.html": b"<" * LONG,
        "closing.html": b"<html>" + b"</div>" * MANY + report,
        "xhtml.html": b'<?xml version="1.0" encoding="nonsense"?><html xmlns="x"><body>' + report + b"</body></html>",
        "cookies.html": page(b"<noscript>" * 20_000 + report),
        "utf16.html": page(report).decode().encode("utf-16"),
        "latin.html": page("<p>é</p>".encode("latin-1") + report),
        "times.html": page(report + b'<time datetime="">' * 20_000),
    }


def feeds() -> dict[str, Data]:
    item = f"<item><title>Chad</title><link>https://lake.example/1</link><description>{CHAD}</description></item>".encode()

    def rss(body: bytes, before: bytes = b"") -> bytes:
        return (
            b'<?xml version="1.0"?>' + before + b"<rss version='2.0'><channel><title>Lake</title>" + body + b"</channel></rss>"
        )

    laughs = (
        b"<!DOCTYPE r [<!ENTITY a0 'ha'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
        + b"]>"
    )
    return {
        "laughs.rss": rss(b"<item><description>&a11;</description></item>", laughs),
        "quadratic.rss": rss(
            b"<item><description>" + b"&a;" * 10_000 + b"</description></item>",
            b"<!DOCTYPE r [<!ENTITY a '" + b"x" * MANY + b"'>]>",
        ),
        "outside.rss": rss(
            b"<item><description>&a; and more of it</description></item>",
            b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        ),
        "parameter.rss": rss(item, b"<!DOCTYPE r [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x'> %a;]>"),
        "itself.rss": rss(b"<item><description>&a;</description></item>", b"<!DOCTYPE r [<!ENTITY a '&a;'>]>"),
        "deep.rss": rss(b"<a>" * DEEP),
        "deep-item.rss": rss(b"<item><description>" + b"<b>" * MANY + b"</description></item>"),
        "open-cdata.rss": rss(b"<item><description><![CDATA[" + CHAD.encode()),
        "many.rss": rss(item * 3000),
        "attribute.rss": rss(b'<item a="' + b"x" * LONG + b'"/>'),
        "no-end.rss": rss(item * 3)[:-60],
        "utf7.rss": rss(item).replace(b'"1.0"', b'"1.0" encoding="utf-7"'),
        "wrong-encoding.rss": rss(item + b"\xff\xfe").replace(b'"1.0"', b'"1.0" encoding="ascii"'),
        "binary.atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='image/png'>AAAA</content></entry></feed>",
        "base.atom": b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='file:///'><entry>"
        b"<link href='etc/passwd'/><summary>A summary of things.</summary></entry></feed>",
        "json-feed.json": b'{"version": "https://jsonfeed.org/version/1.1", '
        b'"items": [{}, 5, null, {"content_html": 7}, {"content_text": "x y"}]}',
        "sitemap.xml": b"<urlset>" + b"<url><loc>http://127.0.0.1/</loc></url>" * 20_000,
        "sitemap-deep.xml": b"<sitemapindex>" * MANY,
        "subscriptions.opml": b"<opml><body>" + b"<outline>" * MANY,
        "other.xml": b'<?xml version="1.0"?><books><book>Not a report</book></books>',
    }


def zips() -> dict[str, Data]:
    chad = CHAD.encode()
    good = zipped({"chad.txt": chad})

    def entry(name: str, data: bytes = chad, **changes: int) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            info = zipfile.ZipInfo(name)
            for key, value in changes.items():
                setattr(info, key, value)
            archive.writestr(info, data)
        return target.getvalue()

    def nested(times: int, core: bytes) -> bytes:
        for _ in range(times):
            core = zipped({"inner.zip": core})
        return core

    def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
        place = data.rfind(mark) + offset
        return data[:place] + value + data[place + len(value) :]

    return {
        "traversal.zip": zipped(
            {"../../../etc/cron.d/x.txt": chad, "/etc/passwd": chad, "C:\\windows\\x.txt": chad, "..": chad}
        ),
        "names.zip": zipped({"a\nb.txt": chad, "\x1b[31mred.txt": chad, "\u202etxt.exe": chad, " ": chad}),
        "long-name.zip": zipped({"x" * 60_000 + ".txt": chad}),
        "link.zip": entry("link.txt", b"/etc/passwd", external_attr=0o120777 << 16, create_system=3),
        "device.zip": entry("device.txt", b"x", external_attr=0o020777 << 16, create_system=3),
        "nameless.zip": good.replace(b"chad.txt", b"\0had.txt"),
        "folder.zip": zipped({"a/": b"", "b/c/": b""}),
        "empty.zip": zipped({}),
        "same-name.zip": lambda: _same_names(),
        "locked.zip": patched(patched(good, b"PK\x01\x02", 8, b"\x01\0"), b"PK\x03\x04", 6, b"\x01\0"),
        "method.zip": patched(patched(good, b"PK\x01\x02", 10, b"\x63\0"), b"PK\x03\x04", 8, b"\x63\0"),
        "version.zip": patched(good, b"PK\x01\x02", 6, b"\xff\0"),
        "checksum.zip": patched(good, b"PK\x01\x02", 16, b"\0\0\0\0"),
        "size.zip": patched(good, b"PK\x01\x02", 24, b"\x05\0\0\0"),
        "large-size.zip": patched(good, b"PK\x01\x02", 24, b"\xff\xff\xff\x7f"),
        "packed-size.zip": patched(good, b"PK\x01\x02", 20, b"\xff\xff\xff\x7f"),
        "offset.zip": patched(good, b"PK\x01\x02", 42, b"\xff\xff\xff\x7f"),
        "no-end.zip": good[:-22],
        "count.zip": patched(good, b"PK\x05\x06", 8, b"\xff\xff\xff\xff"),
        "directory-size.zip": patched(good, b"PK\x05\x06", 12, b"\xff\xff\xff\x7f"),
        "directory-place.zip": patched(good, b"PK\x05\x06", 16, b"\xff\xff\xff\x7f"),
        "wide.zip": good + b"PK\x06\x06" + b"\xff" * 52 + b"PK\x06\x07" + b"\xff" * 16 + good[-22:],
        "junk-before.zip": b"#!/bin/sh\n" * 100 + good,
        "junk-behind.zip": good + b"junk" * 100,
        "only-mark.zip": b"PK\x03\x04",
        "bomb.zip": lambda: zipped({"zeros.txt": bytes(50_000_000)}),
        "bombs.zip": lambda: zipped({f"{n}.txt": b"word " * 1_000_000 for n in range(20)}),
        "nested-bomb.zip": lambda: nested(2, zipped({f"{n}.txt": b"word " * 1_600_000 for n in range(4)})),
        "nested.zip": nested(10, good),
        "members.zip": lambda: zipped({f"{n}.txt": b"" for n in range(5_000)}, zipfile.ZIP_STORED),
        "overlapping.zip": lambda: _overlapping(),
        "book.xlsx": zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
        "slides.pptx": zipped({"ppt/presentation.xml": b"<x/>"}),
        "text.odt": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "wrong.zip": chad,
        "images.zip": zipped({"a.png": b"\x89PNG\r\n\x1a\n", "b.jpg": b"\xff\xd8\xff", "c.css": b"p {}"}),
    }


def _same_names() -> bytes:
    import warnings

    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")
        for number in range(3):
            archive.writestr("chad.txt", f"{number} {CHAD}")
    return target.getvalue()


def _overlapping() -> bytes:
    """Many entries of the directory that lead to the same bytes."""
    good = zipped({"chad.txt": b"x" * 100_000})
    start = good.index(b"PK\x01\x02")
    end = good.rindex(b"PK\x05\x06")
    directory = good[start:end] * 2000
    return good[:start] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(directory), start, 0)


def packed() -> dict[str, Data]:
    chad = CHAD.encode()
    good = gzip.compress(chad, mtime=0)

    def again(times: int) -> bytes:
        data = chad
        for _ in range(times):
            data = gzip.compress(data, mtime=0)
        return data

    return {
        "bomb.gz": lambda: gzip.compress(bytes(60_000_000), 1),
        "bomb.bz2": lambda: bz2.compress(bytes(40_000_000)),
        "bomb.xz": lambda: lzma.compress(bytes(40_000_000), preset=0),
        "bomb-lines.jsonl.gz": lambda: gzip.compress(b"\n" * 60_000_000, 9),
        "bomb-bomb.gz": lambda: gzip.compress(gzip.compress(bytes(60_000_000), 1), 9),
        "nested.gz": again(12),
        "cut.gz": good[:-10],
        "checksum.gz": good[:-8] + b"\0\0\0\0" + good[-4:],
        "length.gz": good[:-4] + b"\xff\xff\xff\xff",
        "behind.gz": good + b"junk",
        "behind-zeros.gz": good + b"\0" * 1000,
        "parts.gz": good * 3,
        "empty.gz": gzip.compress(b"", mtime=0),
        "head.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\0",
        "name.gz": b"\x1f\x8b\x08\x08\0\0\0\0\0\0" + b"x" * MANY,
        "flags.gz": b"\x1f\x8b\x08\xff" + b"\xff" * 200,
        "deflate.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\0" + b"\xff" * 200,
        "cut.bz2": bz2.compress(chad)[:-10],
        "head.bz2": b"BZh91AY&SY",
        "text.bz2": b"BZh is how this text begins, and it is no archive at all.",
        "cut.xz": lzma.compress(chad)[:-10],
        "head.xz": b"\xfd7zXZ\x00",
        "behind.xz": lzma.compress(chad) + b"junk",
        "parts.xz": lzma.compress(chad) * 2,
        "memory.xz": _wanting(chad),
    }


def _wanting(data: bytes) -> bytes:
    """What xz packed, with a head that asks for 3 GB of memory."""
    good = lzma.compress(data)
    size = (good[12] + 1) * 4
    head = bytearray(good[12 : 12 + size - 4])
    head[head.index(b"\x21\x01") + 2] = 39
    return good[:12] + bytes(head) + struct.pack("<I", zlib.crc32(head)) + good[12 + size :]


def tars() -> dict[str, Data]:
    chad = CHAD.encode()

    def header(name: str = "chad.txt", size: int = len(chad), kind: bytes = b"0", link: str = "") -> bytes:
        entry = tarfile.TarInfo(name)
        entry.size, entry.type, entry.linkname = size, kind, link
        return entry.tobuf(tarfile.GNU_FORMAT)

    def resummed(block: bytes) -> bytes:
        block = block[:148] + b"        " + block[156:]
        return block[:148] + b"%06o\0 " % sum(block) + block[156:]

    def padded(data: bytes) -> bytes:
        return data + b"\0" * (-len(data) % 512)

    good = header() + padded(chad)
    negative = resummed(header()[:124] + b"\xff" * 12 + header()[136:])
    return {
        "size.tar": header(size=8_000_000_000) + chad,
        "negative.tar": negative + padded(chad),
        "links.tar": header("a.txt", 0, tarfile.SYMTYPE, "/etc/passwd") + header("b.txt", 0, tarfile.LNKTYPE, "../x") + good,
        "devices.tar": header("a", 0, tarfile.CHRTYPE) + header("b", 0, tarfile.FIFOTYPE) + good,
        "traversal.tar": tarred({"../../etc/x.txt": chad, "/root/.ssh/authorized_keys.txt": chad}),
        "long-name.tar": header("././@LongLink", 900_000, tarfile.GNUTYPE_LONGNAME) + padded(b"x" * 900_000) + good,
        "long-name-lie.tar": header("././@LongLink", 4_000_000_000, tarfile.GNUTYPE_LONGNAME) + good,
        "pax-lie.tar": header("x", 4_000_000_000, tarfile.XHDTYPE) + good,
        "pax-size.tar": header("x", 30, tarfile.XHDTYPE) + padded(b"30 size=99999999999999999999\n") + good,
        "pax-junk.tar": header("x", 500, tarfile.XHDTYPE) + padded(b"\xff" * 500) + good,
        "pax-only.tar": (header("x", 10, tarfile.XHDTYPE) + padded(b"7 path=a\n ")) * 1000,
        "sparse.tar": header("s.txt", 100, tarfile.GNUTYPE_SPARSE) + padded(b"x" * 100) + good,
        "checksum.tar": good[:148] + b"000000\0 " + good[156:],
        "second-checksum.tar": good + header()[:148] + b"000000\0 " + header()[156:],
        "cut.tar": good[:600],
        "header.tar": header(),
        "unknown.tar": header("u", len(chad), b"Z") + padded(chad) + good,
        "members.tar": lambda: tarred({f"{n}.txt": b"" for n in range(3000)}),
        "bomb.tgz": lambda: gzip.compress(tarred({"zeros.txt": bytes(60_000_000)}), 9),
        "nested.tgz": tarred(
            {"a.tgz": tarred({"b.tgz": tarred({"c.tgz": tarred({"d.txt": chad}, "w:gz")}, "w:gz")}, "w:gz")}, "w:gz"
        ),
        "cut.tgz": tarred({f"{n}.txt": chad for n in range(50)}, "w:gz")[:-200],
        "name.tar": resummed(b"\xff" * 100 + header()[100:]) + padded(chad),
    }


def documents() -> dict[str, Data]:
    def word(xml: bytes) -> bytes:
        return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml})

    opening = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
    laughs = (
        b"<!DOCTYPE r [<!ENTITY a0 'ha'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
        + b"]>"
    )
    text = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
    container = b'<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'

    def book(package: bytes, **files: bytes) -> bytes:
        return zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": container, "a.opf": package, **files})

    manifest = b'<package><manifest><item id="a" href="%s" media-type="application/xhtml+xml"/></manifest>'
    manifest += b'<spine><itemref idref="a"/></spine></package>'
    good_pdf = pdf([[CHAD[:60]]])
    return {
        "laughs.docx": word(laughs + opening + text % b"&a11;" + b"</w:body></w:document>"),
        "outside.docx": word(
            b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + opening + text % b"&a;" + b"</w:body></w:document>"
        ),
        "deep.docx": word(opening + b"<w:p>" * DEEP),
        "bomb.docx": lambda: word(opening + text % (b"x" * 210_000_000) + b"</w:body></w:document>"),
        "no-xml.docx": word(b"\0\1\2"),
        "empty.docx": word(b""),
        "no-text.docx": word(opening + b"</w:body></w:document>"),
        "cut-xml.docx": word(opening + text % CHAD.encode()),
        "struck.docx": word(opening + b"<w:del>" * 200 + text % b"x" + b"</w:body></w:document>"),
        "utf16.docx": word(opening.decode().encode("utf-16")),
        "paragraphs.docx": word(opening + b"<w:p/>" * MANY + b"</w:body></w:document>"),
        "no-package.epub": zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": container}),
        "no-container.epub": zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": b""}),
        "missing.epub": book(manifest % b"gone.xhtml"),
        "traversal.epub": book(manifest % b"../../../../etc/passwd"),
        "laughs.epub": book(laughs + b"<package>&a11;</package>"),
        "locked.epub": book(
            manifest % b"c.xhtml",
            **{
                "META-INF/encryption.xml": b'<e xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="x"/></e>'
            },
        ),
        "deep.epub": book(manifest % b"c.xhtml", **{"c.xhtml": b"<html><body>" + b"<div>" * MANY}),
        "bomb.epub": lambda: book(manifest % b"c.xhtml", **{"c.xhtml": b"<html><body><p>" + b" " * 60_000_000}),
        "spine.epub": book(b"<package><manifest/><spine>" + b'<itemref idref="x"/>' * 20_000 + b"</spine></package>"),
        "deep.rtf": b"{\\rtf1 " + b"{" * DEEP,
        "closing.rtf": b"{\\rtf1 " + b"}" * DEEP,
        "bin.rtf": b"{\\rtf1 \\bin99999999 x} more text after it",
        "unicode.rtf": b"{\\rtf1 \\u99999999? \\u-1? \\u55296? \\u-10000? " + CHAD.encode() + b"}",
        "page.rtf": b"{\\rtf1\\ansicpg99999 " + CHAD.encode() + b"\\'e9}",
        "hex.rtf": b"{\\rtf1 \\'zz \\' \\'" + CHAD.encode() + b"}",
        "picture.rtf": b"{\\rtf1 " + CHAD.encode() + b"{\\pict " + b"ab" * LONG + b"}}",
        "words.rtf": b"{\\rtf1 " + b"\\par" * MANY + b"}",
        "long-word.rtf": b"{\\rtf1 \\" + b"a" * MANY + b"}",
        "number.rtf": b"{\\rtf1 \\par" + b"9" * MANY + b"}",
        "table.rtf": b"{\\rtf1 " + b"\\trowd\\cellx" * 20_000 + b"\\cell\\row}",
        "empty.rtf": b"{\\rtf1}",
        "field.rtf": b"{\\rtf1 " + b'{\\field{\\*\\fldinst HYPERLINK "' * 20_000,
        "head.pdf": b"%PDF-1.7\n",
        "junk.pdf": lambda: b"%PDF-1.7\n" + random.Random(3).randbytes(20_000),
        "loop.pdf": good_pdf.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        "count.pdf": good_pdf.replace(b"/Count 1 ", b"/Count 9999999 "),
        "no-table.pdf": good_pdf[: good_pdf.rindex(b"xref\n0")] + b"trailer << /Root 1 0 R >>",
        "table-loop.pdf": good_pdf.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % good_pdf.rindex(b"xref\n0")),
        "bomb.pdf": lambda: _with_stream(b"BT /F 12 Tf (x) Tj ET " + b" " * 100_000_000),
        "deep.pdf": b"%PDF-1.4\n1 0 obj\n" + b"[" * MANY + b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    }


def _with_stream(drawn: bytes) -> bytes:
    """A PDF document whose page draws this, packed."""
    flate = zlib.compress(drawn, 1)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(flate) + flate + b"\nendstream"
    data = pdf([["x"]])
    start = data.index(b"<< /Length")
    end = data.index(b"endstream") + len(b"endstream")
    return data[:start] + stream + data[end:]


def mails() -> dict[str, Data]:
    head = b"Received: by x\nMessage-ID: <1@x>\nFrom: a@lake.example\nDate: Sat, 12 Jul 2025 10:00:00 +0000\n"
    head += b"Subject: Chad\nMIME-Version: 1.0\n"

    def deep(times: int) -> bytes:
        opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(times))
        return head + opened + b"Content-Type: text/plain\n\n" + CHAD.encode()

    chad = CHAD.encode()
    return {
        "deep.eml": deep(5000),
        "letters.eml": head + b"Content-Type: message/rfc822\n\n" * 3000 + chad,
        "no-edge.eml": head + b"Content-Type: multipart/mixed\n\n" + chad,
        "edge-lies.eml": head + b'Content-Type: multipart/mixed; boundary="x"\n\n--y\n\n' + chad,
        "edges.eml": head + b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\n" * 20_000,
        "base64.eml": head + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!not base64!!!!\n",
        "uuencode.eml": head + b"Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 x\nM\xff\xff\n",
        "coding.eml": head + b"Content-Type: text/plain\nContent-Transfer-Encoding: nonsense\n\n" + chad,
        "charset.eml": head + b'Content-Type: text/plain; charset="no-such-thing\xff"\n\n' + chad + b"\xff",
        "parameters.eml": head + b"Content-Type: text/plain" + b"; a*0=x" * 5000 + b"\n\n" + chad,
        "long-field.eml": head + b"X-A: " + b"a" * LONG + b"\n\n" + chad,
        "fields.eml": head + b"X-A: b\n" * MANY + b"\n" + chad,
        "folded.eml": head + b"X-A: b\n" + b" c\n" * MANY + b"\n" + chad,
        "encoded.eml": head.replace(b"Chad", b"=?utf-8?b?////?= =?x?q?=?= " * 2000) + b"\n" + chad,
        "subject.eml": head.replace(b"Chad", b"(" * 50_000) + b"\n" + chad,
        "date.eml": head.replace(b"12 Jul 2025", b"99 Foo 99999") + b"\n" + chad,
        "nothing.eml": head + b"\n",
        "nul.eml": head.replace(b"Chad", b"Ch\0ad\x1b[31m") + b"\n" + chad,
        "type.eml": head + b"Content-Type: ////;;;==\n\n" + chad,
        "attached.eml": head
        + b'Content-Type: application/pdf; name="../../x.pdf"\nContent-Disposition: attachment\n\n%PDF-1.4',
        "lines.mbox": b"From a@lake.example Sat Jul 12 10:00:00 2025\nA: b\n" * 5000,
        "open.mbox": b"From a@lake.example Sat Jul 12 10:00:00 2025\n" + head + b"\n" + b"x" * LONG,
        "page.eml": MAIL.replace("text/plain", "application/octet-stream").encode(),
    }


def warcs() -> dict[str, Data]:
    good = warc_record(1, PAGES[0].encode())
    behind = warc_record(2, PAGES[1].encode())
    length = good.index(b"Content-Length: ") + 16
    end = good.index(b"\r\n", length)

    def lying(value: bytes) -> bytes:
        return good[:length] + value + good[end:] + behind

    return {
        "long.warc": lying(b"99999999999"),
        "huge.warc": lying(b"9" * 40),
        "negative.warc": lying(b"-5"),
        "word.warc": lying(b"many"),
        "zero.warc": lying(b"0"),
        "short.warc": lying(b"50"),
        "no-length.warc": good.replace(b"Content-Length", b"X-Length", 1) + behind,
        "no-type.warc": good.replace(b"WARC-Type", b"X-Type", 1) + behind,
        "version.warc": good.replace(b"WARC/1.0", b"WARC/1.9", 1) + behind,
        "open-head.warc": b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X-A: b\r\n" * 50_000,
        "long-head.warc": b"WARC/1.0\r\nWARC-Type: response\r\nX-A: " + b"a" * LONG,
        "line-ends.warc": good.replace(b"\r\n", b"\n") + behind,
        "heads.warc": b"WARC/1.0\r\n\r\n" * 20_000,
        "empties.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 20_000,
        "no-answer.warc": good.replace(b"HTTP/1.1 200 OK", b"nonsense", 1) + behind,
        "status.warc": good.replace(b"200 OK", b"99999999999999 OK", 1) + behind,
        "redirect.warc": good.replace(b"200 OK", b"302 OK", 1),
        "chunks.warc": warc_record(1, b"5\r\nabcde\r\nFFFFFFFFFFFFFFFF\r\nx", "text/html\r\nTransfer-Encoding: chunked")
        + behind,
        "negative-chunk.warc": warc_record(1, b"-1\r\nabc\r\n0\r\n\r\n", "text/html\r\nTransfer-Encoding: chunked") + behind,
        "bomb.warc": lambda: (
            warc_record(1, gzip.compress(bytes(60_000_000), 1), "text/html\r\nContent-Encoding: gzip") + behind
        ),
        "not-packed.warc": warc_record(1, b"plain", "text/html\r\nContent-Encoding: gzip") + behind,
        "brotli.warc": warc_record(1, b"\xff" * 100, "text/html\r\nContent-Encoding: br") + behind,
        "address.warc": good.replace(b"https://lake.example/1", b"\x1b[31m\xff\x00javascript:x", 1) + behind,
        "bracket.warc": good.replace(b"https://lake.example/1", b"http://[lake.example/1", 1) + behind,
        "charset.warc": good.replace(b"utf-8", b"\xff\xfe;;", 1) + behind,
        "twice.warc": good + good + behind,
        "junk.warc": good + b"\0" * 5000 + behind,
        "half-packed.warc.gz": gzip.compress(good, mtime=0) + gzip.compress(behind, mtime=0)[:-20],
        "mixed.warc.gz": gzip.compress(good, mtime=0) + behind,
        "head.warc": b"WARC/1.0\r\n",
        "date.warc": good.replace(b"2025-07-14T10:00:00Z", b"9999-99-99", 1) + behind,
    }


def parquets() -> dict[str, Data]:
    from formats import parquet

    good = parquet()
    size = struct.unpack("<I", good[-8:-4])[0]
    return {
        "mark.parquet": b"PAR1",
        "marks.parquet": b"PAR1PAR1",
        "footer.parquet": good[:-8] + struct.pack("<I", 0xFFFFFFFF) + b"PAR1",
        "long-footer.parquet": good[:-8] + struct.pack("<I", size * 50) + b"PAR1",
        "no-footer.parquet": good[: -size - 8],
        "zeros.parquet": good[:4] + bytes(len(good) - size - 12) + good[-size - 8 :],
        "footer-junk.parquet": good[: -size - 8] + random.Random(5).randbytes(size) + good[-8:],
        "locked.parquet": good[:-4] + b"PARE",
        "star*.parquet": good,
        "data-junk.parquet": good[:4] + random.Random(6).randbytes(len(good) - size - 12) + good[-size - 8 :],
    }


def huge() -> dict[str, Callable[[io.BufferedIOBase], None]]:
    """Names of files of 100 MB, with what writes them."""
    million = b"x" * 1_000_000

    def lines(before: bytes, piece: bytes, behind: bytes = b"") -> Callable[[io.BufferedIOBase], None]:
        def write(file: io.BufferedIOBase) -> None:
            file.write(before)
            for _ in range(100_000_000 // len(piece)):
                file.write(piece)
            file.write(behind)

        return write

    line = json.dumps({"text": CHAD}).encode()
    return {
        "one-line.txt": lines(b"", million),
        "one-line.jsonl": lines(line + b'\n{"text": "', million, b'"}\n' + line),
        "one-entry.json": lines(b'[{"text": "', million, b'"}, ' + line + b"]"),
        "one-field.csv": lines(b"id,text\n1,", million, b"\n2,hello there\n"),
        "one-quote.csv": lines(b'id,text\n1,"', million[:999] + b"\n"),
        "one-line.html": lines(b"<!DOCTYPE html><html><body><p>", million),
        "one-line.rtf": lines(b"{\\rtf1 ", million),
        "one-line.eml": lines(MAIL.encode(), million),
        "one-line.mbox": lines(b"From a@lake.example Sat Jul 12 10:00:00 2025\n" + MAIL.encode(), million),
        "one-line.rss": lines(b"<rss><channel><item><description>", million),
        "one-object.json": lines(b'{\n"text": "', million, b'"}'),
        "values.json": lines(b'{\n"a": [', b"[]," * 300_000, b"0]}"),
        "nexis.txt": lines(b"Document 1 of 1\n\nLength: 5 words\nBody\n\n", million),
        "one-record.warc": lines(
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 100000000\r\n\r\n"
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            million,
        ),
        "footer.parquet": lines(b"PAR1", million, struct.pack("<I", 90_000_000) + b"PAR1"),
        "one-stream.pdf": lines(b"%PDF-1.4\n1 0 obj\n<< /Length 99999999 >>\nstream\n", million, b"\nendstream\nendobj\n"),
    }
