# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A black glass over a window that goes on speaking: nobody reads over a shoulder."""

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look


class BlackGlass(QWidget):
    """Paints black over everything in a window, whatever comes into it; it takes no touches.

    Source: Section 508, 405.1 (the same privacy for everybody).

    Args:
        look: The look of this visit.
        window: What it lies over.
    """

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("black_glass")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._black = QColor(look.palette.night)
        self._window = window
        window.installEventFilter(self)
        for child in window.children():
            child.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay above what comes or rises, before it can be painted."""
        kind = event.type()
        if kind is QEvent.Type.ChildAdded and isinstance(event, QChildEvent):
            event.child().installEventFilter(self)
        elif kind is QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        elif kind in {QEvent.Type.ZOrderChange, QEvent.Type.Show} and watched is not self:
            self.raise_()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint black."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._black)
        painter.end()
