# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The caps of one board of the on-screen keys: how large they are, what stands on them."""

import math
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard_layout import (
    PADS,
    Action,
    Board,
    Key,
    Layout,
    Shift,
    capital,
)

TALL_PART, WIDE_PART = 0.5, 0.46
"""Most of the glass's height that the keys take, standing and lying."""
LINE_EM = 1.5
"""Height of a line of the letters on keys, in their size; lower caps have smaller ones."""
GROWTH = 0.5
"""How far the keys follow the size of the words: at 200 % they are half as high again."""

_ICONS = {
    Action.BACKSPACE: "backspace-outline",
    Action.SHIFT: "apple-keyboard-shift",
}


class KeyCap(TouchButton):
    """One key; it acts when pressed, as keys do (WCAG 2.5.2 excepts them).

    Attributes:
        key: What it types or does now.
        plain: The same without shift.
        mouse: Where and when (seconds) a mouse pressed it last, while that one is down.
    """

    def __init__(
        self, look: Look, key: Key, words: str, spoken: str, *, secret: bool, low: bool
    ) -> None:
        act = key.action is Action.NEXT
        super().__init__(
            look,
            words,
            name=key.name,
            role="key-act" if act else "key-secret" if secret else "key",
            icon=_ICONS.get(key.action, ""),
            target="target_min",
            text_role="key" if len(words) == 1 and not low else "key-word",
        )
        self.key = self.plain = key
        self.mouse: tuple[QPointF, float] | None = None
        self._is_secret = secret
        self.words.setWordWrap(key.action is Action.HIDE)
        self.words.setVisible(key.action not in _ICONS)
        self.setAccessibleName(spoken or words)
        self.setCheckable(key.action in (Action.SHIFT, Action.ACCENTS, Action.SYMBOLS))

    def _arrange(self, head: QWidget | None, **_how: Any) -> None:  # Any: nothing of it is used
        """Let words or icon fill the cap; a layout would be asked anew for every letter."""
        for part in (self.words, head):
            if part is not None:
                self._let_through(part)
                part.setParent(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_key(self, *, shifted: bool) -> None:
        """Write the letter on the cap as the next touch types it."""
        key = capital(self.plain) if shifted else self.plain
        if key.text != self.key.text:
            self.key = key
            self.words.setText(key.label)
            self.setAccessibleName(key.label)

    def show_down(self, *, down: bool) -> None:
        """Look pressed, unless somebody could read from it what is typed."""
        if not self._is_secret:
            self.setDown(down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words and icon over all of the cap."""
        super().resizeEvent(event)
        air = self._look.px("gap_small") // 2
        self.words.setGeometry(self.rect().adjusted(air, 0, -air, 0))
        self._icon.setGeometry(self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember that it is a mouse, which may be a bouncing glass."""
        self.mouse = (event.globalPosition(), event.timestamp() / 1000)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the cap go."""
        if self.mouse is not None:
            self.mouse = (self.mouse[0], event.timestamp() / 1000)
        super().mouseReleaseEvent(event)
        self.mouse = None

    def nextCheckState(self) -> None:
        """Stay as the board says; a button would change once more when it is let go."""


class KeyRows(Ground):
    """All caps of one layer of a board.

    Args:
        look: The look of this visit.
        board: What is typed, and the layer.
        words: Gives what stands on a key and how it is called, if otherwise.

    Signals:
        pressed: A mouse, the space bar or assistive technology pressed a cap; carries it.
        released: It was let go; carries it.
    """

    pressed = Signal(KeyCap)
    released = Signal(KeyCap)

    def __init__(self, look: Look, board: Board, words: Callable[[Key], tuple[str, str]]) -> None:
        super().__init__()
        self._look, self._columns = look, board.columns
        self._is_pad = board.layout in PADS
        self._places: list[tuple[KeyCap, int, float]] = []
        rows = replace(board, shift=Shift.OFF).rows
        self._growth = 1 + (look.text_scale - 1) * GROWTH
        self._cap_px = _height(look, len(rows), self._growth)
        secret, low = board.layout is Layout.PIN, self._cap_px < look.px("key") * LINE_EM
        gap = look.px("gap_small")
        self.setFixedHeight(len(rows) * (self._cap_px + gap) - gap)
        for row, keys in enumerate(rows):
            # A pad's rows begin at the left, others stand in the middle.
            column = 0.0 if self._is_pad else (board.columns - sum(k.width for k in keys)) / 2
            for key in keys:
                cap = KeyCap(look, key, *words(key), secret=secret, low=low)
                cap.setParent(self)
                cap.pressed.connect(self._on_pressed)
                cap.released.connect(self._on_released)
                self._places.append((cap, row, column))
                column += key.width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the caps: a key over two columns takes the gap between them, too."""
        super().resizeEvent(event)
        gap, width = self._look.px("gap_small"), self.width()
        if self._is_pad:
            width = min(width, round(self._look.px("pad_width") * self._growth))
        # A pad lies under the hand; who touches with the left one need not reach across.
        left = 0 if self._look.left else (self.width() - width) / 2
        step = (width + gap) / self._columns
        for cap, row, column in self._places:
            begin, end = left + column * step, left + (column + cap.plain.width) * step - gap
            top = row * (self._cap_px + gap)
            cap.setGeometry(round(begin), top, round(end) - round(begin), self._cap_px)

    def show_board(self, board: Board, on: AbstractSet[Action]) -> None:
        """Write on the caps what they type now, and show which of them are ``on``."""
        for cap, _, _ in self._places:
            cap.show_key(shifted=board.shift is not Shift.OFF)
            if cap.isCheckable():
                cap.setChecked(cap.key.action in on)

    def cap_at(self, place: QPoint) -> KeyCap | None:
        """Return the cap at a place, or next to it: between two keys one of them was meant."""
        caps = (cap for cap, _, _ in self._places)
        near = min(caps, key=lambda cap: _distance(cap.geometry(), place))
        return near if _distance(near.geometry(), place) <= self._look.px("gap_small") else None

    @Slot()
    def _on_pressed(self) -> None:
        cap = self.sender()
        if isinstance(cap, KeyCap):
            self.pressed.emit(cap)

    @Slot()
    def _on_released(self) -> None:
        cap = self.sender()
        if isinstance(cap, KeyCap):
            self.released.emit(cap)


def _height(look: Look, rows: int, growth: float) -> int:
    """Return how high a cap is, in pixels: it grows with the words as far as the glass allows."""
    part, gap = WIDE_PART if look.is_wide else TALL_PART, look.px("gap_small")
    room = (round(look.panel.height_px * part) - gap * (rows + 1)) // rows
    return max(look.px("target_min"), min(round(look.px("target") * growth), room))


def _distance(area: QRect, place: QPoint) -> float:
    """Return how far a place lies from an area; 0 within it."""
    across = max(area.left() - place.x(), 0, place.x() - area.right())
    down = max(area.top() - place.y(), 0, place.y() - area.bottom())
    return math.hypot(across, down)
