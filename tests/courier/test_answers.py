# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What each class of answer means for a request and for its target, from a real TLS server.

A request is delivered, waits for another try, or is held for a person; its target goes on with the
others, waits a while, or is paused until somebody mends it.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from kiosk.courier.retry import Effect, Problem
from kiosk.courier.sender import Sender
from kiosk.courier.targets import Origin, make_target
from kiosk.paths import DataFolder
from kiosk.queue.envelope import RequestId
from kiosk.queue.store import QueueStore, utc_now
from kiosk.settings import DeliveryTarget, TargetKind
from tests.courier.conftest import SECRET
from tests.courier.test_targets import closed_address
from tests.support.answering import Say, drip, endless, make_certificate, plain, running_answering
from tests.support.envelopes import IDENTITY
from tests.support.fhir_requests import request
from tests.support.receiver import Authority, make_authority
from tests.support.smart_server import put_private

KINDS = (TargetKind.WEBHOOK, TargetKind.FHIR)
LIMIT_S = 20.0
DELIVERED, WAITS, HELD = "delivered", "waits", "held"
GOES_ON, TARGET_WAITS, PAUSED = "goes on", "waits", "paused"
PAGE = b"<!DOCTYPE html><html><title>Sign in to the guest network</title></html>"
TAKEN = b'{"resourceType":"Bundle","type":"transaction-response","entry":[]}'


@dataclass
class Bench:
    """Where a target's files and its queue lie."""

    folder: Path
    ca_file: Path

    def settings(self, kind: TargetKind, url: str, ca_file: Path | None = None) -> DeliveryTarget:
        put_private(self.folder / "secret", SECRET)
        put_private(self.folder / "courier.key", IDENTITY)
        settings = DeliveryTarget(
            name="there", kind=kind, url=f"{url}/{kind}", ca_file=str(ca_file or self.ca_file)
        )
        file = "secret_file" if kind is TargetKind.WEBHOOK else "identity_file"
        name = "secret" if kind is TargetKind.WEBHOOK else "courier.key"
        return msgspec.structs.replace(settings, **{file: str(self.folder / name)})

    def outcome(self, settings: DeliveryTarget) -> tuple[str, str]:
        """Send one request once; return what became of it, and of the target."""
        data = DataFolder(self.folder / "data")
        with QueueStore.open(data.queue_file, ["there"]) as store:
            target = make_target(settings, Origin("kiosk-1", "Test Center", data))
            store.import_envelopes([request(created_at=utc_now())], utc_now())
            problem = asyncio.run(_sent(store, target, settings))
            left = store.queued()
            row = left[0].deliveries[0].state.value if left else DELIVERED
            row = WAITS if row == "waiting" else row
            store.import_envelopes([request()], utc_now())
            if store.due("there", utc_now(), 9):
                return row, GOES_ON
            is_paused = Problem(problem).effect is Effect.PAUSE_TARGET
            return row, PAUSED if is_paused else TARGET_WAITS


async def _sent(store: QueueStore, target: object, settings: DeliveryTarget) -> str:
    rested = asyncio.Event()
    delivered: list[RequestId] = []
    sender = Sender(
        store=store,
        target=target,  # type: ignore[arg-type] # what make_target made
        now=utc_now,
        poll_s=60,
        on_delivered=lambda one, _: delivered.append(one),
        on_rest=rested.set,
    )
    work = asyncio.create_task(sender.run())
    async with asyncio.timeout(LIMIT_S):
        await rested.wait()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    await target.close()  # type: ignore[attr-defined] # as above
    told = store.counts(utc_now()).problems
    return told[0].partition(": ")[2] if told else ""


@pytest.fixture
def bench(tmp_path: Path, authority: Authority) -> Bench:
    return Bench(tmp_path, authority.ca_file)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> TargetKind:
    found: TargetKind = request.param
    return found


def statuses(expected: tuple[str, str], *found: int) -> list[tuple[int, tuple[str, str]]]:
    return [(status, expected) for status in found]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *statuses((WAITS, TARGET_WAITS), 301, 302, 307, 308, 429, 503),
        *statuses((HELD, GOES_ON), 400, 409, 412, 413, 422),
        *statuses((WAITS, PAUSED), 401, 403, 404),
        *statuses((WAITS, GOES_ON), 402, 405, 406, 408, 410, 415, 418, 500, 501, 502, 504),
    ],
)
def test_status(
    bench: Bench, authority: Authority, kind: TargetKind, status: int, expected: tuple[str, str]
) -> None:
    say = plain(status, b"", "Location: https://elsewhere.example/", "Retry-After: 60")
    with running_answering(authority, say) as url:
        assert bench.outcome(bench.settings(kind, url)) == expected


def test_success(bench: Bench, authority: Authority, kind: TargetKind) -> None:
    with running_answering(authority) as url:
        assert bench.outcome(bench.settings(kind, url)) == (DELIVERED, GOES_ON)


BODIES: dict[str, tuple[Say, dict[TargetKind, tuple[str, str]]]] = {
    # A webhook's receiver says all by its status, a FHIR server's answer must be read.
    "cut": (
        plain(200, TAKEN[:20], length=400),
        {TargetKind.WEBHOOK: (DELIVERED, GOES_ON), TargetKind.FHIR: (WAITS, GOES_ON)},
    ),
    "not JSON": (
        plain(200, b"ok", "content-type: text/plain"),
        {TargetKind.WEBHOOK: (DELIVERED, GOES_ON), TargetKind.FHIR: (WAITS, GOES_ON)},
    ),
    "sign-in page of a network": (
        plain(200, PAGE, "content-type: text/html"),
        {TargetKind.WEBHOOK: (WAITS, TARGET_WAITS), TargetKind.FHIR: (WAITS, GOES_ON)},
    ),
    "100 MB": (
        endless(100_000_000),
        {TargetKind.WEBHOOK: (DELIVERED, GOES_ON), TargetKind.FHIR: (WAITS, TARGET_WAITS)},
    ),
    "nothing at all": (
        lambda write, ended: None,
        {TargetKind.WEBHOOK: (WAITS, GOES_ON), TargetKind.FHIR: (WAITS, GOES_ON)},
    ),
    "not HTTP": (
        lambda write, ended: write(b"220 mail.example ESMTP\r\n"),
        {TargetKind.WEBHOOK: (WAITS, GOES_ON), TargetKind.FHIR: (WAITS, GOES_ON)},
    ),
}


@pytest.mark.parametrize("body", BODIES)
def test_body(bench: Bench, authority: Authority, kind: TargetKind, body: str) -> None:
    say, expected = BODIES[body]
    with running_answering(authority, say) as url:
        assert bench.outcome(bench.settings(kind, url)) == expected[kind]


def test_slow_drip(
    bench: Bench, authority: Authority, kind: TargetKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"kiosk.courier.targets.{kind}.WHOLE_S", 0.4)
    with running_answering(authority, drip) as url:
        assert bench.outcome(bench.settings(kind, url)) == (WAITS, GOES_ON)


@pytest.mark.parametrize("wrong", ["expired", "self-signed", "of another host"])
def test_certificate(bench: Bench, kind: TargetKind, tmp_path: Path, wrong: str) -> None:
    match wrong:
        case "expired":
            own = make_certificate(tmp_path / "own", "127.0.0.1", days=-1)
            trusted = own.ca_file
        case "self-signed":
            own = make_certificate(tmp_path / "own", "127.0.0.1", days=30)
            trusted = bench.ca_file
        case _:
            own = make_authority(tmp_path / "own", "DNS:elsewhere.example")
            trusted = own.ca_file
    with running_answering(own) as url:
        assert bench.outcome(bench.settings(kind, url, trusted)) == (WAITS, PAUSED)


@pytest.mark.parametrize("place", ["https://nowhere.invalid", "closed"])
def test_nobody_there(bench: Bench, kind: TargetKind, place: str) -> None:
    url = closed_address().rstrip("/") if place == "closed" else place

    assert bench.outcome(bench.settings(kind, url)) == (WAITS, TARGET_WAITS)
