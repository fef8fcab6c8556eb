# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keeps an unused screen dark while the center is closed; a touch wakes it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.screen.living import living
from kiosk.screen.pages.quiet import QuietCover
from kiosk.screen.presenters.hours import is_clock_right, opens_next
from kiosk.screen.shell import Shell
from kiosk.settings import Hours, Quiet, is_quiet

LOOK_MS = 15_000
"""The clock on the wall is looked at this often."""


def local_now() -> datetime:
    """Return what the clock on the wall says."""
    return datetime.now().astimezone()


class QuietKeeper(QObject):
    """Darkens a screen that nobody has touched, and lights it again.

    A clock that is plainly wrong darkens nothing.

    Args:
        quiet: The center's quiet hours.
        hours: Its opening hours; None where they are not known.
        shell: The window; owns this.
        now: What the clock on the wall says.

    Signals:
        changed: The screen has become dark, or light.
    """

    changed = Signal()

    def __init__(
        self,
        quiet: Quiet,
        hours: Hours | None,
        shell: Shell,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(shell)
        self._quiet, self._hours, self._shell, self._now = quiet, hours, shell, now
        self._cover: QuietCover | None = None
        self._is_waived = False
        self._timer = QTimer(self)
        self._timer.setObjectName("quiet_clock")
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        if quiet != Quiet():
            self._timer.start()

    @property
    def is_dark(self) -> bool:
        """Whether nothing at all is to be seen."""
        cover = living(self._cover)
        return cover is not None and not cover.is_awake

    @Slot()
    def look(self) -> None:
        """Darken or light the screen as the clock has it."""
        now = self._now()
        wanted = is_clock_right(now) and is_quiet(self._quiet, now) and not self._is_waived
        cover = living(self._cover)
        is_free = self._shell.is_fresh and not self._shell.overlays.asks_anything
        if wanted and cover is None and is_free:
            self._cover = cover = QuietCover(
                self._shell.look, opens_next(self._hours, now), self._shell
            )
            cover.use_touched.connect(self._on_use)
            cover.woke.connect(self.changed)
            self._shell.overlays.raise_curtain(cover)
            self.changed.emit()
        elif not wanted and cover is not None:
            self._light()

    def _light(self) -> None:
        self._cover = None
        self._shell.overlays.drop_curtain()
        self.changed.emit()

    @Slot()
    def _on_use(self) -> None:
        self._is_waived = True
        self._timer.stop()
        self._light()
