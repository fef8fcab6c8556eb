# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Measures what moves: work of each frame, frames of each move; no test, run it by hand.

``.venv/bin/python -m tests.screen.measure_motion`` draws off screen; with ``QT_QPA_PLATFORM=xcb``
and a display it draws on an X server. It prints milliseconds. The limit case beside them is one
frame that only copies a picture of the same size: no move can be cheaper.
"""

import time
from functools import partial
from pathlib import Path

from kiosk.immortal import keep_none_alive
from kiosk.paths import checkout_dir
from kiosk.screen.route import Route, RouteName
from kiosk.screen.shell import Shell
from tests.support.frames import TimedApplication, copying_ms, say, timed_visit

_ROUNDS = 8
_PAGES = (
    Route(RouteName.HOME),
    Route(RouteName.ARTICLE, "migraine-infusions"),
    Route(RouteName.FEEL),
    Route(RouteName.SYMPTOM, "hives"),
)


def main() -> None:
    """Measure page changes and the limit case; `measure_reader` measures scrolling."""
    keep_none_alive()
    app = TimedApplication()
    with timed_visit(app, (checkout_dir() or Path()) / "build" / "library.db") as shell:
        _measure_pages(app, shell)
    say("limit case: one picture copied", copying_ms(app))


def _measure_pages(app: TimedApplication, shell: Shell) -> None:
    firsts, moves, frames = [], [], []
    for route in _PAGES * _ROUNDS:
        app.frames_ms.clear()
        began = time.perf_counter()
        firsts.append(app.frame_after(partial(shell.open, route)))
        app.run_until(lambda: not shell.is_moving)
        moves.append((time.perf_counter() - began) * 1000)
        frames += app.frames_ms
    say("page change: touch to first frame", firsts)
    say("page change: whole move", moves)
    say(f"page change: work of a frame ({len(frames) / len(moves):.0f} frames a move)", frames)


if __name__ == "__main__":
    main()
