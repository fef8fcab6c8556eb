# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The on-screen keys: part of the window, the same for everybody, they learn nothing."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEventPoint, QInputEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.key_rows import KeyCap, KeyRows, gap_px
from kiosk.screen.widgets.keyboard_layout import (
    Action,
    Board,
    Key,
    Layer,
    Layout,
    Shift,
    insertion,
    opened,
)
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.strikes import BOUNCE_S, Moment, Strikes

__all__ = ["KeyCap", "Keyboard"]

HOLD_MS, REPEAT_MS = 500, 120
"""How long the key that erases is held before it goes on erasing, and how fast it does then."""
NEXT_S = 0.4
"""Nobody leaves two fields in so short a time; the second touch would skip one unseen, seconds.

Source: EN 301 549 5.8."""
BUILD_MS = 100
"""How long the keys are on the glass before the rest of them is built: nobody types sooner."""
MOUSE = -1
"""The finger of a glass that speaks as a mouse."""


class Keyboard(Ground):
    """The keys for the field that has the focus; they act when pressed, by any number of fingers.

    Touches are taken as such, by the whole keyboard: the mouse that Qt makes of them knows one
    finger only and would lose the second thumb. A mouse, the space bar and assistive technology
    press the caps as any button.

    Args:
        look: The look of this visit.
        language: The language of now.
        double_s: How soon the same key may be struck again, seconds.
        hold_s: How long a key is held before it counts, seconds; it then acts when it is let go.
        repeats: Whether the key that erases goes on while it is held; no other key ever does.
        monotonic_s: The clock of the visit, seconds.

    Signals:
        hidden: "Hide keys" was touched.
        next_wanted: The key "Next" was touched: go to the next field.
    """

    hidden = Signal()
    next_wanted = Signal()

    def __init__(
        self,
        look: Look,
        language: str,
        parent: QWidget | None = None,
        *,
        double_s: float = BOUNCE_S,
        hold_s: float = 0.0,
        repeats: bool = True,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("keys", pad=gap_px(look), parent=parent)
        self.setObjectName("keyboard")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._look, self._language, self._monotonic_s = look, language, monotonic_s
        self._strikes = Strikes(look.px("slop"), double_s)
        self._hold_s, self._repeats = hold_s, repeats
        self._held: dict[int, Moment] = {}
        self._field: AnyField | None = None
        self._board: Board | None = None
        self._built: dict[tuple[Layout, Layer], KeyRows] = {}
        self._rows: KeyRows | None = None
        self._down: dict[int, KeyCap] = {}
        self._erasing = QTimer(self)
        self._erasing.timeout.connect(self._on_held)

    @property
    def has_field(self) -> bool:
        """Whether the field that these keys serve is still on the glass."""
        return self._field is not None and self._field.isVisible()

    def serve(self, field: AnyField) -> None:
        """Show the keys for ``field``."""
        if self._field is not field:
            self._leave_field()
            self._field = field
            field.cursorPositionChanged.connect(self._on_moved)
            field.destroyed.connect(self._on_gone)
            layout, wide = Layout(field.keys), self._look.is_wide
            self._turn_to(opened(layout, self._language, self._before(), wide=wide))
            later(self, self._build_layers, after_ms=BUILD_MS)
        self.show()

    def put_away(self) -> None:
        """Hide the keys; the field keeps its text."""
        self._leave_field()
        self._strikes.forget()
        self.hide()

    def _leave_field(self) -> None:
        self._let_go()
        if self._field is not None:
            self._field.cursorPositionChanged.disconnect(self._on_moved)
            self._field.destroyed.disconnect(self._on_gone)
            self._field = None

    @Slot()
    def _on_gone(self) -> None:
        self._field = None
        self.put_away()

    def _before(self) -> str:
        field = self._field
        return field.text()[: field.cursorPosition()] if field is not None else ""

    # What stands on the keys

    def _turn_to(self, board: Board) -> None:
        self._board = board
        rows = self._rows_of(board)
        if rows is not self._rows:
            self._let_go()
            if self._rows is not None:
                self._rows.hide()
            rows.show()
            self._rows = rows
        rows.show_board(board, {action for action in Action if self._is_on(action, board)})

    def _rows_of(self, board: Board) -> KeyRows:
        """Return the caps of a board; once built they are kept, hidden."""
        rows = self._built.get((board.layout, board.layer))
        if rows is None:
            rows = KeyRows(self._look, board, self._words)
            rows.hide()
            rows.pressed.connect(self._on_pressed)
            rows.released.connect(self._on_released)
            self.add(rows)
            self._built[board.layout, board.layer] = rows
        return rows

    def _build_layers(self) -> None:
        """Build what a key turns to, before it is touched: that takes longer than a letter may."""
        board = self._board
        if board is None or not self.isVisible():
            return
        turning = (Action.ACCENTS, Action.SYMBOLS)
        keys = [key for row in board.rows for key in row if key.action in turning]
        for key in keys:
            self._rows_of(board.pressed(key))

    @staticmethod
    def _is_on(action: Action, board: Board) -> bool:
        if action is Action.SHIFT:
            return board.shift is not Shift.OFF
        return board.layer.value == action.value

    def _words(self, key: Key) -> tuple[str, str]:
        """Return what stands on a key and how it is called, if otherwise."""
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
                return self.tr("Hide"), self.tr("Hide keys")
            case Action.TYPE:
                return ("", self.tr("space")) if key.text == " " else (key.label, "")

    # Fingers

    def event(self, event: QEvent) -> bool:
        """Take every touch, each finger for itself."""
        if not isinstance(event, QTouchEvent):
            return super().event(event)
        is_over = event.type() is QEvent.Type.TouchCancel
        if is_over:
            self._held.clear()
        for point in event.points():
            if is_over or point.state() is QEventPoint.State.Released:
                self._lift(point.id(), self._moment(event))
            elif point.state() is QEventPoint.State.Pressed:
                self._touch(point, self._moment(event))
            elif point.state() is QEventPoint.State.Updated:
                self._move(point)
        event.accept()
        return True

    def _moment(self, event: QInputEvent) -> Moment:
        return Moment(self._monotonic_s(), event.timestamp() / 1000)

    def _cap_at(self, point: QEventPoint) -> KeyCap | None:
        place = self.mapFromGlobal(point.globalPosition()).toPoint()
        return self._rows.cap_at(self._rows.mapFrom(self, place)) if self._rows else None

    def _touch(self, point: QEventPoint, at: Moment) -> None:
        cap = self._cap_at(point)
        if cap is None or not self._counts(point.id(), cap, point.globalPosition(), at):
            return
        self._down[point.id()] = cap
        cap.show_down(down=True)
        self._strike(point.id(), cap, at)

    def _strike(self, finger: int, cap: KeyCap, at: Moment) -> None:
        """Act, or begin to count how long the key is held."""
        if self._hold_s:
            self._held[finger] = at
        else:
            self._act(cap)

    def _let_act(self, finger: int, cap: KeyCap, at: Moment) -> None:
        """Act once, if the key that is let go was held long enough."""
        began = self._held.pop(finger, None)
        if began is not None and at.since(began) >= self._hold_s:
            self._act(cap)

    def _counts(self, finger: int, cap: KeyCap, place: QPointF, at: Moment) -> bool:
        double_s = NEXT_S if cap.key.action is Action.NEXT else 0.0
        where = place.x(), place.y()
        return self._strikes.counts(finger, cap.key.name, where, at, double_s=double_s)

    def _move(self, point: QEventPoint) -> None:
        """Erase no more once the finger slides off; the keys look as they were struck."""
        cap = self._down.get(point.id())
        if cap is not None and cap is not self._cap_at(point):
            self._held.pop(point.id(), None)
            self._stop_erasing(cap)

    def _lift(self, finger: int, at: Moment) -> None:
        self._strikes.lifted(finger, at)
        cap = self._down.pop(finger, None)
        if cap is not None:
            self._let_act(finger, cap, at)
            self._stop_erasing(cap)
            cap.show_down(down=cap in self._down.values())

    def _let_go(self) -> None:
        """Let no key look pressed; the fingers may still be there."""
        self._erasing.stop()
        self._held.clear()
        for cap in self._down.values():
            cap.show_down(down=False)
        self._down.clear()

    @Slot(KeyCap)
    def _on_pressed(self, cap: KeyCap) -> None:
        """Act for a mouse, the space bar or assistive technology; the first may bounce."""
        if cap.mouse is None:
            self._act(cap)
            return
        place, stamp_s = cap.mouse
        at = Moment(self._monotonic_s(), stamp_s)
        if self._counts(MOUSE, cap, place, at):
            self._strike(MOUSE, cap, at)

    @Slot(KeyCap)
    def _on_released(self, cap: KeyCap) -> None:
        if cap.mouse is not None:
            at = Moment(self._monotonic_s(), cap.mouse[1])
            self._strikes.lifted(MOUSE, at)
            self._let_act(MOUSE, cap, at)
        self._stop_erasing(cap)

    # What keys do

    def _act(self, cap: KeyCap) -> None:
        field, board = self._field, self._board
        if field is None or board is None:
            return
        match cap.key.action:
            case Action.TYPE:
                self._type(cap.key, field)
            case Action.BACKSPACE:
                field.backspace()
                if self._repeats:
                    self._erasing.start(HOLD_MS)
            case Action.NEXT:
                self.next_wanted.emit()
            case Action.HIDE:
                self.put_away()
                self.hidden.emit()
            case _:
                self._turn_to(board.pressed(cap.key))

    def _type(self, key: Key, field: AnyField) -> None:
        before = self._before()
        if self._board is not None and (low := self._board.particle(key, before)):
            for _ in low:
                field.backspace()
            field.insert(low)
        if self._board is not None:
            self._board = self._board.noted(key, before)
        field.insert(insertion(key, before))

    @Slot()
    def _on_held(self) -> None:
        self._erasing.setInterval(REPEAT_MS)
        if self._field is not None:
            self._field.backspace()

    def _stop_erasing(self, cap: KeyCap) -> None:
        if cap.key.action is Action.BACKSPACE:
            self._erasing.stop()

    @Slot()
    def _on_moved(self) -> None:
        if self._board is not None:
            self._turn_to(self._board.after_text(self._before()))
