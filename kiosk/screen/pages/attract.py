# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first page: an invitation, one useful fact at a time, two equal ways in."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Words

CARD_PART = 0.46
"""Height of the card on a standing screen: a fact of four lines, the buttons, three notes."""
FACT_MS = 9_000
"""A fact stays long enough to be read twice by a slow reader: 16 words at 110 words a minute."""


class AttractPage(Page):
    """Invites in both languages at once.

    Signals:
        language_chosen: The visitor began, in ``en`` or ``es``.
    """

    language_chosen = Signal(str)

    def __init__(
        self, look: Look, center_name: str, *, demo: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, RouteName.ATTRACT, parent)
        self._facts: tuple[tuple[str, str], ...] = ()
        self._index = 0
        stage = Ground("stage")
        self.outer.addWidget(stage)
        self._picture = ArtView(
            art("attract-wide" if look.is_wide else "attract", (0.5, 0.35)), parent=stage
        )
        self._name = Words(center_name, "subheading", tone="on-stage", parent=stage)
        self._name.setObjectName("attract_center")
        self._card = self._make_card(stage, demo=demo)
        self._stage = stage
        self._timer = QTimer(self)
        self._timer.setObjectName("attract_next_fact")
        self._timer.setInterval(FACT_MS)
        self._timer.timeout.connect(self._on_next_fact)

    def _make_card(self, stage: QWidget, *, demo: bool) -> Ground:
        look = self.look
        gap = "gap_small" if look.is_compact else "gap"
        pad = look.px("gap" if look.is_compact else "gap_large")
        card = Ground("paper-card", pad=pad, gap=look.px(gap), parent=stage)
        self._kicker = Words("", "kicker")
        self._fact = Words("", "subheading" if look.is_compact and look.is_wide else "heading")
        self._fact.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        card.add(self._kicker)
        card.add(self._fact, stretch=1)
        buttons = Ground(horizontal=True, gap=look.px("gap"))
        for code, text in (("en", "Begin"), ("es", "Empezar")):
            button = TouchButton(
                look, text, name=f"attract_begin_{code}", role="ink", text_role="subheading"
            )
            button.setMinimumHeight(look.mm(20 if look.is_compact else 28))
            button.clicked.connect(self._on_begin_en if code == "en" else self._on_begin_es)
            buttons.add(button, stretch=1)
        card.add(buttons)
        kept = Words(
            "Nothing about you is kept unless you send it.\n"
            "No guardamos nada de usted si usted no lo envía.",
            "small",
            tone="second",
        )
        kept.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.add(kept)
        if demo:
            note = Words(
                "Demonstration, not a real center\nDemostración: no es un centro real",
                "small",
                tone="accent",
            )
            note.setObjectName("demo_note")
            note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            card.add(note)
        return card

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Rotate these facts, each in English and Spanish in turn; the first shows at once.

        Args:
            facts: Pairs of English and Spanish, may be empty.
        """
        self._facts = facts
        self._index = 0
        self._show_fact()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first fact when the page comes on the glass, not while it stands by."""
        super().showEvent(event)
        self._timer.start()

    def _show_fact(self) -> None:
        spanish = self._index % 2 == 1
        self._kicker.setText("Bueno saberlo" if spanish else "Good to know")
        if self._facts:
            self._fact.setText(self._facts[(self._index // 2) % len(self._facts)][spanish])
        else:
            self._kicker.setText("")
            self._fact.setText("Bienvenido" if spanish else "Welcome")

    @Slot()
    def _on_next_fact(self) -> None:
        self._index += 1
        self._show_fact()

    @Slot()
    def _on_begin_en(self) -> None:
        self._announce("en")

    @Slot()
    def _on_begin_es(self) -> None:
        self._announce("es")

    def _announce(self, language: str) -> None:
        self._timer.stop()
        self.language_chosen.emit(language)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compose the page: picture above the card, or beside it on a wide screen."""
        super().resizeEvent(event)
        look, width, height = self.look, self.width(), self.height()
        margin = look.px("margin")
        if look.is_wide:
            card_width = min(width // 2 - margin, look.mm(230))
            self._picture.setGeometry(0, 0, width - card_width - margin, height)
            card_height = min(height - 2 * look.px("gap_large"), look.mm(230))
            self._card.setGeometry(
                width - card_width - margin, (height - card_height) // 2, card_width, card_height
            )
        else:
            card_height = round(height * CARD_PART)
            gap = look.px("gap_large")
            self._picture.setGeometry(0, 0, width, height - card_height + look.px("radius"))
            self._card.setGeometry(gap, height - card_height - gap, width - 2 * gap, card_height)
        self._name.setGeometry(margin, margin, width // 2, look.px("subheading") * 3)
        self._card.raise_()
        self._name.raise_()
