# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which process of a running kiosk is which, by its log and its command lines."""

import re
import time
from dataclasses import dataclass
from datetime import datetime

import psutil

from tests.support.kiosk_process import RunningKiosk

_STARTED = re.compile(r"screen (\d+) is process (\d+)")
_SHOWN = re.compile(r"screen (\d+) shown after")
_ENDED = re.compile(r"^(\S+ \S+) INFO \S+ visit-ended screen ([a-z-]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The processes of a kiosk at one moment, those that live.

    Attributes:
        supervisor: The supervisor.
        active: The screen shown last.
        standbys: The other screens.
        backdrop: What lies under them, or None.
        courier: The courier, or None.
    """

    supervisor: psutil.Process
    active: psutil.Process
    standbys: tuple[psutil.Process, ...]
    backdrop: psutil.Process | None
    courier: psutil.Process | None

    @property
    def screens(self) -> tuple[psutil.Process, ...]:
        """Everything that shows something."""
        lowest = () if self.backdrop is None else (self.backdrop,)
        return (self.active, *self.standbys, *lowest)


def parts_of(kiosk: RunningKiosk) -> Parts:
    """Return the processes of a kiosk that shows a screen.

    Raises:
        LookupError: It shows none.
    """
    log = kiosk.log.read_text()
    pids = {number: int(pid) for number, pid in _STARTED.findall(log)}
    shown = pids[_SHOWN.findall(log)[-1]]
    supervisor = kiosk.supervisor
    windows, courier = [], None
    for child in supervisor.children():
        command = child.cmdline()
        if "kiosk.screen" in command:
            windows.append(child)
        elif "kiosk.courier" in command:
            courier = child
    screens = {child.pid: child for child in windows if child.pid in pids.values()}
    return Parts(
        supervisor,
        screens.pop(shown),
        tuple(screens.values()),
        next((child for child in windows if child.pid not in pids.values()), None),
        courier,
    )


def shown_pid(kiosk: RunningKiosk) -> int:
    """Return the process whose screen was shown last, dead or alive."""
    log = kiosk.log.read_text()
    return int(dict(_STARTED.findall(log))[_SHOWN.findall(log)[-1]])


def verdict_at_s(kiosk: RunningKiosk, reason: str) -> float:
    """Return when the supervisor last saw that a visit was over, as monotonic seconds.

    It tells the next screen to show before it writes this line, so this is not too early by more
    than that.

    Raises:
        LookupError: No visit ended for that reason.
    """
    times = [time_ for time_, why in _ENDED.findall(kiosk.log.read_text()) if why == reason]
    if not times:
        raise LookupError(f"no visit ended with {reason}")
    at = datetime.strptime(times[-1], "%Y-%m-%d %H:%M:%S,%f").astimezone()
    return at.timestamp() - time.time() + time.monotonic()
