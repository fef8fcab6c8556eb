# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The ring that fills around a resting finger."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.progress import WHOLE_TURN

AROUND = 1.5
"""Its width in those of a large target: a finger must not hide it."""


class HoldRing(QWidget):
    """A ring that fills clockwise from the top; it takes no touches.

    Args:
        look: The look of this visit.
        parent: The window.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hold_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        palette = look.palette
        self._colors = QColor(palette.card), QColor(palette.line), QColor(palette.act)
        self._pen_px = 2 * look.px("progress")
        side = round(look.px("target_large") * AROUND)
        self.setFixedSize(side, side)
        self._window, self._part = parent, 0.0
        self.hide()

    def show_part(self, part: float, at: QPoint) -> None:
        """Show how much is done, 0 to 1, around a place of the window, as far as it has room."""
        self._part = part
        frame = QRect(QPoint(0, 0), self.size())
        frame.moveCenter(at)
        room = self._window.rect()
        left = min(max(frame.left(), room.left()), room.right() - frame.width())
        self.move(left, max(frame.top(), room.top()))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a disk, so that it is seen on any page, and the ring on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disk, rest, done = self._colors
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(disk)
        painter.drawEllipse(self.rect())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = self._pen_px
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        for color, part in ((rest, 1.0), (done, self._part)):
            pen = QPen(color, self._pen_px)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(frame, WHOLE_TURN // 4, -round(WHOLE_TURN * part))
        painter.end()
