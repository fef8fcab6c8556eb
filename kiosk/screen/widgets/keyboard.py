# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The on-screen keys: part of the window, the same for everybody, they learn nothing."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard_layout import (
    COLUMNS,
    PAD_COLUMNS,
    Action,
    Board,
    Key,
    Layout,
    Shift,
    insertion,
    opened,
)

HEIGHT_PART = 0.42
"""Most of the window's height that the keys may take."""
UNITS = 4
"""Quarters of a key's width in which rows are laid out."""

_ICONS = {
    Action.BACKSPACE: "backspace-outline",
    Action.SHIFT: "apple-keyboard-shift",
}


class KeyCap(TouchButton):
    """One key; it acts when pressed, as keys do (WCAG 2.5.2 excepts them)."""

    def __init__(self, look: Look, key: Key, words: str, spoken: str) -> None:
        super().__init__(
            look,
            words,
            name=key.name,
            role="key-act" if key.action is Action.NEXT else "key",
            icon=_ICONS.get(key.action, ""),
            above=True,
            target="target_min",
            text_role="key" if len(words) == 1 else "key-word",
        )
        self.key = key
        self.words.setWordWrap(key.action is Action.HIDE)
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        if key.action in _ICONS:
            self.words.hide()
        self.setAccessibleName(spoken or words)
        self.setCheckable(key.action in (Action.SHIFT, Action.ACCENTS, Action.SYMBOLS))

    def relabel(self, key: Key) -> None:
        """Write ``key`` on the cap; it stays where it is."""
        self.key = key
        if key.action is Action.TYPE and key.text != " " and key.label != self.words.text():
            self.words.setText(key.label)
            self.setAccessibleName(key.label)


class Keyboard(Ground):
    """The keys for the field that has the focus.

    Signals:
        hidden: "Hide keys" was touched.
        next_wanted: The key "Next" was touched: go to the next field.
    """

    hidden = Signal()
    next_wanted = Signal()

    def __init__(self, look: Look, language: str, parent: QWidget | None = None) -> None:
        super().__init__("keys", pad=look.px("gap_small"), gap=look.px("gap_small"), parent=parent)
        self.setObjectName("keyboard")
        self._look, self._language = look, language
        self._field: TextField | None = None
        self._board: Board | None = None
        self._rows: Ground | None = None
        self._caps: list[KeyCap] = []

    @property
    def has_field(self) -> bool:
        """Whether the field that these keys serve is still on the glass."""
        return self._field is not None and self._field.isVisible()

    def serve(self, field: TextField) -> None:
        """Show the keys for ``field``."""
        if self._field is not field:
            self._leave_field()
            self._field = field
            field.cursorPositionChanged.connect(self._on_moved)
            field.destroyed.connect(self._on_gone)
            self._turn_to(opened(Layout(field.keys), self._language, self._before()))
        self.show()

    def put_away(self) -> None:
        """Hide the keys; the field keeps its text."""
        self._leave_field()
        self.hide()

    def _leave_field(self) -> None:
        if self._field is not None:
            self._field.cursorPositionChanged.disconnect(self._on_moved)
            self._field.destroyed.disconnect(self._on_gone)
            self._field = None

    @Slot()
    def _on_gone(self) -> None:
        self._field = None
        self.hide()

    def _before(self) -> str:
        field = self._field
        return field.text()[: field.cursorPosition()] if field is not None else ""

    def _turn_to(self, board: Board) -> None:
        same_keys = self._board is not None and (
            (board.layout, board.layer) == (self._board.layout, self._board.layer)
        )
        self._board = board
        rows = board.rows
        if same_keys:
            for cap, key in zip(self._caps, (key for row in rows for key in row), strict=True):
                cap.relabel(key)
        else:
            self._build(rows, board.layout)
        for cap in self._caps:
            if cap.isCheckable():
                cap.setChecked(self._is_on(cap.key.action, board))

    @staticmethod
    def _is_on(action: Action, board: Board) -> bool:
        if action is Action.SHIFT:
            return board.shift is not Shift.OFF
        return board.layer.value == action.value

    def _build(self, rows: tuple[tuple[Key, ...], ...], layout: Layout) -> None:
        look = self._look
        if self._rows is not None:
            self.box.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._caps = []
        is_pad = layout in (Layout.PHONE, Layout.NUMBER)
        columns = PAD_COLUMNS if is_pad else COLUMNS
        stack = Ground(gap=look.px("gap_small"))
        side = max(0, (look.panel.width_px - look.px("pad_width")) // 2) if is_pad else 0
        stack.box.setContentsMargins(side, 0, side, 0)
        room = round(look.panel.height_px * HEIGHT_PART) // len(rows) - look.px("gap_small")
        height = max(look.px("target_min"), min(look.px("target"), room))
        for keys in rows:
            stack.box.addLayout(self._row(keys, columns, height))
        self._rows = stack
        self.add(stack)

    def _row(self, keys: tuple[Key, ...], columns: float, height: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._look.px("gap_small"))
        spare = round((columns - sum(key.width for key in keys)) * UNITS / 2)
        if spare > 0:
            line.addStretch(spare)
        for key in keys:
            cap = KeyCap(self._look, key, *self._words(key))
            cap.setFixedHeight(height)
            cap.setMinimumWidth(1)
            cap.pressed.connect(self._on_pressed)
            self._caps.append(cap)
            line.addWidget(cap, round(key.width * UNITS))
        if spare > 0:
            line.addStretch(spare)
        return line

    def _words(self, key: Key) -> tuple[str, str]:
        match key.action:
            case Action.BACKSPACE:
                return "", self.tr("Delete one letter")
            case Action.SHIFT:
                return "", self.tr("Capital letter")
            case Action.ACCENTS:
                return "á é ñ", self.tr("Letters with accents")
            case Action.SYMBOLS:
                return "1 2 ?", self.tr("Numbers and signs")
            case Action.NEXT:
                return self.tr("Next"), self.tr("Next field")
            case Action.HIDE:
                return self.tr("Hide keys"), self.tr("Hide keys")
            case Action.TYPE:
                return (self.tr("space"), self.tr("space")) if key.text == " " else (key.label, "")

    @Slot()
    def _on_pressed(self) -> None:
        cap, field, board = self.sender(), self._field, self._board
        if not isinstance(cap, KeyCap) or field is None or board is None:
            return
        match cap.key.action:
            case Action.TYPE:
                field.insert(insertion(cap.key, self._before()))
            case Action.BACKSPACE:
                field.backspace()
            case Action.NEXT:
                self.next_wanted.emit()
            case Action.HIDE:
                self.put_away()
                self.hidden.emit()
            case _:
                self._turn_to(board.pressed(cap.key))

    @Slot(int, int)
    def _on_moved(self, _old: int, _new: int) -> None:
        if self._board is not None:
            self._turn_to(self._board.after_text(self._before()))
