# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What stands between a courier and a FHIR server, and does to some requests what networks do.

It ends TLS with the tests' own authority and speaks TLS to the server, so that it can send the same
request twice and cut an answer in the middle of its body.
"""

import http.client
import http.server
import random
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.support.receiver import Authority
from tests.support.waiting import let_pass

FAULTS = ("dropped", "answer lost", "answer cut", "delayed", "doubled")
LONGEST_DELAY_S = 0.5


@dataclass
class FaultyProxy:
    """Where to reach it, how often it fails, and what it did.

    Attributes:
        port: Where it listens.
        rate: Part of the requests that meet a fault.
        done: How many met each, and ``whole`` for the rest.
    """

    port: int
    rate: float
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def next_fault(self) -> str:
        """Return what happens to the next request, or nothing."""
        with self._lock:
            fault = self.chance.choice(FAULTS) if self.chance.random() < self.rate else ""
            self.done[fault or "whole"] += 1
            return fault

    def delay_s(self) -> float:
        """Return how long the next delayed request waits."""
        with self._lock:
            return self.chance.uniform(0.02, LONGEST_DELAY_S)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        fault = self.server.proxy.next_fault()
        if fault == "dropped":
            self.close_connection = True
            return
        if fault == "delayed":
            let_pass(self.server.proxy.delay_s())
        answer = self._pass_on(body)
        if fault == "doubled":
            answer = self._pass_on(body)
        if answer is None or fault == "answer lost":
            self.close_connection = True
            return
        self._say(*answer, is_cut=fault == "answer cut")

    def _pass_on(self, body: bytes) -> tuple[int, str, bytes] | None:
        kept = ("content-type", "accept", "prefer", "authorization")
        headers = {name: self.headers[name] for name in kept if name in self.headers}
        place, trust = ("127.0.0.1", self.server.upstream_port), self.server.trust
        line = http.client.HTTPSConnection(*place, timeout=30, context=trust)
        try:
            line.request(self.command, self.path, body or None, headers)
            answer = line.getresponse()
            kind = answer.headers.get("content-type", "application/fhir+json")
            return answer.status, kind, answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()

    def _say(self, status: int, kind: str, body: bytes, *, is_cut: bool) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body[: len(body) // 2] if is_cut else body)
        self.close_connection |= is_cut

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Stay silent."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    proxy: FaultyProxy

    def __init__(self, authority: Authority, upstream_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream_port = upstream_port
        self.trust = ssl.create_default_context(cafile=authority.ca_file)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.chain_file, authority.key_file)
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    def handle_error(self, request: object, client_address: object) -> None:
        """A courier that is killed breaks its lines."""


@contextmanager
def running_faulty_proxy(
    authority: Authority, upstream_port: int, *, rate: float, seed: int
) -> Iterator[FaultyProxy]:
    """Run a proxy before a server with the same certificate, until the block ends."""
    with _Server(authority, upstream_port) as server:
        server.proxy = FaultyProxy(server.server_port, rate, random.Random(seed))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.proxy
        finally:
            server.shutdown()
            thread.join()
