# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the screen inert while somebody wipes the glass."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QInputEvent, QMouseEvent, QTouchEvent

from kiosk.screen.living import living
from kiosk.screen.pages.staff_cleaning import CleaningCover
from kiosk.screen.shell import Shell
from kiosk.screen.staff.touches import Place, Tap, TwoTaps, distance
from kiosk.screen.taps import INPUT

WIPE_S = 30
"""A wipe that anybody may begin (issue 8)."""
STAFF_S = 120
"""A wipe by staff: a disinfectant stays wet for 1 or 2 minutes."""
CALM_S = 1.0
"""The hand that wipes has left the glass for this long before it wakes."""
TICK_MS = 200
_BEGINS = {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress}
_ENDS = {QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease}


class Cleaner(QObject):
    """Swallows all input for a while, whatever is below; two separate touches end it sooner.

    Args:
        shell: The window; owns this.
        monotonic_s: The clock of the visit, seconds.

    Signals:
        ended: It is over; carries whether it lasted its whole time.
    """

    ended = Signal(bool)

    def __init__(self, shell: Shell, monotonic_s: Callable[[], float]) -> None:
        super().__init__(shell)
        self._shell, self._monotonic_s = shell, monotonic_s
        self._cover: CleaningCover | None = None
        self._ends_s = self._touched_s = 0.0
        self._taps: TwoTaps | None = None
        self._began: tuple[Place, float] | None = None
        self._strayed = 0.0
        self._timer = QTimer(self)
        self._timer.setObjectName("cleaning_clock")
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def watch(self) -> None:
        """Stand before everything that takes input; the native window is there."""
        self._shell.windowHandle().installEventFilter(self)

    @property
    def is_cleaning(self) -> bool:
        """Whether the screen is inert."""
        return living(self._cover) is not None

    def begin(self, seconds: int) -> None:
        """Make the screen inert for so many seconds."""
        self._cover = cover = CleaningCover(self._shell.look, self._shell, seconds)
        self._shell.overlays.raise_curtain(cover)
        first, second = ((float(at.x()), float(at.y())) for at in cover.places)
        self._taps = TwoTaps(first, second, float(self._shell.look.px("target")))
        self._ends_s, self._touched_s = self._monotonic_s() + seconds, 0.0
        self._began = None
        self._timer.start()

    @Slot()
    def _on_tick(self) -> None:
        cover, now_s = living(self._cover), self._monotonic_s()
        if cover is None:
            self._timer.stop()
            return
        cover.show_count(max(0, round(self._ends_s - now_s)))
        if now_s >= self._ends_s and now_s - self._touched_s >= CALM_S:
            self._end(whole=True)

    def _end(self, *, whole: bool) -> None:
        self._timer.stop()
        self._cover = None
        self._shell.overlays.drop_curtain()
        self.ended.emit(whole)

    # Input

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Swallow all of it while the glass is wiped."""
        if event.type() not in INPUT or not self.is_cleaning:
            return False
        if isinstance(event, QInputEvent):
            self._touched_s = self._monotonic_s()
            self._follow(event)
        return True

    def _follow(self, event: QInputEvent) -> None:
        """See whether one finger, alone, touches the marked places one after the other."""
        if self._taps is None or not isinstance(event, QTouchEvent | QMouseEvent):
            return
        if isinstance(event, QTouchEvent) and len(event.points()) != 1:
            self._began = None
            self._taps.spoil()
            return
        at, now_s, kind = place_of(event), self._monotonic_s(), event.type()
        if kind in _BEGINS:
            self._began, self._strayed = (at, now_s), 0.0
        elif self._began is not None:
            begun, since_s = self._began
            self._strayed = max(self._strayed, distance(begun, at))
            if kind in _ENDS:
                self._began = None
                if self._taps.take(Tap(begun, since_s, now_s, self._strayed)):
                    self._end(whole=False)


def place_of(event: QTouchEvent | QMouseEvent) -> Place:
    """Return where in the window a finger or a mouse is."""
    place: QPointF = (
        event.points()[0].position() if isinstance(event, QTouchEvent) else event.position()
    )
    return place.x(), place.y()
