# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Fields to type in that give nothing away: no menu, no clipboard, no drop, no undo, no selection.

`TextField` is a line, `MessageField` a few lines; the keys and the shell serve both alike, through
what they share: ``keys``, ``text``, ``cursorPosition``, ``insert``, ``backspace``, ``take_touch``
and the signals ``cursorPositionChanged``, ``textEdited``, ``entered`` and ``left``.
"""

from collections.abc import Callable

from PySide6.QtCore import SIGNAL, QMimeData, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import tell_use
from kiosk.screen.widgets.text import restyle

TEXT_MARGIN_PX = 2
"""What QLineEdit leaves above and below its text."""
KEYPAD = Qt.KeyboardModifier.KeypadModifier
FEWEST_LINES, MOST_LINES, TALL_LINES = 3, 5, 6
"""Lines of a message that are seen at once, where the glass has room for them and the keys.

A tall glass shows `TALL_LINES` from the beginning, unless the words are large."""
MOST_PART, MOST_PART_LOW = 0.3, 0.12
"""Most of the height of the glass that a message takes; a low glass has little left by the keys."""

_HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
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
_BREAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LINES = _BREAKING | {Qt.Key.Key_Up, Qt.Key.Key_Down}


def _writes(event: QKeyEvent) -> bool:
    """Return whether a key writes a letter; a shortcut (copy, paste, undo) writes none."""
    plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | KEYPAD)
    altgr = plain == (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    printable = bool(event.text()) and event.text().isprintable()
    return printable and (not plain or altgr)


def _edits(event: QKeyEvent, keys: frozenset[Qt.Key] = _EDITING) -> bool:
    return event.key() in keys and not event.modifiers() & ~KEYPAD


class TextField(QLineEdit):
    """One line of text.

    Args:
        name: Object name.
        keys: Layout of the on-screen keys, a value of ``Layout``.
        most: Most characters.
        mask: Gives what shows instead of the text while the field is left; None shows the text.

    Signals:
        entered: The field took the focus and wants the keys.
        left: The field lost the focus.
    """

    entered = Signal()
    left = Signal()

    def __init__(
        self,
        look: Look,
        *,
        name: str,
        keys: str,
        most: int = 200,
        mask: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keys = keys
        self._mask = mask
        self._behind: str | None = None
        self._is_bare = False
        self._known = ""
        self.setObjectName(name)
        self.setMaxLength(most)
        self.setMinimumHeight(look.px("target" if look.is_wide else "choice"))
        self._ring_px = look.px("ring")
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setInputMethodHints(_HINTS)
        self.selectionChanged.connect(self._on_selection)
        self.textEdited.connect(self._on_typed)
        self.textChanged.connect(self._on_changed)

    # A masked field

    @property
    def is_masked(self) -> bool:
        """Whether something else than the text shows."""
        return self._behind is not None

    def typed(self) -> str:
        """Return the text itself, whatever shows."""
        return self.text() if self._behind is None else self._behind

    def setText(self, text: str | None) -> None:
        """Put a text in; a field that masks its text shows it only while it has the focus."""
        self._behind = None
        self._put(text or "")
        if not self.hasFocus():
            self._cover()

    def _cover(self) -> None:
        text = self.text() if self._behind is None else self._behind
        if self._mask is None or self._is_bare or not text:
            return
        if (shown := self._mask(text)) != text:
            self._behind = text
            self._put(shown)

    def _uncover(self) -> None:
        if self._behind is not None:
            text, self._behind = self._behind, None
            self._put(text)

    def _put(self, text: str) -> None:
        self._known = text[: self.maxLength()]
        super().setText(text)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._known = text

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        """Take what an assistive program has written as typed; Qt tells nobody that it was."""
        if text != self._known:
            self._behind = None
            tell_use(self)
            self.textEdited.emit(text)
            if not self.hasFocus():
                self._cover()

    def lay_bare(self, *, bare: bool) -> None:
        """Show the text even while the field is left, because it is asked about, or no longer."""
        self._is_bare = bare
        if bare:
            self._uncover()
        elif not self.hasFocus():
            self._cover()

    def insert(self, text: str) -> None:
        """Type ``text`` at the cursor; a masked field types behind its mask."""
        covered = self.is_masked
        self._uncover()
        super().insert(text)
        if covered:
            self._cover()

    def backspace(self) -> None:
        """Take away the letter before the cursor."""
        covered = self.is_masked
        self._uncover()
        super().backspace()
        if covered:
            self._cover()

    def show_error(self, *, wrong: bool) -> None:
        """Mark the field as wrong, or as mended."""
        self.setProperty("state", "error" if wrong else "")
        restyle(self)

    def sizeHint(self) -> QSize:
        """Return a height for the broadest edge: nothing below moves when the focus comes."""
        least = self.fontMetrics().height() + 4 * self._ring_px + 2 * TEXT_MARGIN_PX
        return QSize(super().sizeHint().width(), max(self.minimumHeight(), least))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def take_touch(self, where: QPoint) -> None:
        """Take the focus; a touch in a field that has it already sets the cursor.

        Args:
            where: Place of the finger in the field, pixels.
        """
        if self.hasFocus():
            self.setCursorPosition(self.cursorPositionAt(where))
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters and editing keys; every shortcut (copy, paste, undo) is left out."""
        if _edits(event, frozenset({Qt.Key.Key_Backspace})):
            self.backspace()
        elif _writes(event) or _edits(event):
            self._uncover()
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
        """Show the text and ask for the keys."""
        self._uncover()
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the keys go; a sensitive text is masked from now on."""
        super().focusOutEvent(event)
        self.deselect()
        self._cover()
        self.left.emit()


class MessageField(QPlainTextEdit):
    """A few lines of text, from `FEWEST_LINES` to `MOST_LINES` high; Tab leaves it.

    On a tall glass it is always `TALL_LINES` high, unless the words are large.

    Args:
        name: Object name.
        keys: Layout of the on-screen keys, a value of ``Layout``.
        most: Most characters.

    Signals:
        entered: The field took the focus and wants the keys.
        left: The field lost the focus.
        textEdited: The visitor changed the text; carries it.
        cursorPositionChanged: The cursor was moved; carries its old and its new place, as in
            a ``TextField``.
    """

    entered = Signal()
    left = Signal()
    textEdited = Signal(str)
    cursorPositionChanged = Signal(int, int)

    def __init__(
        self, look: Look, *, name: str, keys: str, most: int = 500, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.keys, self.most = keys, most
        part = MOST_PART_LOW if look.is_wide and look.is_compact else MOST_PART
        self._place, self._room_px = 0, round(look.panel.height_px * part)
        is_tall = not look.is_wide and not look.is_large_text
        self._lines = (TALL_LINES, TALL_LINES) if is_tall else (FEWEST_LINES, MOST_LINES)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(look.px("gap_small"))
        self.setMinimumHeight(look.px("target" if look.is_wide else "choice"))
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setInputMethodHints(_HINTS | Qt.InputMethodHint.ImhMultiLine)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A finger belongs to the column: it scrolls, or touches the field as a whole.
        self.viewport().ungrabGesture(Qt.GestureType.PanGesture)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)
        self.selectionChanged.connect(self._on_selection)
        self.textChanged.connect(self._on_text)
        # By its old name: the signal of this class hides the one of QPlainTextEdit.
        QObject.connect(self, SIGNAL("cursorPositionChanged()"), self._on_cursor)

    def text(self) -> str:
        """Return what was typed, lines parted by line feeds."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Put a text in, as nobody's typing."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self._fit()

    def cursorPosition(self) -> int:
        """Return how many characters stand before the cursor."""
        return self.textCursor().position()

    def insert(self, text: str) -> None:
        """Type ``text`` at the cursor, as far as there is room."""
        self.textCursor().insertText(text[: self._room()])
        self.ensureCursorVisible()

    def backspace(self) -> None:
        """Take away the letter before the cursor."""
        self.textCursor().deletePreviousChar()
        self.ensureCursorVisible()

    def show_error(self, *, wrong: bool) -> None:
        """Mark the field as wrong, or as mended."""
        self.setProperty("state", "error" if wrong else "")
        restyle(self)

    def take_touch(self, where: QPoint) -> None:
        """Take the focus and set the cursor where the finger is; ``where`` is in pixels."""
        self.setTextCursor(self.cursorForPosition(self.viewport().mapFrom(self, where)))
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _room(self) -> int:
        return max(0, self.most - len(self.text()))

    @Slot()
    def _on_text(self) -> None:
        self._fit()
        self.textEdited.emit(self.text())

    @Slot()
    def _on_cursor(self) -> None:
        before, self._place = self._place, self.cursorPosition()
        self.cursorPositionChanged.emit(before, self._place)

    @Slot()
    def _on_selection(self) -> None:
        """Keep nothing selected: on X11 it could be pasted into other programs."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def _fit(self) -> None:
        """Be as high as the lines need, within the limits."""
        line_px = self.fontMetrics().lineSpacing()
        few, many = self._lines
        most = max(1, min(round(self._room_px / line_px), many))
        written = round(self.document().size().height())
        lines = max(min(few, most), min(written, most))
        around = self.height() - self.viewport().height()
        margin = 2 * round(self.document().documentMargin())
        high = lines * line_px + margin + max(0, around)
        if high != self.minimumHeight() or high != self.maximumHeight():
            self.setFixedHeight(high)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the text in the font of the sheet."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and take the height that they need."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters, line feeds and editing keys; every shortcut is left out."""
        writes = _writes(event) or _edits(event, _BREAKING)
        if (writes and self._room()) or (not writes and _edits(event, _EDITING | _LINES)):
            super().keyPressEvent(event)
        elif not writes:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what a compose key writes, as far as there is room."""
        if len(event.commitString()) <= self._room():
            super().inputMethodEvent(event)

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        """Take nothing from a clipboard or a drop."""
        return False

    def insertFromMimeData(self, _source: QMimeData) -> None:
        """Take nothing from a clipboard or a drop."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the cursor; the other buttons would paste or open a menu."""
        if event.button() is Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Select nothing."""

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
        self.left.emit()


AnyField = TextField | MessageField
"""Whatever wants the on-screen keys."""
