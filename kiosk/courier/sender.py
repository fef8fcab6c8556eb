# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sends what is due to one target, oldest first, one request at a time."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.courier.retry import Effect, Problem, SendFault, delay_s
from kiosk.courier.targets import Target
from kiosk.queue.envelope import RequestId
from kiosk.queue.store import Due, QueueStore

_log = logging.getLogger(__name__)

STREAK = 3
"""So many requests failing one after the other are the target's failure, not theirs."""


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
        self._streak = 0

    def wake(self) -> None:
        """Look for due requests at once."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled.

        Raises:
            EnvironmentFault: The queue failed.
        """
        while True:
            self._woken.clear()
            attempts = 0
            while due := self._store.next_due(self._target.name, self._now()):
                await self._attempt(due)
                attempts += 1
            if attempts:
                self._on_rest()
            try:
                async with asyncio.timeout(self._poll_s):
                    await self._woken.wait()
            except TimeoutError:
                pass

    async def _attempt(self, due: Due) -> None:
        request_id, target = due.envelope.label.id, self._target.name
        try:
            await self._target.deliver(due.envelope)
        except SendFault as fault:
            self._note_failure(due, fault)
            return
        except Exception:  # noqa: BLE001 - a bug met by one request must not stop the others
            _log.exception("request %s met a bug on its way to %s", request_id, target)
            self._note_failure(due, SendFault(Problem.UNCLEAR))
            return
        self._streak = 0
        self._store.delivered(request_id, target, self._now())
        _log.info("request %s delivered to %s", request_id, target)
        self._on_delivered(request_id, target)

    def _note_failure(self, due: Due, fault: SendFault) -> None:
        request_id, target = due.envelope.label.id, self._target.name
        problem, effect = fault.problem.value, fault.problem.effect
        _log.warning("request %s not delivered to %s: %s", request_id, target, problem)
        self._streak += effect is Effect.RETRY_REQUEST
        if effect is Effect.HOLD_REQUEST:
            self._store.hold(request_id, target, problem, self._now())
            return
        if effect is Effect.RETRY_REQUEST:
            until = self._until(fault, due.attempts)
            self._store.postpone(request_id, target, problem, until)
            if self._streak < STREAK:
                return
        self._store.pause(target, problem, self._until(fault, due.target_failures))

    def _until(self, fault: SendFault, failures: int) -> datetime:
        wait_s = delay_s(
            failures,
            random.random(),  # noqa: S311 - spreads load, keeps no secret
            retry_after_s=fault.retry_after_s,
            is_paused=fault.problem.effect is Effect.PAUSE_TARGET,
        )
        return self._now() + timedelta(seconds=wait_s)
