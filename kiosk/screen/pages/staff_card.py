# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A card to hold up to staff: large, in English and in the visitor's language, claiming no tier."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Tier
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import urgency_sign
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.text import Words

WHOLE = 100
"""Stretch of the card: it fills the glass, to be seen from far."""


class StaffCardPage(Page):
    """The words "Please come here", to be read from across the room.

    Signals:
        closed: The visitor or staff touched "Staff is here".
    """

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.STAFF_CARD, parent)

    def show_card(self, english: str, own: str) -> None:
        """Show what the visitor feels.

        Args:
            english: Name of the symptom in English, for staff; empty when none was chosen.
            own: The same in the language of the visit; empty when that is English.
        """
        look = self.look
        card = Ground("emergency", pad=look.px("margin"), gap=look.px("gap"))
        card.box.addStretch(1)
        if not look.is_large_text:
            sign = urgency_sign(look, Tier.EMERGENCY)
            side = look.px("target") * (1 if look.is_wide else 2)
            sign.setFixedSize(side, side)
            card.box.addWidget(sign, 0, Qt.AlignmentFlag.AlignHCenter)
        lines = [("Please come here.", "sentence")]
        if english:
            lines.append((f"I feel: {english}", "sentence"))
        if own or self.tr("en", "code of this language: en or es") != "en":
            lines.append((self.tr("Please come here."), "heading"))
        if own:
            lines.append((self.tr("I feel: {symptom}").format(symptom=own), "heading"))
        for text, role in lines:
            words = Words(text, role, tone="on-emergency")
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            card.add(words)
        card.box.addStretch(1)
        stack = Ground(gap=look.px("gap"))
        stack.box.addWidget(card, WHOLE)
        stay = Words(
            self.tr("Call out if you need help now. Nobody has been called by this screen."),
            "strong",
        )
        stay.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack.add(stay)
        self.set_column(stack, narrow=False)
        done = TouchButton(look, self.tr("Staff is here"), name="staff_card_done", role="primary")
        done.clicked.connect(self._on_done)
        foot = Ground()
        margin = look.px("margin")
        foot.box.setContentsMargins(margin, look.px("gap_small"), margin, look.px("gap"))
        foot.add(done)
        self.outer.addWidget(foot)

    @Slot()
    def _on_done(self) -> None:
        self.closed.emit()
