# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When a center is open, and when its screens are dark: a week, and what it means at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

CLOSED = "closed"
NEVER = "none"

_TIME = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_Day = Annotated[
    str,
    Meta(
        pattern=rf"^(?:closed|{_TIME}-{_TIME})\Z",
        extra={"form": 'such as "8:00-17:00", or "closed"'},
    ),
]


_Night = Annotated[
    str,
    Meta(
        pattern=rf"^(?:none|{_TIME}-{_TIME})\Z",
        extra={"form": 'such as "19:00-7:00", or "none"'},
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


class Quiet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the screen is dark; a time past midnight belongs to the day on which it began."""

    mon: Annotated[_Night, Meta(description="Dark from Monday's hour on.")] = NEVER
    tue: Annotated[_Night, Meta(description="Dark from Tuesday's hour on.")] = NEVER
    wed: Annotated[_Night, Meta(description="Dark from Wednesday's hour on.")] = NEVER
    thu: Annotated[_Night, Meta(description="Dark from Thursday's hour on.")] = NEVER
    fri: Annotated[_Night, Meta(description="Dark from Friday's hour on.")] = NEVER
    sat: Annotated[_Night, Meta(description="Dark from Saturday's hour on.")] = NEVER
    sun: Annotated[_Night, Meta(description="Dark from Sunday's hour on.")] = NEVER


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
    return None if day == CLOSED else OpenHours(*_times(day))


def _times(day: str) -> tuple[time, time]:
    begins, ends = (time.fromisoformat(part.zfill(5)) for part in day.split("-"))
    return begins, ends


def is_quiet(quiet: Quiet, now: datetime) -> bool:
    """Return whether the screen is to be dark.

    What counts is the clock on the wall, so that daylight saving moves it along.

    Args:
        quiet: The week.
        now: Local time.
    """
    at = now.time()
    begun_today, begun_before = (
        getattr(quiet, Quiet.__struct_fields__[(now.weekday() - back) % 7]) for back in (0, 1)
    )
    if begun_before != NEVER:
        begins, ends = _times(begun_before)
        if ends <= begins and at < ends:
            return True
    if begun_today == NEVER:
        return False
    begins, ends = _times(begun_today)
    return begins <= at < ends if begins < ends else at >= begins


def next_opening(hours: Hours, now: datetime) -> datetime | None:
    """Return when the center opens next, in the local time of ``now``; None if it never does."""
    for ahead in range(8):
        day = now + timedelta(days=ahead)
        found = hours_on(hours, day.weekday())
        if found is not None and (ahead or now.time() < found.opens):
            return day.replace(
                hour=found.opens.hour, minute=found.opens.minute, second=0, microsecond=0
            )
    return None


def days_without_time(hours: Hours) -> Iterator[str]:
    """Yield the names of the days (``mon``) that close before they open, or just then."""
    for weekday, name in enumerate(Hours.__struct_fields__):
        found = hours_on(hours, weekday)
        if found is not None and found.closes <= found.opens:
            yield name


def answer_day(hours: Hours | None, days: int, today: date) -> date:
    """Return the day by which a request of ``today`` is answered.

    Args:
        hours: The center's week; None counts Mondays to Fridays. Holidays are not known.
        days: Working days that the center asks for, at least 1; today is not one of them.
        today: The day on which it is sent, in the center's own time.
    """
    open_days = {day for day in range(7) if hours and hours_on(hours, day)} or set(range(5))
    day = today
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() in open_days
    return day
