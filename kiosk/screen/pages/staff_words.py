# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the front desk puts on the glass: a question, a phrase, the kiosk's name."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.fleet.phrases import Phrase
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sheet import CARD_ROLES
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.curtain import Cover, Curtain
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.sheet import veil
from kiosk.screen.widgets.text import Words, restyle


def end_question(look: Look, parent: QWidget, seconds: int) -> Curtain:
    """Return the question whether the visit may end; it hides all and yes stays."""
    curtain = Curtain(
        look,
        name="desk_end",
        question=QCoreApplication.translate(
            "FrontDesk", "The front desk would like to end this session."
        ),
        detail=QCoreApplication.translate(
            "FrontDesk", "If you need more time, your answers stay here."
        ),
        yes=QCoreApplication.translate("FrontDesk", "I need more time"),
        no=QCoreApplication.translate("FrontDesk", "End it now"),
        hides_all=True,
        count=seconds,
        parent=parent,
    )
    curtain.is_apart = True
    return curtain


class MessageCover(Cover):
    """A phrase of the front desk in all languages, the visitor's first.

    Args:
        look: The look of this visit.
        phrase: What the desk says.
        language: The language of the visit.
        parent: The window.

    Signals:
        read: OK was touched.
    """

    read = Signal()

    def __init__(self, look: Look, phrase: Phrase, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("desk_message")
        own, others = phrase.by(language), [to for to in phrase.said if to != language]
        said = (own, *(phrase.said[to] for to in others if phrase.said[to] != own))
        self.setAccessibleName(" ".join(said))
        self._veil = veil(look)
        self._ok = TouchButton(look, self.tr("OK"), name="desk_message_ok", role="primary")
        self._ok.clicked.connect(self.read)
        # The whole phrase must be in sight at once: on a small glass large words grow by less.
        tight = look.is_large_text and look.is_compact
        head = Words(own, "chrome-strong" if tight else "heading")
        head.setObjectName("desk_message_words")
        pad, gap, margin = ("gap", "gap_small", "gap") if tight else ("gap_large", "gap", "margin")
        card = Ground("card", pad=look.px(pad), gap=look.px(gap))
        card.add(Words(self.tr("From the front desk"), "kicker"), head)
        other = "\n".join(said[1:])
        card.add(Words(other, "chrome" if tight else "reading", tone="second"), self._ok)
        edge = side = look.px(margin)
        if not look.is_large_text:
            side = max(edge, (look.panel.width_px - look.px("sheet_width")) // 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(side, edge, side, edge)
        whole.addStretch(1)
        whole.addWidget(card)
        whole.addStretch(1)
        self.setGeometry(parent.rect())

    def take_focus(self) -> None:
        """Put the focus on OK."""
        self._ok.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, _onwards: bool) -> bool:
        """Keep the focus on OK: what lies behind cannot be reached."""
        self.take_focus()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let nothing through."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._veil)
        painter.end()


class NameBoard(QWidget):
    """The kiosk's name, as large as the glass allows; a touch takes it away, time does too.

    Args:
        look: The look of this visit.
        name: Of the kiosk.
        seconds: How long.
        parent: The window.
    """

    def __init__(self, look: Look, name: str, seconds: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("desk_name")
        self._ground = QColor(look.palette.stage)
        self._words = Words(name, CARD_ROLES[0], tone="on-stage", wraps=False)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        margin = look.px("margin")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.addWidget(self._words, 1)
        self.setGeometry(parent.rect())
        self._fit(self.width() - 2 * margin)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_over)
        self._timer.start(seconds * 1000)

    def _fit(self, width_px: int) -> None:
        for role in CARD_ROLES:
            self._words.setProperty("role", role)
            restyle(self._words)
            if self._words.fontMetrics().horizontalAdvance(self._words.text()) <= width_px:
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let nothing through."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go away once the finger is lifted, so that it presses nothing below."""
        event.accept()
        self._on_over()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all of it in one color."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        painter.end()

    @Slot()
    def _on_over(self) -> None:
        self.hide()
        self.deleteLater()
