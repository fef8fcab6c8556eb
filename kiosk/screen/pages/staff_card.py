# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A card to hold up to staff: large, in English and in the visitor's language, claiming no tier."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Tier
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sheet import CARD_ROLES
from kiosk.screen.widgets.bands import urgency_sign
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.held_card import HeldCard
from kiosk.screen.widgets.said import is_spoken
from kiosk.screen.widgets.spoken import LANGUAGE
from kiosk.screen.widgets.text import Words

OWN = 4
"""The visitor's own words are as many steps smaller: who must come reads the English ones."""


class StaffCardPage(HeldCard):
    """The words "Please come here", to be read from across the room."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.STAFF_CARD, parent)

    def show_card(self, english: str, own: str) -> None:
        """Show what the visitor feels.

        Args:
            english: What it is in English, for staff; empty when none was chosen.
            own: The same in the language of the visit; empty when that is English.
        """
        look = self.look
        card = Ground(
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
        lines = [("Please come here.", 0, "en")]
        if english:
            lines.append((f"I feel: {english}", 0, "en"))
        if own or not is_spoken("en"):
            lines.append((self.tr("Please come here."), OWN, ""))
        if own:
            lines.append((self.tr("I feel: {symptom}").format(symptom=own), OWN, ""))
        parts: list[tuple[Words, int]] = []
        for text, smaller, language in lines:
            words = Words(text, CARD_ROLES[smaller], tone="on-emergency", level=int(not parts))
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setProperty(LANGUAGE, language)
            parts.append((words, smaller))
            card.add(words)
        card.box.addStretch(1)
        foot = self.make_foot(
            self.tr("Call out if you need help now. Nobody has been called by this screen."),
            self.tr("Staff is here"),
        )
        self.hold_up(card, parts, foot)
