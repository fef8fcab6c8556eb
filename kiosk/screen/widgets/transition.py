# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A short move that shows where a page comes from; touches reach the new page meanwhile."""

from enum import Enum

from PySide6.QtCore import (
    QEasingCurve,
    QPoint,
    QRect,
    Qt,
    QVariantAnimation,
    Slot,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.later import later, lay_out_now
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.states import PATIENCE_MS

FRAME_MS = 16


class Way(Enum):
    """Where the new page lies, seen from the old one."""

    ONWARD = QPoint(1, 0)
    BACK = QPoint(-1, 0)
    HOME = QPoint(0, -1)
    HERE = QPoint(0, 0)


def on_glass(window: QWidget, place: QRect) -> QPixmap:
    """Return a part of a shown window as it was painted last.

    It is drawn anew where the window system keeps it otherwise than as plain pixels.
    """
    kept = window.backingStore().paintDevice()
    if isinstance(kept, QImage) and kept.devicePixelRatio() == 1 and kept.rect().contains(place):
        return QPixmap.fromImage(kept.copy(place))
    return window.grab(place)


class Transition(QWidget):
    """Two pictures over the page: the old one stays until the new one comes in over it.

    It is opaque, so that the page below is not painted again for each frame, and lets every touch
    through. It takes itself away.

    Args:
        old: Picture of the page that leaves.
        was: Where it was, in ``parent``.
        way: Where the new page comes from.
    """

    def __init__(self, look: Look, old: QPixmap, was: QRect, way: Way, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("transition")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("")
        self._paper = QColor(look.palette.paper)
        self._old, self._new, self._was = old, QPixmap(), was
        self._offset = way.value * look.px("shift")
        self._part = 0.0
        self._move = QVariantAnimation(self)
        self._move.setDuration(look.ms("page_ms"))
        self._move.setStartValue(0.0)
        self._move.setEndValue(1.0)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._on_moved)
        self._move.finished.connect(self._on_finished)

    @property
    def is_moving(self) -> bool:
        """Whether the new page is on its way in."""
        return not self._new.isNull()

    @property
    def shows_new(self) -> bool:
        """Whether what was painted last holds some of the new page."""
        return self.is_moving and self._part > 0

    def follow(self, page: Page) -> None:
        """Bring ``page`` in once its content is there, or after a moment without."""
        if page.is_waiting:
            page.arrived.connect(self._on_arrived)
            later(self, self._bring, after_ms=PATIENCE_MS)
        else:
            later(self, self._bring)

    @Slot()
    def _on_arrived(self) -> None:
        """Let the layout of what arrived take place first."""
        lay_out_now()
        self._bring()

    def _bring(self) -> None:
        window = self.parentWidget()
        if not self.is_moving and window is not None:
            self.hide()
            self._new = window.grab(self.geometry())
            self.show()
            # The first frame already holds some of the new page: nobody waits for the second.
            self._move.start()
            self._move.setCurrentTime(min(FRAME_MS, self._move.duration()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the old page, and the new one over it."""
        painter = QPainter(self)
        if not self.is_moving:
            painter.fillRect(self.rect(), self._paper)
            painter.drawPixmap(self._was.topLeft() - self.pos(), self._old)
        else:
            painter.fillRect(self.rect(), self._paper)
            if self._part < 1.0 / 2:
                painter.setOpacity(1.0 - 2 * self._part)
                painter.drawPixmap(self._was.topLeft() - self.pos(), self._old)
            painter.setOpacity(self._part)
            painter.drawPixmap(self._offset * (1.0 - self._part), self._new)
        painter.end()

    @Slot(object)
    def _on_moved(self, part: object) -> None:
        self._part = part if isinstance(part, float) else 1.0
        self.update()

    @Slot()
    def _on_finished(self) -> None:
        self.hide()
        self.deleteLater()
