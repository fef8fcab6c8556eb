# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Times the frames of a real window, for what is measured by hand; prints milliseconds."""

import contextlib
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screen.shell import Shell
from kiosk.screen.stage import Stage
from kiosk.screen.widgets.later import later
from kiosk.session.messages import Show
from kiosk.session.wire import encode
from kiosk.settings import Display
from tests.support.screen import GLASSES, PORTRAIT, configuration

COPIES = 60


class TimedApplication(QApplication):
    """Notes how long each frame of a window took, painting and handing over.

    Attributes:
        frames_ms: The work of each frame so far.
        worked_ms: What the window's own thread worked for the last ``frame_after``; unlike the
            time on the clock it does not grow when others use the machine.
        after_frame: Called after each frame.
    """

    def __init__(self) -> None:
        super().__init__([])
        self.frames_ms: list[float] = []
        self.worked_ms = 0.0
        self.after_frame: Callable[[], object] = bool

    def watch(self, window: QWidget) -> None:
        """Time the frames of ``window`` from now on."""
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Deliver a frame's event itself, and time it."""
        if event.type() is not QEvent.Type.UpdateRequest:
            return False
        began = time.perf_counter()
        window.event(event)
        self.frames_ms.append((time.perf_counter() - began) * 1000)
        self.after_frame()
        return True

    def frame_after(
        self, act: Callable[[], object], shows: Callable[[], object] = lambda: True
    ) -> float:
        """Do something as an event of a real loop, and wait for a frame that shows it.

        Args:
            act: What to do.
            shows: Whether the frame just drawn is the one that is waited for.

        Returns:
            Milliseconds from the beginning of ``act`` to the end of that frame.
        """
        loop = QEventLoop()
        began: list[tuple[float, float]] = []
        ended: list[tuple[float, float]] = []

        def begin() -> None:
            began.append((time.perf_counter(), time.thread_time()))
            act()

        def look() -> None:
            if began and not ended and shows():
                ended.append((time.perf_counter(), time.thread_time()))
                loop.quit()

        self.after_frame = look
        later(loop, begin)
        loop.exec()
        self.after_frame = bool
        taken, worked = (end - begin for begin, end in zip(began[0], ended[0], strict=True))
        self.worked_ms = worked * 1000
        return taken * 1000

    def pass_time(self, milliseconds: int) -> None:
        """Let the window do what it has to."""
        loop = QEventLoop()
        later(loop, loop.quit, after_ms=milliseconds)
        loop.exec()

    def run_until(self, condition: Callable[[], object], most_s: float = 5.0) -> None:
        """Let the window work until a condition holds.

        Raises:
            TimeoutError: It did not come to hold.
        """
        end = time.monotonic() + most_s
        while not condition():
            self.pass_time(1)
            if time.monotonic() > end:
                raise TimeoutError


class CopyWindow(QWidget):
    """The limit case: a window that copies one picture for each frame."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__()
        self.resize(*size)
        self._picture = QPixmap(*size)
        self._picture.fill()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Copy the picture."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


@contextlib.contextmanager
def timed_visit(app: TimedApplication, library: Path, *, calm: bool = False) -> Iterator[Shell]:
    """Give out the window of a visit in English whose frames are timed; it ends afterwards."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        display = Display(width_mm=GLASSES["portrait"].width_mm, motion=not calm)
        config = configuration(library, Path(name), display=display)
        ours, theirs = socket.socketpair()
        stage = Stage(app, config, theirs, QRect(0, 0, *PORTRAIT), began_s=time.monotonic())
        stage.begin()
        (shell,) = (one for one in app.topLevelWidgets() if isinstance(one, Shell))
        app.watch(shell)
        ours.send(encode(Show()))
        app.run_until(shell.isVisible)
        shell.begin("en")
        app.run_until(lambda: not shell.is_moving)
        try:
            yield shell
        finally:
            shell.hide()
            shell.deleteLater()
            stage.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            ours.close()
            theirs.close()


def copying_ms(app: TimedApplication) -> list[float]:
    """Return the work of frames that copy one picture of the whole glass, in milliseconds."""
    window = CopyWindow(PORTRAIT)
    app.watch(window)
    app.frame_after(window.show)
    app.frames_ms.clear()
    for _ in range(COPIES):
        app.frame_after(window.update)
    window.hide()
    return list(app.frames_ms)


def say(what: str, values_ms: list[float], limit_ms: float = 0.0) -> None:
    """Print median and tail of some times, and the tail in multiples of a limit case."""
    cuts = statistics.quantiles(values_ms, n=100)
    line = f"{what}: median {statistics.median(values_ms):.1f} ms, p95 {cuts[94]:.1f}"
    line += f", p99 {cuts[98]:.1f}, most {max(values_ms):.1f}"
    if limit_ms:
        line += f" (p95 {cuts[94] / limit_ms:.1f} x, p99 {cuts[98] / limit_ms:.1f} x the copy)"
    sys.stdout.write(f"{line}\n")
