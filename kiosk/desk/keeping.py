# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Finished requests leave the share when the center's time for them is over."""

from datetime import datetime, timedelta

from kiosk.desk.intake import Intake
from kiosk.desk.journal import Entry, Journal

WHO = "desk-window"
"""Who did it, as the journal says: no person."""


def remove_finished(intake: Intake, journal: Journal, keep: timedelta, now: datetime) -> int:
    """Remove what has been finished for long enough; return how many.

    Each stands in the journal before it goes; where that cannot be written nothing is removed.

    Args:
        intake: The share.
        journal: The desk's.
        keep: How long finished requests are kept.
        now: Aware UTC.

    Raises:
        EnvironmentFault: Journal or share cannot be written.
    """
    over = intake.over(now, keep)
    for request in over:
        outcome = request.finish.step.value if request.finish else ""
        journal.note(Entry(now, WHO, "remove", request.label.code, outcome))
        intake.remove(request)
    return len(over)
