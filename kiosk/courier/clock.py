# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How far this kiosk's clock is from those of the servers it speaks to; nothing is set by it."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

RESOLUTION_S = 0.5
"""A Date names whole seconds: the middle of one is nearest to what was meant."""


class ServerClock:
    """What the servers' answers last said about the time."""

    def __init__(self) -> None:
        self.offset_s: float | None = None

    def hear(self, date: str | None, now: datetime) -> None:
        """Take in the Date of an answer; what is no date is not heard.

        Args:
            date: The header.
            now: Our own time, aware UTC.

        Source:
            RFC 9110 section 6.6.1 (Date).
        """
        if date is None:
            return
        try:
            theirs = parsedate_to_datetime(date)
        except (ValueError, OverflowError):
            return
        if theirs.tzinfo is None:  # "-0000": no zone is said, and HTTP knows GMT only
            theirs = theirs.replace(tzinfo=UTC)
        self.offset_s = (theirs - now).total_seconds() + RESOLUTION_S


SERVERS = ServerClock()
"""What all targets of this process have heard."""
