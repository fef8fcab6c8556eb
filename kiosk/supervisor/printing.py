# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Handouts for sealed screens: they ask by ids, a short-lived helper draws and prints.

The helper (`kiosk.handout`) is a process of its own, one at a time. Asked to end it takes its
print job back; what does not end then is killed with all that it started.
"""

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from kiosk.session.handouts import (
    HandoutExit,
    HandoutJob,
    LookJob,
    PrintJob,
    PrintLimits,
    SlipJob,
    outcome_of,
)
from kiosk.session.messages import PrintHandout, PrintOutcome, PrintSlip, Standing
from kiosk.settings import Center, Paper
from kiosk.supervisor.patience import comes
from kiosk.supervisor.startup import Plan, center_of

_log = logging.getLogger(__name__)

LOOK_EVERY_S = 60.0
LOOK_LIMIT_S = 15.0
PRINT_LIMIT_S = 60.0
GRACE_S = 6.0
"""Time to take a job back, one word to CUPS."""


@dataclass(frozen=True, slots=True)
class Handouts:
    """What is printed, on which printer.

    Attributes:
        printer: Name of the print queue; empty where nothing can be printed.
        paper: What lies in it.
        library: The library file.
        live: Whether this is a live kiosk.
        center: Whose handouts they are.
    """

    printer: str
    paper: Paper
    library: str
    live: bool
    center: Center

    def job(self, wish: PrintHandout | PrintSlip) -> PrintJob | SlipJob:
        """Return the helper's job for what a screen wishes."""
        if isinstance(wish, PrintSlip):
            return SlipJob(
                *(self.printer, self.paper, self.live, self.center),
                *(wish.code, wish.language, wish.late),
            )
        return PrintJob(
            *(self.printer, self.paper, self.library, self.live, self.center),
            *(wish.kind, wish.ref, wish.language),
        )


def handouts_of(plan: Plan) -> Handouts:
    """Return what a kiosk prints that runs on this plan: nothing where it shows no library."""
    is_open = plan.library is not None and plan.standing in (Standing.DEMO, Standing.LIVE)
    printing = plan.settings.printing
    return Handouts(
        printer=printing.printer if is_open else "",
        paper=printing.paper,
        library=str(plan.library or ""),
        live=plan.standing is Standing.LIVE,
        center=center_of(plan),
    )


class PrintDesk:
    """Looks after the printer and prints what screens ask for.

    Args:
        command: How a helper is started.
        environment: Its whole environment.
        handouts: Tells what is printed now; a reload may change it.
        on_ready: Called when the printer has become ready, or is no longer.
        on_printed: Called with the outcome of each wish and the screen that asked.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        handouts: Callable[[], Handouts],
        *,
        on_ready: Callable[[bool], None],
        on_printed: Callable[[int, PrintOutcome], None],
    ) -> None:
        self._command, self._environment = tuple(command), dict(environment)
        self._handouts = handouts
        self._on_ready, self._on_printed = on_ready, on_printed
        self._limits = PrintLimits()
        self._turn = asyncio.Lock()  # one helper at a time
        self._look_now = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.is_ready = False

    def start(self) -> None:
        """Begin to look after the printer."""
        self._begin(self._watch())

    def renew(self) -> None:
        """Look at the printer now: the settings may name another one."""
        self._look_now.set()

    def ask(self, screen: int, wish: PrintHandout | PrintSlip) -> None:
        """Print a handout or slip; the answer comes by ``on_printed``, at once where none may be.

        Slips have a share of the paper of their own.
        """
        now, is_slip = asyncio.get_running_loop().time(), isinstance(wish, PrintSlip)
        if not self._handouts().printer or not self._limits.allows(screen, now, slip=is_slip):
            _log.info("a handout was refused")
            self._on_printed(screen, PrintOutcome.FAILED)
            return
        self._limits = self._limits.begun(screen, now)
        self._begin(self._print(screen, wish))

    def forget(self, screen: int) -> None:
        """Drop what is known of a screen that is gone."""
        self._limits = self._limits.without(screen)

    async def stop(self) -> None:
        """End the helper, if there is one; it is gone on return."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("printing failed; the kiosk goes on", exc_info=error)

    async def _watch(self) -> None:
        while True:
            self._look_now.clear()
            await self._look()
            await comes(self._look_now, LOOK_EVERY_S)

    async def _look(self) -> None:
        printer, code = self._handouts().printer, None
        if printer:
            async with self._turn:
                code = await self._run(LookJob(printer), LOOK_LIMIT_S)
        is_ready = code == HandoutExit.DONE
        if is_ready != self.is_ready:
            _log.info("the printer is %s", "ready" if is_ready else "not ready")
            self.is_ready = is_ready
            self._on_ready(is_ready)

    async def _print(self, screen: int, wish: PrintHandout | PrintSlip) -> None:
        outcome = PrintOutcome.FAILED
        try:
            async with self._turn:
                job = self._handouts().job(wish)
                outcome = outcome_of(await self._run(job, PRINT_LIMIT_S))
        finally:
            self._limits = self._limits.ended()
            _log.info("a handout: %s", outcome.value)
            self._on_printed(screen, outcome)
        if outcome is not PrintOutcome.PRINTED:
            self.renew()

    async def _run(self, job: HandoutJob, limit_s: float) -> int | None:
        """Run a helper for one job; return its exit code, or None when it had to be ended."""
        try:
            helper = _Helper(self._command, self._environment)
        except OSError:
            _log.exception("the helper for handouts cannot be started")
            return None
        try:
            helper.feed(msgspec.json.encode(job))
            return await helper.ended(limit_s)
        except TimeoutError:
            _log.warning("the helper for handouts took too long")
            return None
        finally:
            await helper.end()


class _Helper:
    """A helper that runs; what it started dies with it.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=2,
            start_new_session=True,
        )
        self._gone = asyncio.Event()
        self._pidfd = os.pidfd_open(self._process.pid)
        asyncio.get_running_loop().add_reader(self._pidfd, self._on_exit)

    def feed(self, job: bytes) -> None:
        """Hand the job over; a pipe takes more than any job has."""
        stdin = self._process.stdin
        if stdin is not None:
            with contextlib.suppress(OSError), stdin:
                stdin.write(job)

    async def ended(self, limit_s: float) -> int | None:
        """Return the exit code; None when a signal ended it.

        Raises:
            TimeoutError: It still runs.
        """
        if not await comes(self._gone, limit_s):
            raise TimeoutError
        code = self._process.returncode
        return code if code >= 0 else None

    async def end(self) -> None:
        """End it politely, then by force; it is gone on return, whatever cancels us."""
        if self._gone.is_set():
            return
        self._signal(signal.SIGTERM)
        if not await comes(self._gone, GRACE_S):
            self._signal(signal.SIGKILL)
            await self._gone.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            if number is signal.SIGKILL:
                os.killpg(self._process.pid, number)
            else:
                signal.pidfd_send_signal(self._pidfd, number)

    def _on_exit(self) -> None:
        asyncio.get_running_loop().remove_reader(self._pidfd)
        os.close(self._pidfd)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            # Unreaped until the next line, so the number is still this child's own.
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._gone.set()
