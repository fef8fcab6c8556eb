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

from kiosk.courier.retry import Effect, SendFault
from kiosk.courier.targets import Target, make_target
from kiosk.queue.envelope import Envelope, decode
from kiosk.settings import DeliveryTarget, TargetKind
from tests.support.envelopes import CANARY, envelope
from tests.support.receiver import Receiver


@dataclass(frozen=True)
class Bench:
    """A target, what its receiver holds by id, and the same kind of target with nobody there."""

    target: Target
    arrived: Callable[[], dict[str, bytes]]
    unreachable: Target


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

    def arrived() -> dict[str, bytes]:
        envelopes = [decode(path.read_bytes()) for path in folder.glob("*.ikr")]
        return {one.label.id: one.sealed for one in envelopes}

    gone = msgspec.structs.replace(settings, path=str(folder / "not-mounted"))
    return Bench(make_target(settings), arrived, make_target(gone))


def _webhook_bench(request: pytest.FixtureRequest) -> Bench:
    receiver: Receiver = request.getfixturevalue("receiver")
    settings: DeliveryTarget = request.getfixturevalue("webhook_settings")

    def arrived() -> dict[str, bytes]:
        data = [json.loads(post.body)["data"] for post in receiver.posts]
        return {one["id"]: base64.b64decode(one["sealed"]) for one in data}

    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    gone = msgspec.structs.replace(settings, url=f"https://127.0.0.1:{port}/")
    return Bench(make_target(settings), arrived, make_target(gone))


@pytest.fixture(params=[_folder_bench, _webhook_bench], ids=["folder", "webhook"])
def bench(request: pytest.FixtureRequest) -> Bench:
    made: Bench = request.param(request)
    return made


class TestTargetContract:
    def test_requests_arrive_sealed_as_they_were(self, bench: Bench) -> None:
        first, second = envelope(), envelope()

        deliver(bench.target, first, second)

        assert bench.arrived() == {first.label.id: first.sealed, second.label.id: second.sealed}

    def test_same_request_twice_is_one_request(self, bench: Bench) -> None:
        one = envelope()

        deliver(bench.target, one, one)

        assert bench.arrived() == {one.label.id: one.sealed}

    def test_nobody_there_makes_the_target_wait(self, bench: Bench) -> None:
        with pytest.raises(SendFault) as fault:
            deliver(bench.unreachable, envelope())

        assert fault.value.retryable
        assert fault.value.problem.effect is Effect.WAIT_FOR_TARGET

    def test_fault_says_nothing_of_request_or_address(self, bench: Bench) -> None:
        with pytest.raises(SendFault) as fault:
            deliver(bench.unreachable, envelope())

        assert str(fault.value) == "unreachable"
        assert CANARY not in repr(fault.value)
