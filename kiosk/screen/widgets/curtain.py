# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What slides over a page to ask one question; part of the window, never a dialog."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import Words

VEIL_ALPHA = 200


class Curtain(QWidget):
    """A question over everything, with two equal answers.

    Args:
        hides_all: Whether nothing of the page behind may be seen (personal data).
        name: Object name; the answers are ``<name>_yes`` and ``<name>_no``.

    Signals:
        yes: The first answer was touched.
        no: The second answer was touched.
    """

    yes = Signal()
    no = Signal()

    def __init__(
        self,
        look: Look,
        *,
        name: str,
        question: str,
        detail: str,
        yes: str,
        no: str,
        hides_all: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._veil = QColor(look.palette.paper if hides_all else look.palette.ink)
        self._veil.setAlpha(255 if hides_all else VEIL_ALPHA)
        self._answers: list[TouchButton] = []
        whole = QVBoxLayout(self)
        margin = look.px("margin")
        side = max(margin, (look.panel.width_px - look.mm(230)) // 2)
        whole.setContentsMargins(side, margin, side, margin)
        card = Ground("card", pad=look.px("gap_large"), gap=look.px("gap"))
        self.question = Words(question, "heading")
        self.question.setObjectName(f"{name}_question")
        self.count = Words("", "sentence", tone="accent")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.hide()
        card.add(self.question, self.count)
        if detail:
            card.add(Words(detail))
        for text, suffix, role, signal in (
            (yes, "yes", "primary", self._on_yes),
            (no, "no", "quiet", self._on_no),
        ):
            button = TouchButton(look, text, name=f"{name}_{suffix}", role=role)
            button.clicked.connect(signal)
            self._answers.append(button)
            card.add(button)
        whole.addStretch(1)
        whole.addWidget(card)
        whole.addStretch(1)
        self.setGeometry(parent.rect())

    def take_focus(self) -> None:
        """Put the focus on the first answer, the one that loses nothing."""
        self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, _onwards: bool) -> bool:
        """Keep the focus on the two answers: what lies behind cannot be reached."""
        yes, no = self._answers
        (yes if no.hasFocus() else no).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def show_count(self, seconds: int) -> None:
        """Show how many seconds are left to answer."""
        self.count.setText(str(seconds))
        self.count.setVisible(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._veil)
        painter.end()

    @Slot()
    def _on_yes(self) -> None:
        self.yes.emit()

    @Slot()
    def _on_no(self) -> None:
        self.no.emit()
