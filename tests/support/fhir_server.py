# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real FHIR server (SEKMET) as a process, and a TLS gate before it that does what it is told.

The gate answers from a script, loses answers, holds requests back, asks for a client certificate,
and can be the token endpoint of SMART Backend Services.
"""

import http.client
import http.server
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from joserfc import jwt
from joserfc.jwk import Key

from tests.support.receiver import Authority
from tests.support.waiting import let_pass, wait_until

Resource = dict[str, Any]
STARTS_WITHIN_S = 30.0


@dataclass
class Sekmet:
    """One server process on the loopback, whose data outlive it.

    Attributes:
        folder: Where it keeps its data.
        port: Where it listens.
        more: More of its settings.
        authority: Its certificate, if it speaks TLS.
        login: ``user:password`` by which a test looks into it, if it wants one.
    """

    folder: Path
    port: int
    more: Resource = field(default_factory=dict)
    authority: Authority | None = None
    login: str = ""
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"{'https' if self.authority else 'http'}://127.0.0.1:{self.port}/fhir"

    def start(self) -> None:
        certificate = {}
        if self.authority:
            certificate = {
                "tls_certfile": str(self.authority.chain_file),
                "tls_keyfile": str(self.authority.key_file),
            }
        settings = {
            **certificate,
            "base_url": self.url, "host": "127.0.0.1", "port": self.port,
            "data_dir": str(self.folder), "simulator": {"enabled": False}, "log_inbound": False,
            **self.more,
        }  # fmt: skip
        file = self.folder / "settings.yaml"
        file.write_text(json.dumps(settings))
        command = [
            sys.executable,
            "-c",
            "from sekmet.cli import app; app()",
            "serve",
            "-c",
            str(file),
        ]
        self.process = subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_until(self._answers, "SEKMET", within_s=STARTS_WITHIN_S)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def get(self, path: str) -> Resource:
        with self._open(urllib.request.Request(f"{self.url}/{path}")) as answer:
            found: Resource = json.load(answer)
        return found

    def put(self, resource: Resource) -> None:
        path = f"{self.url}/{resource['resourceType']}/{resource['id']}"
        body = json.dumps(resource).encode()
        headers = {"content-type": "application/fhir+json"}
        with self._open(urllib.request.Request(path, body, headers, method="PUT")):
            pass

    def _open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        if self.login:
            request.add_header("authorization", f"Basic {b64encode(self.login.encode()).decode()}")
        authority = self.authority
        trust = ssl.create_default_context(cafile=authority.ca_file if authority else None)
        answer: http.client.HTTPResponse = urllib.request.urlopen(
            request, timeout=20, context=trust
        )
        return answer

    def all_of(self, kind: str) -> list[Resource]:
        """Return every resource of a type."""
        found: list[Resource] = []
        path = f"{kind}?_count=1000"
        while path:
            bundle = self.get(path)
            found += [entry["resource"] for entry in bundle.get("entry", [])]
            after = [link["url"] for link in bundle.get("link", ()) if link["relation"] == "next"]
            path = after[0].removeprefix(f"{self.url}/") if after else ""
        return found

    def found(self, kind: str, value: str) -> list[Resource]:
        """Return the resources of a type under an identifier of ours."""
        bundle = self.get(f"{kind}?identifier={quote(f'urn:ietf:rfc:3986|{value}')}")
        return [entry["resource"] for entry in bundle.get("entry", [])]

    def stored(self, text: str) -> bool:
        """Return whether a text is in the server's own database, whoever may ask the server."""
        files = self.folder.glob("sekmet.db*")
        return any(text.encode() in file.read_bytes() for file in files)

    def _answers(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            return bool(self.get("metadata"))
        return False


@contextmanager
def running_sekmet(
    folder: Path, *, authority: Authority | None = None, login: str = "", **more: object
) -> Iterator[Sekmet]:
    """Run a server until the block ends, with more of its settings; it is ended by its process."""
    folder.mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Sekmet(folder, port, more, authority, login)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@dataclass(frozen=True)
class Act:
    """What the gate does with one request instead of passing it on.

    Attributes:
        status: What it answers; 0 passes the request on.
        loses_answer: Pass it on and hang up without the answer.
        drops: Hang up without passing it on.
        declares_bytes: Length that the answer claims, if not that of its body.
        waits_s: Seconds before the answer, in which nothing comes.
    """

    status: int = 0
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    loses_answer: bool = False
    drops: bool = False
    declares_bytes: int | None = None
    waits_s: float = 0


@dataclass(frozen=True)
class Asked:
    """A request that came to the gate."""

    method: str
    path: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass
class TokenDesk:
    """The token endpoint of a gate: who may ask, and what it has given."""

    client_id: str
    key: Key
    algorithm: str
    lifetime_s: float = 300
    given: list[str] = field(default_factory=list)
    revoked: set[str] = field(default_factory=set)
    claims: list[Resource] = field(default_factory=list)
    headers: list[Resource] = field(default_factory=list)

    def answer(self, form: dict[str, list[str]], audience: str) -> tuple[int, Resource]:
        token = jwt.decode(form["client_assertion"][0], self.key, algorithms=[self.algorithm])
        claims = dict(token.claims)
        self.claims.append(claims)
        self.headers.append(dict(token.header))
        is_sound = (
            claims["iss"] == claims["sub"] == self.client_id
            and claims["aud"] == audience
            and 0 < claims["exp"] - time.time() <= 300
            and form["grant_type"] == ["client_credentials"]
            and len({claim["jti"] for claim in self.claims}) == len(self.claims)
        )
        if not is_sound:
            return 401, {"error": "invalid_client"}
        self.given.append(f"token-{len(self.given)}")
        return 200, {"access_token": self.given[-1], "expires_in": self.lifetime_s}

    def takes(self, header: str) -> bool:
        token = header.removeprefix("Bearer ")
        return token in self.given and token not in self.revoked


@dataclass
class Gate:
    """Where to reach it, what came, and what it will do next, by method and start of the path."""

    url: str = ""
    desk: TokenDesk | None = None
    authorization: str = ""
    asked: list[Asked] = field(default_factory=list)
    script: dict[tuple[str, str], deque[Act]] = field(default_factory=dict)

    @property
    def token_url(self) -> str:
        return f"{self.url.removesuffix('/fhir')}/token"

    def then(self, method: str, path: str, *acts: Act) -> None:
        self.script.setdefault((method, path), deque()).extend(acts)

    def of(self, method: str, path: str = "") -> list[Asked]:
        """Return what came with a method, for a path below the base address."""
        return [a for a in self.asked if a.method == method and a.path.startswith(f"/fhir{path}")]

    def act(self, method: str, path: str) -> Act:
        for (its_method, start), acts in self.script.items():
            if method == its_method and path.startswith(f"/fhir{start}") and acts:
                return acts.popleft()
        return Act()

    def lets_in(self, headers: dict[str, str]) -> bool:
        header = headers.get("authorization", "")
        if self.desk is not None:
            return self.desk.takes(header)
        return header == self.authorization


class _GateServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, gate: Gate, upstream_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _GateHandler)
        self.gate = gate
        self.upstream_port = upstream_port

    def handle_error(self, request: object, client_address: object) -> None:
        """Refused handshakes are what some tests are about."""


class _GateHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _GateServer

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        gate = self.server.gate
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        gate.asked.append(Asked(self.command, self.path, headers, body))
        act = gate.act(self.command, self.path)
        if act.waits_s:
            let_pass(act.waits_s)
        if act.drops:
            self.close_connection = True
        elif act.status:
            self._say(act)
        elif gate.desk is not None and self.path.endswith("/smart-configuration"):
            self._say_json(200, {"token_endpoint": gate.token_url})
        elif gate.desk is not None and self.path == "/token":
            self._say_json(*gate.desk.answer(parse_qs(body.decode()), gate.token_url))
        elif not gate.lets_in(headers):
            self._say(Act(401))
        else:
            self._pass_on(body, headers, is_lost=act.loses_answer)

    def _pass_on(self, body: bytes, headers: dict[str, str], *, is_lost: bool) -> None:
        kept = ("content-type", "accept", "prefer")
        passed = {name: headers[name] for name in kept if name in headers}
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.upstream_port, timeout=30)
        try:
            upstream.request(self.command, self.path, body or None, passed)
            answer = upstream.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            return
        finally:
            upstream.close()
        if is_lost:
            self.close_connection = True
        else:
            self._say(Act(answer.status, data))

    def _say_json(self, status: int, document: Resource) -> None:
        self._say(Act(status, json.dumps(document).encode()))

    def _say(self, act: Act) -> None:
        self.send_response(act.status)
        for name, value in act.headers:
            self.send_header(name, value)
        declared = act.declares_bytes
        self.send_header("content-length", str(len(act.body) if declared is None else declared))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(act.body)
        self.close_connection |= declared is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Stay silent."""


@contextmanager
def running_gate(
    authority: Authority, upstream_port: int, *, asks_certificate: bool = False
) -> Iterator[Gate]:
    """Run a gate in a thread until the block ends."""
    gate = Gate()
    server = _GateServer(gate, upstream_port)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.chain_file, authority.key_file)
    if asks_certificate:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(authority.ca_file)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        gate.url = f"https://127.0.0.1:{server.server_port}/fhir"
        yield gate
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
