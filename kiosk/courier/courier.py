# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's work: empty the slot into the queue, and let the senders drain the queue.

Whatever fails on this machine (queue damaged, newer, disk full) the courier stays and says so, and
tries again: accepted requests wait in the slot meanwhile.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from kiosk.courier.network import RouteWatch
from kiosk.courier.retry import Problem
from kiosk.courier.sender import Sender
from kiosk.courier.targets import Target
from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.paths import DataFolder
from kiosk.queue.collector import Collector
from kiosk.queue.database import DamagedFault
from kiosk.queue.envelope import RequestId
from kiosk.queue.lease import LEASE_FILE, SenderLease
from kiosk.queue.proof import FORM as TEST_FORM
from kiosk.queue.recovery import open_recovering, recover, set_aside
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore, utc_now
from kiosk.session.control import Delivered, QueueCounts

_log = logging.getLogger(__name__)

POLL_S = 2.0
DAMAGED = "queue: damaged"
"""Said for as long as a queue that was set aside lies there for a person to look at."""
KEPT_RECEIPTS = 200
"""Ids of shown receipts that are remembered until their requests have come."""
IMPORTED_AT_ONCE = 32
"""Requests that one commit takes over; a longer one would hold up the senders."""


class Courier:
    """Carries requests from the slot to every target, while it holds the lease.

    Args:
        data: The kiosk's data folder.
        targets: Where requests go, at least one.
        report: Called with counts when they change and with each delivery; must not wait.
        now: The clock, aware UTC.
        poll_s: Seconds after which slot and queue are looked at without being woken.
        routes: What tells that the network is back.
        receipt_wait: How long a request waits for word that its receipt was shown; then it is
            sent with the mark that its visitor may not have seen one.
    """

    def __init__(
        self,
        *,
        data: DataFolder,
        targets: Sequence[Target],
        report: Callable[[Delivered | QueueCounts], None],
        now: Callable[[], datetime] = utc_now,
        poll_s: float = POLL_S,
        routes: RouteWatch | None = None,
        receipt_wait: timedelta = timedelta(0),
    ) -> None:
        self._queue_file = data.queue_file
        self._lease = SenderLease(data.queue / LEASE_FILE)
        self._collector = Collector(MailSlot(data.slot), data.quarantine, data.kiosk_user)
        self._targets = tuple(targets)
        self._report = report
        self._now = now
        self._poll_s = poll_s
        self._receipt_wait = receipt_wait
        self._receipts: deque[str] = deque(maxlen=KEPT_RECEIPTS)
        self._woken = asyncio.Event()
        self._senders: tuple[Sender, ...] = ()
        self._routes = routes or RouteWatch()
        self._slot_problem = ""
        self._is_damaged = self._is_hurried = False
        self._reported: QueueCounts | None = None

    def wake(self, receipts: Sequence[str] = ()) -> None:
        """Look into the slot at once.

        Args:
            receipts: Ids of requests whose receipts were shown.
        """
        self._receipts.extend(receipts)
        self._woken.set()

    def hurry(self) -> None:
        """Try all that waits at once, because staff wish it."""
        self._is_hurried = True
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
            self._is_damaged = isinstance(fault, DamagedFault)
            name = "newer" if isinstance(fault, NewerVersionFault) else "failed"
            problem = f"queue: {name}"
            if self._reported is None or self._reported.problem != problem:
                _log.error("the courier cannot work: %s", fault)
            count, oldest_s = self._in_slot()
            self._say_counts(QueueCounts(count, round(oldest_s, 1), 0, problem))

    async def _work(self) -> None:
        self._collector.prepare()
        names = [target.name for target in self._targets]
        if self._is_damaged:  # met at work, where the check on opening may not look
            recover(self._queue_file, self._now())
            self._is_damaged = False
        with open_recovering(self._queue_file, names, self._now()) as store:
            await self._collect(store)
            self._senders = tuple(self._sender(store, target) for target in self._targets)
            async with asyncio.TaskGroup() as group:
                for sender in self._senders:
                    group.create_task(sender.run())
                # Not a task too: Python 3.11 leaves a group's own task half cancelled when one of
                # its tasks fails while it merely waits for them.
                await self._keep_collecting(store)

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
            is_hurried, self._is_hurried = self._is_hurried, False
            if is_hurried:
                store.hurry()
            elif self._routes.returned():
                store.end_pauses(Problem.UNREACHABLE)
                is_hurried = True
            if await self._collect(store) or is_hurried:
                for sender in self._senders:
                    sender.wake()

    async def _collect(self, store: QueueStore) -> int:
        """Empty the slot; return how many requests came, or need not wait any more.

        The order survives power loss: commit, then unlink and sync of the folder, then the first
        attempt to send, which begins only when this returns.
        """
        count, problem = 0, ""
        names = self._collector.waiting()
        for first in range(0, len(names), IMPORTED_AT_ONCE):
            batch = names[first : first + IMPORTED_AT_ONCE]
            found, its_problem = self._import(store, batch)
            if its_problem and len(batch) > 1:  # what one of them meets must not stop the others
                for name in batch:
                    one, its_problem = self._import(store, (name,))
                    found += one
                    problem = problem or its_problem
            count += found
            problem = problem or its_problem
            await asyncio.sleep(0)
        self._slot_problem = problem
        count += store.note_receipts(self._receipts, self._now())
        self._count(store)
        return count

    def _import(self, store: QueueStore, names: Sequence[str]) -> tuple[int, str]:
        """Return how many of some names came to be in the queue, and what stopped the others."""
        try:
            taken = {name: self._collector.take(name) for name in names}
            envelopes = {name: one for name, one in taken.items() if one is not None}
            count = store.import_envelopes(
                list(envelopes.values()), self._now(), wait=self._receipt_wait
            )
            # A test request has no visitor.
            tests = [one.label.id for one in envelopes.values() if one.label.form == TEST_FORM]
            store.note_receipts(tests, self._now())
            self._collector.discard(*envelopes)
        except NewerVersionFault:
            return 0, "slot: newer"
        except DamagedFault:
            raise
        except EnvironmentFault as fault:
            if self._slot_problem != "slot: failed" and len(names) == 1:
                _log.error("the slot cannot be emptied: %s", fault)
                self._slot_problem = "slot: failed"
            return 0, "slot: failed"
        return count, ""

    def _on_delivered(self, request_id: RequestId, target: str) -> None:
        self._report(Delivered(request_id, target))

    def _count(self, store: QueueStore) -> None:
        counts = store.counts(self._now())
        in_slot, oldest_s = self._in_slot()
        problems = (self._slot_problem, *counts.problems)
        damaged = DAMAGED if set_aside(self._queue_file) else ""
        self._say_counts(
            QueueCounts(
                waiting=counts.waiting + in_slot,
                oldest_s=round(max(counts.oldest_s, oldest_s), 1),
                quarantined=self._collector.quarantined(),
                problem=", ".join(filter(None, (next(filter(None, problems), ""), damaged))),
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
