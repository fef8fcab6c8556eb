# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keeps the second half of a double tap from pressing what has just come under the finger."""

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent

USE = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)
INPUT = USE | {
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.KeyRelease,
}
"""Every kind of input, and the kinds of it that count as use."""

DOUBLE_S = 0.4
"""Two presses at one place within this are one tap of a trembling hand; seconds.

Source: EN 301 549 5.9 (double-strike filter up to 0.5 s); WCAG 2.2, 3.3.4."""
NEVER_S = -1_000.0


class DoubleTaps:
    """Judges presses: one near the press before, after the page has changed under it, is void.

    Args:
        reach_px: How far apart two presses at one place may lie.

    Attributes:
        by_key: Whether the last input came from a keyboard.
    """

    def __init__(self, reach_px: int) -> None:
        self._reach_px = reach_px
        self._pressed_at_s = self._changed_at_s = NEVER_S
        self._place = QPointF()
        self._is_void = False
        self.by_key = False

    def begin_page(self, now_s: float) -> None:
        """Note that something else is on the glass from now on."""
        self._changed_at_s = now_s

    def is_second(self, event: QEvent, now_s: float) -> bool:
        """Return whether ``event`` belongs to the second press of a double tap."""
        kind = event.type()
        if isinstance(event, QKeyEvent):
            self.by_key = True
            return False
        if kind not in {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress}:
            return self._is_void
        self.by_key = False
        place = _place_of(event)
        near = (place - self._place).manhattanLength() <= self._reach_px
        soon = now_s - self._pressed_at_s < DOUBLE_S
        self._is_void = near and soon and self._changed_at_s > self._pressed_at_s
        if not self._is_void:
            self._pressed_at_s, self._place = now_s, place
        return self._is_void


def _place_of(event: QEvent) -> QPointF:
    if isinstance(event, QTouchEvent) and event.points():
        return event.points()[0].position()
    return event.position() if isinstance(event, QMouseEvent) else QPointF()
