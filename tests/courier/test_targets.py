# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every target promises, on each of them."""

import asyncio
import base64
import json
import logging
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from kiosk.courier.fhir.bundle import part_id
from kiosk.courier.retry import Effect, SendFault
from kiosk.courier.targets import Origin, Target, make_target
from kiosk.courier.targets.folder import delivered_name
from kiosk.queue.envelope import Envelope, decode, open_request
from kiosk.settings import DeliveryTarget, TargetKind, WebhookBody
from tests.support.envelopes import CANARY, IDENTITY, envelope
from tests.support.fhir_requests import request as fhir_request
from tests.support.fhir_server import Act, Gate, Sekmet
from tests.support.receiver import Answer, Receiver


@dataclass(frozen=True)
class Bench:
    """A target and its receiver.

    Attributes:
        target: The target.
        arrived: What its receiver holds, by request id.
        unreachable: The same kind of target with nobody there.
        refuse: Makes the receiver refuse a request for good.
        make: A request as this receiver takes it.
        content: What of a request arrives.
    """

    target: Target
    arrived: Callable[[], dict[str, bytes]]
    unreachable: Target
    refuse: Callable[[Envelope], None]
    make: Callable[[], Envelope] = envelope
    content: Callable[[Envelope], bytes] = lambda one: one.sealed


def deliver(target: Target, *envelopes: Envelope) -> None:
    async def run() -> None:
        try:
            for one in envelopes:
                await target.deliver(one)
        finally:
            await target.close()

    asyncio.run(run())


def _folder_bench(request: pytest.FixtureRequest) -> Bench:
    folder: Path = request.getfixturevalue("tmp_path") / "desk"
    folder.mkdir()
    settings = DeliveryTarget(name="desk", kind=TargetKind.FOLDER, path=str(folder))
    origin: Origin = request.getfixturevalue("origin")

    def arrived() -> dict[str, bytes]:
        envelopes = [decode(path.read_bytes()) for path in folder.glob("*.ikr")]
        return {one.label.id: one.sealed for one in envelopes}

    def refuse(one: Envelope) -> None:
        (folder / delivered_name(one.label)).write_bytes(b"another file")

    gone = msgspec.structs.replace(settings, path=str(folder / "not-mounted"))
    return Bench(make_target(settings, origin), arrived, make_target(gone, origin), refuse)


def _webhook_bench(request: pytest.FixtureRequest) -> Bench:
    receiver: Receiver = request.getfixturevalue("receiver")
    settings: DeliveryTarget = request.getfixturevalue("webhook_settings")
    origin: Origin = request.getfixturevalue("origin")

    def arrived() -> dict[str, bytes]:
        data = [json.loads(post.body)["data"] for post in receiver.posts]
        return {one["id"]: base64.b64decode(one["sealed"]) for one in data}

    def refuse(one: Envelope) -> None:
        receiver.answers.append(Answer(422))

    gone = msgspec.structs.replace(settings, url=closed_address())
    return Bench(make_target(settings, origin), arrived, make_target(gone, origin), refuse)


def _json_webhook_bench(request: pytest.FixtureRequest) -> Bench:
    receiver: Receiver = request.getfixturevalue("receiver")
    settings: DeliveryTarget = msgspec.structs.replace(
        request.getfixturevalue("webhook_settings"),
        body=WebhookBody.JSON,
        identity_file=str(request.getfixturevalue("identity_file")),
    )
    origin: Origin = request.getfixturevalue("origin")

    def arrived() -> dict[str, bytes]:
        data = [json.loads(post.body)["data"] for post in receiver.posts]
        return {one["id"]: _items(one["response"]) for one in data}

    def content(one: Envelope) -> bytes:
        return _items(json.loads(open_request(one, IDENTITY)))

    def refuse(one: Envelope) -> None:
        receiver.answers.append(Answer(422))

    gone = make_target(msgspec.structs.replace(settings, url=closed_address()), origin)
    return Bench(make_target(settings, origin), arrived, gone, refuse, fhir_request, content)


def _items(response: dict[str, object]) -> bytes:
    return json.dumps(response["item"], sort_keys=True).encode()


def _fhir_bench(request: pytest.FixtureRequest) -> Bench:
    sekmet: Sekmet = request.getfixturevalue("sekmet")
    settings: DeliveryTarget = request.getfixturevalue("fhir_settings")
    origin: Origin = request.getfixturevalue("origin")
    gate: Gate = request.getfixturevalue("gate")
    made: list[Envelope] = []

    def make() -> Envelope:
        made.append(fhir_request())
        return made[-1]

    def arrived() -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for one in made:
            for task in sekmet.found("Task", f"urn:uuid:{part_id(one.label.id, 'Task')}"):
                response = sekmet.get(task["focus"]["reference"])
                found[one.label.id] = json.dumps(response["item"], sort_keys=True).encode()
        return found

    def content(one: Envelope) -> bytes:
        items = json.loads(open_request(one, IDENTITY))["item"]
        return json.dumps(items, sort_keys=True).encode()

    gone = make_target(msgspec.structs.replace(settings, url=closed_address()), origin)

    def refuse(one: Envelope) -> None:
        gate.then("POST", "", Act(422))

    return Bench(make_target(settings, origin), arrived, gone, refuse, make, content)


def closed_address() -> str:
    """Return an HTTPS address on this machine where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return f"https://127.0.0.1:{closed.getsockname()[1]}/"


BENCHES = {
    "folder": _folder_bench,
    "webhook": _webhook_bench,
    "webhook-json": _json_webhook_bench,
    "fhir": _fhir_bench,
}


@pytest.fixture(params=list(BENCHES.values()), ids=list(BENCHES))
def bench(request: pytest.FixtureRequest) -> Bench:
    made: Bench = request.param(request)
    return made


class TestTargetContract:
    def test_requests_arrive_as_they_were(self, bench: Bench) -> None:
        first, second = bench.make(), bench.make()

        deliver(bench.target, first, second)

        assert bench.arrived() == {
            first.label.id: bench.content(first),
            second.label.id: bench.content(second),
        }

    def test_same_request_twice_is_one_request(self, bench: Bench) -> None:
        one = bench.make()

        deliver(bench.target, one, one)

        assert bench.arrived() == {one.label.id: bench.content(one)}

    def test_nobody_there_makes_the_target_wait(self, bench: Bench) -> None:
        with pytest.raises(SendFault) as fault:
            deliver(bench.unreachable, bench.make())

        assert fault.value.retryable
        assert fault.value.problem.effect is Effect.WAIT_FOR_TARGET

    def test_refusal_for_good_holds_the_request_alone(self, bench: Bench) -> None:
        one = bench.make()
        bench.refuse(one)

        with pytest.raises(SendFault) as fault:
            deliver(bench.target, one)

        assert fault.value.problem.effect is Effect.HOLD_REQUEST
        assert not fault.value.retryable

    def test_fault_says_nothing_of_request_or_address(self, bench: Bench) -> None:
        with pytest.raises(SendFault) as fault:
            deliver(bench.unreachable, bench.make())

        assert str(fault.value) == "unreachable"
        assert CANARY not in repr(fault.value)

    def test_nothing_of_a_visitor_and_no_address_is_logged(
        self, bench: Bench, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        one = bench.make()

        deliver(bench.target, one)
        with pytest.raises(SendFault):
            deliver(bench.unreachable, one)

        ours = [r.getMessage() for r in caplog.records if r.name.startswith("kiosk")]
        assert not [line for line in ours if CANARY.split()[0] in line or "https:" in line]
        assert not [r for r in caplog.records if CANARY.split()[0] in r.getMessage()]

    def test_ids_of_the_receiver_hold_nothing_of_a_visitor(self, bench: Bench) -> None:
        remote = asyncio.run(_delivered(bench.target, bench.make()))

        assert all(re.fullmatch(r"[A-Za-z0-9._/-]{1,80}", one) for one in remote)


async def _delivered(target: Target, one: Envelope) -> tuple[str, ...]:
    try:
        return tuple(await target.deliver(one) or ())
    finally:
        await target.close()
