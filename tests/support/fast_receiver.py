# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An HTTPS receiver in a process of its own that takes everything at once and keeps nothing.

``python -m tests.support.fast_receiver CHAIN KEY`` prints its port. It is a webhook's receiver and
as much of a FHIR server as a courier asks for: limits are measured with it, not correctness.
"""

import asyncio
import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from tests.support.receiver import Authority

TYPES = (
    "Consent", "Device", "Patient", "Practitioner", "QuestionnaireResponse", "RelatedPerson",
    "ServiceRequest", "Task",
)  # fmt: skip
CAPABILITY = {
    "resourceType": "CapabilityStatement",
    "rest": [
        {
            "resource": [
                {"type": t, "conditionalCreate": True, "searchParam": [{"name": "identifier"}]}
                for t in TYPES
            ]
        }
    ],
}
TAKEN = {"resourceType": "Bundle", "type": "transaction-response", "entry": []}


class Receiver:
    """What was posted, and what is said about it."""

    def __init__(self) -> None:
        self._posted = set[str]()

    def answer(self, method: str, path: str, body: bytes) -> object:
        """Return what is said to one request."""
        if not path.startswith("/fhir"):
            return {}
        if path.endswith("/metadata"):
            return CAPABILITY
        if method == "post":
            self._posted |= {entry["fullUrl"] for entry in json.loads(body).get("entry", ())}
            return TAKEN
        wanted = parse_qs(urlsplit(path).query).get("identifier", [""])[0].split(",")
        values = [one.rpartition("|")[2] for one in wanted]
        found = [self._task(value) for value in values if value in self._posted]
        return {"resourceType": "Bundle", "type": "searchset", "entry": found}

    def _task(self, value: str) -> object:
        own = {"system": "urn:ietf:rfc:3986", "value": value}
        return {"resource": {"resourceType": "Task", "identifier": [own]}}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection until it ends."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                line, *headers = head.split("\r\n")
                lengths = [h.partition(":")[2] for h in headers if h.startswith("content-length:")]
                sent = await reader.readexactly(int(lengths[0]) if lengths else 0)
                method, path, _ = line.split(" ")
                body = json.dumps(self.answer(method, path, sent)).encode()
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            writer.close()


async def main(chain: str, key: str) -> None:
    """Serve until the input ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    async with await asyncio.start_server(Receiver().serve, "127.0.0.1", 0, ssl=context) as server:
        sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


@contextmanager
def running_fast_receiver(authority: Authority) -> Iterator[str]:
    """Run a receiver until the block ends; yield its address."""
    command = [sys.executable, "-m", "tests.support.fast_receiver"]
    with subprocess.Popen(
        [*command, str(authority.chain_file), str(authority.key_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield f"https://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
