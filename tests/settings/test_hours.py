# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When a center is open."""

from datetime import time

import pytest

from kiosk.settings import DEMO_CENTER, Hours, OpenHours, hours_on

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
