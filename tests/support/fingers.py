# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Several fingers of one hand on the window, as a touch screen tells of them."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.support.finger import _glass


class Fingers:
    """Real touch events with every finger that is down in each of them.

    Args:
        window: The top-level widget, shown.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._down: dict[int, QPoint] = {}

    def press(self, finger: int, where: QPoint) -> None:
        """Put a finger down."""
        sequence = self._others(finger)
        self._down[finger] = where
        sequence.press(finger, where, self._handle()).commit()

    def move(self, finger: int, where: QPoint) -> None:
        """Slide a finger."""
        self._down[finger] = where
        self._others(finger).move(finger, where, self._handle()).commit()

    def release(self, finger: int) -> None:
        """Lift a finger."""
        where = self._down.pop(finger)
        self._others(finger).release(finger, where, self._handle()).commit()

    def _others(self, finger: int) -> QTest.QTouchEventSequence:
        sequence = QTest.touchEvent(self._handle(), _glass(), False)
        for other in self._down:
            if other != finger:
                sequence.stationary(other)
        return sequence

    def _handle(self) -> QWindow:
        return self._window.windowHandle()
