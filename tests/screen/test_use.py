# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every input is use of the screen: the visit begins with it, and its clock starts anew."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import VisitBegan
from tests.support.screen import Screen

EDGE = QPoint(5, 300)
"""A place where nothing can be pressed."""


def _touch(view: Screen) -> None:
    view.finger.tap_at(EDGE)


def _click(view: Screen) -> None:
    QTest.mouseClick(view.shell.windowHandle(), Qt.MouseButton.LeftButton, pos=EDGE)


def _move(view: Screen) -> None:
    QTest.mouseMove(view.shell.windowHandle(), EDGE)
    QTest.mouseMove(view.shell.windowHandle(), EDGE + QPoint(9, 9))


def _turn_wheel(view: Screen) -> None:
    QTest.wheelEvent(view.shell.windowHandle(), EDGE, QPoint(0, -120))


def _key(view: Screen) -> None:
    QTest.keyClick(view.shell.windowHandle(), Qt.Key.Key_Shift)


INPUTS = pytest.mark.parametrize("use", [_touch, _click, _move, _turn_wheel, _key])


def _almost_quiet(view: Screen) -> None:
    """Let time pass until a second before the warning."""
    view.clock.advance(view.config.visit.idle_s - 1)


@INPUTS
def test_input_counts_as_use(visit: Screen, use: Callable[[Screen], None]) -> None:
    _almost_quiet(visit)
    use(visit)
    _almost_quiet(visit)

    visit.ticks()

    assert not visit.has("idle_question")


@INPUTS
def test_first_input_begins_the_visit(shown: Screen, use: Callable[[Screen], None]) -> None:
    use(shown)
    use(shown)

    assert len(shown.heard(VisitBegan)) == 1


@INPUTS
def test_input_before_the_screen_has_settled_begins_nothing(
    hidden: Screen, use: Callable[[Screen], None]
) -> None:
    hidden.present()

    use(hidden)

    assert hidden.heard(VisitBegan) == []


def test_without_input_the_warning_comes(visit: Screen) -> None:
    _almost_quiet(visit)
    visit.clock.advance(1)

    visit.ticks()

    assert visit.has("idle_question")


def test_letter_of_a_compose_key_counts_as_use(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "key_hide")
    field = visit.part("search_field")
    visit.clock.advance(visit.config.visit.personal_idle_s - 1)
    event = QInputMethodEvent()
    event.setCommitString("ñ")

    QApplication.sendEvent(field, event)

    assert visit.text("search_field") == "ñ"
    visit.clock.advance(visit.config.visit.personal_idle_s - 1)
    visit.ticks()
    assert not visit.has("idle_question")
