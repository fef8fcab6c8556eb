# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tour's hands: touches made inside the screen at the supervisor's word.

Imported only under ``--tour``, never in a live or installed kiosk (it is not in the package).
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.screen.link import SupervisorLink
from kiosk.screen.shell import Shell
from kiosk.screen.widgets.keyboard import KeyCap
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import TourAct, TourDone

LOOK_EVERY_MS = 40
LOOK_TIMES = 100
HOLD_MS = 70
REST_MS = 200


class TourHands(QObject):
    """Carries out the tour's wishes and says what really happened."""

    def __init__(self, shell: Shell, link: SupervisorLink, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._link = shell, link
        self._device = QTest.createTouchDevice()
        link.tour_requested.connect(self._on_wish)

    @Slot(TourAct)
    def _on_wish(self, wish: TourAct) -> None:
        match wish.act:
            case "touch":
                self._find(wish, partial(self._touch, wish), LOOK_TIMES)
            case "wait":
                self._find(wish, lambda _part: self._done(wish), LOOK_TIMES)
            case "type":
                self._type(wish, wish.text)
            case "scroll":
                self._find(wish, partial(self._scroll, wish), LOOK_TIMES)
            case "picture":
                self._picture(wish)
            case _:
                self._done(wish, "the tour does not know this act")

    def _picture(self, wish: TourAct) -> None:
        """Take the picture once nothing is on its way in."""
        if self._shell.is_moving:
            later(self, partial(self._picture, wish), after_ms=LOOK_EVERY_MS)
            return
        saved = self._shell.grab().save(str(Path(wish.target)))
        self._done(wish, "" if saved else "the picture could not be written")

    def _done(self, wish: TourAct, problem: str = "") -> None:
        self._link.say(TourDone(wish.act, wish.target, problem))

    def _find(self, wish: TourAct, found: Callable[[QWidget], None], times: int) -> None:
        """Wait until the part can be seen and touched, then go on with it."""
        parts = [
            part
            for part in self._shell.findChildren(QWidget, wish.target)
            if part.isVisible() and part.isEnabled()
        ]
        if parts:
            found(parts[-1])
        elif times > 0:
            again = partial(self._find, wish, found, times - 1)
            later(self, again, after_ms=LOOK_EVERY_MS)
        else:
            self._done(wish, f"there is no visible part named {wish.target}")

    def _touch(self, wish: TourAct, part: QWidget) -> None:
        self._bring_into_view(part)
        press = partial(self._press, part, partial(self._done, wish), wish)
        later(self, press, after_ms=REST_MS)

    def _bring_into_view(self, part: QWidget) -> None:
        above = part.parentWidget()
        while above is not None:
            if isinstance(above, TouchScroll):
                above.ensureWidgetVisible(part, 0, 40)
            above = above.parentWidget()

    def _press(self, part: QWidget, then: Callable[[], None], wish: TourAct) -> None:
        if not part.isVisible():
            self._done(wish, f"{wish.target} went away before it was touched")
            return
        point = part.mapTo(self._shell, part.rect().center())
        if not self._shell.rect().contains(point):
            self._done(wish, f"{wish.target} lies outside of the screen")
            return
        window = self._shell.windowHandle()
        QTest.touchEvent(window, self._device, False).press(0, point, window).commit(False)
        later(self, partial(self._release, point, then), after_ms=HOLD_MS)

    def _release(self, point: QPoint, then: Callable[[], None]) -> None:
        window = self._shell.windowHandle()
        QTest.touchEvent(window, self._device, False).release(0, point, window).commit(False)
        later(self, then, after_ms=REST_MS)

    def _scroll(self, wish: TourAct, part: QWidget) -> None:
        if isinstance(part, TouchScroll):
            part.go_to(float(wish.text or "1"))
            later(self, partial(self._done, wish), after_ms=REST_MS)
        else:
            self._done(wish, f"{wish.target} does not scroll")

    def _type(self, wish: TourAct, rest: str) -> None:
        if not rest:
            self._done(wish)
            return
        caps = [
            cap
            for cap in self._shell.findChildren(KeyCap)
            if cap.isVisible() and cap.key.text.lower() == rest[0].lower()
        ]
        if not caps:
            self._done(wish, "a key that the text needs is not on the keyboard")
            return
        self._press(caps[0], partial(self._type, wish, rest[1:]), wish)
