# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's rules, in this process, with a receiver that answers as it is told."""

import asyncio
import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import apsw
import pytest

from kiosk.courier.courier import Courier
from kiosk.courier.retry import Problem, SendFault
from kiosk.paths import DataFolder
from kiosk.queue.envelope import Envelope
from kiosk.queue.recovery import set_aside
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from kiosk.session.control import Delivered, QueueCounts
from tests.support.envelopes import NOW, envelope

LIMIT_S = 10.0
DAMAGE = b"damaged" * 2_000
NEWER = b"SQLite format 3\0".ljust(60, b"\0") + (9).to_bytes(4, "big") + DAMAGE


class Inbox:
    """A target in memory; ``problems`` are met one after the other before it takes anything."""

    def __init__(self, name: str = "desk", problems: tuple[Problem, ...] = ()) -> None:
        self.name = name
        self.problems = deque(problems)
        self.refused: set[str] = set()
        self.taken: list[str] = []
        self.tried: list[str] = []
        self.look: Callable[[], None] = lambda: None

    async def deliver(self, envelope: Envelope) -> tuple[str, ...]:
        self.look()
        self.tried.append(envelope.label.id)
        await asyncio.sleep(0)
        if envelope.label.id in self.refused:
            raise SendFault(Problem.CONTENT_REFUSED)
        if self.problems:
            raise SendFault(self.problems.popleft(), retry_after_s=0.0)
        self.taken.append(envelope.label.id)
        return ()

    async def close(self) -> None: ...


class Desk:
    """A data folder with a slot, and the reports of its courier."""

    def __init__(self, root: Path) -> None:
        self.data = DataFolder(root)
        self.slot = MailSlot(self.data.slot)
        self.slot.prepare()
        self.reports: list[Delivered | QueueCounts] = []

    def put(self, count: int) -> list[str]:
        envelopes = [envelope() for _ in range(count)]
        for one in envelopes:
            self.slot.put(one)
        return sorted(one.label.id for one in envelopes)

    def courier(self, *targets: Inbox) -> Courier:
        return Courier(data=self.data, targets=targets, report=self.reports.append, poll_s=0.01)

    @property
    def counts(self) -> QueueCounts | None:
        counts = [report for report in self.reports if isinstance(report, QueueCounts)]
        return counts[-1] if counts else None

    @property
    def told(self) -> tuple[int, str] | None:
        return (self.counts.waiting, self.counts.problem) if self.counts else None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def run_until(condition: Callable[[], bool], *couriers: Courier) -> None:
    """Run couriers together until something is true, looking after every turn of the loop."""

    async def run() -> None:
        tasks = [asyncio.create_task(courier.run()) for courier in couriers]
        try:
            async with asyncio.timeout(LIMIT_S):
                while not condition():  # noqa: ASYNC110 - any condition at all
                    await asyncio.sleep(0.001)
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    asyncio.run(run())


def test_requests_in_the_slot_reach_every_target_once(desk: Desk) -> None:
    ids = desk.put(5)
    first, second = Inbox("desk"), Inbox("hub")

    run_until(lambda: len(second.taken) == len(first.taken) == 5, desk.courier(first, second))

    assert sorted(first.taken) == sorted(second.taken) == ids
    assert desk.slot.waiting() == ()


def test_request_is_in_the_queue_and_out_of_the_slot_before_it_is_sent(desk: Desk) -> None:
    (request_id,) = desk.put(1)
    inbox, seen = Inbox(), list[tuple[int, int]]()

    def look() -> None:
        with QueueStore.open_for_reading(desk.data.queue_file) as store:
            seen.append((len(desk.slot.waiting()), store.counts(NOW).waiting))

    inbox.look = look
    run_until(lambda: inbox.taken == [request_id], desk.courier(inbox))

    assert seen == [(0, 1)]


def test_two_couriers_send_each_request_once(desk: Desk) -> None:
    ids = desk.put(20)
    first, second = Inbox(), Inbox()

    run_until(
        lambda: len(first.taken) + len(second.taken) == 20,
        desk.courier(first),
        desk.courier(second),
    )

    assert sorted(first.tried + second.tried) == ids
    assert [] in (first.taken, second.taken)


def test_refused_request_is_held_and_the_rest_goes_on(desk: Desk) -> None:
    ids = desk.put(4)
    inbox = Inbox()
    inbox.refused = {ids[0]}

    run_until(lambda: len(inbox.taken) == 3, desk.courier(inbox))

    assert sorted(inbox.taken) == ids[1:]
    assert inbox.tried.count(ids[0]) == 1


def test_bug_met_by_one_request_does_not_stop_the_others(desk: Desk) -> None:
    ids = desk.put(3)
    inbox = Inbox()

    def stumble() -> None:
        if not inbox.tried:
            inbox.tried.append("")
            raise RuntimeError

    inbox.look = stumble
    run_until(lambda: len(inbox.taken) >= 2, desk.courier(inbox))

    assert set(inbox.taken) <= set(ids)


@pytest.mark.parametrize("problem", sorted(set(Problem) - {Problem.CONTENT_REFUSED}))
def test_every_other_failure_is_tried_again_until_it_is_taken(desk: Desk, problem: Problem) -> None:
    ids = desk.put(2)
    inbox = Inbox(problems=(problem,) * 4)

    run_until(lambda: len(inbox.taken) == 2, desk.courier(inbox))

    assert sorted(inbox.taken) == ids
    assert len(inbox.tried) == 6


def test_delivery_and_counts_are_reported(desk: Desk) -> None:
    (request_id,) = desk.put(1)

    run_until(
        lambda: desk.counts == QueueCounts(0, 0.0, 0) and len(desk.reports) > 2,
        desk.courier(Inbox()),
    )

    assert Delivered(request_id, "desk") in desk.reports


def test_bad_file_in_the_slot_is_counted_and_others_arrive(desk: Desk) -> None:
    (desk.slot.accepted / "00.ikr").write_bytes(b"garbage")
    ids = desk.put(2)
    inbox = Inbox()

    run_until(lambda: desk.counts == QueueCounts(0, 0.0, 1), desk.courier(inbox))

    assert sorted(inbox.taken) == ids


def test_newer_envelope_stays_is_told_and_others_arrive(desk: Desk) -> None:
    newer = desk.slot.accepted / "00.ikr"
    newer.write_bytes(b'{"format":2}\nsealed')
    ids = desk.put(2)
    inbox = Inbox()

    run_until(lambda: desk.told == (1, "slot: newer"), desk.courier(inbox))

    assert sorted(inbox.taken) == ids
    assert newer.exists()


def test_newer_queue_is_told_and_the_slot_keeps_what_it_has(desk: Desk) -> None:
    QueueStore.open(desk.data.queue_file, ["desk"]).close()
    connection = apsw.Connection(str(desk.data.queue_file))
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    before = desk.data.queue_file.read_bytes()
    desk.put(2)

    run_until(lambda: desk.told == (2, "queue: newer"), desk.courier(Inbox()))

    assert desk.data.queue_file.read_bytes() == before
    assert len(desk.slot.waiting()) == 2


@pytest.mark.parametrize("damaged", ["newer queue", "slot"])
def test_what_waits_in_the_slot_grows_old_while_it_cannot_be_taken(
    desk: Desk, damaged: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.put(1)
    waiting = desk.slot.accepted / desk.slot.waiting()[0]
    if damaged == "newer queue":
        desk.data.queue.mkdir()
        desk.data.queue_file.write_bytes(NEWER)
    else:
        waiting.write_bytes(b'{"format":2}\nsealed')
    stamp = waiting.stat().st_mtime - 7_200
    os.utime(waiting, (stamp, stamp))

    run_until(lambda: len(desk.reports) > 3, desk.courier(Inbox()))

    assert desk.counts is not None
    assert 7_200 <= desk.counts.oldest_s < 7_260
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) <= 1


def test_damaged_queue_is_set_aside_and_told_and_requests_go_on(desk: Desk) -> None:
    desk.data.queue.mkdir()
    desk.data.queue_file.write_bytes(DAMAGE)
    ids = desk.put(2)
    inbox = Inbox()

    run_until(
        lambda: desk.told == (0, "queue: damaged") and len(inbox.taken) == 2, desk.courier(inbox)
    )

    assert sorted(inbox.taken) == ids
    (aside,) = set_aside(desk.data.queue_file)
    assert aside.read_bytes() == DAMAGE
    aside.unlink()
    run_until(lambda: desk.told == (0, ""), desk.courier(Inbox()))


def test_queue_damaged_at_work_is_set_aside_and_new_requests_arrive(desk: Desk) -> None:
    desk.put(3)
    inbox, new = Inbox(), list[str]()

    def spoil() -> None:
        if not new:
            os.truncate(desk.data.queue_file, 4_096)
            new.extend(desk.put(2))

    inbox.look = spoil
    run_until(lambda: bool(new) and set(new) <= set(inbox.taken), desk.courier(inbox))

    assert set_aside(desk.data.queue_file)
    assert desk.told is not None
    assert desk.told[1] == "queue: damaged"
