# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Measures what moves: work of each frame, frames of each move; no test, run it by hand.

``.venv/bin/python -m tests.screen.measure_motion`` draws off screen; with ``QT_QPA_PLATFORM=xcb``
and a display it draws on an X server. It prints milliseconds. The limit case beside them is one
frame that only copies a picture of the same size: no move can be cheaper.
"""

import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.paths import checkout_dir
from kiosk.screen.immortal import keep_none_alive
from kiosk.screen.route import Route, RouteName
from kiosk.screen.shell import Shell
from kiosk.screen.stage import Stage
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import Show
from kiosk.session.wire import encode
from kiosk.settings import Display
from tests.support.screen import GLASSES, PORTRAIT, configuration

_ROUNDS = 8
_PAGES = (
    Route(RouteName.HOME),
    Route(RouteName.ARTICLE, "migraine-infusions"),
    Route(RouteName.FEEL),
    Route(RouteName.SYMPTOM, "hives"),
)


class _TimedApplication(QApplication):
    """Notes how long each frame of a window took, painting and handing over."""

    def __init__(self) -> None:
        super().__init__([])
        self.frames_ms: list[float] = []

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
        return True

    def has_drawn(self, count: int) -> bool:
        """Return whether so many frames have been timed."""
        return len(self.frames_ms) >= count

    def run_until(self, condition: Callable[[], object], most_s: float = 5.0) -> None:
        """Let the window work until a condition holds.

        Raises:
            TimeoutError: It did not come to hold.
        """
        end = time.monotonic() + most_s
        while not condition():
            self.processEvents()
            if time.monotonic() > end:
                raise TimeoutError


class _Copy(QWidget):
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


def main() -> None:
    """Measure page changes, scrolling and the limit case."""
    keep_none_alive()
    app = _TimedApplication()
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        display = Display(width_mm=GLASSES["portrait"].width_mm)
        config = configuration(
            (checkout_dir() or Path()) / "build" / "library.db", Path(name), display=display
        )
        ours, theirs = socket.socketpair()
        stage = Stage(app, config, theirs, QRect(0, 0, *PORTRAIT), began_s=time.monotonic())
        stage.begin()
        (shell,) = (one for one in app.topLevelWidgets() if isinstance(one, Shell))
        app.watch(shell)
        ours.send(encode(Show()))
        app.run_until(shell.isVisible)
        shell.begin("en")
        app.run_until(lambda: not shell.is_moving)
        _measure_pages(app, shell)
        _measure_scroll(app, shell)
        _measure_copy(app)


def _measure_pages(app: _TimedApplication, shell: Shell) -> None:
    firsts, moves, frames = [], [], []
    for route in _PAGES * _ROUNDS:
        app.frames_ms.clear()
        began = time.perf_counter()
        shell.open(route)
        app.run_until(lambda: app.frames_ms)
        firsts.append((time.perf_counter() - began) * 1000)
        app.run_until(lambda: not shell.is_moving)
        moves.append((time.perf_counter() - began) * 1000)
        frames += app.frames_ms
    _say("page change: touch to first frame", firsts)
    _say("page change: whole move", moves)
    _say(f"page change: work of a frame ({len(frames) / len(moves):.0f} frames a move)", frames)


def _measure_scroll(app: _TimedApplication, shell: Shell) -> None:
    shell.open(_PAGES[1])
    app.run_until(lambda: not shell.is_moving)
    app.run_until(lambda: shell.findChild(TouchScroll, "article_scroll") is not None)
    (scroll,) = shell.findChildren(TouchScroll, "article_scroll")[-1:]
    bar = scroll.verticalScrollBar()
    app.frames_ms.clear()
    for value in range(0, min(4000, bar.maximum()), 37):
        bar.setValue(value)
        app.run_until(partial(app.has_drawn, len(app.frames_ms) + 1))
    _say("scrolling an article: work of a frame", app.frames_ms)


def _measure_copy(app: _TimedApplication) -> None:
    window = _Copy(PORTRAIT)
    app.watch(window)
    window.show()
    app.run_until(lambda: window.isVisible() and app.frames_ms)
    app.frames_ms.clear()
    for _ in range(60):
        window.update()
        app.run_until(partial(app.has_drawn, len(app.frames_ms) + 1))
    _say("limit case: one picture copied", app.frames_ms)


def _say(what: str, values_ms: list[float]) -> None:
    cuts = statistics.quantiles(values_ms, n=100)
    sys.stdout.write(
        f"{what}: median {statistics.median(values_ms):.1f} ms, p95 {cuts[94]:.1f}, "
        f"p99 {cuts[98]:.1f}\n"
    )


if __name__ == "__main__":
    main()
