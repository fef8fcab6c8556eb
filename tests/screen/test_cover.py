# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What comes over the page stays over it, whatever a finger was doing there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.settings import Display
from tests.support.screen import GLASSES, Screen, configuration, screen


@pytest.fixture
def wide(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Iterator[Screen]:
    """Give a screen that lies, on its home page."""
    glass = GLASSES["landscape"]
    config = configuration(
        library, tmp_path, display=Display(width_mm=glass.width_mm, motion=False)
    )
    with screen(qtbot, qapp, config, (glass.width_px, glass.height_px)) as view:
        view.present()
        view.settle()
        view.begin()
        yield view


def test_finger_that_rested_on_a_door_opens_nothing_under_the_warning(visit: Screen) -> None:
    place = visit.finger.middle(visit.part("home_learn"))
    visit.finger.press(place)
    visit.clock.advance(visit.config.visit.idle_s)
    visit.ticks()
    visit.part("idle_yes")

    visit.finger.release(place)
    visit.lay_out()

    assert visit.has("home_learn")


def test_warning_stays_above_a_page_that_is_built_under_it(visit: Screen) -> None:
    visit.clock.advance(visit.config.visit.idle_s)
    visit.ticks()
    visit.part("idle_yes")

    visit.shell.open(Route(RouteName.HELP))
    visit.lay_out()

    yes = visit.part("idle_yes")
    assert visit.shell.childAt(visit.finger.middle(yes)) in {yes, *yes.children()}


def test_finger_that_rested_on_a_door_opens_nothing_under_the_sheet(visit: Screen) -> None:
    place = visit.finger.middle(visit.part("home_learn"))
    visit.finger.press(place)
    visit.key_to("bar_settings")
    visit.part("settings_done")

    visit.finger.release(place)
    visit.lay_out()

    assert visit.has("home_learn")


def test_header_comes_back_when_the_keys_go_with_their_page(wide: Screen) -> None:
    wide.start_request()
    wide.tap("option_reason_start")
    wide.go_on()
    wide.part("key_hide")
    assert not wide.has("header_language")

    wide.tap("bar_back")

    wide.part("option_reason_start")
    wide.part("header_language")
