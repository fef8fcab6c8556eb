# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A sheet that slides up over the page: part of the window, never a dialog."""

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.touch_scroll import TouchScroll


def veil(look: Look) -> QColor:
    """Return what lies over a page that waits."""
    color = QColor(look.palette.veil)
    color.setAlpha(round(255 * look.palette.veil_percent / 100))
    return color


class Sheet(QWidget):
    """A card at the lower edge of the page, in reach of a seated person; the page shows above.

    Args:
        name: Object name; the scrolling column is ``<name>_scroll``.
        content: The column of the card; this sheet owns it.

    Signals:
        left: The visitor touched beside the card.
    """

    left = Signal()

    def __init__(self, look: Look, content: Ground, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look, self._content, self._veil = look, content, veil(look)
        self._began_beside = False
        side = look.px("gap_large")
        content.box.setContentsMargins(side, side, side, side)
        self._card = Ground("sheet", parent=self)
        self._card.setObjectName(f"{name}_card")
        self._card.add(TouchScroll(look, content, name=f"{name}_scroll"))
        self._rise = QPropertyAnimation(self._card, b"pos", self)
        self._rise.setObjectName("sheet_rise")
        self._rise.setDuration(look.ms("sheet_ms"))
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)

    def cover(self, frame: QRect) -> None:
        """Lie over ``frame`` of the parent, the card at its lower edge."""
        self.setGeometry(frame)
        look = self._look
        width = frame.width()
        if look.is_wide and not look.is_large_text:
            width -= 2 * look.px("margin")
        most = frame.height() - look.px("gap_large")
        height = min(most, self._content.heightForWidth(width))
        self._card.setGeometry((frame.width() - width) // 2, frame.height() - height, width, height)

    def showEvent(self, event: QShowEvent) -> None:
        """Slide up."""
        super().showEvent(event)
        place = self._card.pos()
        if self._rise.duration() > 0:
            self._rise.setStartValue(QPoint(place.x(), self.height()))
            self._rise.setEndValue(place)
            self._rise.start()

    def take_focus(self) -> None:
        """Put the focus on the first thing to choose, for somebody with a keyboard."""
        for part in self._content.findChildren(TouchButton):
            if part.isVisible():
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def settle(self) -> None:
        """End the move at once: the same sheet was only made anew."""
        self._rise.setCurrentTime(self._rise.duration())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a touch began: one that slides off the card leaves nothing."""
        self._began_beside = self._is_beside(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave by a touch beside the card."""
        if self._began_beside and self._is_beside(event):
            self._announce_left()
        self._began_beside = False

    def forget_touch(self) -> None:
        """Take a touch that is not yet over for none."""
        self._began_beside = False

    def _is_beside(self, event: QMouseEvent) -> bool:
        return not self._card.geometry().contains(event.position().toPoint())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil over the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._veil)
        painter.end()

    @Slot()
    def _announce_left(self) -> None:
        self.left.emit()
