# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sends what is due to one target, oldest first; deliveries are noted some at a time."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from kiosk.courier.retry import STREAK, Effect, Problem, SendFault, delay_s
from kiosk.courier.targets import BatchTarget, Outcome, Target
from kiosk.faults import EnvironmentFault
from kiosk.queue.envelope import RequestId
from kiosk.queue.store import Due, QueueStore

_log = logging.getLogger(__name__)

BATCH = 16
"""Requests taken from the queue at once."""
NOTED_WITHIN_S = 0.1
"""So long a delivery may stay unnoted; a power loss meanwhile has it asked for or sent again."""


class Sender:
    """The way of all requests to one target.

    Args:
        store: The queue.
        target: Where to send.
        now: The clock, aware UTC.
        poll_s: Seconds after which it looks again without being woken.
        on_delivered: Called with id and target once the queue knows of a delivery.
        on_rest: Called when nothing is due any more after attempts.
    """

    def __init__(
        self,
        *,
        store: QueueStore,
        target: Target,
        now: Callable[[], datetime],
        poll_s: float,
        on_delivered: Callable[[RequestId, str], None],
        on_rest: Callable[[], None],
    ) -> None:
        self._store = store
        self._target = target
        self._now = now
        self._poll_s = poll_s
        self._on_delivered = on_delivered
        self._on_rest = on_rest
        self._woken = asyncio.Event()
        self._has_news = asyncio.Event()
        self._arrived: dict[RequestId, tuple[str, ...]] = {}
        self._streak = 0

    def wake(self) -> None:
        """Look for due requests at once."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled.

        Raises:
            ExceptionGroup: The queue failed: an ``EnvironmentFault`` in it.
        """
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._keep_noting())
                await self._keep_sending()  # not a task too: see courier.py
        finally:
            with contextlib.suppress(EnvironmentFault):  # it is asked for again, or sent again
                self._note_arrivals()

    async def _keep_sending(self) -> None:
        while True:
            self._woken.clear()
            attempts = 0
            while batch := self._store.due(self._target.name, self._now(), BATCH):
                await self._send(batch)
                self._note_arrivals()
                attempts += 1
            if attempts:
                self._on_rest()
            try:
                async with asyncio.timeout(self._poll_s):
                    await self._woken.wait()
            except TimeoutError:
                pass

    async def _keep_noting(self) -> None:
        """Note deliveries soon; a commit for each would take as long as sending it."""
        while True:
            await self._has_news.wait()
            await asyncio.sleep(NOTED_WITHIN_S)
            self._note_arrivals()

    async def _send(self, batch: Sequence[Due]) -> None:
        if isinstance(self._target, BatchTarget):
            await self._send_many(self._target, batch)
            return
        for due in batch:
            if not self._store.is_waiting(due.envelope.label.id, self._target.name):
                continue  # staff stopped it since the batch was taken
            if stop := self._took(due, await self._outcome(due)):
                self._pause(due, stop)
                return

    async def _send_many(self, target: BatchTarget, batch: Sequence[Due]) -> None:
        by_id = {due.envelope.label.id: due for due in batch}
        try:
            outcomes = await target.deliver_many([due.envelope for due in batch])
        except Exception:  # noqa: BLE001 - a bug met by some must not stop all
            _log.exception("the sending to %s met a bug", target.name)
            outcomes = [Outcome(next(iter(by_id)), SendFault(Problem.UNCLEAR))]
        stops = [self._took(by_id[outcome.id], outcome) for outcome in outcomes]
        for stop in filter(None, stops):
            self._pause(batch[0], stop)

    async def _outcome(self, due: Due) -> Outcome:
        request_id = due.envelope.label.id
        try:
            remote = await self._target.deliver(due.envelope)
        except SendFault as fault:
            return Outcome(request_id, fault)
        except Exception:  # noqa: BLE001 - a bug met by one request must not stop the others
            _log.exception("request %s met a bug on its way to %s", request_id, self._target.name)
            return Outcome(request_id, SendFault(Problem.UNCLEAR))
        return Outcome(request_id, remote=remote)

    def _took(self, due: Due, outcome: Outcome) -> SendFault | None:
        """Note what became of a request; return what stops the target, if anything does."""
        if outcome.fault is not None:
            return self._note_failure(due, outcome.fault)
        self._streak = 0
        self._arrived[outcome.id] = outcome.remote
        self._has_news.set()
        return None

    def _note_arrivals(self) -> None:
        arrived, self._arrived = self._arrived, {}
        self._has_news.clear()
        if not arrived:
            return
        self._store.all_delivered(tuple(arrived), self._target.name, self._now(), arrived)
        for request_id in arrived:
            _log.info("request %s delivered to %s", request_id, self._target.name)
            self._on_delivered(request_id, self._target.name)

    def _note_failure(self, due: Due, fault: SendFault) -> SendFault | None:
        """Note a failure; return it if it stops the target."""
        request_id, target = due.envelope.label.id, self._target.name
        problem, effect = fault.problem.value, fault.problem.effect
        _log.warning("request %s not delivered to %s: %s", request_id, target, problem)
        if effect is Effect.HOLD_REQUEST:
            self._store.hold(request_id, target, problem, self._now())
            return None
        if effect is not Effect.RETRY_REQUEST:
            return fault
        self._streak += 1
        self._store.postpone(request_id, target, problem, self._until(fault, due.attempts))
        return fault if self._streak >= STREAK else None

    def _pause(self, due: Due, fault: SendFault) -> None:
        self._note_arrivals()  # first: an arrival ends a pause
        until = self._until(fault, due.target_failures)
        self._store.pause(self._target.name, fault.problem.value, until)

    def _until(self, fault: SendFault, failures: int) -> datetime:
        wait_s = delay_s(
            failures,
            random.random(),  # noqa: S311 - spreads load, keeps no secret
            retry_after_s=fault.retry_after_s,
            is_paused=fault.problem.effect is Effect.PAUSE_TARGET,
        )
        return self._now() + timedelta(seconds=wait_s)
