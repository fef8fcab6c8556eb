# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A TLS server that answers each POST with the bytes it is told, whatever HTTP makes of them."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.fast_receiver import Receiver
from tests.support.receiver import Authority

Say = Callable[[Callable[[bytes], None], threading.Event], None]
"""Writes an answer; the event is set when the server shall end."""


def plain(status: int, body: bytes = b"", *headers: str, length: int | None = None) -> Say:
    """Return what answers with a status and a body, whose length may be a lie."""
    size = len(body) if length is None else length
    lines = (f"HTTP/1.1 {status} Answer", f"content-length: {size}", *headers, "", "")

    def say(write: Callable[[bytes], None], ended: threading.Event) -> None:
        write("\r\n".join(lines).encode())
        write(body)

    return say


def endless(size_bytes: int) -> Say:
    """Return what answers with a success and many bytes."""

    def say(write: Callable[[bytes], None], ended: threading.Event) -> None:
        write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % size_bytes)
        for _ in range(0, size_bytes, 1 << 20):
            write(b" " * (1 << 20))

    return say


def drip(write: Callable[[bytes], None], ended: threading.Event) -> None:
    """Answer with a success, a byte at a time."""
    write(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
    while not ended.wait(0.05):
        write(b" ")


@contextmanager
def running_answering(authority: Authority, say: Say | None = None) -> Iterator[str]:
    """Run a server until the block ends; yield its address. Without ``say`` it takes all."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.chain_file, authority.key_file)
    ended, receiver = threading.Event(), Receiver()

    def serve(line: socket.socket) -> None:
        with suppress(OSError), context.wrap_socket(line, server_side=True) as secure:
            stream = secure.makefile("rb")
            while first := stream.readline():
                length = 0
                while (header := stream.readline().strip().lower()) != b"":
                    if header.startswith(b"content-length:"):
                        length = int(header.partition(b":")[2])
                body = stream.read(length)
                method, path, _ = first.decode().lower().split(" ")
                if say is not None and method == "post":
                    say(secure.sendall, ended)
                    return
                answer = json.dumps(receiver.answer(method, path, body)).encode()
                plain(200, answer)(secure.sendall, ended)

    def listen() -> None:
        with suppress(OSError):
            while True:
                line, _ = server.accept()
                thread = threading.Thread(target=serve, args=(line,))
                thread.start()
                threads.append(thread)

    threads: list[threading.Thread] = []
    server = socket.create_server(("127.0.0.1", 0))
    listener = threading.Thread(target=listen)
    listener.start()
    try:
        yield f"https://127.0.0.1:{server.getsockname()[1]}"
    finally:
        ended.set()
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        for thread in (listener, *threads):
            thread.join()


def make_certificate(folder: Path, host: str, *, days: int) -> Authority:
    """Make a certificate that signed itself and is its own authority.

    Args:
        folder: Where its files lie.
        host: An address or a name.
        days: Until it ends, counted from now; it began 30 days before that.
    """
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test receiver")])
    own = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    ends = datetime.now(UTC) + timedelta(days=days)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends - timedelta(days=30))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([own]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file = folder / "server.key"
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return Authority(pem, pem, key_file)
