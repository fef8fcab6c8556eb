# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A screen that is dark while the center is closed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QTimer

from kiosk.screen.quiet import QuietKeeper
from kiosk.session.messages import VisitBegan
from kiosk.settings import DEMO_CENTER, Quiet
from tests.support.screen import Screen

NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ZoneInfo("America/Chicago"))
DAY = NIGHT.replace(hour=12)
QUIET = Quiet(mon="19:00-7:00")


class Wall:
    """The clock on the wall."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def wall() -> Wall:
    return Wall(NIGHT)


def _keeper(shown: Screen, wall: Wall) -> QuietKeeper:
    return QuietKeeper(QUIET, DEMO_CENTER.hours, shown.shell, wall)


def test_an_unused_screen_is_dark_in_quiet_hours_and_light_after(shown: Screen, wall: Wall) -> None:
    keeper = _keeper(shown, wall)
    keeper.look()
    dark = shown.has("quiet")

    wall.at = DAY
    keeper.look()

    assert (dark, shown.has("quiet")) == (True, False)


def test_a_touch_says_when_the_center_opens_and_begins_no_visit(shown: Screen, wall: Wall) -> None:
    _keeper(shown, wall).look()

    shown.tap("quiet")

    assert shown.has("quiet_use")
    assert "We open on Tuesday at 8:00" in shown.words()
    assert "Abrimos el martes a las 8:00" in shown.words()
    assert not shown.heard(VisitBegan)


def test_light_may_go_out_until_a_touch_and_again_when_the_words_have_gone(
    shown: Screen, wall: Wall
) -> None:
    keeper = _keeper(shown, wall)
    light = keeper.is_dark
    keeper.look()
    dark = keeper.is_dark

    shown.tap("quiet")
    awake = keeper.is_dark
    with shown.qtbot.waitSignal(keeper.changed):
        cover = shown.part("quiet").findChild(QTimer)
        assert cover is not None
        cover.timeout.emit()
        cover.stop()

    assert (light, dark, awake) == (False, True, False)


def test_it_can_be_used_anyway_until_the_visit_ends(shown: Screen, wall: Wall) -> None:
    keeper = _keeper(shown, wall)
    keeper.look()
    shown.tap("quiet")

    shown.tap("quiet_use")
    keeper.look()

    assert not shown.has("quiet")
    shown.begin()


def test_a_visit_is_never_darkened(visit: Screen, wall: Wall) -> None:
    _keeper(visit, wall).look()

    assert not visit.has("quiet")


def test_a_clock_that_is_plainly_wrong_darkens_nothing(shown: Screen, wall: Wall) -> None:
    wall.at = NIGHT.replace(year=1970)
    _keeper(shown, wall).look()

    assert not shown.has("quiet")
