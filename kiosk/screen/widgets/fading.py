# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words that give way to other words slowly, as on the first page."""

from PySide6.QtCore import QRect, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.text import Words

STEP = 0.08
"""Least change of the mixture that is painted: a first page at rest should rest."""


class FadingWords(Words):
    """A label whose text fades into the next one; at once where nothing may move.

    Signals:
        resized: The room for the words has changed.
    """

    resized = Signal()

    def __init__(self, look: Look, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", role, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._old, self._new = QPixmap(), QPixmap()
        self._part = self._painted = 1.0
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(look.ms("fade_ms"))
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._on_faded)

    def height_of(self, text: str, width: int) -> int:
        """Return the height in pixels that ``text`` would take in ``width`` pixels."""
        room = QRect(0, 0, width, 99_999)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()

    def fade_to(self, text: str) -> None:
        """Show ``text``, coming out of what stands here now."""
        moves = self._fade.duration() > 0 and self.isVisible() and bool(self.text())
        if not moves or text == self.text():
            self.setText(text)
            return
        self._fade.stop()
        self._part = 1.0
        self._old = self.grab()
        self.setText(text)
        self._new = self.grab()
        self._part = self._painted = 0.0
        self._fade.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say that the room has changed."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, or both while one fades into the other."""
        if self._part >= 1.0:
            super().paintEvent(event)
            return
        # First out, then in: two texts on top of each other cannot be read.
        painter = QPainter(self)
        painter.setOpacity(abs(1.0 - 2 * self._part))
        painter.drawPixmap(0, 0, self._old if self._part < 1.0 / 2 else self._new)
        painter.end()

    @Slot(object)
    def _on_faded(self, part: object) -> None:
        self._part = part if isinstance(part, float) else 1.0
        if self._part >= 1.0 or self._part - self._painted >= STEP:
            self._painted = self._part
            self.update()
