# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What lies over the whole window for a while: a question, or a page on its way in."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screen.living import living
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.curtain import Cover
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.sheet import Sheet
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.screen.widgets.transition import Transition


class Overlays(QObject):
    """Keeps at most one curtain and one transition over a window, and takes them away.

    Args:
        window: What they lie over; owns this.

    Attributes:
        above_px: Pixels at the top that are too high for something to touch.

    Signals:
        changed: Another question is asked, or none any more.
    """

    changed = Signal()
    above_px = 0

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._curtain: Cover | None = None
        self._move: Transition | None = None
        self._left: QWidget | None = None

    @property
    def is_moving(self) -> bool:
        """Whether a page is on its way in."""
        return self._move is not None

    def asks(self, name: str) -> bool:
        """Return whether the question of this name is asked now."""
        return self._curtain is not None and self._curtain.objectName() == name

    @property
    def asks_anything(self) -> bool:
        """Whether a curtain lies over the window."""
        return self._curtain is not None

    @property
    def is_apart(self) -> bool:
        """Whether what lies over the window is no part of a visit."""
        return self._curtain is not None and self._curtain.is_apart

    def show_count(self, seconds: int) -> None:
        """Show how many seconds are left for the question."""
        if self._curtain is not None:
            self._curtain.show_count(seconds)

    def raise_curtain(self, curtain: Cover) -> None:
        """Ask a question over everything, instead of the one before."""
        self.let_go()
        self.drop_move()
        self.drop_curtain()
        self._curtain = curtain
        curtain.setContentsMargins(0, self.above_px, 0, 0)
        self._left = QApplication.focusWidget()
        curtain.show()
        curtain.raise_()
        curtain.take_focus()
        self.changed.emit()

    def let_go(self) -> None:
        """Let every finger go without pressing what lies under it: something comes over it."""
        for scroller in self._window.findChildren(TouchScroll):
            scroller.forget_touches()
        for button in self._window.findChildren(TouchButton):
            button.setDown(False)
        for sheet in self._window.findChildren(Sheet):
            sheet.forget_touch()

    def stay_above(self) -> None:
        """Keep the question above what has just been built."""
        if self._curtain is not None:
            self._curtain.raise_()

    @Slot()
    def drop_curtain(self) -> None:
        """Take the question away; what had the focus gets it back."""
        if self._curtain is not None:
            self._curtain.hide()
            self._curtain.deleteLater()
            self._curtain = None
            left = living(self._left)
            if isinstance(left, AnyField | TouchButton) and self._window.isAncestorOf(left):
                left.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def begin_move(self, move: Transition) -> None:
        """Let a page come in; it takes itself away when it is there."""
        self._move = move
        move.destroyed.connect(self._on_moved)
        move.show()

    @Slot()
    def _on_moved(self) -> None:
        self._move = None

    def drop_move(self) -> None:
        """Let what moves be there at once."""
        if self._move is not None:
            self._move.destroyed.disconnect(self._on_moved)
            self._move.hide()
            self._move.deleteLater()
            self._move = None

    def fit(self) -> None:
        """Cover the window again after its size has changed."""
        self.drop_move()
        if self._curtain is not None:
            self._curtain.setGeometry(self._window.rect())
