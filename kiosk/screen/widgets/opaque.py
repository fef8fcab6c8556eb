# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What hides all of the window for a while, and keeps focus and touches to itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.curtain import Cover

MOST_PARTS = 600
"""More parts than a window has: Tab never looks for longer."""


class OpaqueCover(Cover):
    """Lies over everything; nothing below is seen, touched or reached with Tab.

    Args:
        look: The look of this visit.
        name: Object name.
        spoken: Accessible name.
        ground: What it is painted with, a color role.
    """

    is_apart = True

    def __init__(
        self, look: Look, parent: QWidget, *, name: str, spoken: str, ground: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ground = QColor(ground or look.palette.paper)
        self.setGeometry(parent.rect())

    def take_focus(self) -> None:
        """Take the keys of a keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Go from one part of this cover to the next, never to what lies below."""
        part: QWidget | None = QApplication.focusWidget() or self
        for _ in range(MOST_PARTS):
            if part is None:
                break
            part = part.nextInFocusChain() if onwards else part.previousInFocusChain()
            if part is not None and self.isAncestorOf(part) and _takes_tab(part):
                part.setFocus(Qt.FocusReason.TabFocusReason)
                break
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let nothing through."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let nothing through."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all of it in one color."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        painter.end()


def _takes_tab(part: QWidget) -> bool:
    shown = part.isVisible() and part.isEnabled()
    return shown and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
