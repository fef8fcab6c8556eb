# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A dark screen: black until it is touched, then it says when the center opens."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets import each
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.curtain import Cover
from kiosk.screen.widgets.each import BETWEEN
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import Words

AWAKE_MS = 20_000
"""As long as nobody touches anything, the words stay."""


class QuietCover(Cover):
    """Lies over the first page while the center is closed.

    Args:
        opens: When the center opens, in each language; nothing where it is not known.

    Signals:
        use_touched: Somebody wants to use the screen anyway.
        woke: The words are there, or have gone again.
    """

    use_touched = Signal()
    woke = Signal()
    is_apart = True

    def __init__(self, look: Look, opens: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("quiet")
        resting = each.translate("Quiet", "The screen is resting.")
        self.setAccessibleName(" ".join(resting.values()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._night = QColor(look.palette.night)
        self._card = Ground("card", pad=look.px("gap_large"), gap=look.px("gap"))
        self._use = TouchButton(
            look,
            BETWEEN.join(each.translate("Quiet", "Use it anyway").values()),
            name="quiet_use",
            role="primary",
            target="target_large",
        )
        self._use.clicked.connect(self.use_touched)
        closed = opens or tuple(each.translate("Quiet", "We are closed now.").values())
        urgent = BETWEEN.join(each.translate("Quiet", "In an emergency call 911.").values())
        for text, role in (*((words, "heading") for words in closed), (urgent, "strong")):
            words = Words(text, role)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._card.add(words)
        self._card.add(self._use)
        margin = look.px("margin")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.addStretch(1)
        whole.addWidget(self._card)
        whole.addStretch(1)
        self._sleep = QTimer(self)
        self._sleep.setSingleShot(True)
        self._sleep.setInterval(AWAKE_MS)
        self._sleep.timeout.connect(self._fall_asleep)
        self._card.hide()
        self.setGeometry(parent.rect())

    @property
    def is_awake(self) -> bool:
        """Whether the words are there."""
        return self._sleep.isActive()

    def take_focus(self) -> None:
        """Take the keys of a keyboard, so that any of them wakes the screen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep the focus here: what lies behind cannot be reached."""
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}:
            self._wake()
        return super().event(event)

    def _wake(self) -> None:
        self._card.show()
        self._sleep.start()
        self.woke.emit()

    @Slot()
    def _fall_asleep(self) -> None:
        self._card.hide()
        self.woke.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wake, and let nothing through."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wake; a second Enter or Space uses the screen."""
        if self._use.isVisible() and not self._use.hasFocus():
            self._use.setFocus(Qt.FocusReason.TabFocusReason)
        event.accept()

    def focusNextPrevChild(self, _onwards: bool) -> bool:
        """Keep the focus here."""
        self._wake()
        self._use.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint black."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._night)
        painter.end()
