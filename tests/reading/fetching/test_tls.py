"""Over TLS: the certificate is that of the host's name, though the connection is made to an address that was checked."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpcore
import pytest

from dragoman.records import Article

PUBLIC = "93.184.216.34"


@dataclass
class Secure:
    """A server of TLS on this machine."""

    port: int
    trusted: ssl.SSLContext
    asked_for: list[str | None] = field(default_factory=list)
    """the names that clients asked a certificate for"""

    def parts(self) -> dict[str, Any]:
        def dial(address: str, port: int, seconds: float | None) -> httpcore.NetworkStream:
            assert (address, port) == (PUBLIC, 443)
            return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)

        return {"resolver": lambda host, port: [PUBLIC], "dial": dial, "tls": self.trusted}


@pytest.fixture
def secure(tmp_path: Path, make: Any) -> Iterator[Secure]:
    """Has a certificate for press.example, which `trusted` trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    arguments = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=press.example".split()
    )
    arguments += ["-addext", "subjectAltName=DNS:press.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(arguments, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        one = Secure(listening.getsockname()[1], ssl.create_default_context(cafile=str(certificate)))
        context.sni_callback = lambda _, name, __: one.asked_for.append(name)

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(connection, server_side=True) as wrapped:
                        head = wrapped.recv(65536)
                        wrapped.sendall(make.answer(make.page()) if b"GET /1 " in head else make.answer(b"", 404))
                except OSError:
                    connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield one
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(1)


def test_the_certificate_is_that_of_the_name(secure: Secure, surf: Any) -> None:
    (article,) = surf.read("https://press.example/1", parts=secure.parts(), allow_private=False)
    assert isinstance(article, Article)
    assert set(secure.asked_for) == {"press.example"}


def test_the_certificate_of_another(secure: Secure, surf: Any) -> None:
    told = surf.failure("https://other.example/1", parts=secure.parts(), allow_private=False)
    assert "offers no connection that can be trusted" in told


def test_a_certificate_that_nobody_vouches_for(secure: Secure, surf: Any) -> None:
    parts = secure.parts() | {"tls": ssl.create_default_context()}
    told = surf.failure("https://press.example/1", parts=parts, allow_private=False)
    assert "offers no connection that can be trusted" in told
