# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What stands where content is on its way or is not there, and a notice to be seen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.pictures import HEAD_FOCUS, ArtView, art, icon_label
from kiosk.screen.widgets.text import Words

PATIENCE_MS = 150
"""A page that comes sooner shows no skeleton: a flash would only disturb."""
ASPECT, WIDE_ASPECT = 2.3, 3.6
"""Width by height of the picture: on a wide screen what to do stays in sight below it."""
LINES = (0.8, 0.55, 0.0, 1.0, 1.0, 0.7, 0.0, 1.0, 1.0, 0.4)
"""Widths of the skeleton's lines, parts of the column; 0 leaves one out."""


class Skeleton(QWidget):
    """The shape of a page whose content is on its way; shows itself after a moment only."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line_px, self._gap_px = look.px("reading"), look.px("gap")
        self._color = QColor(look.palette.keys)
        self._shows = False
        self.setObjectName("skeleton")
        self.setAccessibleName(self.tr("One moment…"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(self._line_px)
        later(self, self._appear, after_ms=PATIENCE_MS)

    def _appear(self) -> None:
        self._shows = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint soft lines where words will stand."""
        if not self._shows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        for index, part in enumerate(LINES):
            top = index * (self._line_px + self._gap_px)
            line = QRectF(0, top, self.width() * part, self._line_px)
            painter.drawRoundedRect(line, self._line_px / 3, self._line_px / 3)
        painter.end()


class EmptyState(Ground):
    """A picture, one sentence and what to do instead, where there is nothing to show.

    Where a wide screen is low, or its words are large, they need the height of the picture.
    """

    def __init__(
        self, look: Look, sentence: str, advice: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(gap=look.px("gap"), parent=parent)
        if not (look.is_wide and (look.is_large_text or look.is_compact)):
            corner = look.px("radius")
            aspect = WIDE_ASPECT if look.is_wide else ASPECT
            self.add(ArtView(art("help", HEAD_FOCUS), radius=(corner,) * 4, aspect=aspect))
        self.add(Words(sentence, "sentence" if not look.is_compact else "heading", level=1))
        if advice:
            self.add(Words(advice))


class NoticeStrip(Ground):
    """One line that must be seen, with its sign: a notice, never red.

    Args:
        icon: Material Design icon.
        text: What to say.
    """

    def __init__(self, look: Look, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "today", horizontal=True, pad=look.px("pad"), gap=look.px("gap"), parent=parent
        )
        sign = icon_label(look, icon, look.palette.on_today)
        self.box.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add(Words(text, "strong", tone="on-today"), stretch=1)
