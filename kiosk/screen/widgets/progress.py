# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How far: a line that fills, steps of a form, a ring that runs out."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import Words

WHOLE_TURN = 360 * 16
"""A full circle in the sixteenths of a degree that QPainter counts in."""


class ProgressLine(QProgressBar):
    """A thin line, filled as far as the column has been seen; a value to assistive technology."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest, self._done = QColor(look.palette.line), QColor(look.palette.act)
        self._part = 0.0
        self.setObjectName("reading_position")
        self.setRange(0, 100)
        self.setValue(0)
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("How far you are"))
        self._thick_px = look.px("hairline") * 2
        self.stand(upright=False)

    def stand(self, *, upright: bool) -> None:
        """Lie across, or stand upright and fill from the top."""
        self._is_upright = upright
        long, thick = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(*((thick, long) if upright else (long, thick)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of a line that its layout makes longer."""
        return QSize(self._thick_px, self._thick_px)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def show_part(self, part: float) -> None:
        """Show how much has been seen, 0 to 1.

        A progress bar of Qt paints a new value at once, and with it everything in the window that
        waits for the next frame, once for each turn of a layout: the line waits with the others.
        """
        if part != self._part:
            self._part = min(1.0, max(0.0, part))
            self.setUpdatesEnabled(False)
            self.setValue(round(100 * self._part))
            self.setUpdatesEnabled(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line: strong where it has been seen, so that no color has to tell."""
        painter = QPainter(self)
        half, long = self._thick_px // 2, self.height() if self._is_upright else self.width()
        seen = round(long * self._part)
        rest, done = QRect(0, half, long, self._thick_px - half), QRect(0, 0, seen, self._thick_px)
        for area, color in ((rest, self._rest), (done, self._done)):
            painter.fillRect(_turned(area) if self._is_upright else area, color)
        painter.end()


def _turned(area: QRect) -> QRect:
    """Return an area of a line that lies across as one of a line that stands."""
    return QRect(area.y(), area.x(), area.height(), area.width())


class Stepper(Ground):
    """Which step of how many: a mark a step, and the same in words.

    Args:
        number: The step shown, from 1.
        count: How many there are, at least 1.
        said: The same in words.
    """

    def __init__(self, look: Look, number: int, count: int, said: str) -> None:
        super().__init__(horizontal=True, gap=look.px("gap_small"))
        for index in range(count):
            step = Ground("step-done" if index < number else "step-next")
            step.setFixedHeight(look.px("progress"))
            self.add(step, stretch=1)
        words = Words(said, "label", tone="second", wraps=False)
        words.setObjectName("request_progress")
        self.add(words)


class CountRing(QWidget):
    """Seconds that run out, as a number inside a ring that empties.

    Args:
        whole: Seconds of a full ring.
    """

    def __init__(self, look: Look, whole: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._left = max(1, whole), max(1, whole)
        self._pen_px = look.px("progress")
        self._rest, self._ink = QColor(look.palette.line), QColor(look.palette.accent)
        side = round(look.px("sentence") * 2.6)
        self._side = side
        self.words = Words("", "sentence", tone="accent", wraps=False, parent=self)
        self.words.setObjectName("seconds_left")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setGeometry(0, 0, side, side)
        self.setFixedSize(side, side)

    def sizeHint(self) -> QSize:
        """Return the size of the ring."""
        return QSize(self._side, self._side)

    def show_left(self, seconds: int) -> None:
        """Show how many seconds are left."""
        self._left = seconds
        self.words.setText(str(seconds))
        self.words.setAccessibleName(self.tr("{count} seconds left").format(count=seconds))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring, emptying clockwise from the top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = self._pen_px
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        part = min(1.0, self._left / self._whole)
        for color, turn in ((self._rest, 1.0), (self._ink, part)):
            pen = QPen(color, self._pen_px)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(frame, WHOLE_TURN // 4, round(WHOLE_TURN * turn))
        painter.end()
