# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first page: an invitation, one useful fact at a time, equal ways in by language."""

from itertools import chain, combinations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.languages import languages
from kiosk.library.model import Picture
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.fading import FadingWords
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Words, restyle

CARD_PART = 0.46
"""Height of the card on a standing screen: a fact of four lines, the buttons, the notes."""
HIDDEN_PART = 0.15
"""Lower part of the standing picture that the card covers (resources/art/README.md)."""
FACT_MS = 9_000
"""A fact stays long enough to be read twice by a slow reader: 16 words at 110 words a minute."""
CLEARED_MS = 12_000
"""How long a fresh screen says what of the last visit is gone; half of it in each language."""
CLEARED = (
    "Your answers, pages and settings are gone. What you sent stays.",
    "Se borraron respuestas, páginas y ajustes. Lo enviado no se borra.",
)
"""A short list, and honest: a request that was sent is not called back by it."""
FACT_ROLES = ("sentence", "heading", "subheading", "strong")


class AttractPage(Page):
    """Invites in both languages at once.

    Args:
        center_name: Name of the center.
        demo: Whether to say that this is no real center.
        clean_hands: Whether the center asks people to clean their hands.

    Signals:
        language_chosen: The visitor began; carries the code of a language.
    """

    language_chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        center_name: str,
        *,
        demo: bool,
        clean_hands: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.ATTRACT, parent)
        self._facts: tuple[tuple[str, str], ...] = ()
        self._index = 0
        self._is_cleared = False
        stage = Ground("stage")
        self.body.addWidget(stage)
        self._picture = ArtView(self._invitation(), whole=True, parent=stage)
        self._name = Words(center_name, "subheading", tone="on-stage", parent=stage, level=1)
        self._name.setObjectName("attract_center")
        self._name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._card = Ground(
            "paper-card",
            pad=look.px("gap" if look.is_compact else "gap_large"),
            gap=look.px("gap_small" if look.is_compact else "gap"),
            parent=stage,
        )
        self._kicker = Words("", "kicker")
        self._fact = FadingWords(look, FACT_ROLES[-1])
        self._fact.resized.connect(self._fit_facts)
        # It takes the room that the rest leaves: its size is chosen for that, never the other way.
        self._fact.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._card.add(self._kicker)
        self._card.add(self._fact, stretch=1)
        self._card.add(self._make_buttons())
        self._spare: list[Words] = []
        self._add_notes(demo=demo, clean_hands=clean_hands)
        self._timer = QTimer(self)
        self._timer.setObjectName("attract_next_fact")
        self._timer.timeout.connect(self._on_next_fact)

    def _invitation(self) -> Picture:
        return art("attract-wide" if self.look.is_wide else "attract")

    def _make_buttons(self) -> Ground:
        look = self.look
        buttons = []
        for code, language in languages().items():
            button = TouchButton(
                look,
                language.begin,
                name=f"attract_begin_{code}",
                role="ink",
                text_role="subheading",
                target="target_large" if len(languages()) == 2 else "target",
            )
            button.setProperty("language", code)
            button.clicked.connect(self._on_begin)
            buttons.append(button)
        return grid(look, buttons, across=2)

    def _add_notes(self, *, demo: bool, clean_hands: bool) -> None:
        self._note(
            "Nothing about you is kept unless you send it.\n"
            "No guardamos nada de usted si usted no lo envía.",
            "kept_note",
        )
        if clean_hands:
            hands = self._note(
                "Please clean your hands  ·  Límpiese las manos, por favor", "clean_hands_note"
            )
            self._spare.append(hands)
        self._cleaned = self._note("", "cleaned_note")
        self._spare.insert(0, self._cleaned)
        self._cleaned.hide()
        if demo:
            self._note(
                "Demonstration, not a real center\nDemostración: no es un centro real",
                "demo_note",
                tone="accent",
            )

    def _note(self, text: str, name: str, tone: str = "second") -> Words:
        words = Words(text, "small", tone=tone)
        words.setObjectName(name)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._card.add(words)
        return words

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Rotate these facts, each in English and Spanish in turn; the first shows at once.

        Args:
            facts: Pairs of English and Spanish, may be empty.
        """
        self._facts = facts
        self._index = 0
        self._show_fact()
        self._fit_notes()
        self._fit_facts()

    def show_cleaned(self, at: str) -> None:
        """Say when the screen was cleaned, ``at`` like ``9:40``; empty says nothing."""
        self._cleaned.setText(f"Screen cleaned {at}  ·  Pantalla limpiada {at}" if at else "")
        self._fit_notes()
        self._fit_facts()

    def show_cleared(self) -> None:
        """Say for a few seconds that nothing of the last visit is left."""
        self._is_cleared = True
        self._index = 0
        self._picture.show_picture(art("ended"))
        self._show_fact()
        self._timer.setInterval(CLEARED_MS // 2)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first fact when the page comes on the glass, not while it stands by."""
        super().showEvent(event)
        self._timer.start(CLEARED_MS // 2 if self._is_cleared else FACT_MS)

    def _show_fact(self) -> None:
        spanish = self._index % 2 == 1
        self._kicker.setText("Bueno saberlo" if spanish else "Good to know")
        if self._is_cleared:
            self._kicker.setText("Listo" if spanish else "All clear")
            self._fact.fade_to(CLEARED[spanish])
        elif self._facts:
            self._fact.fade_to(self._facts[(self._index // 2) % len(self._facts)][spanish])
        else:
            self._kicker.setText("")
            self._fact.fade_to("Bienvenido" if spanish else "Welcome")

    def _fit_notes(self) -> None:
        """Leave out as few notes as the longest fact allows; never the promise."""
        wanted = [note for note in self._spare if note.text()]
        self._fact.setProperty("role", FACT_ROLES[-1])
        restyle(self._fact)
        pad = self._card.box.contentsMargins()
        width = self._card.width() - pad.left() - pad.right()
        longest = max(self._fact.height_of(text, width) for text in self._texts())
        counts = range(len(wanted) + 1)
        for gone in chain.from_iterable(combinations(wanted, count) for count in counts):
            for note in self._spare:
                note.setVisible(note in wanted and note not in gone)
            self._card.box.invalidate()
            height = self._card.box.heightForWidth(self._card.width()) + longest
            if self._fact.hasHeightForWidth():
                height -= self._fact.heightForWidth(width)
            if height <= self._card.height():
                return

    def _texts(self) -> list[str]:
        return [*chain.from_iterable(self._facts), *CLEARED]

    @Slot()
    def _fit_facts(self) -> None:
        """Set the facts as large as the longest one allows."""
        self._card.box.activate()
        room = self._fact.contentsRect()
        texts = self._texts()
        for role in FACT_ROLES:
            self._fact.setProperty("role", role)
            restyle(self._fact)
            if all(self._fact.height_of(text, room.width()) <= room.height() for text in texts):
                return

    @Slot()
    def _on_next_fact(self) -> None:
        self._index += 1
        if self._is_cleared and self._index > 1:
            self._is_cleared = False
            self._index = 0
            self._picture.show_picture(self._invitation())
            self._timer.setInterval(FACT_MS)
        self._show_fact()

    @Slot()
    def _on_begin(self) -> None:
        self._timer.stop()
        self.language_chosen.emit(str(self.sender().property("language")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compose the page: picture above the card, or beside it on a wide screen."""
        super().resizeEvent(event)
        look, width, height = self.look, self.width(), self.height()
        margin, gap, most = look.px("margin"), look.px("gap_large"), look.px("sheet_width")
        card_width = min(width // 2 - margin, most) if look.is_wide else width - 2 * gap
        beside = width - card_width - margin if look.is_wide else width
        self._name.ensurePolished()
        name_height = self._name.heightForWidth(beside - 2 * margin)
        top = margin + max(name_height, look.px("subheading") * 2)
        if look.is_wide:
            card_height = min(height - 2 * gap, most)
            self._picture.setGeometry(gap, top, beside - 2 * gap, height - top - gap)
            self._card.setGeometry(beside, (height - card_height) // 2, card_width, card_height)
        else:
            card_height = round(height * CARD_PART)
            card_top = height - card_height - gap
            seen = round((card_top - top) / (1.0 - HIDDEN_PART))
            self._picture.setGeometry(0, top, width, seen)
            self._card.setGeometry(gap, card_top, card_width, card_height)
        self._name.setGeometry(margin, margin, beside - 2 * margin, top - margin)
        self._name.raise_()
        self._card.raise_()
        self._fit_notes()
        self._fit_facts()
