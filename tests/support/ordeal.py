# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Many submissions through a faulty network, with courier and receiver killed at random."""

import random
import subprocess
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from kiosk.courier.fhir.bundle import part_id
from kiosk.paths import DataFolder
from kiosk.queue.envelope import Envelope
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore, utc_now
from tests.support.courier_process import running_courier
from tests.support.courier_settings import written_settings
from tests.support.envelopes import CANARY
from tests.support.faulty_proxy import running_faulty_proxy
from tests.support.fhir_requests import REFERRAL, request
from tests.support.fhir_server import Sekmet
from tests.support.process_memory import Hit, find_in_files
from tests.support.receiver import Authority
from tests.support.smart_server import running_smart_server, smart_settings
from tests.support.waiting import wait_until

PARTS = (
    "Patient", "RelatedPerson", "Practitioner", "Consent/consent", "Consent/consent-text",
    "ServiceRequest", "Task",
)  # fmt: skip
PER_KILL = 25
"""Submissions for each time that the courier, and the server, is killed."""
WORDS = sorted(
    {CANARY, *CANARY.split(), *(a["valueString"] for a in REFERRAL.values() if "valueString" in a)}
)


@dataclass(frozen=True)
class Account:
    """What came of it.

    Attributes:
        wrong: Parts of requests that are not at the server exactly once, and how often.
        others: Further resources that should be there once: responses and the device.
        put_back: Tasks that were moved on and are not in progress.
        moved: How many were moved on.
        hits: Where something typed can be read on the kiosk's disk.
        faults: What the network did.
        kills: How often courier and server were killed.
        seconds: How long it took.
    """

    wrong: dict[str, int]
    others: tuple[int, int]
    put_back: int
    moved: int
    hits: list[Hit]
    faults: Counter[str]
    kills: tuple[int, int]
    seconds: float


def run_ordeal(
    folder: Path, authority: Authority, *, times: int, seed: int, within_s: float
) -> Account:
    """Submit requests and return what came of them, once all have a receipt.

    Raises:
        TimeoutError: Some had none in time.
    """
    chance, data = random.Random(seed), DataFolder(folder / "data")
    data.root.mkdir(parents=True)
    with (
        running_smart_server(folder / "server", authority) as server,
        running_faulty_proxy(authority, server.port, rate=0.1, seed=seed) as proxy,
    ):
        url = f"https://127.0.0.1:{proxy.port}/fhir"
        config = written_settings(folder / "kiosk.toml", smart_settings(server, url))
        requests = [request("referral", created_at=utc_now()) for _ in range(times)]
        began, ended = time.monotonic(), threading.Event()
        mover = _Mover(server, ended, chance.randrange(1 << 30))
        killer = _Killer(server, ended, chance.randrange(1 << 30), max(times // PER_KILL, 2))
        for one in (mover, killer):
            one.start()
        try:
            kills = _carry(data, config, requests, chance, began + within_s)
        finally:
            ended.set()
            for one in (killer, mover):
                one.join()
        return Account(
            wrong=_wrong(server, requests),
            others=_others(server, requests),
            put_back=_put_back(server, mover.moved),
            moved=len(mover.moved),
            hits=find_in_files([data.root], WORDS),
            faults=proxy.done,
            kills=(kills, killer.kills),
            seconds=time.monotonic() - began,
        )


def _carry(
    data: DataFolder, config: Path, requests: list[Envelope], chance: random.Random, until: float
) -> int:
    """Fill the slot bit by bit, killing the courier between; return how often."""
    slot, left, source = MailSlot(data.slot), list(requests), ("--config", str(config))
    slot.prepare()
    most = max(len(requests) // PER_KILL, 3)
    for _ in range(most):
        for one in left[: len(requests) // most + 1]:
            slot.put(one)
        del left[: len(requests) // most + 1]
        with (
            running_courier(data, source=source, is_silent=True) as courier,
            suppress(subprocess.TimeoutExpired),
        ):
            courier.wait(timeout=chance.uniform(0.6, 3.0))
    with running_courier(data, source=source, is_silent=True):
        wait_until(
            lambda: _receipts(data) == len(requests),
            "every receipt",
            within_s=until - time.monotonic(),
        )
    return most


def _receipts(data: DataFolder) -> int:
    if not data.queue_file.exists() or not data.queue_file.stat().st_size:
        return 0
    with QueueStore.open_for_reading(data.queue_file) as store:
        return store.counts(utc_now()).receipts


class _Killer(threading.Thread):
    """Kills the server at random moments and starts it again."""

    def __init__(self, server: Sekmet, ended: threading.Event, seed: int, most: int) -> None:
        super().__init__()
        self._server, self._ended, self._chance = server, ended, random.Random(seed)
        self._most = most
        self.kills = 0

    def run(self) -> None:
        while self.kills < self._most and not self._ended.wait(self._chance.uniform(2.0, 12.0)):
            self._server.kill()
            self._server.start()
            self.kills += 1


class _Mover(threading.Thread):
    """Staff: puts Tasks in progress as they come."""

    def __init__(self, server: Sekmet, ended: threading.Event, seed: int) -> None:
        super().__init__()
        self._server, self._ended, self._chance = server, ended, random.Random(seed)
        self.moved = set[str]()

    def run(self) -> None:
        while not self._ended.wait(0.5):
            with suppress(URLError, OSError, ValueError):
                found = self._server.get("Task?status=requested&_count=20").get("entry", [])
                for entry in self._chance.sample(found, min(len(found), 4)):
                    self._server.put({**entry["resource"], "status": "in-progress"})
                    self.moved.add(entry["resource"]["id"])


def _wrong(server: Sekmet, requests: list[Envelope]) -> dict[str, int]:
    wrong: dict[str, int] = {}
    for part in PARTS:
        found = server.all_of(part.partition("/")[0])
        values = Counter(i["value"] for one in found for i in one.get("identifier", ()))
        for one in requests:
            count = values[f"urn:uuid:{part_id(one.label.id, part)}"]
            if count != 1:
                wrong[f"{part} {one.label.id}"] = count
    return wrong


def _others(server: Sekmet, requests: list[Envelope]) -> tuple[int, int]:
    responses = Counter(r["identifier"]["value"] for r in server.all_of("QuestionnaireResponse"))
    once = sum(responses[f"urn:uuid:{one.label.id}"] == 1 for one in requests)
    return once, len(server.all_of("Device"))


def _put_back(server: Sekmet, moved: set[str]) -> int:
    states = {task["id"]: task["status"] for task in server.all_of("Task")}
    return sum(states[one] != "in-progress" for one in moved)
