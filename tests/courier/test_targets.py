# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every target promises, on each of them."""

import asyncio
import base64
import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from kiosk.courier.fhir.bundle import part_id
from kiosk.courier.retry import Effect, SendFault
from kiosk.courier.targets import Origin, Target, make_target
from kiosk.queue.envelope import Envelope, decode, open_request
from kiosk.settings import DeliveryTarget, TargetKind
from tests.support.envelopes import CANARY, IDENTITY, envelope
from tests.support.fhir_requests import request as fhir_request
from tests.support.fhir_server import Sekmet
from tests.support.receiver import Receiver


@dataclass(frozen=True)
class Bench:
    """A target and its receiver.

    Attributes:
        target: The target.
        arrived: What its receiver holds, by request id.
        unreachable: The same kind of target with nobody there.
        make: A request as this receiver takes it.
        content: What of a request arrives.
    """

    target: Target
    arrived: Callable[[], dict[str, bytes]]
    unreachable: Target
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

    gone = msgspec.structs.replace(settings, path=str(folder / "not-mounted"))
    return Bench(make_target(settings, origin), arrived, make_target(gone, origin))


def _webhook_bench(request: pytest.FixtureRequest) -> Bench:
    receiver: Receiver = request.getfixturevalue("receiver")
    settings: DeliveryTarget = request.getfixturevalue("webhook_settings")
    origin: Origin = request.getfixturevalue("origin")

    def arrived() -> dict[str, bytes]:
        data = [json.loads(post.body)["data"] for post in receiver.posts]
        return {one["id"]: base64.b64decode(one["sealed"]) for one in data}

    gone = msgspec.structs.replace(settings, url=closed_address())
    return Bench(make_target(settings, origin), arrived, make_target(gone, origin))


def _fhir_bench(request: pytest.FixtureRequest) -> Bench:
    sekmet: Sekmet = request.getfixturevalue("sekmet")
    settings: DeliveryTarget = request.getfixturevalue("fhir_settings")
    origin: Origin = request.getfixturevalue("origin")
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
    return Bench(make_target(settings, origin), arrived, gone, make, content)


def closed_address() -> str:
    """Return an HTTPS address on this machine where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return f"https://127.0.0.1:{closed.getsockname()[1]}/"


@pytest.fixture(params=[_folder_bench, _webhook_bench, _fhir_bench], ids=list(TargetKind))
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

    def test_fault_says_nothing_of_request_or_address(self, bench: Bench) -> None:
        with pytest.raises(SendFault) as fault:
            deliver(bench.unreachable, bench.make())

        assert str(fault.value) == "unreachable"
        assert CANARY not in repr(fault.value)
