# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the native window says of fingers, and of a mouse in the place of one."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent

from kiosk.screen.staff.touches import Place
from kiosk.screen.taps import MOUSE

TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
    }
)
MOUSES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonRelease,
    }
)


class Motion(Enum):
    """What a finger has just done."""

    DOWN = auto()
    MOVED = auto()
    UP = auto()


_TOUCHED = {
    QEventPoint.State.Pressed: Motion.DOWN,
    QEventPoint.State.Updated: Motion.MOVED,
    QEventPoint.State.Released: Motion.UP,
}
_CLICKED = {
    QEvent.Type.MouseButtonPress: Motion.DOWN,
    QEvent.Type.MouseButtonDblClick: Motion.DOWN,
    QEvent.Type.MouseMove: Motion.MOVED,
    QEvent.Type.MouseButtonRelease: Motion.UP,
}


def motions_in(event: QEvent) -> list[tuple[int, Motion, Place]]:
    """Return finger, motion and place in the window for each finger that did something.

    The mouse that Qt makes of a touch says nothing: the touch has been heard.
    """
    found: list[tuple[int, Motion, Place]] = []
    if isinstance(event, QTouchEvent):
        for point in event.points():
            if (motion := _TOUCHED.get(point.state())) is not None:
                place = point.position()
                found.append((point.id(), motion, (place.x(), place.y())))
    elif isinstance(event, QMouseEvent) and _is_mouse(event) and event.type() in _CLICKED:
        place = event.position()
        found.append((MOUSE, _CLICKED[event.type()], (place.x(), place.y())))
    return found


def _is_mouse(event: QMouseEvent) -> bool:
    by_left = Qt.MouseButton.LeftButton in (event.button() | event.buttons())
    return by_left and event.source() is Qt.MouseEventSource.MouseEventNotSynthesized
