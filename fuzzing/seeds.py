"""Inputs to begin with: one of each format, invented.

python -m fuzzing.seeds FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TEXT = "Chad expelled two Libyan diplomats on Friday, the foreign ministry said. They were told to leave within two days."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Chad expels envoys | The Lake Courier</title>
<meta charset="utf-8"><meta property="article:published_time" content="2025-07-12T10:00:00Z"><meta property="og:site_name" content="The Lake Courier">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Chad expels envoys", "datePublished": "2025-07-12"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Chad expels envoys</h1><p class="byline">By Ada Invented</p><p>NDJAMENA, July 12 (Lake) — {TEXT}</p>
<p>{TEXT}</p><figure><img src="a.jpg"><figcaption>A building</figcaption></figure></article><footer>© 2025</footer></body></html>"""
NEXIS = f"""Document 1 of 1\n\nChad expels envoys\n\nThe Lake Courier\n\nJuly 12, 2025 Saturday 10:30 AM GMT\n\nSection: WORLD\nLength: 212 words
Byline: Ada Invented\nBody\n\n{TEXT}\n\nClassification\n\nLanguage: ENGLISH\nEnd of Document\n"""
OLD_NEXIS = f"""\n        1 of 2 DOCUMENTS\n\n      The Lake Courier\n\n    March 11, 2003 Tuesday\n\nChad Expels\n\nLENGTH: 12 words\n\nBODY:\n {TEXT}\n\nLOAD-DATE: March 11, 2003\n"""
FACTIVA = f"""HD  Chad expels envoys\nBY  By Ada Invented\nWC  212 words\nPD  12 July 2025\nET  10:30\nSN  Lake News\nLA  English\nLP  \n{TEXT}\nTD  \n{TEXT}
AN  Document LAKE000020250712el7c0001x\n"""
SHOWN = f"""Chad expels envoys\nBy Ada Invented\n212 words\n12 July 2025\n10:30\nLake News\nLAKE\nEnglish\n(c) 2025 Lake News\n\n{TEXT}\n\nDocument LAKE000020250712el7c0001x\n"""
MAIL = f"""Received: by lake\nFrom: Lake <n@lake.example>\nDate: Sat, 12 Jul 2025 10:00:00 +0000\nSubject: =?utf-8?q?Chad?=\nMIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{TEXT}\n--b\nContent-Type: text/html\n\n{PAGE}\n--b--\n"""
TEXTS = {
    "plain": f"date 2025-07-12 {TEXT}",
    "block": f"Date: 12 July 2025\nTitle: Chad\nOutlet: Lake\n\nNDJAMENA, July 12 (Lake) — {TEXT}\n(Corrects the day)\n",
    "front": f"---\ntitle: Chad\ndate: 2025-07-12\n---\n{TEXT}",
    "lines": json.dumps({"text": TEXT, "published": "2025-07-12", "source": {"name": "Lake"}})
    + "\n"
    + json.dumps({"body": TEXT}),
    "list": json.dumps([{"text": TEXT}, {"content": TEXT, "author": ["Ada"]}], indent=1),
    "wrapped": json.dumps({"response": {"docs": [{"text": TEXT}]}}, indent=1),
    "table": f'id,title,body,date\n1,Chad,"{TEXT}",2025-07-12\n2,x,"y\nz",1\n',
    "tabs": f"id\ttext\n1\t{TEXT}\n",
    "nexis": NEXIS,
    "old_nexis": OLD_NEXIS,
    "factiva": FACTIVA,
    "shown": SHOWN,
    "mail": MAIL,
    "mbox": f"From n@lake.example Sat Jul 12 10:00:00 2025\n{MAIL}\n",
    "rtf": "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 A;}}\\b Chad\\b0\\par " + TEXT + "\\u8212?\\'e9\\par}",
    "rss": f"<rss><channel><title>Lake</title><item><title>Chad</title><description>{TEXT}</description></item></channel></rss>",
    "page": PAGE,
}


def warc_record(page: str, kind: str = "text/html") -> bytes:
    """A record of a page that was answered with success."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{page}".encode()
    head = f"WARC-Target-URI: https://lake.example/1\r\nWARC-Date: 2025-07-12T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


def main(folder: Path) -> None:
    """Write the seeds of each target to a folder of its own."""
    seeds: dict[str, dict[str, bytes]] = {"text": {name: text.encode() for name, text in TEXTS.items()}}
    seeds["html"] = {"page": b"\0" + PAGE.encode(), "latin": b"\2" + PAGE.replace("©", "é").encode("latin-1", "replace")}
    record = warc_record(PAGE)
    chunked = record.replace(b"charset=utf-8\r\n", b"charset=utf-8\r\nTransfer-Encoding: chunked\r\n", 1)
    seeds["warc"] = {
        "one": b"\1" + record,
        "packed": b"\3" + record,
        "two": b"\1" + record + b"WARC/1.0\r\nWARC-Type: response\r\n" + record,
    }
    seeds["warc"]["chunked"] = b"\1" + chunked
    for target, inputs in seeds.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for name, data in inputs.items():
            (folder / target / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
