# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a durable accept costs beside sealing and one bare synced write of the same size.

``python -m tests.queue.measure_accept [--times 300]``: both are done in turn, from the same frozen
bytes, on the same disk. Exit code 1 when the accept costs more than `GOAL` times the other.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk.forms.respond import canonical_bytes, response
from kiosk.queue.envelope import Label, encode, new_request_id, seal_request
from kiosk.queue.slot import MailSlot
from tests.support.envelopes import RECIPIENT
from tests.support.forms import contact_form, filled_contact

GOAL = 2.0
WAITING = 20
"""Requests in the slot: more than a courier that works ever leaves there."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the durable accept.")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--folder", type=Path, default=Path("build"))
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        accepted, bare, write = measure(Path(folder), options.times)
    for name, found in (("accept", accepted), ("seal, bare write", bare), ("bare write", write)):
        tenths = statistics.quantiles(found, n=20)
        sys.stdout.write(
            f"{name:<18} median {statistics.median(found):6.2f} ms   p95 {tenths[-1]:6.2f} ms\n"
        )
    ratio = statistics.median(accepted) / statistics.median(bare)
    sys.stdout.write(f"{'ratio of medians':<18} {ratio:.2f} (goal: at most {GOAL:g})\n")
    return ratio > GOAL


def measure(folder: Path, times: int) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds of accepts, of seal and bare write, and of the bare writes alone."""
    slot = MailSlot(folder / "slot")
    slot.prepare()
    form = contact_form()
    answers = filled_contact(form, "call")
    accepted: list[float] = []
    bare: list[float] = []
    write: list[float] = []
    for number in range(times):
        request_id, now = new_request_id(), datetime.now(UTC)
        resource = response(form, answers, request_id=request_id, authored_at=now, language="en")
        frozen = canonical_bytes(resource)
        label = Label.of(
            request_id,
            created_at=now,
            form=form.url,
            form_version=form.version,
            form_sha256=form.digest,
        )

        def accept(label: Label = label, frozen: bytes = frozen) -> None:
            slot.put(seal_request(label, frozen, [RECIPIENT]))

        def seal_and_write(label: Label = label, frozen: bytes = frozen) -> None:
            data = encode(seal_request(label, frozen, [RECIPIENT]))
            began = time.perf_counter()
            bare_write(folder / label.id, data)
            write.append((time.perf_counter() - began) * 1000)

        pair = ((accept, accepted), (seal_and_write, bare))
        for act, found in pair if number % 2 else reversed(pair):
            found.append(took_ms(act))
        if number >= WAITING:
            (slot.accepted / slot.waiting()[0]).unlink()
    return accepted, bare, write


def bare_write(path: Path, data: bytes) -> None:
    """Write a file and sync it, and nothing else."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)


def took_ms(act: Callable[[], None]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
