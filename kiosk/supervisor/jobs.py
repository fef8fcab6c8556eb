# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Work beside the event loop's own: one that fails is logged, and the kiosk goes on."""

import asyncio
import logging
from collections.abc import Coroutine

_log = logging.getLogger(__name__)


class Jobs:
    """The jobs that run now; they belong to the running loop."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Run a job; nobody waits for it."""
        job = asyncio.get_running_loop().create_task(work)
        self._running.add(job)
        job.add_done_callback(self._on_done)

    def cancel(self) -> None:
        """Cancel all that run."""
        for job in self._running:
            job.cancel()

    def _on_done(self, job: asyncio.Task[None]) -> None:
        self._running.discard(job)
        if not job.cancelled() and (error := job.exception()) is not None:
            _log.error("something failed; the kiosk goes on as it was", exc_info=error)
