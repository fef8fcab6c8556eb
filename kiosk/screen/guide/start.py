# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How self-voicing begins: a tactile key, headphones that go in, two fingers that rest for 3 s.

Source:
    EN 301 549 5.2 (an aid is begun without what it replaces); 5.1.3.1; Section 508, 402.2.5.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent

from kiosk.screen.guide.fingers import TOUCHES, Motion, motions_in
from kiosk.screen.guide.gestures import TwoRest
from kiosk.screen.guide.keypad import is_key
from kiosk.screen.living import living
from kiosk.screen.shell import Shell
from kiosk.screen.widgets.hold_ring import HoldRing
from kiosk.settings import SelfVoicing
from kiosk.settings.speech import BY_KEYS

TICK_MS = 40
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}


class Start(QObject):
    """Looks at what passes the native window; takes the keys that are its own, and no touch.

    Args:
        shell: The window; owns this.
        settings: Which keys.
        monotonic_s: The clock of the visit, seconds.

    Signals:
        key_pressed: The tactile key, or the gesture: speech is wanted.
        fingers_rested: Two fingers have rested for the whole time.
        plugged: Headphones went in or came out while this screen was in front; carries a bool.
    """

    key_pressed = Signal()
    fingers_rested = Signal()
    plugged = Signal(bool)

    def __init__(
        self, shell: Shell, settings: SelfVoicing, monotonic_s: Callable[[], float]
    ) -> None:
        super().__init__(shell)
        self._shell, self._settings, self._monotonic_s = shell, settings, monotonic_s
        self._rest = TwoRest(float(shell.look.px("target") // 2))
        self._ring: HoldRing | None = None
        self.is_plugged = False
        self._timer = QTimer(self)
        self._timer.setObjectName("two_fingers_clock")
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def watch(self) -> None:
        """Begin to look; the native window is there."""
        self._shell.windowHandle().installEventFilter(self)

    @Slot(bool)
    def set_plugged(self, is_plugged: bool) -> None:
        """Know whether headphones are in."""
        if is_plugged is not self.is_plugged:
            self.is_plugged = is_plugged
            if self._shell.isVisible():
                self.plugged.emit(is_plugged)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the fingers, and take the keys of the keypad's socket and of speech."""
        kind = event.type()
        if kind in TOUCHES:
            self._follow(event)
        elif kind in _KEYS and isinstance(event, QKeyEvent):
            return self._takes_key(event)
        return False

    def _takes_key(self, event: QKeyEvent) -> bool:
        settings = self._settings
        by_keys = settings.headphones == BY_KEYS
        is_press = event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat()
        if is_key(event, settings.start_key):
            if is_press:
                self.key_pressed.emit()
            return True
        for name, is_plugged in ((settings.plug_key, True), (settings.unplug_key, False)):
            if by_keys and is_key(event, name):
                if is_press:
                    self.set_plugged(is_plugged)
                return True
        return False

    def _follow(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.TouchBegin, QEvent.Type.TouchCancel}:
            self._rest.forget()
        for finger, motion, at in motions_in(event):
            match motion:
                case Motion.DOWN:
                    self._rest.press(finger, at, self._monotonic_s())
                case Motion.MOVED:
                    self._rest.move(finger, at)
                case Motion.UP:
                    self._rest.lift(finger)
        if self._rest.middle is None:
            self._drop()
        elif not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_tick(self) -> None:
        middle, part = self._rest.middle, self._rest.part(self._monotonic_s())
        if middle is None or is_for_staff(self._shell):
            self._drop()
        elif part >= 1.0:
            self._rest.forget()
            self._drop()
            self._shell.overlays.let_go()
            self.fingers_rested.emit()
        elif part > 0.0:
            ring = self._ring = living(self._ring) or HoldRing(self._shell.look, self._shell)
            ring.show_part(part, QPoint(round(middle[0]), round(middle[1])))

    def _drop(self) -> None:
        self._timer.stop()
        if (ring := living(self._ring)) is not None:
            ring.hide()
            ring.deleteLater()
            self._ring = None


def is_for_staff(shell: Shell) -> bool:
    """Return whether staff are at work, or the glass is being wiped: speech never begins there."""
    return shell.overlays.is_apart and not shell.overlays.asks("quiet")
