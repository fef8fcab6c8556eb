# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keeps a courier running where the kiosk is started by hand.

The courier holds one end of a pipe, its lifeline. However the supervisor ends, by SIGKILL too, the
other end closes and the courier ends; a next supervisor's courier finds its lease free.
"""

import asyncio
import logging
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence

from kiosk.supervisor.patience import comes

_log = logging.getLogger(__name__)

FIRST_DELAY_S = 1.0
LONGEST_DELAY_S = 60.0
STEADY_S = 60.0
GRACE_S = 2.0


def restart_delay(deaths: int) -> float:
    """Return the seconds to wait before the next start.

    Args:
        deaths: Deaths in a row without a steady run between them, at least 1.
    """
    return min(FIRST_DELAY_S * 2.0 ** min(deaths - 1, 16), LONGEST_DELAY_S)


class CourierKeeper:
    """One courier process, started again whenever it dies, each time a little later.

    Args:
        command: Program and arguments, without ``--lifeline``; asked anew at each start, as a
            reload may change them.
        environment: Its whole environment.
        on_died: Called after each death that nobody wished, with its exit status.
    """

    def __init__(
        self,
        command: Callable[[], Sequence[str]],
        environment: Mapping[str, str],
        on_died: Callable[[int], None],
    ) -> None:
        self._command = command
        self._environment = dict(environment)
        self._on_died = on_died
        self._process: subprocess.Popen[bytes] | None = None
        self._pidfd = self._lifeline = -1
        self._deaths = 0
        self._started = 0.0
        self._gone = asyncio.Event()
        self._stopping = self._restarting = False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def state(self) -> str:
        """``running``, ``waiting`` (for its next start) or ``stopped``."""
        if self._process is not None:
            return "running"
        return "stopped" if self._timer is None else "waiting"

    @property
    def pid(self) -> int | None:
        """The courier's process id, or None while there is none."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the courier now."""
        loop = asyncio.get_running_loop()
        self._timer, self._started = None, loop.time()
        self._gone.clear()
        theirs, ours = os.pipe()
        try:
            process = subprocess.Popen(
                [*self._command(), "--lifeline", str(theirs)],
                env=self._environment,
                pass_fds=(theirs,),
                stdin=subprocess.DEVNULL,
                stdout=2,
                start_new_session=True,
            )
        except OSError:
            _log.exception("the courier cannot be started")
            os.close(ours)
            self._again()
            return
        finally:
            os.close(theirs)
        self._process, self._lifeline = process, ours
        self._pidfd = os.pidfd_open(process.pid)
        loop.add_reader(self._pidfd, self._on_exit)

    def restart(self) -> None:
        """Let the courier read its settings again: it ends cleanly and is started at once."""
        if self._process is not None:
            self._restarting = True
            self._process.terminate()

    async def stop(self) -> None:
        """End the courier: politely first, by force after two seconds; it is gone on return."""
        self._stopping = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        process = self._process
        if process is None:
            return
        process.terminate()
        if not await comes(self._gone, GRACE_S):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            await self._gone.wait()

    def _on_exit(self) -> None:
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._pidfd)
        os.close(self._pidfd)
        os.close(self._lifeline)
        process, self._process = self._process, None
        status = process.wait() if process else 0
        self._gone.set()
        if self._stopping:
            return
        if self._restarting:
            self._restarting = False
            self.start()
            return
        _log.warning("the courier died with status %d", status)
        self._on_died(status)
        self._again()

    def _again(self) -> None:
        loop = asyncio.get_running_loop()
        self._deaths = 1 if loop.time() - self._started > STEADY_S else self._deaths + 1
        self._timer = loop.call_later(restart_delay(self._deaths), self.start)
