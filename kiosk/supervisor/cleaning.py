# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When the screen was last cleaned, and whether that may be shown; decisions only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_YEAR = 2026
"""A clock before the product's first year is plainly wrong: a time by it would be a lie."""
SHOWN_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Cleaning:
    """The last cleaning.

    Attributes:
        at: When, aware UTC, by the kiosk's clock; None when nobody has said so since the start.
    """

    at: datetime | None = None

    def told(self, now: datetime) -> str:
        """Return the time as screens are told it, or empty where none is to be shown.

        It is not shown once it is older than 24 h, or when the clock is or was plainly wrong: set
        to a year before the product, or set back since.

        Args:
            now: Aware UTC.
        """
        if self.at is None or self.at.year < FIRST_YEAR or not self._is_fresh(now):
            return ""
        return self.at.isoformat(timespec="seconds")

    def _is_fresh(self, now: datetime) -> bool:
        return self.at is not None and timedelta() <= now - self.at <= SHOWN_FOR
