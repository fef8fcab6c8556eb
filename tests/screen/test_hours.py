# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's hours in the words of the visit; a clock that is plainly wrong says nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.presenters.hours import (
    clock_time,
    is_clock_right,
    opening_today,
    opening_week,
)
from kiosk.screen.route import Route, RouteName
from kiosk.settings import DEMO_CENTER, Hours
from tests.support.screen import configuration, screen

HOURS = Hours(
    mon="8:00-17:00",
    tue="8:00-17:00",
    wed="8:00-12:30",
    thu="8:00-17:00",
    sat="9:00-12:00",
)
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MONDAY, FRIDAY = (datetime(2026, 11, day, 10, 0, tzinfo=UTC) for day in (23, 27))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def _plain(text: str) -> str:
    return text.replace(NARROW_SPACE, " ")


def test_open_day_says_from_when_to_when() -> None:
    assert _plain(opening_today(HOURS, MONDAY)) == "Open today from 8:00 AM to 5:00 PM"


def test_closed_day_says_so() -> None:
    assert opening_today(HOURS, FRIDAY) == "Closed today"


@pytest.mark.parametrize("year", [1970, 2000, 2025])
def test_wrong_clock_says_nothing_about_today(year: int) -> None:
    now = datetime(year, 11, 23, 10, 0, tzinfo=UTC)

    assert not is_clock_right(now)
    assert opening_today(HOURS, now) == ""


def test_center_without_hours_says_nothing() -> None:
    assert opening_today(None, MONDAY) == ""
    assert opening_week(None) == ()


def test_week_says_days_of_the_same_hours_in_one_line() -> None:
    assert [_plain(line) for line in opening_week(HOURS)] == [
        "Monday to Tuesday: 8:00 AM to 5:00 PM",
        "Wednesday: 8:00 AM to 12:30 PM",
        "Thursday: 8:00 AM to 5:00 PM",
        "Saturday: 9:00 AM to 12:00 PM",
    ]


def test_center_that_never_opens_has_no_lines() -> None:
    assert opening_week(Hours()) == ()


def test_spanish_visit_names_the_days_in_spanish(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    center = msgspec.structs.replace(DEMO_CENTER, hours=HOURS)
    with screen(qtbot, qapp, configuration(library, tmp_path, center=center)) as view:
        view.present()
        view.settle()
        view.begin("es")
        view.open(Route(RouteName.HELP), "help_head")

        words = view.words()

    assert "Lunes a martes: " in words
    assert "Miércoles: " in words
    assert "Sábado: " in words
    assert "Monday" not in words


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(9, 40, "9:40"), (14, 5, "2:05"), (12, 0, "12:00"), (0, 7, "12:07")],
)
def test_time_of_day_is_that_of_the_center(hour: int, minute: int, said: str) -> None:
    local = datetime(2026, 7, 1, hour, minute).astimezone()

    assert clock_time(local.astimezone(UTC).isoformat()) == said


def test_time_that_nobody_said_is_none() -> None:
    assert clock_time("") == ""
