# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Judges touches: halves of a double tap, and what the visitor's touch filter lets through."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QKeyEvent, QMouseEvent, QTouchEvent

from kiosk.screen.visit import TouchFilter
from kiosk.screen.widgets.accessible import ASSISTED

USE = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        ASSISTED,
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


MOUSE = -1
"""The finger of a glass that speaks as a mouse."""


class DoubleTaps:
    """Judges presses: one near the press before, after the page has changed under it, is void.

    With a touch filter one near the touch before is void on the same page, too, and one that is
    lifted too soon; a key of a keyboard that is held counts once (EN 301 549, 5.7).

    Args:
        reach_px: How far apart two presses at one place may lie.

    Attributes:
        by_key: Whether the last input came from a keyboard.
        touch: Which touches count.
    """

    def __init__(self, reach_px: int) -> None:
        self.touch = TouchFilter()
        self._reach_px = reach_px
        self._lifted_at_s = NEVER_S
        self._down: dict[int, float] = {}
        self._pressed_at_s = self._changed_at_s = NEVER_S
        self._place = QPointF()
        self._is_void = False
        self.by_key = False

    def begin_page(self, now_s: float) -> None:
        """Note that something else is on the glass from now on."""
        self._changed_at_s = now_s

    def is_second(self, event: QEvent, now_s: float) -> bool:
        """Return whether ``event`` belongs to the second press of a double tap, or is a repeat."""
        kind = event.type()
        if isinstance(event, QKeyEvent) or kind == ASSISTED:
            self.by_key = True
            return self.touch.is_on and isinstance(event, QKeyEvent) and event.isAutoRepeat()
        if _is_shadow(event):
            return self._is_void
        if kind not in {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress}:
            if kind in _ENDS:
                self._lifted_at_s = now_s
            return self._is_void
        self.by_key = False
        place = _place_of(event)
        away_px = (place - self._place).manhattanLength()
        soon = now_s - self._pressed_at_s < DOUBLE_S
        self._is_void = (
            away_px <= self._reach_px and soon and self._changed_at_s > self._pressed_at_s
        ) or (away_px <= self._reach_px / 2 and self._strikes_again(now_s))
        if not self._is_void:
            self._pressed_at_s, self._place = now_s, place
        return self._is_void

    def _strikes_again(self, now_s: float) -> bool:
        """Return whether a touch comes too soon after the last one, for this visitor."""
        return now_s - max(self._pressed_at_s, self._lifted_at_s) < self.touch.double_s

    def is_too_short(self, event: QEvent, now_s: float) -> bool:
        """Return whether ``event`` lifts a finger before its touch counts."""
        if not self.touch.hold_s or _is_shadow(event):
            return False
        lifted: list[int] = []
        if isinstance(event, QTouchEvent):
            for point in event.points():
                if point.state() is QEventPoint.State.Pressed:
                    self._down[point.id()] = now_s
                elif point.state() is QEventPoint.State.Released:
                    lifted.append(point.id())
        elif event.type() is QEvent.Type.MouseButtonPress:
            self._down[MOUSE] = now_s
        elif event.type() is QEvent.Type.MouseButtonRelease:
            lifted.append(MOUSE)
        began = [self._down.pop(finger, NEVER_S) for finger in lifted]
        return any(now_s - at_s < self.touch.hold_s for at_s in began)


_ENDS = {QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease}


def _is_shadow(event: QEvent) -> bool:
    """Return whether it is the mouse that Qt makes of a touch which was judged already."""
    made = Qt.MouseEventSource.MouseEventNotSynthesized
    return isinstance(event, QMouseEvent) and event.source() is not made


def _place_of(event: QEvent) -> QPointF:
    if isinstance(event, QTouchEvent) and event.points():
        return event.points()[0].position()
    return event.position() if isinstance(event, QMouseEvent) else QPointF()
