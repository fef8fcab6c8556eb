# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A glass that is being wiped: nothing on it can be touched until the time is over."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets import each
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.opaque import OpaqueCover
from kiosk.screen.widgets.progress import CountRing
from kiosk.screen.widgets.text import Words


class CleaningCover(OpaqueCover):
    """Black, so that every smear is seen; a large count, and two places that end it sooner.

    It is in each language: nobody has chosen one yet, or who did has gone.

    Args:
        look: The look of this visit.
        parent: The window.
        seconds: How long.
    """

    def __init__(self, look: Look, parent: QWidget, seconds: int) -> None:
        super().__init__(
            look,
            parent,
            name="cleaning",
            spoken=" ".join(each.translate("Cleaning", "The screen is being cleaned.").values()),
            ground=look.palette.night,
        )
        self._look = look
        self._card = Ground("card", pad=look.px("gap_large"), gap=look.px("gap"))
        self._ring = CountRing(look, seconds)
        head = Words(
            "\n".join(each.translate("Cleaning", "You can wipe the screen now.").values()),
            "chrome-strong" if look.is_large_text else "subheading",
        )
        sooner = each.translate("Cleaning", "To end sooner: touch 1, then 2.")
        inert = each.translate("Cleaning", "Touches do nothing until the time is over.")
        # On a small glass large words grow by less, and only what must be known has room.
        tight = look.is_large_text and look.is_compact
        both = (line for code in sooner for line in (inert[code], sooner[code]))
        how = Words("\n".join(sooner.values() if tight else both), "chrome")
        words = Ground(gap=look.px("gap"))
        words.add(head, how)
        line = Ground(horizontal=look.is_wide, gap=look.px("gap_large"))
        line.add(words, stretch=1)
        line.box.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignCenter)
        self._card.add(line)
        margin = look.px("margin")
        side = max(look.px("target"), (look.panel.width_px - look.px("sheet_width")) // 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(side, margin, side, margin)
        whole.addStretch(1)
        whole.addWidget(self._card)
        whole.addStretch(1)
        self._marks = tuple(self._mark(str(number)) for number in (1, 2))
        self._marks[0].lower()  # it stands first, and is told first
        self.show_count(seconds)

    def _mark(self, number: str) -> Ground:
        mark = Ground("paper-card", parent=self)
        mark.setObjectName(f"cleaning_mark_{number}")
        words = Words(number, "key-0", wraps=False)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.add(words)
        words.ensurePolished()
        side = max(self._look.px("target"), words.fontMetrics().height())
        mark.setFixedSize(side, side)
        return mark

    @property
    def places(self) -> tuple[QPoint, QPoint]:
        """The middles of the two marked places."""
        first, second = self._marks
        return first.geometry().center(), second.geometry().center()

    def show_count(self, seconds: int) -> None:
        """Show how many seconds are left."""
        self._ring.show_left(seconds)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marks in two corners that no hand reaches at once."""
        super().resizeEvent(event)
        gap = self._look.px("gap_large")
        room = self.rect().adjusted(gap, gap, -gap, -gap)
        first, second = self._marks
        for mark, corner in ((first, room.topLeft()), (second, room.bottomRight())):
            frame = QRect(QPoint(0, 0), mark.size())
            if mark is first:
                frame.moveTopLeft(corner)
            else:
                frame.moveBottomRight(corner)
            mark.setGeometry(frame)
