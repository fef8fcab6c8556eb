# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the guide shows: a frame around the part of now, and why nothing is heard."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.screen.guide.parts import scroller_of, seen_of
from kiosk.screen.living import living
from kiosk.screen.shell import Shell
from kiosk.screen.widgets.buttons import FocusRing
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.text import Words

NOTICE_MS = 15_000
"""How long the notice stays; nobody has to touch it away."""


class Spotlight(FocusRing):
    """The frame around what is being said, or offered to a switch: words and pictures too.

    It is twice as broad as the ring of the focus, in its two colors, and lies wholly outside of
    what it surrounds where the glass has room. It follows the scrolling.

    Args:
        shell: The window; owns this.
        name: Object name.

    Source: WCAG 2.2, 1.4.11, 2.4.7 and 2.4.13; 508, 402.2 (for who sees a little).
    """

    def __init__(self, shell: Shell, name: str) -> None:
        super().__init__(shell.look, 0.0, shell)
        self.setObjectName(name)
        self._shell = shell
        self._parts: tuple[QWidget, ...] = ()
        self.hide()
        shell.look_changed.connect(self._dress)
        self._dress()

    def surround(self, parts: Sequence[QWidget]) -> None:
        """Lie around a part, a row of them, or nothing."""
        self._parts = tuple(parts)
        for part in parts[:1]:
            if (scroller := scroller_of(part)) is not None:
                bar = scroller.verticalScrollBar()
                bar.valueChanged.connect(self.fit, Qt.ConnectionType.UniqueConnection)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Follow what shows of the parts to where it is now."""
        place = QRect()
        for part in self._parts:
            if living(part) is not None and part.isVisible():
                place |= seen_of(part, self._shell)
        edge = 2 * self._width_px + self._width_px // 4  # no letter touches it
        place = place.adjusted(-edge, -edge, edge, edge) if not place.isEmpty() else QRect()
        self.setGeometry(place & self._shell.rect())
        self.setVisible(not place.isEmpty())
        self.raise_()

    @Slot()
    def _dress(self) -> None:
        """Take the colors and lengths of the look of now."""
        palette = self._shell.look.palette
        self._colors = (QColor(palette.card), QColor(palette.focus))
        self._width_px = 2 * self._shell.look.px("ring")
        self._corner_px = 2 * self._width_px
        self.fit()


class Notice(Ground):
    """Says for a while that nothing can be heard; it takes no touch from what lies under it."""

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        super().__init__("today", pad=look.px("pad"), parent=shell)
        self.setObjectName("guide_notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QCoreApplication.translate(
            "AloudStrip",
            "This screen cannot speak now. Please ask the staff to read it to you.",
        )
        self.add(Words(words, "strong", tone="on-today"))
        width = shell.width()
        self.setGeometry(0, look.panel.above_px, width, self.box.heightForWidth(width))
        self.show()
        self.raise_()
        later(self, self.deleteLater, after_ms=NOTICE_MS)
