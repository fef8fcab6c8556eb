# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What slides over a page to ask one question; part of the window, never a dialog."""

from collections.abc import Sequence

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


class Asking(Cover):
    """A question over everything; the first answer is the one that loses nothing.

    Args:
        name: Object name; the answers are ``<name>_<answer>``.
        question: The first words.
        more: What is said below them.
        equal_words: Whether these are as large as the first: the same in other languages.
        answers: Name, words and role of each answer.
        hides_all: Whether nothing of the page behind may be seen (personal data).
        count: Seconds that the question waits, shown as a ring that empties; 0 waits for ever.

    Signals:
        answered: An answer was given; carries its name.
    """

    answered = Signal(str)

    def __init__(
        self,
        look: Look,
        *,
        name: str,
        question: str,
        more: Sequence[str],
        answers: Sequence[tuple[str, str, str]],
        hides_all: bool,
        equal_words: bool = False,
        count: int = 0,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(question)
        self.setAccessibleDescription(" ".join(more))
        self.setObjectName(name)
        self._veil = QColor(look.palette.paper) if hides_all else veil(look)
        self._ring = CountRing(look, count) if count else None
        # The whole question must be in sight at once: on a small glass large words grow by less.
        tight = look.is_large_text and look.is_compact
        running = "chrome" if tight else "reading"
        heading = Words(question, running if equal_words else "heading")
        heading.setObjectName(f"{name}_question")
        self.words = (heading, *(Words(one, running) for one in more))
        text_role = "chrome-strong" if tight else "label"
        self.answers: dict[str, TouchButton] = {}
        for answer, text, role in answers:
            button = TouchButton(
                look, text, name=f"{name}_{answer}", role=role, text_role=text_role
            )
            button.setProperty("answer", answer)
            button.clicked.connect(self._on_touched)
            self.answers[answer] = button
        card = Ground("card", pad=look.px("gap_large"), gap=look.px("gap"))
        card.add(self._said(look))
        card.add(grid(look, list(self.answers.values()), across=2 if look.is_wide else 1))
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

    def _said(self, look: Look) -> Ground:
        """Return the words, and the seconds beside them where height is scarce, else below."""
        words = Ground(gap=look.px("gap"))
        for one in self.words:
            words.add(one)
        if self._ring is None:
            return words
        across = look.is_wide
        whole = Ground(horizontal=across, gap=look.px("gap"))
        whole.add(words, stretch=1)
        whole.box.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignCenter)
        return whole

    @Slot()
    def _on_touched(self) -> None:
        self.answered.emit(str(self.sender().property("answer")))

    def answer_safely(self) -> None:
        """Give the answer that loses nothing."""
        self.answered.emit(next(iter(self.answers)))

    def take_focus(self) -> None:
        """Put the focus on the first answer, the one that loses nothing."""
        next(iter(self.answers.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Keep the focus on the answers: what lies behind cannot be reached."""
        buttons = list(self.answers.values())
        here = next((at for at, one in enumerate(buttons) if one.hasFocus()), -1)
        there = (here + (1 if onwards else -1)) % len(buttons)
        buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape for the first answer, the one that loses nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.answer_safely()

    def show_count(self, seconds: int) -> None:
        """Show how many seconds are left to answer."""
        if self._ring is not None:
            self._ring.show_left(seconds)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._veil)
        painter.end()


class Curtain(Asking):
    """A question with two answers, ``yes`` and ``no``.

    Args:
        hides_all: Whether nothing of the page behind may be seen (personal data).
        equal: Whether the second answer is as strong as the first.
        count: Seconds that the question waits, shown as a ring that empties; 0 waits for ever.
        name: Object name; the answers are ``<name>_yes`` and ``<name>_no``.

    Signals:
        yes: The first answer was given.
        no: The second answer was given.
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
        super().__init__(
            look,
            name=name,
            question=question,
            more=[detail] if detail else [],
            answers=[("yes", yes, "primary"), ("no", no, "primary" if equal else "quiet")],
            hides_all=hides_all,
            count=count,
            parent=parent,
        )
        self.answered.connect(self._on_answered)

    @Slot(str)
    def _on_answered(self, answer: str) -> None:
        (self.yes if answer == "yes" else self.no).emit()
