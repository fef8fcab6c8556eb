# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Self-voicing begins by a tactile key, headphones or two fingers, without being seen.

Source:
    EN 301 549 5.2, 5.1.3.1; Section 508, 402.2.5; issue 9.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.quiet import QuietKeeper
from kiosk.screen.staff.hold import name_area
from kiosk.screen.staff.touches import HOLD_S
from kiosk.session.messages import VisitBegan
from kiosk.session.speech import SpeechWanted
from kiosk.settings import DEMO_CENTER, Quiet, SelfVoicing
from tests.support.hearing import Listener
from tests.support.screen import Screen, configuration, screen
from tests.support.staff_door import hold

PAD = SelfVoicing(headphones="keys", start_key="F17", plug_key="F15", unplug_key="F16")


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Iterator[Screen]:
    """A screen on its first page, of a kiosk with a keypad."""
    config = configuration(library, tmp_path, speech=PAD)
    with screen(qtbot, qapp, config, speaks=True) as shown:
        shown.present()
        shown.settle()
        yield shown


@pytest.fixture
def listener(view: Screen) -> Listener:
    return Listener(view)


def _press(view: Screen, key: Qt.Key) -> None:
    QTest.keyClick(view.shell.windowHandle(), key)


# How it begins


def test_two_fingers_that_rest_begin_it(view: Screen, listener: Listener) -> None:
    listener.rest_two_fingers()

    assert view.has("speech_language")
    assert listener.until_said("Para seguir en español").startswith("Speech is on.")
    view.until(lambda: view.heard(VisitBegan))


def test_ring_fills_around_the_two_fingers(view: Screen, listener: Listener) -> None:
    listener.fingers.press(0, QPoint(300, 900))
    listener.fingers.press(1, QPoint(500, 900))
    listener.pass_time(HOLD_S / 2, "two_fingers_clock")
    view.until(lambda: view.has("hold_ring"))

    assert view.part("hold_ring").geometry().center() in {QPoint(400, 900), QPoint(399, 899)}

    listener.fingers.release(1)
    listener.fingers.release(0)
    assert not view.has("hold_ring")
    assert not view.heard(SpeechWanted)


def test_tactile_key_begins_it(view: Screen, listener: Listener) -> None:
    _press(view, Qt.Key.Key_F17)

    listener.until_said("To go on in English")
    view.until(lambda: view.heard(VisitBegan))


def test_headphones_that_go_in_begin_it(view: Screen, listener: Listener) -> None:
    listener.plug()

    listener.until_said("To go on in English")
    view.until(lambda: view.heard(VisitBegan))


def test_keypad_that_says_so_is_headphones_too(view: Screen, listener: Listener) -> None:
    _press(view, Qt.Key.Key_F15)

    listener.until_said("To go on in English")


def test_headphones_that_were_in_before_the_visit_begin_nothing(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    with screen(qtbot, qapp, configuration(library, tmp_path), speaks=True) as hidden:
        Listener(hidden).plug()
        hidden.lay_out()
        hidden.present()
        hidden.settle()

        assert not hidden.has("speech_language")
        assert not hidden.heard(SpeechWanted)


def test_it_begins_on_a_screen_that_is_dark(view: Screen, listener: Listener) -> None:
    night = datetime(2026, 11, 23, 22, 0, tzinfo=ZoneInfo("America/Chicago"))
    keeper = QuietKeeper(Quiet(mon="19:00-7:00"), DEMO_CENTER.hours, view.shell, lambda: night)
    keeper.look()
    view.part("quiet")

    listener.rest_two_fingers()

    listener.until_said("To go on in English")
    assert not view.has("quiet")


def test_nothing_begins_after_the_end_of_the_visit(view: Screen, listener: Listener) -> None:
    view.begin()
    view.tap("bar_clear")
    view.until(view.ended)

    _press(view, Qt.Key.Key_F17)
    listener.plug()
    view.lay_out()

    assert not view.heard(SpeechWanted)


def test_one_finger_on_the_name_is_staff_and_begins_nothing(view: Screen) -> None:
    hold(view, HOLD_S)

    assert view.has("staff_pad")
    assert not view.heard(SpeechWanted)


def test_two_fingers_on_the_name_are_a_visitor(view: Screen, listener: Listener) -> None:
    listener.rest_two_fingers(name_area(view.shell).center())

    assert view.has("speech_language")
    assert not view.has("staff_pad")


def test_nothing_begins_while_staff_are_at_work(view: Screen, listener: Listener) -> None:
    hold(view, HOLD_S)
    listener.rest_two_fingers()
    _press(view, Qt.Key.Key_F17)

    assert view.has("staff_pad")
    assert not view.heard(SpeechWanted)


def test_fingers_that_began_it_press_nothing(view: Screen, listener: Listener) -> None:
    view.begin()
    tile = view.part("home_learn")

    listener.rest_two_fingers(view.finger.middle(tile))

    assert view.has("home_learn")
    listener.until_said("How can we help")


# The language


def test_first_words_are_spoken_in_their_own_language(view: Screen, listener: Listener) -> None:
    _press(view, Qt.Key.Key_F17)
    listener.until_said("Para seguir")

    assert listener.languages("To go on in English") == {"en"}
    assert listener.languages("Para seguir") == {"es"}


def test_select_goes_on_in_english(view: Screen, listener: Listener) -> None:
    _press(view, Qt.Key.Key_F17)
    listener.until_said("To go on in English")

    _press(view, Qt.Key.Key_Return)

    view.part("home_learn")
    assert "Next and Previous go from part to part" in listener.until_said("How can we help")


def test_next_and_select_go_on_in_spanish(view: Screen, listener: Listener) -> None:
    _press(view, Qt.Key.Key_F17)
    listener.until_said("To go on in English")

    _press(view, Qt.Key.Key_Down)
    listener.until_said_anew("Español")
    _press(view, Qt.Key.Key_Return)

    view.part("home_learn")
    view.until(lambda: listener.languages("¿Cómo le ayudamos"))
    assert listener.languages("¿Cómo le ayudamos") == {"es"}


def test_who_began_in_spanish_by_touch_is_not_asked_again(view: Screen, listener: Listener) -> None:
    view.begin("es")

    _press(view, Qt.Key.Key_F17)

    view.until(lambda: listener.languages("¿Cómo le ayudamos"))
    assert not view.has("speech_language")


# Again, and the end


def test_key_says_again_where_one_is(view: Screen, listener: Listener) -> None:
    view.begin()
    _press(view, Qt.Key.Key_F17)
    listener.until_said("How can we help")
    listener.mark()

    _press(view, Qt.Key.Key_F17)

    listener.until_said_anew("How can we help")


def test_two_fingers_end_what_began_by_mistake(view: Screen, listener: Listener) -> None:
    view.begin()
    listener.rest_two_fingers()
    listener.until_said("How can we help")

    listener.rest_two_fingers()
    view.tap("home_learn")

    view.part("learn")


def test_settings_of_the_visit_begin_and_end_it(view: Screen, listener: Listener) -> None:
    view.begin()
    view.tap("bar_settings")
    view.tap("tab_reading")
    view.tap("voice_on")

    listener.until_said("Settings for this visit")
    assert view.has("glass_black")


def test_screen_without_a_voice_says_so(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    with screen(qtbot, qapp, configuration(library, tmp_path, speech=PAD)) as mute:
        mute.present()
        mute.settle()
        mute.begin()

        _press(mute, Qt.Key.Key_F17)

        mute.part("guide_notice")
        assert "This screen cannot speak now." in mute.words()
