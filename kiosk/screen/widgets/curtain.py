# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What slides over a page to ask one question; part of the window, never a dialog."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.progress import CountRing
from kiosk.screen.widgets.sheet import veil
from kiosk.screen.widgets.text import Words


class Cover(QWidget):
    """What lies over the whole window for a while; it is not part of any page.

    Attributes:
        is_apart: Whether it is no part of a visit: touching it begins none, and the clock of one
            that runs waits meanwhile.
    """

    is_apart = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        be(self, Role.Dialog)

    def take_focus(self) -> None:
        """Put the focus where the first key should go; what lies behind cannot be reached."""

    def show_count(self, seconds: int) -> None:
        """Show how many seconds are left, where something runs out."""


class Curtain(Cover):
    """A question over everything, with two equal answers.

    Args:
        hides_all: Whether nothing of the page behind may be seen (personal data).
        equal: Whether the second answer is as strong as the first.
        count: Seconds that the question waits, shown as a ring that empties; 0 waits for ever.
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
        equal: bool = False,
        count: int = 0,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(question)
        self.setAccessibleDescription(detail)
        self.setObjectName(name)
        self._veil = QColor(look.palette.paper) if hides_all else veil(look)
        self._answers: list[TouchButton] = []
        self.question = Words(question, "heading")
        self.question.setObjectName(f"{name}_question")
        self._ring = CountRing(look, count) if count else None
        # The whole question must be in sight at once: on a small glass large words grow by less.
        tight = look.is_large_text and look.is_compact
        for text, suffix, role, signal in (
            (yes, "yes", "primary", self._on_yes),
            (no, "no", "primary" if equal else "quiet", self._on_no),
        ):
            button = TouchButton(
                look,
                text,
                name=f"{name}_{suffix}",
                role=role,
                text_role="chrome-strong" if tight else "label",
            )
            button.clicked.connect(signal)
            self._answers.append(button)
        card = Ground("card", pad=look.px("gap_large"), gap=look.px("gap"))
        card.add(self._words(look, detail, "chrome" if tight else "reading"))
        card.add(grid(look, self._answers, across=2 if look.is_wide else 1))
        margin = look.px("margin")
        side = margin
        if not look.is_large_text:
            side = max(margin, (look.panel.width_px - look.px("sheet_width")) // 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(side, margin, side, margin)
        whole.addStretch(1)
        whole.addWidget(card)
        whole.addStretch(1)
        self.setGeometry(parent.rect())

    def _words(self, look: Look, detail: str, role: str) -> Ground:
        """Return the question, and the seconds beside it where height is scarce, else below."""
        words = Ground(gap=look.px("gap"))
        words.add(self.question)
        if detail:
            words.add(Words(detail, role))
        if self._ring is None:
            return words
        across = look.is_wide
        whole = Ground(horizontal=across, gap=look.px("gap"))
        whole.add(words, stretch=1)
        whole.box.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignCenter)
        return whole

    def take_focus(self) -> None:
        """Put the focus on the first answer, the one that loses nothing."""
        self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, _onwards: bool) -> bool:
        """Keep the focus on the two answers: what lies behind cannot be reached."""
        yes, no = self._answers
        (yes if no.hasFocus() else no).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape for the first answer, the one that loses nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.yes.emit()

    def show_count(self, seconds: int) -> None:
        """Show how many seconds are left to answer."""
        if self._ring is not None:
            self._ring.show_left(seconds)

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
