# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The system's printer through CUPS's own programs: may it take a job, and what becomes of one.

What the printer says of itself at rest is not believed: CUPS keeps "no paper" from the last job
until the next one. So a queue is ready while it takes jobs and runs, and trouble counts only while
our own job meets it. A job that does not come out is taken back: nobody else shall find it.

Source:
    CUPS 2.4: lp(1), lpstat(1), cancel(1); RFC 8011, section 5.4.12 (printer-state-reasons).
"""

import getpass
import logging
import os
import re
import subprocess
import time
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from kiosk.session.messages import PrintOutcome
from kiosk.settings import Paper

_log = logging.getLogger(__name__)

COMMAND_S: Final = 4.0
POLL_S: Final = 0.5
TROUBLE_S: Final = 8.0
"""Trouble that lasts as long is real; a printer that wakes up reports some for a moment."""
WARNING_S: Final = 15.0
"""The same for a mere warning: one of two trays is empty, and the other one still prints."""
WAITING_S: Final = 10.0
"""A job that has not begun by then waits for something that does not come."""
PRINTING_S: Final = 45.0
"""A job that the printer works on without complaint may take as long."""

_MEDIA = {Paper.LETTER: "Letter", Paper.A4: "A4"}
_NO_PAPER = ("media-empty", "media-needed")
_TROUBLE = (
    "media-jam", "cover-open", "door-open", "connecting-to-device", "offline", "shutdown",
    "timed-out", "paused", "stopped", "toner-empty", "marker-supply-empty",
)  # fmt: skip
_REQUEST = re.compile(r"^request id is (\S+-\d+) ", re.MULTILINE)
_ENDED_BADLY = ("cancel", "abort")


@dataclass(frozen=True, slots=True)
class QueueState:
    """A print queue at one moment.

    Attributes:
        runs: Whether it is there and not stopped.
        accepts: Whether it takes jobs.
        reasons: What it says about its state, in IPP's words.
    """

    runs: bool = False
    accepts: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether a job may be tried."""
        return self.runs and self.accepts

    def trouble(self, lasting_s: float) -> PrintOutcome | None:
        """Return what a job comes to that has met this for so many seconds, or None while open."""
        mild = "-warning"
        counts = [r for r in self.reasons if lasting_s >= WARNING_S or not r.endswith(mild)]
        if lasting_s < TROUBLE_S:
            return None
        if any(reason.startswith(_NO_PAPER) for reason in counts):
            return PrintOutcome.NO_PAPER
        is_troubled = any(reason.startswith(_TROUBLE) for reason in counts)
        return PrintOutcome.FAILED if is_troubled or not self.runs else None

    @property
    def is_troubled(self) -> bool:
        """Whether anything is wrong, be it for a moment."""
        signs = (*_NO_PAPER, *_TROUBLE)
        return not self.runs or any(reason.startswith(signs) for reason in self.reasons)


class JobPhase(Enum):
    """Where our job is."""

    WAITING = auto()
    PRINTING = auto()
    DONE = auto()
    LOST = auto()


def read_state(printer: str, said: str) -> QueueState:
    """Return what ``lpstat -l -p NAME -a NAME`` says, in the C locale."""
    name = re.escape(printer)
    state = re.search(rf"^printer {name} (.*)$", said, re.MULTILINE)
    alerts = re.search(r"^\s+Alerts: (.*)$", said, re.MULTILINE)
    reasons = tuple(alerts[1].split()) if alerts and alerts[1] != "none" else ()
    return QueueState(
        runs=state is not None and not state[1].startswith("disabled"),
        accepts=re.search(rf"^{name} accepting requests", said, re.MULTILINE) is not None,
        reasons=reasons,
    )


def read_phase(job: str, printing: str, waiting: str, ended: str) -> JobPhase:
    """Return where a job is.

    Args:
        job: Its id.
        printing: What ``lpstat -p NAME`` says.
        waiting: What ``lpstat -W not-completed -o NAME`` says.
        ended: What ``lpstat -l -W completed -o NAME`` says; empty where CUPS keeps no history.
    """
    if re.search(rf"^{re.escape(job)}\s", waiting, re.MULTILINE):
        is_printing = re.search(rf"now printing {re.escape(job)}\.", printing) is not None
        return JobPhase.PRINTING if is_printing else JobPhase.WAITING
    told = re.search(rf"^{re.escape(job)}\s.*\n(?:\s+.*\n?)*", ended, re.MULTILINE)
    alerts = " ".join(re.findall(r"Alerts: (.*)", told[0])) if told else ""
    return JobPhase.LOST if any(word in alerts for word in _ENDED_BADLY) else JobPhase.DONE


@dataclass(slots=True)
class Patience:
    """Decides when a job is done or has failed, from one look after the other.

    Attributes:
        began: When the job was handed over, seconds of a monotonic clock.
        troubled: Since when there has been trouble without a break, or None.
    """

    began: float
    troubled: float | None = None

    def verdict(self, phase: JobPhase, state: QueueState, now: float) -> PrintOutcome | None:
        """Return what became of the job, or None while it is open."""
        if phase is JobPhase.DONE:
            return PrintOutcome.PRINTED
        if phase is JobPhase.LOST:
            return PrintOutcome.FAILED
        if not state.is_troubled:
            self.troubled = None
        elif self.troubled is None:
            self.troubled = now
        if self.troubled is not None and (found := state.trouble(now - self.troubled)) is not None:
            return found
        limit = WAITING_S if phase is JobPhase.WAITING else PRINTING_S
        return PrintOutcome.FAILED if now - self.began >= limit else None


class Printer:
    """One print queue of the system.

    Args:
        name: Its name in CUPS.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def state(self) -> QueueState:
        """Return its state; one that cannot be asked neither runs nor accepts."""
        return read_state(self._name, self._told() or "")

    def print_document(self, data: bytes, paper: Paper) -> PrintOutcome:
        """Print a document and wait for what comes of it; a job that fails is taken back."""
        if not self.state().is_ready:
            return PrintOutcome.FAILED
        job, outcome = "", PrintOutcome.FAILED
        try:
            job = self._hand_over(data, paper)
            if job:
                outcome = self._outcome(job)
        finally:
            if outcome is not PrintOutcome.PRINTED:
                self._take_back(job)
        return outcome

    def _hand_over(self, data: bytes, paper: Paper) -> str:
        """Return the id of the job that CUPS made of a document, or nothing."""
        said = _run(
            *("lp", "-d", self._name, "-t", "Handout", "-n", "1"),
            *("-o", "sides=two-sided-long-edge", "-o", f"media={_MEDIA[paper]}"),
            # No banner; and CUPS ends by itself what this process could not take back.
            *("-o", "job-sheets=none,none", "-o", f"job-cancel-after={PRINTING_S:.0f}", "-"),
            feed=data,
        )
        found = _REQUEST.search(said or "")
        return found[1] if found else ""

    def _take_back(self, job: str) -> None:
        # A job whose id was never told is among this user's own in this queue.
        mine = ("-a", "-u", getpass.getuser(), self._name)
        _run("cancel", *((job,) if job else mine))

    def _outcome(self, job: str) -> PrintOutcome:
        patience = Patience(time.monotonic())
        while True:
            told = self._told()
            waiting = _run("lpstat", "-W", "not-completed", "-o", self._name)
            ended = _run("lpstat", "-l", "-W", "completed", "-o", self._name)
            if told is None or waiting is None or ended is None:
                return PrintOutcome.FAILED
            phase = read_phase(job, told, waiting, ended)
            verdict = patience.verdict(phase, read_state(self._name, told), time.monotonic())
            if verdict is not None:
                return verdict
            time.sleep(POLL_S)

    def _told(self) -> str | None:
        return _run("lpstat", "-l", "-p", self._name, "-a", self._name)


def _run(*command: str, feed: bytes = b"") -> str | None:
    """Return what a program of CUPS says, or None when it fails, hangs or is missing."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command,
            input=feed,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=COMMAND_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.warning("%s: %s", command[0], type(error).__name__)
        return None
    if done.returncode:
        _log.info("%s ended with %d", command[0], done.returncode)
        return None
    return done.stdout.decode(errors="replace")
