# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The walker finds what it looks for: each check fails on a part that was broken on purpose."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.settings import Theme
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
