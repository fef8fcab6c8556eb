# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A long press on the center's name, on every page: nothing else opens the door for staff."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.living import living
from kiosk.screen.shell import Shell
from kiosk.screen.staff.cleaning import place_of
from kiosk.screen.staff.touches import Hold
from kiosk.screen.taps import USE
from kiosk.screen.widgets.hold_ring import HoldRing

NAMES = ("header_center", "attract_center")
"""Where the center's name stands."""
LOOK_PART = 4
"""It stands in the upper part of what is in reach: touches below are not looked at."""
TICK_MS = 40
_TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
    }
)
_MOUSE = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease}
)
_MOVES = {QEvent.Type.TouchUpdate, QEvent.Type.MouseMove}


class LongPress(QObject):
    """Looks at what passes the native window and takes nothing away from the pages.

    Args:
        shell: The window; owns this.
        monotonic_s: The clock of the visit, seconds.

    Signals:
        done: A finger has rested on the name for the whole time.
        used: Somebody touches the glass or a key.
    """

    done = Signal()
    used = Signal()

    def __init__(self, shell: Shell, monotonic_s: Callable[[], float]) -> None:
        super().__init__(shell)
        self._shell, self._monotonic_s = shell, monotonic_s
        self._hold = Hold(float(shell.look.px("target") // 2))
        self._ring: HoldRing | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("hold_clock")
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def watch(self) -> None:
        """Begin to look; the native window is there."""
        self._shell.windowHandle().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow one finger, or the left button of a mouse."""
        kind = event.type()
        if kind in _TOUCHES and isinstance(event, QTouchEvent):
            self._follow(event, is_alone=len(event.points()) == 1)
        elif kind in _MOUSE and isinstance(event, QMouseEvent) and _is_mouse(event):
            buttons = event.buttons() | event.button()
            self._follow(event, is_alone=buttons == Qt.MouseButton.LeftButton)
        if kind in USE:
            self.used.emit()
        return False

    def _follow(self, event: QTouchEvent | QMouseEvent, *, is_alone: bool) -> None:
        kind = event.type()
        if not is_alone:
            self._drop()
        elif kind in {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress}:
            at = place_of(event)
            if self._is_on_name(QPoint(round(at[0]), round(at[1]))):
                self._hold.press(at, self._monotonic_s())
                self._timer.start()
        elif kind in _MOVES:
            self._hold.move(place_of(event))
        else:
            self._drop()

    def _is_on_name(self, at: QPoint) -> bool:
        panel = self._shell.look.panel
        lowest = panel.above_px + panel.height_px // LOOK_PART
        return at.y() < lowest and name_area(self._shell).contains(at)

    @Slot()
    def _on_tick(self) -> None:
        at, part = self._hold.at, self._hold.part(self._monotonic_s())
        if at is None:
            self._drop()
        elif part >= 1.0:
            self._drop()
            self.done.emit()
        elif part > 0.0:
            ring = self._ring = living(self._ring) or HoldRing(self._shell.look, self._shell)
            ring.show_part(part, QPoint(round(at[0]), round(at[1])))

    def _drop(self) -> None:
        self._hold.drop()
        self._timer.stop()
        if (ring := living(self._ring)) is not None:
            ring.hide()
            ring.deleteLater()
            self._ring = None


def _is_mouse(event: QMouseEvent) -> bool:
    """Return whether it is a mouse: Qt makes such events of touches too, which have been seen."""
    return event.source() is Qt.MouseEventSource.MouseEventNotSynthesized


def name_area(shell: Shell) -> QRect:
    """Return where a finger must rest: the name, and the center's sign left of it.

    On a page without the name that is the corner where it would stand.
    """
    for name in NAMES:
        for part in shell.findChildren(QWidget, name):
            if part.isVisible():
                top, low = part.rect().topLeft(), part.rect().bottomRight()
                return QRect(QPoint(0, part.mapTo(shell, top).y()), part.mapTo(shell, low))
    side = shell.look.px("target_large")
    return QRect(0, 0, side, side)
