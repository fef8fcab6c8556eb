# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether requests are late, by what the courier says and by how long it has said nothing."""

from dataclasses import dataclass, replace
from typing import Self

from kiosk.session.control import QueueCounts

OVERDUE_S = 3_600.0
SILENT_S = 900.0
"""A courier speaks every few seconds while anything waits; one that does not is dead or hangs."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """What the supervisor knows of the requests on their way; times are monotonic seconds.

    Attributes:
        counts: What a courier said last, or None.
        silent_since: Since when something waits and no courier has said a word, or None.
    """

    counts: QueueCounts | None = None
    silent_since: float | None = None

    def stored(self, now: float) -> Self:
        """Return the outbox after a screen has stored a request."""
        return self if self.silent_since is not None else replace(self, silent_since=now)

    def reported(self, counts: QueueCounts, now: float) -> Self:
        """Return the outbox after a courier has spoken."""
        return replace(self, counts=counts, silent_since=now if counts.waiting else None)

    def is_overdue(self, now: float) -> bool:
        """Return whether a request waits too long, or its courier is silent for too long."""
        if self.silent_since is None:
            return False
        silent_s = now - self.silent_since
        told_s = self.counts.oldest_s if self.counts and self.counts.waiting else 0.0
        return silent_s > SILENT_S or told_s + silent_s > OVERDUE_S
