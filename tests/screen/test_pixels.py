# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Contrast is read off the glass, and what cannot be read is found."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.settings import Theme
from tests.support.legible import Reader
from tests.support.pixels import colors, contrast, farthest
from tests.support.walker import Flaw

WHITE, BLACK, GREY = 0xFFFFFFFF, 0xFF000000, 0xFF767676
PANEL = Panel(600, 400, REFERENCE_MM_PER_PX)


@pytest.fixture
def look() -> Look:
    return make_look(Theme.LIGHT, PANEL)


class _Stripes(QWidget):
    """A ground of two halves, the upper light and the lower dark."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.fillRect(QRect(0, 50, 600, 400), QColor(0x20, 0x20, 0x20))
        painter.end()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = _Stripes()
    window.resize(600, 400)
    window.setStyleSheet("QLabel { font-size: 30px; }")
    qtbot.addWidget(window)
    return window


def _label(above: QWidget, style: str, y: int = 0, text: str = "Some words") -> QLabel:
    label = QLabel(text, above)
    label.setObjectName("words")
    label.setStyleSheet(style)
    label.setGeometry(0, y, 300, 44)
    return label


def _found(qtbot: QtBot, window: QWidget, look: Look) -> list[Flaw]:
    with qtbot.waitExposed(window):
        window.show()
    return Reader(window).flaws(look)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [(BLACK, WHITE, 21.0), (WHITE, WHITE, 1.0), (GREY, WHITE, 4.54), (0xFF0E5A5C, WHITE, 7.96)],
)
def test_contrast_is_that_of_wcag(one: int, other: int, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_see_through_pixels_do_not_count() -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setPixelColor(1, 1, QColor("white"))

    assert colors(image) == {WHITE: 1}


def test_caret_is_no_word() -> None:
    image = QImage(100, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(20, 0, 20, 40, QColor("#BBBBBB"))
    painter.fillRect(60, 5, 1, 30, QColor("black"))
    painter.end()

    assert farthest(colors(image)) == pytest.approx(contrast(0xFFBBBBBB, WHITE))


@pytest.mark.parametrize("style", ["color: #888", "color: #888; background: #999"])
def test_grey_on_grey_is_found(qtbot: QtBot, window: QWidget, look: Look, style: str) -> None:
    _label(window, style)

    assert [flaw.part for flaw in _found(qtbot, window, look)] == ["words"]


@pytest.mark.parametrize(
    "style", ["color: #222", "color: #222; background: #EEE", "color: #767676"]
)
def test_words_that_can_be_read_are_left_alone(
    qtbot: QtBot, window: QWidget, look: Look, style: str
) -> None:
    _label(window, style)

    assert _found(qtbot, window, look) == []


def test_theme_of_high_contrast_asks_for_more(qtbot: QtBot, window: QWidget) -> None:
    _label(window, "color: #767676")

    assert _found(qtbot, window, make_look(Theme.CONTRAST, PANEL)) != []


def test_words_over_a_picture_are_held_against_the_worst_beneath(
    qtbot: QtBot, window: QWidget, look: Look
) -> None:
    _label(window, "color: #222", y=28)

    assert [flaw.check for flaw in _found(qtbot, window, look)] == ["contrast"]


def test_one_pale_word_in_a_dark_line_is_found(qtbot: QtBot, window: QWidget, look: Look) -> None:
    _label(window, "color: #111", text='Some <span style="color:#BBBBBB">words</span>')

    assert [flaw.check for flaw in _found(qtbot, window, look)] == ["contrast"]


def test_pale_hint_of_a_field_is_found(qtbot: QtBot, window: QWidget, look: Look) -> None:
    field = QLineEdit(window)
    field.setPlaceholderText("Some words")
    field.setStyleSheet("background: white; color: black; placeholder-text-color: #AAAAAA;")
    field.setGeometry(0, 0, 300, 60)

    assert [flaw.check for flaw in _found(qtbot, window, look)] == ["contrast"]


def test_pale_sign_is_found(qtbot: QtBot, window: QWidget, look: Look) -> None:
    sign = QPixmap(30, 30)
    sign.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sign)
    painter.fillRect(5, 5, 12, 12, QColor("#AAAAAA"))
    painter.end()
    _label(window, "").setPixmap(sign)

    assert [flaw.check for flaw in _found(qtbot, window, look)] == ["contrast"]


def test_part_that_is_switched_off_is_exempt(qtbot: QtBot, window: QWidget, look: Look) -> None:
    button = QPushButton(window)
    button.setGeometry(0, 0, 300, 60)
    _label(button, "color: #BBB; background: white")
    button.setEnabled(False)

    assert _found(qtbot, window, look) == []


def test_words_far_down_a_column_are_read_too(qtbot: QtBot, window: QWidget, look: Look) -> None:
    long, far = Ground("paper"), QWidget()
    far.setFixedHeight(1900)
    long.setStyleSheet("QFrame { background: white }")
    words = _label(long, "color: #CCC; background: transparent")
    words.setWordWrap(True)
    long.add(far, words)
    scroller = TouchScroll(look, long, name="column", parent=window)
    scroller.setGeometry(0, 0, 600, 400)

    assert [flaw.part for flaw in _found(qtbot, window, look)] == ["words"]
    assert scroller.verticalScrollBar().value() == 0
