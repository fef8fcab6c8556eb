# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Measures the keys: from a touch to the frame that shows its letter; no test, run it by hand.

``.venv/bin/python -m tests.screen.measure_keyboard`` draws off screen at 1080x1920, warm, and types
with each layout (16 ms at p95 is the budget of a letter): into a field alone with the keys, and
into the search field of a real visit, where what the letters before have found comes in between.
The limit case of the same run is a plain line that is given a letter and painted.
"""

import argparse
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kiosk.immortal import keep_none_alive
from kiosk.library.builder import build
from kiosk.paths import checkout_dir
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.keyboard_layout import Layout
from tests.support.finger import Finger
from tests.support.frames import TimedApplication, say, timed_visit
from tests.support.screen import PORTRAIT
from tests.support.touches import touches

W = TypeVar("W", bound=QWidget)

_ROUNDS = 4
_PACE_MS = 130
"""Between two letters, more than the double-touch filter; what a letter causes later is not its."""
_TEXTS = {
    Layout.NAME: "Ana María Sol-Vega McDowell O'Hara",
    Layout.EMAIL: "ana_sol.vega7+mail@example.com",
    Layout.PHONE: "2025550143",
    Layout.MESSAGE: "Please call after 5. Is Dr. Nunez in? Gracias, ¿está bien así?",
}


def main() -> None:
    """Print what a letter costs with each layout."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rounds", type=int, default=_ROUNDS, help="how often each text is typed")
    rounds = options.parse_args().rounds
    keep_none_alive()
    qInstallMessageHandler(lambda *_: None)
    app = TimedApplication()
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        library = Path(name) / "library.db"
        build((checkout_dir() or Path()) / "content", library)
        with timed_visit(app, library, calm=True) as shell:
            limit = _plain_ms(app, rounds)
            say("limit case, a letter put into a line and painted", limit)
            limit_ms = statistics.median(limit)
            alone = _alone(app, shell.look)
            for layout, text in _TEXTS.items():
                taken, worked = _typing_ms(app, alone, layout, text, rounds)
                say(f"{layout}, touch to letter", taken, limit_ms)
                say("  of that, the window's own thread", worked, limit_ms)
            alone.hide()
            shell.activateWindow()
            shell.open(Route(RouteName.SEARCH))
            app.run_until(lambda: not shell.is_moving and _parts(shell, Keyboard))
            taken, _ = _typing_ms(app, shell, Layout.MESSAGE, _TEXTS[Layout.MESSAGE], rounds)
            say("search while it finds, touch to letter", taken, limit_ms)


def _plain_ms(app: TimedApplication, rounds: int) -> list[float]:
    """Return what a letter costs in a window with a line alone."""
    window = QWidget()
    window.resize(*PORTRAIT)
    line = QLineEdit()
    QVBoxLayout(window).addWidget(line)
    app.watch(window)
    app.frame_after(window.show)
    line.setFocus()
    app.pass_time(_PACE_MS)
    letters = [letter for text in _TEXTS.values() for letter in text] * rounds
    times = []
    for letter in letters:
        times.append(app.frame_after(partial(line.insert, letter)))
        app.pass_time(1)
    window.hide()
    window.deleteLater()
    return times


def _alone(app: TimedApplication, look: Look) -> QWidget:
    """Return a window with nothing but a field and its keys."""
    window = QWidget()
    window.resize(*PORTRAIT)
    column = QVBoxLayout(window)
    field, keys = TextField(look, name="field", keys=Layout.NAME.value), Keyboard(look, "en")
    column.addWidget(field)
    column.addStretch(1)
    column.addWidget(keys)
    app.watch(window)
    app.frame_after(window.show)
    field.setFocus()
    keys.serve(field)
    return window


def _typing_ms(
    app: TimedApplication, window: QWidget, layout: Layout, text: str, rounds: int
) -> tuple[list[float], list[float]]:
    """Return for each letter the milliseconds it took, and those that the thread worked."""
    (field,), (keys,), finger = _parts(window, TextField), _parts(window, Keyboard), Finger(window)
    field.keys = layout.value
    keys.put_away()
    keys.serve(field)
    taken, worked = [], []
    for turn in range(1 + rounds):
        field.clear()
        app.pass_time(_PACE_MS)
        for key in touches(text, layout):
            where = finger.middle(_parts(window, QWidget, key)[0])
            time = app.frame_after(partial(finger.press, where))
            work = app.worked_ms
            finger.release(where)
            app.pass_time(_PACE_MS)
            if turn:  # the first one warms
                taken.append(time)
                worked.append(work)
    return taken, worked


def _parts(window: QWidget, kind: type[W], name: str = "") -> list[W]:
    found = window.findChildren(kind, name) if name else window.findChildren(kind)
    return [part for part in found if part.isVisible()]


if __name__ == "__main__":
    main()
