# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What moves: it shows where things come from, it is short, and it never keeps a finger waiting.

Source:
    accessibility.md A2 (2.2.2, 2.3.3); issue "A look that people trust", motion.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPropertyAnimation
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.theme.tokens import load_scale
from kiosk.screen.widgets.transition import Transition
from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, Screen, configuration, screen


@pytest.fixture
def moving(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Iterator[Screen]:
    """Give a screen whose pages move, on the home page, at rest."""
    display = Display(width_mm=GLASSES["portrait"].width_mm)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config) as view:
        view.present()
        view.settle()
        view.begin()
        view.until(lambda: not view.shell.is_moving)
        yield view


def _rise(view: Screen) -> QPropertyAnimation:
    """Return the move of the sheet that lies over the page."""
    rise = view.part("settings").findChild(QPropertyAnimation, "sheet_rise")
    assert rise is not None
    return rise


def _calm(view: Screen) -> None:
    """Choose that nothing moves."""
    view.tap("bar_settings")
    view.until(lambda: _rise(view).state() is QPropertyAnimation.State.Stopped)
    view.tap("motion_calm")
    view.tap("settings_done")
    view.until(lambda: not view.has("settings_done"))


def test_page_comes_in_and_is_there(moving: Screen) -> None:
    moving.shell.open(Route(RouteName.HELP))

    assert moving.shell.is_moving
    moving.until(lambda: not moving.shell.is_moving)
    assert moving.shell.findChildren(Transition) == []


def test_touch_reaches_the_new_page_while_it_moves(moving: Screen) -> None:
    moving.shell.open(Route(RouteName.FEEL))
    moving.part("way_treatment")
    assert moving.shell.is_moving

    moving.finger.tap(moving.part("way_treatment"))

    moving.part("therapy_eptinezumab")


def test_bar_answers_while_a_page_moves(moving: Screen) -> None:
    moving.shell.open(Route(RouteName.FEEL))
    assert moving.shell.is_moving

    moving.finger.tap(moving.part("bar_help"))

    moving.part("help_head")


def test_calm_visit_does_not_move(moving: Screen) -> None:
    _calm(moving)

    moving.shell.open(Route(RouteName.HELP))

    assert not moving.shell.is_moving
    assert moving.shell.look.ms("turn_ms") == 0


def test_sheet_of_a_calm_visit_lies_there_at_once(moving: Screen) -> None:
    _calm(moving)

    moving.tap("bar_settings")

    assert _rise(moving).duration() == 0


def test_center_that_wants_calm_gets_it(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    config = configuration(library, tmp_path, display=Display(motion=False))

    with screen(qtbot, qapp, config) as view:
        assert view.shell.look.calm


def test_moves_of_pages_and_sheets_are_short() -> None:
    motion = load_scale().motion

    assert {150 <= time <= 250 for time in (motion.page_ms, motion.sheet_ms, motion.turn_ms)} == {
        True
    }


def test_calm_look_has_no_time_for_any_move() -> None:
    look = make_look(Theme.LIGHT, Panel(1080, 1920, REFERENCE_MM_PER_PX), calm=True)

    assert {look.ms(token) for token in type(look.motion).__struct_fields__} == {0}
