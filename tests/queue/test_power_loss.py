# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import contextlib
import random
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.queue.envelope import Envelope
from kiosk.queue.store import QueueStore
from tests.support.envelopes import NOW, envelope
from tests.support.power_loss import PowerLossDisk

REQUESTS = tuple(envelope() for _ in range(6))


def _carry_until_the_power_fails(
    path: Path, disk: str, imported: list[Envelope], delivered: list[Envelope]
) -> None:
    with contextlib.suppress(EnvironmentFault), QueueStore.open(path, ["desk"], vfs=disk) as store:
        for one in REQUESTS:
            store.import_envelopes([one], NOW)
            imported.append(one)
        for one in REQUESTS[:3]:
            store.all_delivered([one.label.id], "desk", NOW)
            delivered.append(one)


def test_what_the_queue_acknowledged_survives_power_loss(tmp_path: Path) -> None:
    for seed in range(150):
        imported: list[Envelope] = []
        delivered: list[Envelope] = []
        disk = PowerLossDisk(name := f"power-loss-{seed}", seed)
        disk.writes_left = random.Random(seed).randint(0, 360)

        _carry_until_the_power_fails(tmp_path / "queue.db", name, imported, delivered)
        disk.lose_power()

        with QueueStore.open(tmp_path / "queue.db", ["desk"], vfs=name) as store:
            for one in imported:
                assert len(store.find(one.label.code)) == 1
            assert store.counts(NOW).receipts >= len(delivered)
            assert store.counts(NOW).receipts + store.counts(NOW).waiting <= len(REQUESTS)
        disk.unregister()


def test_runs_really_lose_power_in_the_middle(tmp_path: Path) -> None:
    disk = PowerLossDisk("power-loss-whole", 0)
    disk.writes_left = budget = 10_000
    imported: list[Envelope] = []
    delivered: list[Envelope] = []

    _carry_until_the_power_fails(tmp_path / "queue.db", "power-loss-whole", imported, delivered)

    assert len(delivered) == 3
    assert 300 < budget - disk.writes_left < 420
    disk.unregister()
