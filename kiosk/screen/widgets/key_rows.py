# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The caps of one board of the on-screen keys: how large they are, what stands on them."""

import math
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sizes import key_sizes, largest, width_px
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
from kiosk.screen.widgets.text import restyle

MOST_PART, WIDE_PART, LOW_PART = 0.5, 0.46, 0.43
"""Most of the glass's height that the keys take: standing, lying, lying with large words."""
LOW_ROWS = 4
"""More rows than this take the most that there is, or large words would not fit on them."""
LINE_EM = 1.3
"""Height of the letters on keys with their accents and tails, in their size."""
GROWTH = 0.5
"""How far the keys follow the size of the words: at 200 % they are half as high again."""

_ICONS = {
    "key_backspace": "backspace-outline",
    "key_shift": "apple-keyboard-shift",
    "key_space": "keyboard-space",
}
"""Keys that everybody knows by their sign; it also leaves the largest words of others more room."""


def gap_px(look: Look) -> int:
    """Return the space between caps; half of it where height is what lacks.

    Source: accessibility.md A1, by which gaps of 1 and of 3 mm are hit as well.
    """
    return look.px("gap_small") // (2 if look.is_low else 1)


def _air_px(look: Look) -> int:
    """Return what stays free at each side of the words on a cap."""
    return look.px("gap_small") // 2


def _is_word(key: Key, said: str) -> bool:
    """Return whether words stand on a key, and not a letter or a sign."""
    return len(said) > 1 and key.name not in _ICONS


class KeyCap(TouchButton):
    """One key; it acts when pressed, as keys do (WCAG 2.5.2 excepts them).

    Attributes:
        key: What it types or does now.
        plain: The same without shift.
        mouse: Where and when (seconds) a mouse pressed it last, while that one is down.
    """

    def __init__(
        self, look: Look, key: Key, words: str, spoken: str, *, secret: bool, text_role: str
    ) -> None:
        act = key.action is Action.NEXT
        super().__init__(
            look,
            words,
            name=key.name,
            role="key-act" if act else "key-secret" if secret else "key",
            icon=_ICONS.get(key.name, ""),
            target="target_min",
            text_role=text_role,
        )
        self.key = self.plain = key
        self.mouse: tuple[QPointF, float] | None = None
        self._is_secret = secret
        self.words.setWordWrap(False)
        self.words.setVisible(key.name not in _ICONS)
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
        air = _air_px(self._look)
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
        secret, gap = board.layout is Layout.PIN, gap_px(look)
        self._for_px = self._across_px(look.panel.width_px - 2 * gap)
        written = [(key, words(key)[0]) for row in rows for key in row]
        letters, longer = self._text_roles(written, self._for_px)
        self.setFixedHeight(len(rows) * (self._cap_px + gap) - gap)
        for row, keys in enumerate(rows):
            # A pad's rows begin at the left, others stand in the middle.
            column = 0.0 if self._is_pad else (board.columns - sum(k.width for k in keys)) / 2
            for key in keys:
                said = words(key)
                role = longer if _is_word(key, said[0]) else letters
                cap = KeyCap(look, key, *said, secret=secret, text_role=role)
                cap.setParent(self)
                cap.pressed.connect(self._on_pressed)
                cap.released.connect(self._on_released)
                self._places.append((cap, row, column))
                column += key.width

    def _across_px(self, room_px: int) -> int:
        """Return how much of the room the caps take: a pad stays under one hand."""
        most = round(self._look.px("pad_width") * self._growth)
        return min(room_px, most) if self._is_pad else room_px

    def _text_roles(self, caps: Iterable[tuple[Key, str]], across_px: int) -> tuple[str, str]:
        """Return the roles of single letters and of words: each as large as all its caps allow."""
        look, gap = self._look, gap_px(self._look)
        step = (across_px + gap) / self._columns
        words = [
            (said, step * key.width - gap - 2 * _air_px(look))
            for key, said in caps
            if _is_word(key, said)
        ]
        high = self._cap_px / LINE_EM
        sizes = key_sizes(look)
        letters = largest(sizes, lambda px: px <= min(high, step - gap))
        most = min(high, look.px("key_word"))
        return letters, largest(
            sizes,
            lambda px: px <= most and all(width_px(look, said, px) < room for said, room in words),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the caps: a key over two columns takes the gap between them, too."""
        super().resizeEvent(event)
        gap, width = gap_px(self._look), self._across_px(self.width())
        if width != self._for_px:
            self._write_for(width)
        # A pad lies under the hand; who touches with the left one need not reach across.
        left = 0 if self._look.left else (self.width() - width) / 2
        step = (width + gap) / self._columns
        for cap, row, column in self._places:
            begin, end = left + column * step, left + (column + cap.plain.width) * step - gap
            top = row * (self._cap_px + gap)
            cap.setGeometry(round(begin), top, round(end) - round(begin), self._cap_px)

    def _write_for(self, across_px: int) -> None:
        """Write as large as caps allow that are wider or narrower than the glass lets them be."""
        self._for_px = across_px
        caps = [cap for cap, _, _ in self._places]
        letters, longer = self._text_roles([(c.plain, c.words.text()) for c in caps], across_px)
        for cap in caps:
            role = longer if _is_word(cap.plain, cap.words.text()) else letters
            cap.words.setProperty("role", role)
            restyle(cap.words)

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
    part = MOST_PART
    if look.is_low and rows <= LOW_ROWS:
        part = LOW_PART
    elif look.is_wide and not look.is_low:
        part = WIDE_PART
    gap = gap_px(look)
    room = (round(look.panel.height_px * part) - gap * (rows + 1)) // rows
    return max(look.px("target_min"), min(round(look.px("target") * growth), room))


def _distance(area: QRect, place: QPoint) -> float:
    """Return how far a place lies from an area; 0 within it."""
    across = max(area.left() - place.x(), 0, place.x() - area.right())
    down = max(area.top() - place.y(), 0, place.y() - area.bottom())
    return math.hypot(across, down)
