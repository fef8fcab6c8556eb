# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Who may hear it: headphones in and out, people near, the black glass.

Source:
    EN 301 549 5.1.3.8, 5.1.3.9; Section 508, 402.2.1 and 405.1; issue 9.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.screen.staff.touches import HOLD_S
from kiosk.session.messages import EndReason, VisitEnded
from kiosk.session.panel import OpenDoor
from kiosk.settings import SelfVoicing
from tests.support.hearing import Listener
from tests.support.screen import Screen, configuration, screen
from tests.support.staff_door import hold

PAD = SelfVoicing(headphones="keys", start_key="F17", plug_key="F15", unplug_key="F16")
NAME = "Mira"


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Iterator[Screen]:
    """A visit in English on the home page of a screen with a voice and a keypad."""
    config = configuration(library, tmp_path, speech=PAD)
    with screen(qtbot, qapp, config, speaks=True) as shown:
        shown.present()
        shown.settle()
        shown.begin()
        yield shown


@pytest.fixture
def listener(view: Screen) -> Listener:
    """A visitor in front of it who does not listen yet."""
    return Listener(view)


def _press(view: Screen, key: Qt.Key) -> None:
    QTest.keyClick(view.shell.windowHandle(), key)


def _picture(view: Screen) -> QImage:
    return view.shell.grab().toImage()


def _is_black(view: Screen) -> bool:
    """Return whether one color, the darkest, is all that is to be seen."""
    found = _picture(view).scaled(64, 64)
    colors = {found.pixelColor(x, y).name() for x in range(64) for y in range(64)}
    return len(colors) == 1 and QColor(colors.pop()).lightness() < 16


def _to_the_name(view: Screen) -> None:
    """Open the question for a name, with somebody's name in it."""
    view.start_request()
    view.tap("option_reason_start")
    view.go_on()
    view.part("key_hide")
    view.type(NAME)
    view.tap("key_hide")


def _reach_the_name(view: Screen, listener: Listener) -> None:
    """Slide a finger over the field."""
    listener.mark()
    listener.explore(view.parts(QLineEdit)[0])


# Without headphones


def test_people_near_are_asked_about_at_the_first_field(view: Screen, listener: Listener) -> None:
    _to_the_name(view)
    listener.rest_two_fingers()
    listener.until_said("name")

    _reach_the_name(view, listener)

    view.part("overheard")
    listener.until_said_anew("People near you may hear this.")


def test_what_was_typed_is_never_spoken_without_headphones(
    view: Screen, listener: Listener
) -> None:
    _to_the_name(view)
    listener.rest_two_fingers()
    listener.until_said("name")
    _reach_the_name(view, listener)
    view.part("overheard")
    listener.until_said_anew("People near")

    _press(view, Qt.Key.Key_Return)
    view.until(lambda: not view.has("overheard"))
    _reach_the_name(view, listener)
    listener.until_said_anew("filled in")

    assert not any(NAME in words for words in listener.said())
    assert not view.has("overheard")


def test_who_wants_to_be_heard_hears_what_was_typed(view: Screen, listener: Listener) -> None:
    _to_the_name(view)
    listener.rest_two_fingers()
    listener.until_said("name")
    _reach_the_name(view, listener)
    view.part("overheard")
    listener.until_said_anew("People near")

    _press(view, Qt.Key.Key_Down)
    _press(view, Qt.Key.Key_Return)
    view.until(lambda: not view.has("overheard"))
    _reach_the_name(view, listener)

    listener.until_said_anew(NAME)


# Headphones


def test_into_headphones_everything_is_spoken_and_nothing_is_asked(
    view: Screen, listener: Listener
) -> None:
    _to_the_name(view)
    listener.plug()
    listener.until_said("name")

    _reach_the_name(view, listener)

    listener.until_said_anew(NAME)
    assert not view.has("overheard")


def test_headphones_that_come_out_end_speech_and_cover_the_screen(
    view: Screen, listener: Listener
) -> None:
    _to_the_name(view)
    listener.plug()
    listener.until_said("name")

    listener.plug(out=True)

    view.part("headphones")
    view.until(lambda: not listener.wants_voice)
    covered = _picture(view)
    view.parts(QLineEdit)[0].setText("")
    assert _picture(view) == covered


def test_key_of_the_socket_covers_the_screen_too(view: Screen, listener: Listener) -> None:
    _press(view, Qt.Key.Key_F15)
    listener.until_said("How can we help")

    _press(view, Qt.Key.Key_F16)

    view.part("headphones")
    view.until(lambda: not listener.wants_voice)


def test_nothing_is_spoken_until_they_are_in_again(view: Screen, listener: Listener) -> None:
    listener.plug()
    listener.until_said("How can we help")
    listener.plug(out=True)
    view.part("headphones")
    listener.mark()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab):
        _press(view, key)
    view.lay_out()

    assert listener.since() == []
    assert not listener.wants_voice


def test_headphones_that_go_in_again_go_on(view: Screen, listener: Listener) -> None:
    listener.plug()
    listener.until_said("How can we help")
    listener.plug(out=True)
    view.part("headphones")
    listener.mark()

    listener.plug()

    listener.until_said_anew("How can we help")
    assert not view.has("headphones")


def test_visit_goes_on_without_speech(view: Screen, listener: Listener) -> None:
    listener.plug()
    listener.until_said("How can we help")
    listener.plug(out=True)

    view.tap("headphones_yes")
    view.tap("home_learn")

    view.part("learn")
    assert not listener.wants_voice


def test_visit_may_start_fresh(view: Screen, listener: Listener) -> None:
    listener.plug()
    listener.until_said("How can we help")
    listener.plug(out=True)

    view.tap("headphones_no")

    view.until(lambda: view.heard(VisitEnded))
    assert view.ended() == [EndReason.CLEARED.value]


def test_screen_is_covered_again_after_another_question(view: Screen, listener: Listener) -> None:
    listener.plug()
    listener.until_said("How can we help")
    listener.plug(out=True)
    view.part("headphones")
    view.clock.advance(view.config.visit.idle_s + 1)
    view.ticks()

    view.tap("idle_yes")

    view.part("headphones")


def test_headphones_of_who_does_not_listen_change_nothing(view: Screen, listener: Listener) -> None:
    listener.plug()
    listener.until_said("How can we help")
    listener.rest_two_fingers()

    listener.plug(out=True)
    view.until(lambda: not listener.wants_voice)

    assert not view.has("headphones")


def test_page_that_is_read_aloud_falls_silent_with_its_headphones(
    view: Screen, listener: Listener
) -> None:
    listener.plug()
    listener.until_said("How can we help")
    listener.rest_two_fingers()
    view.open(Route(RouteName.ARTICLE, "migraine-infusions"), "listen")
    listener.mark()
    view.tap("listen")
    listener.until_said_anew("")

    listener.plug(out=True)

    view.until(lambda: not listener.wants_voice)
    assert not view.has("listen_failed")
    assert not view.has("headphones")


def test_consent_does_not_outlive_the_headphones(view: Screen, listener: Listener) -> None:
    _to_the_name(view)
    listener.rest_two_fingers()
    listener.until_said("name")
    _reach_the_name(view, listener)
    view.part("overheard")
    listener.until_said_anew("People near")
    _press(view, Qt.Key.Key_Down)
    _press(view, Qt.Key.Key_Return)
    view.until(lambda: not view.has("overheard"))
    listener.plug()
    listener.plug(out=True)
    view.tap("headphones_yes")
    listener.mark()

    listener.rest_two_fingers()
    listener.until_said_anew("name")
    _reach_the_name(view, listener)

    view.part("overheard")


# The black glass


def _blacken(view: Screen, listener: Listener) -> None:
    view.tap("bar_settings")
    view.tap("tab_reading")
    view.tap("voice_on")
    listener.until_said("Settings for this visit")
    listener.explore(view.part("glass_black"))
    listener.touch_twice()


def test_glass_goes_black_and_speech_goes_on(view: Screen, listener: Listener) -> None:
    _blacken(view, listener)
    view.until(lambda: _is_black(view))
    listener.mark()

    _press(view, Qt.Key.Key_Backspace)

    listener.until_said_anew("How can we help")
    assert _is_black(view)


def test_nothing_that_comes_over_the_page_shines_through(view: Screen, listener: Listener) -> None:
    _blacken(view, listener)
    _press(view, Qt.Key.Key_Backspace)
    listener.until_said_anew("How can we help")
    view.shell.open(Route(RouteName.HELP))
    listener.until_said_anew("parts")
    listener.hear_out()
    view.clock.advance(view.config.visit.idle_s + 1)
    view.ticks()
    view.part("idle")

    assert _is_black(view)


def test_glass_is_shown_again_by_the_same_choice(view: Screen, listener: Listener) -> None:
    _blacken(view, listener)
    view.until(lambda: view.has("glass_shown"))
    listener.explore(view.part("glass_shown"))
    listener.touch_twice()

    view.until(lambda: not _is_black(view))


def test_glass_is_shown_when_speech_ends(view: Screen, listener: Listener) -> None:
    _blacken(view, listener)

    listener.rest_two_fingers()

    view.until(lambda: not _is_black(view))


def test_staff_see_their_door_on_a_black_glass(view: Screen, listener: Listener) -> None:
    _blacken(view, listener)
    _press(view, Qt.Key.Key_Backspace)

    hold(view, HOLD_S)

    view.until(lambda: view.heard(OpenDoor))
    view.until(lambda: not _is_black(view))
