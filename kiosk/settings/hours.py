# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When a center is open: a week as it stands in the settings, and one day of it as times."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Annotated

import msgspec
from msgspec import Meta

CLOSED = "closed"

_TIME = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_Day = Annotated[
    str,
    Meta(
        pattern=rf"^(?:closed|{_TIME}-{_TIME})\Z",
        extra={"form": 'such as "8:00-17:00", or "closed"'},
    ),
]


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The center's week; a day that is not named is closed."""

    mon: Annotated[_Day, Meta(description="Opening hours on Mondays.")] = CLOSED
    tue: Annotated[_Day, Meta(description="Opening hours on Tuesdays.")] = CLOSED
    wed: Annotated[_Day, Meta(description="Opening hours on Wednesdays.")] = CLOSED
    thu: Annotated[_Day, Meta(description="Opening hours on Thursdays.")] = CLOSED
    fri: Annotated[_Day, Meta(description="Opening hours on Fridays.")] = CLOSED
    sat: Annotated[_Day, Meta(description="Opening hours on Saturdays.")] = CLOSED
    sun: Annotated[_Day, Meta(description="Opening hours on Sundays.")] = CLOSED


@dataclass(frozen=True, slots=True)
class OpenHours:
    """One day's hours, in the center's own time; it closes later than it opens."""

    opens: time
    closes: time


def hours_on(hours: Hours, weekday: int) -> OpenHours | None:
    """Return when the center is open on a day of the week, or None on a day it is closed.

    Args:
        hours: The week, as the settings were read.
        weekday: 0 for Monday to 6 for Sunday, as ``date.weekday`` counts.

    Raises:
        IndexError: There is no such day.
    """
    day: str = getattr(hours, Hours.__struct_fields__[weekday])
    if day == CLOSED:
        return None
    opens, closes = (time.fromisoformat(part.zfill(5)) for part in day.split("-"))
    return OpenHours(opens, closes)


def days_without_time(hours: Hours) -> Iterator[str]:
    """Yield the names of the days (``mon``) that close before they open, or just then."""
    for weekday, name in enumerate(Hours.__struct_fields__):
        found = hours_on(hours, weekday)
        if found is not None and found.closes <= found.opens:
            yield name
