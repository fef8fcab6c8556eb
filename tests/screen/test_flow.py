# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Parts set like words: in lines, and no line wider than the column."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.widgets.flow import FlowLayout
from kiosk.screen.widgets.text import Words

GAP = 10
HIGH = 40
LONG = "Words that need more than one line where the column is narrow"


class Part(QWidget):
    """A part that wants ``width`` pixels."""

    def __init__(self, width: int, height: int = HIGH) -> None:
        super().__init__()
        self._wanted = QSize(width, height)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        """Return what it wants."""
        return self._wanted


@pytest.fixture
def column(qtbot: QtBot, qapp: QApplication) -> QWidget:
    column = QWidget()
    qtbot.addWidget(column)
    return column


def _set(column: QWidget, *parts: QWidget) -> FlowLayout:
    layout = FlowLayout(GAP, column)
    for part in parts:
        layout.addWidget(part)
    return layout


def _placed(layout: FlowLayout, width: int) -> list[QRect]:
    """Return where each part lies in a column of ``width`` pixels."""
    layout.setGeometry(QRect(0, 0, width, layout.heightForWidth(width)))
    items = (layout.itemAt(index) for index in range(layout.count()))
    return [item.geometry() for item in items if item is not None]


def test_parts_that_fit_stand_side_by_side(column: QWidget) -> None:
    layout = _set(column, Part(100), Part(50))

    assert _placed(layout, 100 + GAP + 50) == [
        QRect(0, 0, 100, HIGH),
        QRect(100 + GAP, 0, 50, HIGH),
    ]


def test_part_that_does_not_fit_begins_a_line(column: QWidget) -> None:
    layout = _set(column, Part(100), Part(50))

    assert _placed(layout, 100 + GAP + 49) == [
        QRect(0, 0, 100, HIGH),
        QRect(0, HIGH + GAP, 50, HIGH),
    ]


@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (320, 1), (319, 2), (210, 2), (209, 3)])
def test_height_follows_from_the_width(column: QWidget, width: int, lines: int) -> None:
    layout = _set(column, *(Part(100) for _ in range(3)))

    assert layout.hasHeightForWidth()
    assert layout.heightForWidth(width) == lines * HIGH + (lines - 1) * GAP


def test_line_is_as_high_as_its_highest_part(column: QWidget) -> None:
    layout = _set(column, Part(100), Part(100, 3 * HIGH), Part(100))

    assert _placed(layout, 210)[2] == QRect(0, 3 * HIGH + GAP, 100, HIGH)


def test_part_wider_than_the_line_gets_the_width_of_the_line(column: QWidget) -> None:
    layout = _set(column, Part(50), Part(500), Part(50))

    assert _placed(layout, 200) == [
        QRect(0, 0, 50, HIGH),
        QRect(0, HIGH + GAP, 200, HIGH),
        QRect(0, 2 * (HIGH + GAP), 50, HIGH),
    ]


def test_words_wider_than_the_line_get_the_lines_they_need(column: QWidget) -> None:
    words = Words(LONG)
    layout = _set(column, words)
    narrow = words.sizeHint().width() // 2

    assert _placed(layout, narrow) == [QRect(0, 0, narrow, words.heightForWidth(narrow))]


def test_part_that_grows_makes_the_column_higher(column: QWidget) -> None:
    words = Words("Hives")
    layout = _set(column, words)
    before = layout.heightForWidth(200)

    words.setText(LONG * 3)

    assert layout.heightForWidth(200) > before


def test_layout_without_parts_takes_no_room(column: QWidget) -> None:
    layout = _set(column)

    assert layout.heightForWidth(200) == 0
    assert layout.sizeHint() == QSize(0, 0)
    assert layout.minimumSize() == QSize(0, 0)
    assert layout.itemAt(0) is None
    assert layout.takeAt(0) is None


def test_layout_gives_its_parts_away(column: QWidget) -> None:
    part = Part(100)
    layout = _set(column, part)

    item = layout.takeAt(0)

    assert item is not None
    assert item.widget() is part
    assert layout.count() == 0
