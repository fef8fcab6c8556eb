# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What happens one after the other: stages along a line."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import Words


class TimelineMark(QWidget):
    """The dot of a stage with the line that leads on to the next; decoration only."""

    def __init__(self, look: Look, *, is_last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._is_last = look, is_last
        self.setFixedWidth(look.px("target_min"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot beside the first line of the words, and the line down from it."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, radius = QColor(look.palette.accent), look.px("gap_small") * 0.75
        center = QPointF(self.width() / 2, look.px("reading") * 0.75)
        if not self._is_last:
            painter.setPen(QPen(color, max(2.0, radius / 3)))
            painter.drawLine(center, QPointF(center.x(), self.height()))
        painter.setPen(QPen(color, 0))
        painter.setBrush(color)
        painter.drawEllipse(
            QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        )


class Timeline(Ground):
    """Stages in their order.

    Args:
        stages: Title of each stage with its sentences, in the order of time.
    """

    def __init__(
        self,
        look: Look,
        stages: Sequence[tuple[str, Sequence[str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        for number, (title, sentences) in enumerate(stages, 1):
            is_last = number == len(stages)
            line = Ground(horizontal=True, gap=look.px("gap_small"))
            line.add(TimelineMark(look, is_last=is_last))
            words = Ground(gap=look.px("gap_small") // 2)
            words.add(Words(title, "strong"))
            words.add(*(Words(sentence) for sentence in sentences))
            words.box.setContentsMargins(0, 0, 0, 0 if is_last else look.px("gap"))
            line.add(words, stretch=1)
            self.add(line)
