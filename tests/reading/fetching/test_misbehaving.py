"""Servers that misbehave in every way: each ends soon, in words that name the address, and nothing else suffers."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from dragoman.reading import Failure
from dragoman.records import Article

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def sleepy(connection: socket.socket, _: Any) -> None:
    time.sleep(1)


def slow_headers(connection: socket.socket, _: Any) -> None:
    for byte in HEAD * 10:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def slow_body(connection: socket.socket, _: Any) -> None:
    connection.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
    for _byte in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def endless(connection: socket.socket, _: Any) -> None:
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b"<p>more</p>" * 1000)


def endless_headers(connection: socket.socket, _: Any) -> None:
    connection.sendall(HEAD)
    while True:
        connection.sendall(b"X-More: " + b"a" * 1000 + b"\r\n")


def endless_chunks(connection: socket.socket, _: Any) -> None:
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"1;" + b"e" * 50 + b"\r\nx\r\n")


def endless_nothing(connection: socket.socket, _: Any) -> None:
    """Compressed data that never comes to anything."""
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n")
    while True:
        connection.sendall(gzip.compress(b"") * 100)


def reset(connection: socket.socket, _: Any) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def reset_within(connection: socket.socket, request: Any) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n<html>")
    time.sleep(0.02)
    reset(connection, request)


@cache
def bomb() -> bytes:
    """A hundred megabytes of nothing in a hundred kilobytes."""
    packer = zlib.compressobj(9, wbits=31)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    return HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(data) + data


def chunks_cut_off(connection: socket.socket, _: Any) -> None:
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n400\r\n<html>")


WAYS: dict[str, tuple[bytes | Callable[..., None], str]] = {
    "silence": (sleepy, "fell silent"),
    "slow headers": (slow_headers, "did not come whole within 0.6 s"),
    "slow body": (slow_body, "did not come whole within 0.6 s"),
    "endless body": (endless, "is longer than 300,000 bytes"),
    "endless headers": (endless_headers, "breaks off or is none"),
    "endless chunks": (endless_chunks, "is longer than 300,000 bytes|did not come whole"),
    "endless nothing": (endless_nothing, "is longer than 300,000 bytes"),
    "reset": (reset, "broke the connection|breaks off"),
    "reset within": (reset_within, "broke the connection"),
    "hung up": (lambda connection, _: connection.close(), "breaks off"),
    "length too long": (HEAD + b"Content-Length: 5000\r\n\r\n<html><p>Chad</p>", "breaks off"),
    "length a lie": (HEAD + b"Content-Length: 99999999999\r\n\r\n<html>", "is longer than 300,000 bytes"),
    "length no number": (HEAD + b"Content-Length: many\r\n\r\n<html>", "breaks off or is none"),
    "two lengths": (HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n<html>", "breaks off or is none"),
    "chunks cut off": (chunks_cut_off, "breaks off"),
    "chunks that are none": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<html>", "breaks off or is none"),
    "gzip bomb": (bomb(), "is longer than 300,000 bytes"),
    "gzip cut off": (HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<html>" * 1000)[:20], "damaged"),
    "gzip that is none": (HEAD + b"Content-Encoding: gzip\r\n\r\n<html>", "damaged"),
    "unknown packing": (HEAD + b"Content-Encoding: br\r\n\r\n<html>", "packed as 'br'"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n" * 20, "breaks off or is none"),
    "rubbish": (bytes(range(256)) * 100, "breaks off or is none"),
    "empty": (HEAD + b"Content-Length: 0\r\n\r\n", "is empty"),
    "an image": (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "of the kind 'image/png'"),
    "an image that says it is a page": (HEAD + b"\r\n\x89PNG\r\n\x1a\n0000", "is an image"),
    "binary": (HEAD + b"\r\n" + bytes(range(256)) * 20, "is binary"),
    "gone": (b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", "is gone for good"),
    "forbidden": (b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", "refuses us"),
    "nothing there": (b"HTTP/1.1 204 None\r\n\r\n", "gives no page"),
    "not modified since never": (b"HTTP/1.1 304 Same\r\n\r\n", "gives no page"),
    "a redirect to nowhere": (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "gives no page"),
    "broken": (b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n", "fails at the server"),
    "a status of its own": (b"HTTP/1.1 999 Ha\r\nContent-Length: 0\r\n\r\n", "fails at the server"),
}


SLOW = {"silence", "slow headers", "slow body", "endless chunks"}
SHORT = {"read_seconds": 0.4, "total_seconds": 0.6}


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_misbehaves(way: str, press: Any, surf: Any) -> None:
    behaviour, words = WAYS[way]
    url = press.on("/1", behaviour)
    # The rules of the host are known by then: the little time is for the page alone.
    surf.read(press.url("/none"))
    start = time.perf_counter()
    told = surf.failure(url, retries=0, **(SHORT if way in SLOW else {}))
    assert time.perf_counter() - start < 5
    assert any(word in told for word in words.split("|")), told
    assert len(told) < 300


def test_one_bad_server_spoils_nothing_else(press: Any, surf: Any, make: Any) -> None:
    good, bad = press.on("/good", make.answer(make.page())), press.on("/bad", reset)
    found = surf.read(bad, good, press.url("/none"))
    assert [type(one).__name__ for one in found] == ["Failure", "Article", "Failure"]


def test_a_bomb_takes_little_memory(press: Any, surf: Any) -> None:
    url = press.on("/1", bomb())
    surf.failure(url, retries=0)
    tracemalloc.start()
    surf.failure(url, retries=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_more_than_the_length_is_not_read(press: Any, surf: Any, make: Any) -> None:
    body = make.page()
    url = press.on("/1", HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"<p>Smuggled words.</p>")
    (article,) = surf.read(url)
    assert isinstance(article, Article)
    assert "Smuggled" not in article.text


def test_nobody_answers(surf: Any) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert "could not be reached" in surf.failure(f"http://127.0.0.1:{port}/")


def test_tls_on_a_plain_port(press: Any, surf: Any) -> None:
    assert "offers no connection that can be trusted" in surf.failure(press.url("/", scheme="https"))


@pytest.mark.parametrize("packing", ["gzip", "deflate", "raw deflate", "two members"])
def test_packed_pages(packing: str, press: Any, surf: Any, make: Any) -> None:
    body = make.page()
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw deflate": raw.compress(body) + raw.flush(),
        "two members": gzip.compress(body[:100]) + gzip.compress(body[100:]),
    }[packing]
    encoding = "deflate" if "deflate" in packing else "gzip"
    (article,) = surf.read(press.on("/1", make.answer(packed, Content_Encoding=encoding)))
    assert isinstance(article, Article)
    assert make.REPORT.strip() in article.text


@pytest.mark.parametrize(("stated", "encoding"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("no-such-charset", "utf-8")])
def test_a_wrong_charset(stated: str, encoding: str, press: Any, surf: Any, make: Any) -> None:
    text = make.REPORT.replace("statement", "“statement” by Mr Nuñez")
    body = make.page(text).decode().replace("<meta charset='utf-8'>", "").encode(encoding)
    (article,) = surf.read(press.on("/1", make.answer(body, kind=f"text/html; charset={stated}")))
    assert isinstance(article, Article)
    assert "“statement” by Mr Nuñez" in article.text


def test_no_content_type(press: Any, surf: Any, make: Any) -> None:
    (article,) = surf.read(press.on("/1", make.answer(make.page(), kind=None)))
    assert isinstance(article, Article)
    (plain,) = surf.read(press.on("/2", make.answer(make.REPORT.encode(), kind=None)))
    assert isinstance(plain, Article)
    assert (plain.text, plain.url) == (make.REPORT, press.url("/2"))
    assert plain.fetched


# Redirects


def moved(to: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def test_redirects_are_followed(press: Any, surf: Any, make: Any) -> None:
    press.on("/2", moved("3", 307))
    press.on("/3", make.answer(make.page()))
    (article,) = surf.read(press.on("/1", moved("/2")))
    assert isinstance(article, Article)
    assert article.url == press.url("/3")


def test_a_move_for_good_is_told(press: Any, surf: Any, make: Any) -> None:
    press.on("/new", make.answer(make.page()))
    notice, article = surf.read(press.on("/old", moved("/new", 301)))
    assert "has moved for good" in str(notice)
    assert isinstance(article, Article)


def test_a_circle_of_redirects(press: Any, surf: Any) -> None:
    press.on("/2", moved("/1"))
    assert "sends in a circle" in surf.failure(press.on("/1", moved("/2")))
    assert press.paths() == ["/1", "/2"]


def test_too_many_redirects(press: Any, surf: Any) -> None:
    for number in range(30):
        press.on(f"/{number}", moved(f"/{number + 1}"))
    assert "sends on too often" in surf.failure(press.url("/0"), max_redirects=3)
    assert len(press.paths()) == 4


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://127.0.0.1/x", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://user:secret@127.0.0.1/", "user name or password"),
        ("http://[::1", "no address of the web"),
        ("http://127.0.0.1:99999/", "which is none"),
        ("http://a\x7fb/", "no address of the web"),
        ("/" + "a" * 5000, "longer than an address may be"),
    ],
)
def test_redirects_that_are_not_followed(to: str, words: str, press: Any, surf: Any) -> None:
    told = surf.failure(press.on("/1", moved(to)))
    assert any(word in told for word in words.split("|")), told
    assert len(press.paths()) == 1


# Failing in passing


def test_what_fails_in_passing_is_tried_again(press: Any, surf: Any, make: Any) -> None:
    broken = make.answer(b"", 503)
    (article,) = surf.read(press.on("/1", broken, reset, make.answer(make.page())), retries=2)
    assert isinstance(article, Article)
    assert len(press.paths()) == 3


def test_what_fails_for_good_is_not_tried_again(press: Any, surf: Any, make: Any) -> None:
    url = press.on("/1", make.answer(b"", 404))
    surf.failure(url)
    assert press.paths() == ["/1"]


def test_retry_after_is_waited_for(press: Any, surf: Any, make: Any) -> None:
    url = press.on("/1", make.answer(b"", 429, Retry_After="1"), make.answer(make.page()))
    (article,) = surf.read(url, max_wait_seconds=2)
    assert isinstance(article, Article)
    first, second = (one.at for one in press.asked if one.path == "/1")
    assert second - first >= 0.99


def test_a_long_retry_after_is_left_for_a_later_run_and_kept_in_mind(press: Any, surf: Any, make: Any) -> None:
    one = press.on("/1", make.answer(b"", 429, Retry_After="3600"))
    two = press.on("/2", make.answer(make.page()))
    found = surf.read(one, two)
    assert "too many requests" in str(found[0])
    assert "left for a later run" in str(found[1])
    # The next run, of another process, knows it too.
    assert "asks to be left alone, until 20" in surf.failure(two)
    assert press.paths() == ["/1"]


def test_a_dead_host_is_given_up(press: Any, surf: Any) -> None:
    addresses = [press.on(f"/{number}", reset) for number in range(10)]
    found = surf.read(*addresses, retries=0, max_host_failures=3)
    assert all(isinstance(one, Failure) for one in found)
    assert len(press.paths()) == 3
    assert "failed 3 times in a row" in str(found[-1])


def test_the_bytes_of_a_run_are_limited(press: Any, surf: Any, make: Any) -> None:
    one, two = (press.on(f"/{number}", make.answer(make.page())) for number in (1, 2))
    found = surf.read(one, two, max_run_bytes=100)
    assert [type(one).__name__ for one in found] == ["Article", "Failure"]
    assert "max_run_bytes" in str(found[1])
