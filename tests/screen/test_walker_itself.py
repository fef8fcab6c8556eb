# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The walker finds what it looks for: each check fails on a part that was broken on purpose."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.widgets.accessible import Role, be, tell_parts, unfold
from kiosk.screen.widgets.page import Page
from kiosk.settings import Theme
from tests.support.focus_pixels import focus_flaws
from tests.support.told import told_flaws
from tests.support.walker import flaws, tab_flaws

LONG = "Some words that cannot possibly fit"


@pytest.fixture
def look() -> Look:
    return make_look(Theme.LIGHT, Panel(600, 400, REFERENCE_MM_PER_PX))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    return window


def _button(window: QWidget, name: str = "sound", x: int = 0) -> QPushButton:
    button = QPushButton("Go", window)
    button.setObjectName(name)
    button.setGeometry(x, 0, 100, 100)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _nameless(window: QWidget) -> None:
    _button(window).setText("")


def _small(window: QWidget) -> None:
    _button(window).resize(100, 20)


def _outside(window: QWidget) -> None:
    _button(window).move(550, 0)


def _below(window: QWidget) -> None:
    _button(window).move(0, 350)


def _overlapping(window: QWidget) -> None:
    _button(window)
    _button(window, "other", 50)


def _too_wide(window: QWidget) -> None:
    QLabel(LONG, window).resize(40, 40)


def _too_high(window: QWidget) -> None:
    label = QLabel(LONG, window)
    label.setWordWrap(True)
    label.resize(150, 10)


def _long_hint(window: QWidget) -> None:
    field = QLineEdit(window)
    field.setAccessibleName("Name")
    field.setPlaceholderText(LONG)
    field.resize(60, 60)


def _too_much(window: QWidget) -> None:
    window.setMinimumSize(1, 1)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    ground = QWidget()
    ground.setMinimumHeight(450)
    ground.setFixedWidth(10)
    column.addWidget(ground)


def _elided(window: QWidget) -> None:
    label = QLabel("Some wo…", window)
    label.setAccessibleName("Some words")
    label.resize(200, 60)


def _words_on_words(window: QWidget) -> None:
    QLabel("One", window).resize(100, 60)
    QLabel("Other", window).setGeometry(50, 0, 100, 60)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (_nameless, "name"),
        (_small, "size"),
        (_outside, "outside"),
        (_below, "outside"),
        (_overlapping, "overlap"),
        (_too_wide, "clipped"),
        (_too_high, "clipped"),
        (_long_hint, "clipped"),
        (_elided, "elided"),
        (_words_on_words, "overlap"),
    ],
)
def test_broken_part_is_found(
    qtbot: QtBot, window: QWidget, look: Look, broken: Callable[[QWidget], None], check: str
) -> None:
    broken(window)
    with qtbot.waitExposed(window):
        window.show()

    assert [flaw.check for flaw in flaws(window, look)] == [check]


def test_part_under_a_cover_is_left_alone(qtbot: QtBot, window: QWidget, look: Look) -> None:
    _button(window).resize(100, 20)
    QWidget(window).setGeometry(window.rect())
    with qtbot.waitExposed(window):
        window.show()

    assert flaws(window, look) == []


def test_sound_parts_are_left_alone(qtbot: QtBot, window: QWidget, look: Look) -> None:
    _button(window)
    _button(window, "other", 200)
    with qtbot.waitExposed(window):
        window.show()

    assert flaws(window, look) == []
    assert tab_flaws(window) == []


def test_window_that_needs_more_than_the_glass_is_found(window: QWidget, look: Look) -> None:
    _too_much(window)

    assert [flaw.check for flaw in flaws(window, look)] == ["glass"]


def _told_as_nothing(window: QWidget) -> None:
    be(_button(window), Role.Client)


def _undescribed(window: QWidget) -> None:
    be(QLabel(window), Role.Graphic)


def _told_closed(window: QWidget) -> None:
    button = _button(window)
    be(button, Role.Button)
    unfold(button, is_open=False)
    button.setCheckable(True)
    button.setChecked(True)


def _called_differently(window: QWidget) -> None:
    _button(window).setAccessibleName("Leave")


def _untitled(window: QWidget) -> None:
    page = Page(make_look(Theme.LIGHT, Panel(600, 400, REFERENCE_MM_PER_PX)), RouteName.HOME)
    page.setParent(window)
    page.resize(600, 400)
    _button(page)


def _told_last(window: QWidget) -> None:
    _button(window, "below").move(0, 200)
    _button(window, "above")


def _small_for_a_hand(window: QWidget) -> None:
    _button(window).resize(100, 46)


def _by_shortcut(window: QWidget) -> None:
    _button(window).setShortcut("G")


def _by_hidden_shortcut(window: QWidget) -> None:
    QShortcut(QKeySequence("G"), window)


def _by_resting(window: QWidget) -> None:
    _button(window).setToolTip("More")


def _by_hovering(window: QWidget) -> None:
    _button(window).setStyleSheet("QPushButton:hover { color: red; }")


def _by_sliding(window: QWidget) -> None:
    slider = QSlider(window)
    slider.setAccessibleName("How much")


def _by_dropping(window: QWidget) -> None:
    _button(window).setAcceptDrops(True)


def _by_swiping(window: QWidget) -> None:
    scroller = QScrollArea(window)
    scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content = QWidget()
    content.resize(50, 2000)
    scroller.setWidget(content)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (_told_as_nothing, "role"),
        (_undescribed, "name"),
        (_told_closed, "state"),
        (_called_differently, "label"),
        (_untitled, "heading"),
        (_told_last, "order"),
        (_small_for_a_hand, "mm"),
        (_by_shortcut, "shortcut"),
        (_by_hidden_shortcut, "shortcut"),
        (_by_resting, "tooltip"),
        (_by_hovering, "hover"),
        (_by_sliding, "drag"),
        (_by_dropping, "drag"),
        (_by_swiping, "drag"),
    ],
)
def test_part_that_is_told_wrongly_is_found(
    qtbot: QtBot, window: QWidget, broken: Callable[[QWidget], None], check: str
) -> None:
    tell_parts()
    broken(window)
    with qtbot.waitExposed(window):
        window.show()

    assert [flaw.check for flaw in told_flaws(window, REFERENCE_MM_PER_PX)] == [check]


def test_sound_parts_are_told_well(qtbot: QtBot, window: QWidget) -> None:
    tell_parts()
    _button(window)
    _button(window, "other", 200)
    with qtbot.waitExposed(window):
        window.show()

    assert told_flaws(window, REFERENCE_MM_PER_PX) == []


def _ringed(window: QWidget, ring: str) -> QPushButton:
    button = _button(window)
    button.setStyleSheet(f"QPushButton {{ border: none; }} QPushButton:focus {{ border: {ring}; }}")
    return button


@pytest.mark.parametrize(
    ("ring", "seen"),
    [("4px solid black", True), ("none", False), ("4px solid #dddddd", False)],
)
def test_focus_needs_a_ring_that_is_seen(
    qtbot: QtBot, window: QWidget, ring: str, *, seen: bool
) -> None:
    _ringed(window, ring)
    with qtbot.waitExposed(window):
        window.show()

    assert [flaw.check for flaw in focus_flaws(window)] == ([] if seen else ["focus"])


@pytest.mark.parametrize(("around", "face"), [("white", "#00393b"), ("#00393b", "white")])
def test_ring_that_melts_into_a_side_is_found(
    qtbot: QtBot, window: QWidget, around: str, face: str
) -> None:
    button = _ringed(window, "4px solid #0000cc")
    button.setStyleSheet(
        f"{button.styleSheet()} QPushButton {{ background: {face}; border: 4px solid white; }}"
        "QPushButton:focus { border-color: #0000cc; }"
    )
    window.setStyleSheet(f"background: {around};")
    with qtbot.waitExposed(window):
        window.show()

    assert [flaw.what.split()[2] for flaw in focus_flaws(window)] == ["melts"]


def test_focus_below_a_panel_is_found(qtbot: QtBot, window: QWidget) -> None:
    _ringed(window, "4px solid black")
    QWidget(window).setGeometry(0, 50, 600, 350)
    with qtbot.waitExposed(window):
        window.show()

    assert [flaw.what for flaw in focus_flaws(window)] == ["has the focus and is covered"]


class _Trap(QPushButton):
    def focusNextPrevChild(self, _onwards: bool) -> bool:  # noqa: N802 - Qt's name
        return True


def test_part_that_keeps_the_focus_is_found(qtbot: QtBot, window: QWidget) -> None:
    _button(window)
    trap = _Trap("Trap", window)
    trap.setObjectName("trap")
    with qtbot.waitExposed(window):
        window.show()

    assert [flaw.part for flaw in tab_flaws(window)] == ["trap"]
