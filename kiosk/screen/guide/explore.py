# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Explore by touch: a finger that slides says what lies under it, a double touch acts."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Slot

from kiosk.screen.guide.fingers import MOUSES, TOUCHES, Motion, motions_in
from kiosk.screen.guide.gestures import Choose, Explore, Gestures, Meaning
from kiosk.screen.guide.narrator import Narrator
from kiosk.screen.guide.parts import Part, parts_on, seen_of
from kiosk.screen.shell import Shell
from kiosk.screen.staff.touches import Place
from kiosk.screen.visit import VisitChoices

TICK_MS = 50


class Explorer(QObject):
    """Takes all touches while the narrator is on; no page ever sees them.

    It is asked after the shell has judged a touch, so halves of trembling double taps and what the
    visitor's touch filter holds back never come here.

    Args:
        shell: The window; owns this.
        narrator: Says the parts.
        choices: The touch filter of the visit.
        monotonic_s: The clock of the visit, seconds.
    """

    def __init__(
        self,
        shell: Shell,
        narrator: Narrator,
        choices: VisitChoices,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(shell)
        self._shell, self._narrator, self._choices = shell, narrator, choices
        self._monotonic_s = monotonic_s
        self._gestures = Gestures(float(shell.look.px("slop")))
        self._seen: tuple[tuple[QRect, Part], ...] | None = None
        self._under: Part | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("explore_clock")
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        narrator.ended.connect(self._forget)

    def takes(self, event: QEvent) -> bool:
        """Return whether an event of the native window is taken; it is then used up."""
        kind = event.type()
        is_on = self._narrator.is_on and not self._shell.overlays.is_apart
        if not is_on or kind not in TOUCHES | MOUSES:
            return False
        self._gestures.touch = self._choices.touch
        if kind is QEvent.Type.TouchCancel:
            self._forget()
        elif kind is QEvent.Type.TouchBegin:
            self._gestures.begin()
        for finger, motion, at in motions_in(event):
            self._mean(self._take(finger, motion, at))
        if self._gestures.is_idle:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        event.accept()
        return True

    def _take(self, finger: int, motion: Motion, at: Place) -> Meaning:
        match motion:
            case Motion.DOWN:
                self._seen = None
                return self._gestures.press(finger, at, self._monotonic_s())
            case Motion.MOVED:
                return self._gestures.move(finger, at)
            case Motion.UP:
                return self._gestures.lift(finger, self._monotonic_s())

    @Slot()
    def _on_tick(self) -> None:
        self._mean(self._gestures.tick(self._monotonic_s()))
        if self._gestures.is_idle:
            self._timer.stop()

    def _mean(self, meaning: Meaning) -> None:
        match meaning:
            case Explore(at=at):
                self._say(self._part_at(QPoint(round(at[0]), round(at[1]))))
            case Choose():
                self._seen = self._under = None
                self._narrator.select()

    def _say(self, part: Part | None) -> None:
        """Say a part once; the same one again only after the finger was elsewhere or lifted."""
        if part is not self._under:
            self._under = part
            self._narrator.point_at(part)

    def _part_at(self, at: QPoint) -> Part | None:
        """Return the smallest part that shows at a place of the window."""
        if self._seen is None:
            # Once for each touch: to walk through the whole page for each move would be felt.
            shown = [(seen_of(part.widget, self._shell), part) for part in parts_on(self._shell)]
            self._seen = tuple((rect, part) for rect, part in shown if not rect.isEmpty())
            self._under = None
        here = [(rect, part) for rect, part in self._seen if rect.contains(at)]
        return min(here, key=_area)[1] if here else None

    @Slot()
    def _forget(self) -> None:
        self._gestures.forget()
        self._seen = self._under = None
        self._timer.stop()


def _area(found: tuple[QRect, Part]) -> int:
    rect = found[0]
    return rect.width() * rect.height()
