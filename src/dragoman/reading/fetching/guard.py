"""Which addresses may be asked at all. Nothing that an article, a feed or a redirect names may reach into the user's own network."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence

import httpx

from dragoman.errors import FetchError
from dragoman.settings import FetchingSettings

__all__ = ["Guard", "Resolver", "system_resolver"]

Resolver = Callable[[str, int], Sequence[str]]
"""host and port -> its addresses; raises OSError where it has none"""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_LONGEST = 4096
_NUMERIC = re.compile(r"(?:.*\.)?(?:0[xX][0-9a-fA-F]*|\d+)\.?")
_IPV4_INSIDE = (
    # Networks of version 6 whose addresses stand for one of version 4, and how far it is from the right.
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("64:ff9b:1::/48"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
# What the standard library of one version or another takes for a part of the open internet.
_NOT_GLOBAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "::/96",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
_PRIVATE_USE = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of `host` as the machine finds them. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Checks addresses as they are written, and again what a host's name stands for at the moment when it is asked."""

    def __init__(self, settings: FetchingSettings, resolver: Resolver = system_resolver) -> None:
        self._settings = settings
        self._resolver = resolver

    def url(self, text: str, base: httpx.URL | None = None) -> httpx.URL:
        """`text` as an address that may be asked, resolved against `base`, without its fragment.

        Raises FetchError for another scheme than http and https, a port that is not allowed, or a host that stands for an address which
        must not be asked.
        """
        name = text if len(text) <= 200 else f"{text[:200]}…"
        if len(text) > _LONGEST:
            raise FetchError(name, f"is longer than an address may be ({_LONGEST:,} characters)")
        try:
            url = base.join(text.strip()) if base else httpx.URL(text.strip())
            url = url.copy_with(fragment=None)
            host, port = url.host, _port(url)
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise FetchError(name, "is no address of the web; one begins with https:// or http://") from error
        if url.scheme not in ("http", "https"):
            raise FetchError(name, f"is an address of the kind {url.scheme[:20]!r}; only http and https are fetched")
        if not 0 < port < 65536:
            raise FetchError(name, f"uses the port {port}, which is none; check the address")
        if not host:
            raise FetchError(name, "is an address without a host; check it")
        if url.userinfo:
            raise FetchError(name, "holds a user name or password, which are not sent; leave them out")
        if not self._settings.allow_private and port not in self._settings.ports:
            raise FetchError(name, f"uses the port {port}, which may not be asked; allow it with `ports` in the settings")
        literal = _literal(host)
        if literal is not None:
            self._check(literal, name)
        return url

    def addresses(self, host: str, port: int) -> list[str]:
        """What `host` stands for now: addresses, all of which may be asked. Raises FetchError where it has none, or one may not."""
        literal = _literal(host)
        if literal is not None:
            self._check(literal, host)
            return [str(literal)]
        found = self._resolved(host, port)
        for text in found:
            try:
                address = ipaddress.ip_address(text.partition("%")[0])
            except ValueError:
                raise FetchError(host, f"stands for {text!r}, which is no address") from None
            self._check(address, host)
        return found

    def _check(self, address: _Address, name: str) -> None:
        if _is_open(address):
            return
        if not self._settings.allow_private:
            advice = "this is refused unless --allow-private is given"
            raise FetchError(name, f"leads to {address}, which is no address of the open internet; {advice}")
        if not _is_private(address):
            raise FetchError(name, f"leads to {address}, which is the address of no server")

    def _resolved(self, host: str, port: int) -> list[str]:
        """In a thread of its own: the machine's resolver knows no limit of time."""
        found: list[str] = []
        fault: list[Exception] = []

        def resolve() -> None:
            try:
                found.extend(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                fault.append(error)

        thread = threading.Thread(target=resolve, daemon=True)
        thread.start()
        thread.join(self._settings.connect_seconds)
        if thread.is_alive():
            raise FetchError(host, f"was not found within {self._settings.connect_seconds:g} s", passing=True)
        if fault or not found:
            passing = bool(fault) and getattr(fault[0], "errno", None) != socket.EAI_NONAME
            raise FetchError(host, "is the name of no host that can be found; check it, and the connection", passing=passing)
        return list(found)


def _port(url: httpx.URL) -> int:
    return {"http": 80, "https": 443}.get(url.scheme, 1) if url.port is None else url.port


def _literal(host: str) -> _Address | None:
    """The address that a host is written as, in any of the forms that a system library takes: 127.1, 0x7f000001, 2130706433."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    if not _NUMERIC.fullmatch(bare):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare.rstrip(".")))
    except (OSError, UnicodeError):
        # As browsers have it: what ends in a number is an address or nothing.
        raise FetchError(host, "is neither an address nor a name; check it") from None


def _inside(address: _Address) -> _Address:
    """The address of version 4 that one of version 6 stands for, or the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        for network, right in _IPV4_INSIDE:
            if address in network:
                return ipaddress.IPv4Address(int(address) >> right & 0xFFFFFFFF)
    return address


def _is_open(address: _Address) -> bool:
    """Whether an address belongs to the open internet, and not to this machine, a private network or nobody."""
    inside = _inside(address)
    if inside != address:
        return _is_open(inside)
    if any(address in network for network in _NOT_GLOBAL if network.version == address.version):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local
    )


def _is_private(address: _Address) -> bool:
    inside = _inside(address)
    return any(inside in network for network in _PRIVATE_USE if network.version == inside.version)
