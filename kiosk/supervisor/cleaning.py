# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When the screen was last cleaned, and whether that may be shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.session.control import Done
from kiosk.session.messages import Cleaned
from kiosk.staff.audit import Event

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


class CleaningLog:
    """Keeps when the screen was cleaned, in the audit too, and tells the screens.

    Args:
        note: Writes the audit.
        tell: Tells every screen a piece of news that it does not know.
        is_shown: Tells whether the center wants the time to be shown.
    """

    def __init__(
        self,
        note: Callable[[Event, str], None],
        tell: Callable[[Cleaned], None],
        is_shown: Callable[[], bool],
    ) -> None:
        self._note, self._tell, self._is_shown = note, tell, is_shown
        self._cleaning = Cleaning()

    @property
    def last_at(self) -> datetime | None:
        """When it was cleaned, shown or not."""
        return self._cleaning.at

    def note(self, who: str) -> Done:
        """Note that somebody has cleaned the screen just now.

        Args:
            who: As the audit names them.
        """
        self._cleaning = Cleaning(datetime.now(UTC))
        self._note(Event.SCREEN_CLEANED, who)
        self.tell()
        if self.told():
            return Done()
        if not self._is_shown():
            return Done("the settings say that the screen does not show it")
        return Done("the clock of this kiosk is plainly wrong, so no time is shown")

    def told(self) -> str:
        """Return the time as screens are told it, or empty."""
        return self._cleaning.told(datetime.now(UTC)) if self._is_shown() else ""

    def tell(self) -> None:
        """Tell the screens, if the time has changed or must not be shown any more."""
        self._tell(Cleaned(self.told()))
