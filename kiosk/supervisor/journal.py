# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the supervisor writes down: in the audit, and in the log beside it."""

import logging

from kiosk.faults import EnvironmentFault
from kiosk.staff.audit import Audit, Event
from kiosk.supervisor import stage
from kiosk.supervisor.startup import Plan

_log = logging.getLogger(__name__)


class Journal:
    """Writes what happened; service goes on where the audit's disk does not.

    Args:
        audit: The open audit, or None when a newer kiosk wrote it.
    """

    def __init__(self, audit: Audit | None) -> None:
        self._audit = audit

    def note(self, event: Event, who: str, detail: str = "") -> None:
        """Write one event; the arguments are plain words, as in ``Audit.write``."""
        _log.info("%s %s %s", event.value, who, detail)
        if self._audit is None:
            return
        try:
            self._audit.write(event, who, detail)
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
                self.note(Event.VISIT_ENDED, "screen", detail)
            case stage.Occurrence.STANDBY_DIED:
                self.note(Event.SCREEN_DIED, "standby")
            case stage.Occurrence.STANDBY_FROZE:
                self.note(Event.SCREEN_FROZE, "standby")
            case stage.Occurrence.OUT_OF_ORDER:
                _log.error("screens die again and again: out of order")
                self.note(Event.SCREEN_DIED, "supervisor", what.value)
            case stage.Occurrence.SUPERVISOR_LATE:
                _log.warning("the supervisor was late; its verdicts are thrown away")
