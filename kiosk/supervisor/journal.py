# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the supervisor writes down: in the audit, and in the log beside it."""

import asyncio
import logging
from collections import deque
from datetime import UTC, datetime

from kiosk.faults import EnvironmentFault
from kiosk.staff.audit import Audit, Event
from kiosk.supervisor import stage
from kiosk.supervisor.startup import Plan

_log = logging.getLogger(__name__)

WRITE_AFTER_S = 0.2
"""How long the end of a visit waits for the disk, at most: a kill in that moment loses this entry.

It is the one event at which the next screen waits; all others are on the disk at once.
"""


class Journal:
    """Writes what happened; service goes on where the audit's disk does not.

    Args:
        audit: The open audit, or None when a newer kiosk wrote it.
    """

    def __init__(self, audit: Audit | None) -> None:
        self._audit = audit
        self._waiting: deque[tuple[str, datetime]] = deque()

    def note(self, event: Event, who: str, detail: str = "") -> None:
        """Write one event, after those that wait; plain words, as in ``Audit.write``."""
        _log.info("%s %s %s", event.value, who, detail)
        self._write_waiting()
        self._write(event, who, detail)

    def _write_waiting(self) -> None:
        while self._waiting:
            detail, ended_at = self._waiting.popleft()
            self._write(Event.VISIT_ENDED, "screen", detail, ended_at)

    def _write(self, event: Event, who: str, detail: str, at: datetime | None = None) -> None:
        if self._audit is None:
            return
        try:
            self._audit.write(event, who, detail, at)
        except EnvironmentFault:
            _log.exception("the audit could not be written")

    def note_plan(self, plan: Plan) -> None:
        """Write what this start works with, and what it refused."""
        if plan.settings_refused:
            self.note(Event.CONFIGURATION_REFUSED, "supervisor")
        if plan.library_refused:
            self.note(Event.LIBRARY_REFUSED, "supervisor")
        if not plan.settings_refused:
            self.note(Event.CONFIGURATION_ACCEPTED, "supervisor", plan.standing.value)

    def note_stage(self, what: stage.Occurrence, detail: str) -> None:
        """Write what became of a screen."""
        match what:
            case stage.Occurrence.VISIT_ENDED:
                # The next screen is about to say that it is shown, and the last one to be killed:
                # neither waits for a disk.
                _log.info("%s screen %s", Event.VISIT_ENDED.value, detail)
                self._waiting.append((detail, datetime.now(UTC)))
                asyncio.get_running_loop().call_later(WRITE_AFTER_S, self._write_waiting)
            case stage.Occurrence.STANDBY_DIED:
                self.note(Event.SCREEN_DIED, "standby")
            case stage.Occurrence.STANDBY_FROZE:
                self.note(Event.SCREEN_FROZE, "standby")
            case stage.Occurrence.OUT_OF_ORDER:
                _log.error("screens die again and again: out of order")
                self.note(Event.SCREEN_DIED, "supervisor", what.value)
            case stage.Occurrence.SUPERVISOR_LATE:
                _log.warning("the supervisor was late; its verdicts are thrown away")
