# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's work: empty the slot into the queue, and let the senders drain the queue.

Whatever fails on this machine (queue damaged, newer, disk full) the courier stays and says so, and
tries again: accepted requests wait in the slot meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from kiosk.courier.sender import Sender
from kiosk.courier.targets import Target
from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.paths import DataFolder
from kiosk.queue.collector import Collector
from kiosk.queue.envelope import RequestId
from kiosk.queue.lease import SenderLease
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore, utc_now
from kiosk.session.messages import Delivered, QueueCounts

_log = logging.getLogger(__name__)

POLL_S = 2.0
LEASE_FILE = "courier.lock"


class Courier:
    """Carries requests from the slot to every target, while it holds the lease.

    Args:
        data: The kiosk's data folder.
        targets: Where requests go, at least one.
        report: Called with counts when they change and with each delivery; must not wait.
        now: The clock, aware UTC.
        poll_s: Seconds after which slot and queue are looked at without being woken.
    """

    def __init__(
        self,
        *,
        data: DataFolder,
        targets: Sequence[Target],
        report: Callable[[Delivered | QueueCounts], None],
        now: Callable[[], datetime] = utc_now,
        poll_s: float = POLL_S,
    ) -> None:
        self._queue_file = data.queue_file
        self._lease = SenderLease(data.queue / LEASE_FILE)
        self._collector = Collector(MailSlot(data.slot), data.quarantine)
        self._targets = tuple(targets)
        self._report = report
        self._now = now
        self._poll_s = poll_s
        self._woken = asyncio.Event()
        self._senders: tuple[Sender, ...] = ()
        self._slot_problem = ""
        self._reported: QueueCounts | None = None

    def wake(self) -> None:
        """Look into the slot at once."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            while True:
                if self._lease.take():
                    await self._work_while_it_goes()
                await self._rest()
        finally:
            self._lease.give_back()
            for target in self._targets:
                await target.close()

    async def _work_while_it_goes(self) -> None:
        try:
            await self._work()
        except* EnvironmentFault as group:
            fault = _first(group)
            name = "newer" if isinstance(fault, NewerVersionFault) else "failed"
            problem = f"queue: {name}"
            if self._reported is None or self._reported.problem != problem:
                _log.error("the courier cannot work: %s", fault)
            count, oldest_s = self._in_slot()
            self._say_counts(QueueCounts(count, round(oldest_s, 1), 0, problem))

    async def _work(self) -> None:
        self._collector.prepare()
        names = [target.name for target in self._targets]
        with QueueStore.open(self._queue_file, names) as store:
            await self._collect(store)
            self._senders = tuple(self._sender(store, target) for target in self._targets)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._keep_collecting(store))
                for sender in self._senders:
                    group.create_task(sender.run())

    def _sender(self, store: QueueStore, target: Target) -> Sender:
        return Sender(
            store=store,
            target=target,
            now=self._now,
            poll_s=self._poll_s,
            on_delivered=self._on_delivered,
            on_rest=lambda: self._count(store),
        )

    async def _keep_collecting(self, store: QueueStore) -> None:
        while True:
            await self._rest()
            if await self._collect(store):
                for sender in self._senders:
                    sender.wake()

    async def _collect(self, store: QueueStore) -> int:
        """Empty the slot; return how many requests came.

        The order survives power loss: commit, then unlink and sync of the folder, then the first
        attempt to send, which begins only when this returns.
        """
        count, problem = 0, ""
        for name in self._collector.waiting():
            try:
                envelope = self._collector.take(name)
                if envelope is not None:
                    count += store.import_envelope(envelope, self._now())
                    self._collector.discard(name)
            except NewerVersionFault:
                problem = problem or "slot: newer"
            except EnvironmentFault as fault:
                problem = "slot: failed"
                if problem != self._slot_problem:
                    _log.error("the slot cannot be emptied: %s", fault)
            await asyncio.sleep(0)
        self._slot_problem = problem
        self._count(store)
        return count

    def _on_delivered(self, request_id: RequestId, target: str) -> None:
        self._report(Delivered(request_id, target))

    def _count(self, store: QueueStore) -> None:
        counts = store.counts(self._now())
        in_slot, oldest_s = self._in_slot()
        problems = (self._slot_problem, *counts.problems)
        self._say_counts(
            QueueCounts(
                waiting=counts.waiting + in_slot,
                oldest_s=round(max(counts.oldest_s, oldest_s), 1),
                quarantined=self._collector.quarantined(),
                problem=next(filter(None, problems), ""),
            )
        )

    def _say_counts(self, counts: QueueCounts) -> None:
        if counts != self._reported:
            self._reported = counts
            self._report(counts)

    def _in_slot(self) -> tuple[int, float]:
        """Return how many files wait in the slot, and the age of the oldest in seconds."""
        try:
            return self._collector.backlog(self._now())
        except EnvironmentFault:
            return 0, 0.0

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._poll_s):
                await self._woken.wait()
        except TimeoutError:
            pass
        self._woken.clear()


def _first(group: BaseExceptionGroup[EnvironmentFault]) -> EnvironmentFault:
    error = group.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error
