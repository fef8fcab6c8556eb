# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A card to hold up to staff: large, in English and in the visitor's language, claiming no tier."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Tier
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sheet import CARD_ROLES
from kiosk.screen.widgets.bands import urgency_sign
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.text import Words, restyle

WHOLE = 100
"""Stretch of the card: it fills the glass, to be seen from far."""
CARD_S = 300
"""The card stays up this long without a touch (issue: "leave it up for 5 minutes")."""
OWN = 4
"""The visitor's own words are as many steps smaller: who must come reads the English ones."""


class StaffCardPage(Page):
    """The words "Please come here", to be read from across the room.

    Signals:
        closed: The visitor or staff touched "Staff is here".
    """

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.STAFF_CARD, parent)
        self._lines: list[tuple[Words, int]] = []
        self._stack = self._card = self._foot = Ground()

    @property
    def idle_s(self) -> int:
        """It is held up, not used."""
        return CARD_S

    def show_card(self, english: str, own: str) -> None:
        """Show what the visitor feels.

        Args:
            english: What it is in English, for staff; empty when none was chosen.
            own: The same in the language of the visit; empty when that is English.
        """
        look = self.look
        self._card = card = Ground(
            "emergency",
            pad=look.px("pad" if look.is_compact else "margin"),
            gap=look.px("gap_small" if look.is_compact else "gap"),
        )
        card.box.addStretch(1)
        if not look.is_large_text:
            sign = urgency_sign(look, Tier.EMERGENCY)
            side = look.px("target") * (1 if look.is_wide else 2)
            sign.setFixedSize(side, side)
            card.box.addWidget(sign, 0, Qt.AlignmentFlag.AlignHCenter)
        lines = [("Please come here.", 0)]
        if english:
            lines.append((f"I feel: {english}", 0))
        if own or self.tr("en", "code of this language: en or es") != "en":
            lines.append((self.tr("Please come here."), OWN))
        if own:
            lines.append((self.tr("I feel: {symptom}").format(symptom=own), OWN))
        for text, smaller in lines:
            words = Words(text, CARD_ROLES[smaller], tone="on-emergency")
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._lines.append((words, smaller))
            card.add(words)
        card.box.addStretch(1)
        self._stack = Ground()
        self._stack.box.addWidget(card, WHOLE)
        self.set_column(self._stack, narrow=False)
        self._foot = self._make_foot()
        self.outer.addWidget(self._foot)
        later(self, self._fit)

    def _make_foot(self) -> Ground:
        """Return what is always in sight: that nobody was called, and the way out."""
        look = self.look
        stay = Words(
            self.tr("Call out if you need help now. Nobody has been called by this screen."),
            "chrome-strong" if look.is_large_text else "strong",
        )
        stay.setObjectName("staff_card_stay")
        done = TouchButton(look, self.tr("Staff is here"), name="staff_card_done", role="primary")
        done.clicked.connect(self._on_done)
        foot = Ground(horizontal=look.is_wide, gap=look.px("gap"))
        margin = look.px("margin")
        foot.box.setContentsMargins(margin, look.px("gap_small"), margin, look.px("gap"))
        if not look.is_wide:
            stay.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot.add(stay, done, stretch=1)
        return foot

    def _fit(self) -> None:
        """Set the words as large as the glass allows with all of them in sight."""
        width = self.width()
        room = self.height() - self._foot.heightForWidth(width)
        for step in range(len(CARD_ROLES)):
            for words, smaller in self._lines:
                words.setProperty("role", CARD_ROLES[min(step + smaller, len(CARD_ROLES) - 1)])
                restyle(words)
            # Layouts hear of new sizes a turn later; this asks now.
            self._card.box.invalidate()
            self._card.updateGeometry()
            if self._longest_px() <= self._across_px(width) and (
                self._stack.heightForWidth(width) <= room
            ):
                return

    def _longest_px(self) -> int:
        """Return the width of the longest word, which must not be cut."""
        return max(
            words.fontMetrics().horizontalAdvance(word)
            for words, _ in self._lines
            for word in words.text().split()
        )

    def _across_px(self, width: int) -> int:
        """Return how wide the words may be on a page of ``width`` pixels."""
        edges = (self._stack.box.contentsMargins(), self._card.box.contentsMargins())
        return width - sum(edge.left() + edge.right() for edge in edges)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the size of the words again for the new room."""
        super().resizeEvent(event)
        if self._lines:
            self._fit()

    @Slot()
    def _on_done(self) -> None:
        self.closed.emit()
