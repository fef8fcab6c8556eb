# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A line to type in that gives nothing away: no menu, no clipboard, no drop, no undo."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.text import restyle

KEYPAD = Qt.KeyboardModifier.KeypadModifier
_EDITING = frozenset(
    {
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class TextField(QLineEdit):
    """One line of text.

    Args:
        name: Object name.
        keys: Layout of the on-screen keys, a value of ``Layout``.
        most: Most characters.

    Signals:
        entered: The field took the focus and wants the keys.
        left: The field lost the focus.
    """

    entered = Signal()
    left = Signal()

    def __init__(
        self, look: Look, *, name: str, keys: str, most: int = 200, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.keys = keys
        self.setObjectName(name)
        self.setMaxLength(most)
        self.setMinimumHeight(look.px("target"))
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.selectionChanged.connect(self._on_selection)

    def show_error(self, *, wrong: bool) -> None:
        """Mark the field as wrong, or as mended."""
        self.setProperty("state", "error" if wrong else "")
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters and editing keys; every shortcut (copy, paste, undo) is left out."""
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        altgr = plain == (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        printable = bool(event.text()) and event.text().isprintable()
        edits = event.key() in _EDITING and not event.modifiers() & ~KEYPAD
        if (printable and (not plain or altgr)) or edits:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @Slot()
    def _on_selection(self) -> None:
        """Keep nothing selected: Tab would select all, and the next letter would replace it."""
        if self.hasSelectedText():
            self.deselect()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the cursor; the other buttons would paste or open a menu."""
        if event.button() is Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Select nothing: on X11 whatever is selected can be pasted into other programs."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the left button go; the middle one would paste."""
        if event.button() is Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Set the cursor and select nothing."""
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask for the keys."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the keys go."""
        super().focusOutEvent(event)
        self.deselect()
        self.left.emit()
