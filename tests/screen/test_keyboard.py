# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The keys under real touches: two thumbs, bounces, holding, and what nobody may read off them.

Source:
    Issue "The keyboard"; EN 301 549 5.7 and 5.8; accessibility.md A2.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.field import AnyField, MessageField, TextField
from kiosk.screen.widgets.keyboard import HOLD_MS, Keyboard, KeyCap
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.settings import Theme
from tests.support.screen import Clock

PANEL = Panel(1080, 1920, REFERENCE_MM_PER_PX)


@dataclass(slots=True)
class Desk:
    """A window with two fields and the keys, and a hand of several fingers."""

    window: QWidget
    line: TextField
    message: MessageField
    keys: Keyboard
    clock: Clock
    glass: QPointingDevice
    down: set[int] = field(default_factory=set)

    def serve(self, layout: Layout = Layout.NAME, wanting: AnyField | None = None) -> None:
        """Bring the keys of a layout."""
        wanting = wanting or self.line
        wanting.keys = layout.value
        wanting.setFocus()
        self.keys.put_away()
        self.keys.serve(wanting)
        QApplication.processEvents()

    def cap(self, name: str) -> KeyCap:
        """Return the key that can be seen under a name."""
        (cap,) = (cap for cap in self.window.findChildren(KeyCap, name) if cap.isVisible())
        return cap

    def middle(self, name: str) -> QPoint:
        """Return where a key lies in the window."""
        cap = self.cap(name)
        return cap.mapTo(self.window, cap.rect().center())

    def touch(self, **fingers: QPoint) -> None:
        """Do something with fingers at once: ``press0=place, release1=place, move0=place``."""
        handle = self.window.windowHandle()
        sequence = QTest.touchEvent(handle, self.glass, False)
        for finger in self.down - {int(act[-1]) for act in fingers}:
            sequence.stationary(finger)
        for act, where in fingers.items():
            finger = int(act[-1])
            getattr(sequence, act[:-1])(finger, where, handle)
            (self.down.discard if act.startswith("release") else self.down.add)(finger)
        sequence.commit()

    def tap(self, *names: str, after_s: float = 0.2) -> None:
        """Touch keys one after the other."""
        for name in names:
            self.clock.advance(after_s)
            where = self.middle(name)
            self.touch(press0=where)
            self.touch(release0=where)


@pytest.fixture(scope="module")
def look(qapp: QApplication) -> Iterator[Look]:
    load_type_face()
    look = make_look(Theme.LIGHT, PANEL)
    qapp.setStyleSheet(render_sheet(look))
    yield look
    qapp.setStyleSheet("")


@pytest.fixture(scope="module")
def glass() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def desk(qtbot: QtBot, look: Look, glass: QPointingDevice) -> Iterator[Desk]:
    window, clock = QWidget(), Clock()
    qtbot.addWidget(window)
    window.resize(PANEL.width_px, PANEL.height_px)
    line = TextField(look, name="line", keys=Layout.NAME.value)
    message = MessageField(look, name="message", keys=Layout.MESSAGE.value)
    keys = Keyboard(look, "en", monotonic_s=clock)
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(message)
    column.addStretch(1)
    column.addWidget(keys)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    desk = Desk(window, line, message, keys, clock, glass)
    desk.serve()
    yield desk
    for finger in tuple(desk.down):
        desk.touch(**{f"release{finger}": QPoint(1, 1)})


# Two thumbs


def test_two_keys_touched_at_once_type_both(desk: Desk) -> None:
    desk.touch(press0=desk.middle("key_t"), press1=desk.middle("key_o"))

    assert sorted(desk.line.text().lower()) == ["o", "t"]


def test_second_thumb_types_while_the_first_is_down(desk: Desk) -> None:
    where = {name: desk.middle(f"key_{name}") for name in "ano"}

    desk.touch(press0=where["a"])
    desk.touch(press1=where["n"])
    desk.touch(release0=where["a"])
    desk.touch(press0=where["o"])
    desk.touch(release1=where["n"])
    desk.touch(release0=where["o"])

    assert desk.line.text() == "Ano"


def test_key_looks_pressed_until_its_own_finger_is_lifted(desk: Desk) -> None:
    a, n = desk.middle("key_a"), desk.middle("key_n")
    desk.touch(press0=a)
    desk.touch(press1=n)

    desk.touch(release0=a)

    assert [desk.cap(name).isDown() for name in ("key_a", "key_n")] == [False, True]
    desk.touch(release1=n)
    assert not desk.cap("key_n").isDown()


def test_key_acts_when_it_is_touched(desk: Desk) -> None:
    desk.touch(press0=desk.middle("key_a"))

    assert desk.line.text() == "A"


def test_touch_between_two_keys_types_one_of_them(desk: Desk) -> None:
    first, second = desk.cap("key_a"), desk.cap("key_s")
    right = first.mapTo(desk.window, first.rect().topRight())
    left = second.mapTo(desk.window, second.rect().bottomLeft())
    between = QPoint((right.x() + left.x()) // 2, (right.y() + left.y()) // 2)

    desk.touch(press0=between)

    assert desk.line.text() in {"A", "S"}


def test_fingers_taken_away_by_the_system_press_nothing_on(desk: Desk) -> None:
    desk.touch(press0=desk.middle("key_a"))

    desk.keys.put_away()
    desk.serve()

    assert not desk.cap("key_a").isDown()


# Once is once


def test_bounce_types_one_letter(desk: Desk) -> None:
    where = desk.middle("key_t")

    for _ in range(3):
        desk.touch(press0=where)
        desk.touch(release0=where)

    assert desk.line.text() == "T"


def test_double_letter_at_a_normal_pace_is_typed(desk: Desk) -> None:
    desk.tap("key_a", "key_t", "key_t", after_s=0.15)

    assert desk.line.text() == "Att"


def test_touch_filter_of_the_visitor_is_kept(desk: Desk, look: Look) -> None:
    keys = Keyboard(look, "en", double_s=0.5, monotonic_s=desk.clock)
    layout = desk.window.layout()
    assert layout is not None
    desk.keys.put_away()
    layout.addWidget(keys)
    desk.keys = keys
    desk.serve()

    desk.tap("key_a", "key_t", "key_t", after_s=0.4)

    assert desk.line.text() == "At"


def test_trembling_touch_of_next_goes_on_once(desk: Desk) -> None:
    went_on: list[bool] = []
    desk.keys.next_wanted.connect(lambda: went_on.append(True))

    desk.tap("key_next", "key_next", after_s=0.25)

    assert went_on == [True]


def test_touch_is_not_typed_again_by_a_mouse_that_qt_makes_of_it(desk: Desk) -> None:
    desk.clock.advance(1)
    desk.tap("key_a")
    desk.clock.advance(1)
    QApplication.processEvents()

    assert desk.line.text() == "A"


@pytest.mark.parametrize("layout", [Layout.NAME, Layout.MESSAGE])
def test_shift_touched_twice_locks_and_looks_so(desk: Desk, layout: Layout) -> None:
    desk.serve(layout)
    desk.tap("key_x", "key_shift", "key_shift")

    assert desk.cap("key_shift").isChecked()
    desk.tap("key_a", "key_b")
    assert desk.line.text() == "XAB"


def test_shift_looks_the_same_under_a_mouse(desk: Desk) -> None:
    desk.tap("key_x")

    QTest.mouseClick(desk.cap("key_shift"), Qt.MouseButton.LeftButton)

    assert desk.cap("key_shift").isChecked()


# Holding


def test_held_letter_is_typed_once(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setText("ab")
    erase, letter = desk.middle("key_backspace"), desk.middle("key_m")
    desk.touch(press0=letter)
    desk.touch(press1=erase)

    qtbot.waitUntil(lambda: desk.line.text() == "", timeout=3 * HOLD_MS)

    assert desk.line.text() == ""


def test_erasing_goes_on_only_when_held(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setText("abcdef")
    where = desk.middle("key_backspace")

    desk.touch(press0=where)
    assert desk.line.text() == "abcde"
    qtbot.waitUntil(lambda: len(desk.line.text()) <= 3, timeout=3 * HOLD_MS)
    desk.touch(release0=where)
    left = desk.line.text()

    with pytest.raises(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: desk.line.text() != left, timeout=HOLD_MS + 200)


def test_erasing_ends_when_the_finger_slides_off(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setText("abcdef")
    desk.touch(press0=desk.middle("key_backspace"))

    desk.touch(move0=desk.middle("key_b"))

    with pytest.raises(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: desk.line.text() != "abcde", timeout=HOLD_MS + 200)


# A PIN


def test_pin_key_gives_nothing_away_while_it_is_touched(desk: Desk) -> None:
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.serve(Layout.PIN)
    before = desk.keys.grab().toImage()

    desk.touch(press0=desk.middle("key_7"))
    assert desk.keys.grab().toImage() == before
    assert desk.line.text() == "7"
    QTest.mousePress(desk.cap("key_4"), Qt.MouseButton.LeftButton)
    assert desk.keys.grab().toImage() == before


def test_other_keys_show_that_they_are_touched(desk: Desk) -> None:
    before = desk.keys.grab().toImage()

    desk.touch(press0=desk.middle("key_t"))

    assert desk.keys.grab().toImage() != before


# Other ways to type


def test_hardware_keyboard_still_types(desk: Desk) -> None:
    desk.tap("key_a")
    QTest.keyClicks(desk.line, "na")
    desk.tap("key_space")

    assert desk.line.text() == "Ana "
    assert desk.cap("key_l").words.text() == "L"


def test_mouse_types_once(desk: Desk) -> None:
    QTest.mouseClick(desk.cap("key_a"), Qt.MouseButton.LeftButton)

    assert desk.line.text() == "A"


def test_assistive_technology_presses_a_key(desk: Desk) -> None:
    interface = QAccessible.queryAccessibleInterface(desk.cap("key_a"))
    assert interface is not None
    actions = interface.actionInterface()
    assert actions is not None

    actions.doAction(QAccessibleActionInterface.pressAction())

    assert desk.line.text() == "A"


def test_message_of_several_lines_is_served(desk: Desk) -> None:
    desk.serve(Layout.MESSAGE, desk.message)

    desk.tap("key_h", "key_i", "key_full_stop", "key_space", "key_o", "key_backspace", "key_i")

    assert desk.message.text() == "Hi. I"


def test_accents_serve_one_letter_and_the_letters_return(desk: Desk) -> None:
    desk.tap("key_accents", "key_latin_small_letter_e_with_acute", "key_l")

    assert desk.line.text() == "Él"


def test_field_that_goes_takes_the_keys_with_it(desk: Desk) -> None:
    desk.line.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert not desk.keys.isVisible()
