# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A finger on the window: real touch events, each of press, move and release on its own."""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

STEPS = 12


@cache
def _glass() -> QPointingDevice:
    """Return the one touch screen of this process; Qt keeps every device for good."""
    return QTest.createTouchDevice()


class Finger:
    """Touches one window.

    Args:
        window: The top-level widget, shown.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def tap(self, part: QWidget, *, times: int = 1) -> None:
        """Touch the middle of a part and lift the finger, ``times`` times."""
        where = self.middle(part)
        for _ in range(times):
            self.press(where)
            self.release(where)

    def tap_at(self, where: QPoint) -> None:
        """Touch one place of the window."""
        self.press(where)
        self.release(where)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Put the finger down at ``start``, draw it to ``end`` and lift it."""
        self.press(start)
        for where in _between(start, end):
            self.move(where)
        self.release(end)

    def middle(self, part: QWidget) -> QPoint:
        """Return the middle of a part in the window."""
        return part.mapTo(self._window, part.rect().center())

    def press(self, where: QPoint) -> None:
        """Put the finger down."""
        QTest.touchEvent(self._handle(), _glass(), False).press(0, where, self._handle()).commit()

    def move(self, where: QPoint) -> None:
        """Draw the finger to ``where``."""
        QTest.touchEvent(self._handle(), _glass(), False).move(0, where, self._handle()).commit()

    def release(self, where: QPoint) -> None:
        """Lift the finger."""
        QTest.touchEvent(self._handle(), _glass(), False).release(0, where, self._handle()).commit()

    def _handle(self) -> QWindow:
        return self._window.windowHandle()


def _between(start: QPoint, end: QPoint) -> Iterable[QPoint]:
    way = end - start
    for step in range(1, STEPS + 1):
        yield QPoint(start.x() + way.x() * step // STEPS, start.y() + way.y() * step // STEPS)
