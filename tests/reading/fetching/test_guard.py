"""Which addresses may be asked: however they are written, whatever they stand for, and whenever that changes."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FetchError
from dragoman.reading.fetching.guard import Guard
from dragoman.settings import FetchingSettings

PUBLIC = "93.184.216.34"


def guard(*found: str, **changes: Any) -> Guard:
    """A guard for whom every name stands for the addresses `found`."""
    return Guard(FetchingSettings(**changes), lambda host, port: found)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "0",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.127.255.254",
        "169.254.169.254",
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fe80::1%25eth0]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:0:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[2002:7f00:1::]",
        "[2002:a00:1::1]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[2001:db8::1]",
        "１２７.0.0.1",
    ],
)
def test_addresses_that_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(FetchError, match=r"no address of the open internet|no address of the web|neither an address"):
        guard().url(f"http://{host}/")


@pytest.mark.parametrize(
    "host", [PUBLIC, "[2606:2800:220:1:248:1893:25c8:1946]", "[::ffff:93.184.216.34]", "[64:ff9b::5db8:d822]"]
)
def test_addresses_of_the_open_internet(host: str) -> None:
    assert guard().url(f"https://{host}/news?a=1#top").fragment == ""


@given(st.ip_addresses(v=4))
def test_what_the_standard_library_calls_private_is_never_asked(address: ipaddress.IPv4Address) -> None:
    for text in (str(address), f"::ffff:{address}"):
        try:
            guard(text).addresses("press.example", 80)
        except FetchError:
            continue
        assert address.is_global
        assert not address.is_multicast


@pytest.mark.parametrize(
    "found",
    [["127.0.0.1"], ["10.0.0.1"], ["::1"], ["fe80::1%eth0"], ["::ffff:192.168.0.1"], [PUBLIC, "127.0.0.1"], ["nonsense"]],
)
def test_a_name_that_stands_for_a_private_address(found: list[str]) -> None:
    with pytest.raises(FetchError, match="no address"):
        guard(*found).addresses("press.example", 80)


def test_a_name_that_stands_for_nothing() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    def offline(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    for resolver, passing in ((unknown, False), (offline, True)):
        with pytest.raises(FetchError, match="no host that can be found") as fault:
            Guard(FetchingSettings(), resolver).addresses("press.example", 80)
        assert fault.value.passing is passing


def test_a_resolver_that_hangs() -> None:
    import threading

    hanging = threading.Event()
    with pytest.raises(FetchError, match=r"not found within 0\.05 s"):
        Guard(FetchingSettings(connect_seconds=0.05), lambda host, port: [str(hanging.wait(1))]).addresses("press.example", 80)
    hanging.set()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://press.example/", "only http and https"),
        ("/etc/passwd", "kind ''"),
        ("http:///news", "without a host"),
        ("http://press.example:22/", "port 22"),
        ("http://press.example:8080/", "port 8080"),
        ("http://press.example:0/", "which is none"),
        ("http://me:secret@press.example/", "user name or password"),
        ("http://press.example@127.0.0.1/", "user name or password"),
        ("http://1.2.3.4.5/", "neither an address nor a name"),
        ("http://999.1/", "neither an address nor a name"),
        ("http://[::1/", "no address of the web"),
        ("http://" + "a" * 5000, "longer than an address"),
    ],
)
def test_addresses_of_the_wrong_form(url: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        guard().url(url)


def test_what_is_allowed() -> None:
    allowed = guard("127.0.0.1", allow_private=True)
    assert allowed.url("http://localhost:8000/").port == 8000
    assert allowed.addresses("localhost", 8000) == ["127.0.0.1"]
    assert guard(ports=(80, 8080)).url("http://press.example:8080/").port == 8080
    for host in ("0.0.0.0", "224.0.0.1", "255.255.255.255"):
        with pytest.raises(FetchError, match="address of no server"):
            allowed.url(f"http://{host}/")


# The check stands where the connection is made. Names and addresses of the open internet lead to the server of the test here.


def leading_home(press: Any, *answers: list[str]) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    """A resolver that gives these answers one after the other, the last for ever; a dial that leads to `press`; what was dialled."""
    waiting = list(answers)
    dialled: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def dial(address: str, port: int, seconds: float | None) -> httpcore.NetworkStream:
        dialled.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", press.port, timeout=seconds)

    return {"resolver": resolve, "dial": dial}, dialled


def test_the_address_that_was_checked_is_asked_under_the_hosts_name(press: Any, surf: Any, make: Any) -> None:
    parts, dialled = leading_home(press, [PUBLIC])
    press.on("/1", make.answer(make.page()))
    (article,) = surf.read("http://press.example/1", parts=parts, allow_private=False)
    assert article.url == "http://press.example/1"
    assert set(dialled) == {(PUBLIC, 80)}
    assert {one.headers["host"] for one in press.asked} == {"press.example"}


def test_a_name_that_comes_to_stand_for_another_address(press: Any, surf: Any, make: Any) -> None:
    press.on("/1", make.answer(make.page(), Connection="close"))
    press.on("/robots.txt", make.answer(b"", 404))
    # Checked once for robots.txt; then, a moment later, it is this machine.
    parts, dialled = leading_home(press, [PUBLIC], ["127.0.0.1"])
    told = surf.failure("http://press.example/1", parts=parts, allow_private=False)
    assert "leads to 127.0.0.1, which is no address of the open internet" in told
    assert dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://press.example:22/",
    ],
)
def test_a_redirect_to_a_private_address(to: str, press: Any, surf: Any) -> None:
    press.on("/1", f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())
    parts, dialled = leading_home(press, [PUBLIC])
    resolve = parts["resolver"]
    parts["resolver"] = lambda host, port: ["127.0.0.1"] if host == "localhost" else resolve(host, port)
    told = surf.failure("http://press.example/1", parts=parts, allow_private=False)
    assert "no address of the open internet" in told or "port 22" in told
    assert {address for address, _ in dialled} == {PUBLIC}
    assert press.paths() == ["/1"]


def test_a_redirect_of_robots_to_a_private_address(press: Any, surf: Any) -> None:
    press.on("/robots.txt", b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n")
    parts, _ = leading_home(press, [PUBLIC])
    assert "leads to 10.0.0.1" in surf.failure("http://press.example/1", parts=parts, allow_private=False)
    assert press.paths() == []


def test_a_feed_that_links_into_the_users_network(press: Any, surf: Any, make: Any) -> None:
    press.on("/feed", make.answer(make.feed("<link>http://192.168.1.1/admin</link>", "<link>file:///etc/passwd</link>")))
    parts, dialled = leading_home(press, [PUBLIC])
    found = surf.read("http://press.example/feed", parts=parts, allow_private=False)
    assert "no address of the open internet" in str(found[0])
    assert "only http and https" in str(found[1])
    assert {address for address, _ in dialled} == {PUBLIC}


def test_this_machine_is_refused_by_default(press: Any, surf: Any, make: Any) -> None:
    press.on("/1", make.answer(make.page()))
    assert "unless --allow-private" in surf.failure(press.url("/1"), allow_private=False, ports=(press.port,))
    assert press.asked == []
