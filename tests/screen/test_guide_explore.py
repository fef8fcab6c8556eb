# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Explore by touch: real fingers on a screen that speaks; no page sees them.

Source:
    issue 9; EN 301 549 5.1.3.1, 5.5.1 (nothing is pressed by finding it).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.screen.guide.gestures import DOUBLE_S, REST_S
from kiosk.screen.route import Route, RouteName
from kiosk.screen.staff.hold import name_area
from kiosk.screen.staff.touches import HOLD_S
from kiosk.screen.widgets.touch_scroll import TouchScroll
from tests.support.hearing import Listener
from tests.support.screen import Screen, configuration, screen
from tests.support.staff_door import hold, open_door


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Iterator[Screen]:
    """A visit in English on the home page of a screen with a voice."""
    with screen(qtbot, qapp, configuration(library, tmp_path), speaks=True) as shown:
        shown.present()
        shown.settle()
        shown.begin()
        yield shown


@pytest.fixture
def listener(view: Screen) -> Listener:
    """A visitor who has begun to listen."""
    hearing = Listener(view)
    hearing.rest_two_fingers()
    hearing.until_said("How can we help")
    hearing.mark()
    return hearing


def test_finger_that_rests_on_a_part_hears_it_and_opens_nothing(
    view: Screen, listener: Listener
) -> None:
    listener.explore(view.part("home_learn"))

    listener.until_said_anew("Learn")
    assert view.has("home_learn")


def test_finger_that_slides_hears_each_part_once(view: Screen, listener: Listener) -> None:
    learn, request = view.part("home_learn"), view.part("home_request")

    listener.slide(learn, request, request, learn)

    view.until(lambda: len(listener.since()) == 2)
    assert [words.split()[0] for words in listener.since()] == ["Ask", "Learn"]


def test_double_touch_anywhere_acts_on_what_was_heard(view: Screen, listener: Listener) -> None:
    listener.explore(view.part("home_learn"))

    listener.touch_twice()

    view.part("learn")


def test_second_finger_acts_while_the_first_one_stays(view: Screen, listener: Listener) -> None:
    at = view.finger.middle(view.part("home_learn"))
    listener.fingers.press(0, at)
    listener.pass_time(REST_S + 0.1, "explore_clock")

    listener.fingers.press(1, at + QPoint(0, 300))
    listener.fingers.release(1)
    listener.fingers.release(0)

    view.part("learn")


def test_single_touch_is_heard_and_presses_nothing(view: Screen, listener: Listener) -> None:
    view.tap("home_learn")
    listener.pass_time(DOUBLE_S + 0.1, "explore_clock")

    listener.until_said_anew("Learn")
    assert view.has("home_learn")


def test_touch_beside_everything_says_nothing(view: Screen, listener: Listener) -> None:
    listener.fingers.press(0, QPoint(1, view.shell.height() // 2))
    listener.pass_time(REST_S + 0.1, "explore_clock")
    listener.fingers.release(0)

    assert listener.since() == []


def test_touch_makes_the_voice_quiet_at_once(view: Screen, listener: Listener) -> None:
    hushed = listener.times_hushed()

    listener.fingers.press(0, QPoint(1, view.shell.height() // 2))

    view.until(lambda: listener.times_hushed() > hushed)
    listener.fingers.release(0)


def test_finger_does_not_scroll_the_page(view: Screen, listener: Listener) -> None:
    view.shell.open(Route(RouteName.ARTICLE, "migraine-infusions"))
    view.until(view.is_whole)
    scroll = view.parts(TouchScroll)[0]

    listener.fingers.press(0, QPoint(500, 1200))
    for y in range(1200, 600, -100):
        listener.fingers.move(0, QPoint(500, y))
    listener.fingers.release(0)

    assert scroll.verticalScrollBar().value() == 0


def test_mouse_presses_nothing_either(view: Screen, listener: Listener) -> None:
    tile = view.part("home_learn")

    QTest.mouseClick(
        view.shell.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.finger.middle(tile),
    )
    listener.pass_time(DOUBLE_S + 0.1, "explore_clock")

    listener.until_said_anew("Learn")
    assert view.has("home_learn")


def test_touches_that_the_filter_holds_back_do_not_act(view: Screen, listener: Listener) -> None:
    listener.explore(view.part("home_learn"))
    view.stage.settings.choose("hold", "600")
    view.lay_out()

    listener.touch_twice()

    assert view.has("home_learn")


def test_staff_still_come_in_by_their_long_press(view: Screen, listener: Listener) -> None:
    hold(view, HOLD_S, name_area(view.shell).center())

    assert view.has("staff_pad")


def test_digits_of_staff_are_touched_as_ever(view: Screen, listener: Listener) -> None:
    open_door(view)

    view.type("48")

    assert len(view.part("staff_pin", QLineEdit).text()) == 2


def test_touches_press_again_once_it_has_ended(view: Screen, listener: Listener) -> None:
    listener.rest_two_fingers()

    view.tap("home_learn")

    view.part("learn")


def test_touch_counts_as_use(view: Screen, listener: Listener) -> None:
    view.clock.advance(view.config.visit.idle_s - 1)
    listener.slide(view.part("home_learn"))
    view.clock.advance(2)
    view.ticks()

    assert not view.has("idle")
