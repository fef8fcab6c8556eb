# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real HTTPS receiver on the loopback, with its own authority, that answers as it is told."""

import http.server
import json
import ssl
import subprocess
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What to answer; ``cut`` takes the request and hangs up without a word."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b"ok"
    cut: bool = False


@dataclass(frozen=True)
class Post:
    """What came."""

    headers: dict[str, str]
    body: str

    @property
    def request_id(self) -> str:
        return str(json.loads(self.body)["data"]["id"])


@dataclass
class Receiver:
    """Where to reach it, what it got, and what it will answer next (else 200)."""

    url: str = ""
    posts: list[Post] = field(default_factory=list)
    answers: deque[Answer] = field(default_factory=deque)


@dataclass(frozen=True)
class Authority:
    """An authority and a certificate of it for ``host``, as PEM files."""

    ca_file: Path
    chain_file: Path
    key_file: Path


def make_authority(folder: Path, host: str = "IP:127.0.0.1") -> Authority:
    """Make an authority and a server certificate with the OpenSSL command."""
    folder.mkdir(parents=True, exist_ok=True)
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2"]

    def request(*arguments: str) -> None:
        command = ["openssl", "req", "-x509", *new_key, *arguments]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    request(
        "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test authority",
        "-addext", "keyUsage=critical,keyCertSign",
    )  # fmt: skip
    request(
        "-keyout", "server.key", "-out", "server.pem", "-subj", "/CN=Test receiver",
        "-CA", "ca.pem", "-CAkey", "ca.key", "-addext", f"subjectAltName={host}",
        "-addext", "basicConstraints=critical,CA:FALSE",
    )  # fmt: skip
    return Authority(folder / "ca.pem", folder / "server.pem", folder / "server.key")


@contextmanager
def running_receiver(authority: Authority) -> Iterator[Receiver]:
    """Run a receiver in a thread until the block ends."""
    receiver = Receiver()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.posts.append(Post(headers, body))
            answer = receiver.answers.popleft() if receiver.answers else Answer()
            if answer.cut:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Stay silent."""

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Refused handshakes are what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.chain_file, authority.key_file)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        receiver.url = f"https://127.0.0.1:{server.server_port}/requests"
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
