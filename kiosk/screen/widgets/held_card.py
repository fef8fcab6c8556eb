# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A card to hold up: it fills the glass, its words as large as all of them fit."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sheet import CARD_ROLES
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.text import Words, restyle

WHOLE = 100
"""Stretch of the card: it fills the glass, to be seen from far."""
QUIETER = 2
"""By how many steps words of the foot are smaller than the largest of a card without room."""
CARD_S = 300
"""The card stays up this long without a touch (issue: "leave it up for 5 minutes")."""
FIRST_OF_EAST_ASIA = "\u2e80"
"""From here on scripts write without blanks: a line may break after any letter."""


class HeldCard(Page):
    """A card with large words, a line that stays in sight below it, and the way out.

    Signals:
        closed: The visitor or staff touched the way out.
    """

    closed = Signal()

    def __init__(self, look: Look, name: RouteName, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._lines: list[tuple[Words, int]] = []
        self._quiet: list[tuple[Words, str]] = []
        self._stack = self._card = self._foot = Ground()

    @property
    def idle_s(self) -> int:
        """It is held up, not used."""
        return CARD_S

    def hold_up(self, card: Ground, lines: list[tuple[Words, int]], foot: Ground) -> None:
        """Fill the glass.

        Args:
            card: What is held up, with its lines in it.
            lines: Its lines, each with by how many steps its words are smaller than the largest.
            foot: What is always in sight below it.
        """
        self._card, self._lines, self._foot = card, lines, foot
        self._stack = Ground()
        self._stack.box.addWidget(card, WHOLE)
        self.set_column(self._stack, narrow=False)
        self.outer.addWidget(foot)
        later(self, self._fit)

    def make_foot(self, stay: str, done: str) -> Ground:
        """Return the foot: words that are always in sight, and the way out.

        It is quieter and smaller than the card, which is what others must see first.
        """
        look, name = self.look, self.objectName()
        words = Words(stay, "chrome-strong" if look.is_large_text else "strong")
        words.setObjectName(f"{name}_stay")
        out = TouchButton(look, done, name=f"{name}_done", text_role="chrome-strong")
        out.clicked.connect(self._on_done)
        foot = Ground(horizontal=look.is_wide, gap=look.px("gap"))
        margin = look.px("margin")
        foot.box.setContentsMargins(margin, look.px("gap_small"), margin, look.px("gap"))
        if not look.is_wide:
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot.add(words, stretch=1)
        foot.add(out)
        self._quiet = [(part, str(part.property("role"))) for part in (words, out.words)]
        return foot

    def _fit(self) -> None:
        """Set the words as large as the glass allows with all of them in sight."""
        width = self.width()
        for step in range(len(CARD_ROLES)):
            for words, smaller in self._lines:
                words.setProperty("role", CARD_ROLES[min(step + smaller, len(CARD_ROLES) - 1)])
                restyle(words)
            self._quieten(step)
            # Layouts hear of new sizes a turn later; this asks now.
            for part in (self._card, self._foot):
                part.box.invalidate()
                part.updateGeometry()
            room = self.height() - self._foot.heightForWidth(width)
            if self._longest_px() <= self._across_px(width) and (
                self._stack.heightForWidth(width) <= room
            ):
                return

    def _quieten(self, step: int) -> None:
        """Keep the words of the foot below the size of the card's, which are of this step."""
        loudest_px = max(words.font().pixelSize() for words, _ in self._lines)
        for words, role in self._quiet:
            words.setProperty("role", role)
            restyle(words)
            if words.font().pixelSize() >= loudest_px:
                words.setProperty("role", CARD_ROLES[min(step + QUIETER, len(CARD_ROLES) - 1)])
                restyle(words)

    def _longest_px(self) -> int:
        """Return the width of the longest word, which must not be cut."""
        return max(
            words.fontMetrics().horizontalAdvance(word)
            for words, _ in self._lines
            for word in _unbroken(words.text())
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


def _unbroken(text: str) -> Iterator[str]:
    """Yield the parts of a text in which no line may break."""
    for word in text.split():
        if max(word) < FIRST_OF_EAST_ASIA:
            yield word
        else:
            yield from word
