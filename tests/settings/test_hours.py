# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When a center is open."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.settings import (
    DEMO_CENTER,
    Hours,
    OpenHours,
    Quiet,
    answer_day,
    hours_on,
    is_quiet,
    next_opening,
)

WEEK = Hours(mon="8:00-17:00", sat="09:30-12:05")


@pytest.mark.parametrize(
    ("weekday", "expected"),
    [
        (0, OpenHours(time(8), time(17))),
        (1, None),
        (5, OpenHours(time(9, 30), time(12, 5))),
        (6, None),
    ],
)
def test_a_day_has_its_hours_or_is_closed(weekday: int, expected: OpenHours | None) -> None:
    assert hours_on(WEEK, weekday) == expected


def test_there_is_no_eighth_day() -> None:
    with pytest.raises(IndexError):
        hours_on(WEEK, 7)


def test_the_demonstration_is_open_on_working_days() -> None:
    assert DEMO_CENTER.hours is not None
    days = [hours_on(DEMO_CENTER.hours, weekday) for weekday in range(7)]

    assert days == [OpenHours(time(8), time(17))] * 5 + [None, None]


@pytest.mark.parametrize(
    ("hours", "days", "expected"),
    [
        (None, 1, date(2026, 11, 23)),
        (None, 2, date(2026, 11, 24)),
        (WEEK, 2, date(2026, 11, 28)),
        (Hours(), 5, date(2026, 11, 27)),
    ],
)
def test_working_days_are_those_on_which_the_center_is_open(
    hours: Hours | None, days: int, expected: date
) -> None:
    assert answer_day(hours, days, date(2026, 11, 22)) == expected


def _at(day: int, hour: int, minute: int) -> datetime:
    """Return a local time in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("America/Chicago"))


NIGHTS = Quiet(mon="19:00-7:00", sat="0:00-23:59")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (_at(23, 18, 59), False),
        (_at(23, 19, 0), True),
        (_at(24, 6, 59), True),
        (_at(24, 7, 0), False),
        (_at(24, 19, 0), False),
        (_at(28, 12, 0), True),
        (_at(29, 0, 0), False),
    ],
)
def test_a_night_past_midnight_belongs_to_its_first_day(at: datetime, expected: bool) -> None:
    assert is_quiet(NIGHTS, at) is expected


def test_quiet_hours_follow_daylight_saving() -> None:
    zone = ZoneInfo("America/Chicago")
    ends = Quiet(sat="22:00-3:00")
    spring = datetime(2027, 3, 14, 7, 59, tzinfo=UTC).astimezone(zone)

    assert is_quiet(ends, spring)
    assert not is_quiet(ends, (spring + timedelta(minutes=1)).astimezone(UTC).astimezone(zone))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (_at(23, 7, 0), _at(23, 8, 0)),
        (_at(23, 9, 0), _at(28, 9, 30)),
    ],
)
def test_the_next_opening_is_today_or_later(now: datetime, expected: datetime) -> None:
    assert next_opening(WEEK, now) == expected


def test_a_center_that_never_opens_has_no_next_opening() -> None:
    assert next_opening(Hours(), _at(23, 9, 0)) is None
