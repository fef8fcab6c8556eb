# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether the time of the last cleaning is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.supervisor.cleaning import Cleaning

AT = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize("age", [timedelta(), timedelta(hours=24)])
def test_time_is_told_for_a_day(age: timedelta) -> None:
    assert Cleaning(AT).told(AT + age) == "2026-11-22T09:40:00+00:00"


@pytest.mark.parametrize("age", [timedelta(hours=24, seconds=1), timedelta(seconds=-1)])
def test_older_time_or_one_to_come_is_not_told(age: timedelta) -> None:
    assert Cleaning(AT).told(AT + age) == ""


def test_time_by_a_clock_that_was_never_set_is_not_told() -> None:
    never_set = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)

    assert Cleaning(never_set).told(never_set) == ""


def test_nobody_has_cleaned_since_the_start() -> None:
    assert Cleaning().told(AT) == ""
