# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A FHIR server that dies while requests are on their way."""

import asyncio
import random
import subprocess
import threading
import time
from pathlib import Path

import msgspec
import pytest

from kiosk.courier.retry import SendFault
from kiosk.courier.targets import Origin, Target, make_target
from kiosk.queue.envelope import Envelope
from kiosk.queue.slot import MailSlot
from kiosk.settings import DeliveryTarget
from tests.courier.test_fhir_target import PARTS, uuid_of
from tests.courier.test_process import configuration, receipts
from tests.support.courier_process import running_courier
from tests.support.fhir_requests import request
from tests.support.fhir_server import Act, Gate, Sekmet, running_gate, running_sekmet
from tests.support.receiver import Authority
from tests.support.waiting import wait_until

AT_ONCE = (("Retry-After", "0"),)


async def deliver_all(target: Target, requests: list[Envelope]) -> int:
    """Deliver requests one after the other, each until it has arrived; return the failures."""
    faults, until = 0, time.monotonic() + 30
    for one in requests:
        while True:
            try:
                await target.deliver(one)
                break
            except SendFault:
                faults += 1
                assert time.monotonic() < until
                await asyncio.sleep(0.02)
    await target.close()
    return faults


def test_server_killed_at_random_moments_has_each_request_once(
    authority: Authority, fhir_settings: DeliveryTarget, origin: Origin, tmp_path: Path
) -> None:
    chance, requests = random.Random(7), [request("referral") for _ in range(24)]
    with (
        running_sekmet(tmp_path / "fhir") as sekmet,
        running_gate(authority, sekmet.port) as gate,
    ):
        settings = msgspec.structs.replace(fhir_settings, url=gate.url)
        target = make_target(settings, origin)
        done = threading.Event()

        def kill() -> None:
            for _ in range(2):
                if done.wait(chance.uniform(0.2, 0.5)):
                    return
                sekmet.kill()
                sekmet.start()

        killer = threading.Thread(target=kill)
        killer.start()
        faults = asyncio.run(deliver_all(target, requests))
        done.set()
        killer.join()

        assert faults
        for part in PARTS:
            kind = part.partition("/")[0]
            wanted = {uuid_of(one, part) for one in requests}
            found = [i["value"] for r in sekmet.all_of(kind) for i in r["identifier"]]
            assert sorted(v for v in found if v in wanted) == sorted(wanted)
        assert len(sekmet.all_of("QuestionnaireResponse")) == len(requests)
        assert len(sekmet.all_of("Device")) == 1


def test_courier_killed_at_random_moments_delivers_each_request_once(
    fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet, tmp_path: Path
) -> None:
    chance, data = random.Random(11), origin.data
    config = tmp_path / "kiosk.toml"
    config.write_text(configuration(fhir_settings))
    slot = MailSlot(data.slot)
    slot.prepare()
    requests: list[Envelope] = []
    for _ in range(4):
        requests += [request("referral") for _ in range(4)]
        for one in requests[-4:]:
            slot.put(one)
        faults = (Act(loses_answer=True), Act(drops=True), Act(503, headers=AT_ONCE))
        gate.then("POST", "", *(chance.choice((*faults, Act(), Act())) for _ in range(4)))
        with (
            running_courier(data, source=("--config", str(config))) as courier,
            pytest.raises(subprocess.TimeoutExpired),
        ):
            courier.wait(timeout=chance.uniform(0.5, 0.9))
    with running_courier(data, source=("--config", str(config))):
        wait_until(lambda: receipts(data) == len(requests), "every receipt", within_s=30)

    assert len(gate.of("POST")) > len(requests) // 2
    for one in requests:
        assert {len(sekmet.found(p.partition("/")[0], uuid_of(one, p))) for p in PARTS} == {1}
