# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Measures the reader: tap to first screenful, frames of a flick; entries; no test, run it by hand.

``.venv/bin/python -m tests.screen.measure_reader`` draws off screen at 1080x1920, warm, with the
shipped library and with one of 10,000 articles more (``--many 0`` leaves that one out). The limit
case of the same run is a frame that only copies one picture of the whole glass.
"""

import argparse
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import TypeVar

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from kiosk.immortal import keep_none_alive
from kiosk.library.builder import build
from kiosk.paths import checkout_dir
from kiosk.screen.pages.article import ArticlePage
from kiosk.screen.pages.symptom import SymptomPage
from kiosk.screen.route import Route, RouteName
from kiosk.screen.shell import Shell
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.transition import Transition
from tests.support.frames import TimedApplication, copying_ms, say, timed_visit
from tests.support.library import write_many

W = TypeVar("W", bound=QWidget)

_ROUNDS = 2
_TURNS = 2
_REST_MS = 80
_STEP_PX = 43
"""A flick at 16 ms a frame moves so far: a fast finger, 2700 pixels a second."""
_ARTICLES = (
    "migraine-infusions", "what-is-infusion-therapy", "first-infusion-day", "before-you-come",
    "after-you-go-home", "crohns-and-colitis", "ms-infusions", "arthritis-infusions", "iv-iron",
    "immune-globulin", "bone-health", "iv-antibiotics", "biosimilars", "insurance-and-cost",
    "your-line", "questions-to-ask",
)  # fmt: skip

_ENTRIES = (
    "hives", "itching", "rash", "trouble-breathing", "fever", "chills", "chest-pain", "dizziness",
    "fainting", "headache", "nausea", "iv-site", "cough", "tiredness", "back-pain", "mood-sleep",
)  # fmt: skip


def main() -> None:
    """Print what opening and scrolling articles costs."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--many", type=int, default=10_000, help="articles of the large library")
    chosen = options.parse_args()
    keep_none_alive()
    qInstallMessageHandler(lambda *_: None)
    app = TimedApplication()
    content = (checkout_dir() or Path()) / "content"
    limit_ms = statistics.median(copying_ms(app))
    sys.stdout.write(f"limit case, one picture of the glass copied: median {limit_ms:.2f} ms\n")
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        libraries = {"shipped library": Path(name) / "few.db"}
        build(content, libraries["shipped library"])
        if chosen.many:
            copytree(content, Path(name) / "content")
            write_many(Path(name) / "content", chosen.many)
            libraries[f"{chosen.many} articles more"] = many = Path(name) / "many.db"
            build(Path(name) / "content", many)
        for calm in (True, False):
            _compare(app, libraries, limit_ms, calm=calm)
        for calm in (True, False):
            with timed_visit(app, libraries["shipped library"], calm=calm) as shell:
                entries = _taps(app, shell, RouteName.SYMPTOM, _ENTRIES)
            move = "calm" if calm else "with the page's move"
            say(f"tap to an entry, {move}", [taken for taken, _ in entries], limit_ms)
        with timed_visit(app, libraries["shipped library"], calm=True) as shell:
            flick = _flick(app, shell)
        say("work of a frame of a flick", [taken for taken, _ in flick], limit_ms)
        say("  of that, the window's own thread", [worked for _, worked in flick], limit_ms)


def _compare(
    app: TimedApplication, libraries: dict[str, Path], limit_ms: float, *, calm: bool
) -> None:
    """Print what a tap costs with each library; they take turns, so that both meet one machine."""
    taps: dict[str, list[tuple[float, float]]] = {what: [] for what in libraries}
    for _ in range(_TURNS):
        for what, library in libraries.items():
            with timed_visit(app, library, calm=calm) as shell:
                taps[what] += _taps(app, shell)
    move = "calm" if calm else "with the page's move"
    for what, times in taps.items():
        say(f"{what}, tap to first screenful, {move}", [taken for taken, _ in times], limit_ms)
        say("  of that, the window's own thread", [worked for _, worked in times], limit_ms)
    few, *more = (statistics.median(worked for _, worked in times) for times in taps.values())
    for many in more:
        sys.stdout.write(f"many against few, {move}: {many / few:.2f} x the median work\n")


def _taps(
    app: TimedApplication,
    shell: Shell,
    name: RouteName = RouteName.ARTICLE,
    things: tuple[str, ...] = _ARTICLES,
) -> list[tuple[float, float]]:
    """Return for each tap the milliseconds it took, and those that its thread worked."""
    times = []
    for turn in range(1 + _ROUNDS):
        for thing in things:
            _settle(app, shell, Route(RouteName.LEARN))
            taken = app.frame_after(
                partial(shell.open, Route(name, thing)), partial(_shows, shell, name)
            )
            if turn:  # the first one warms
                times.append((taken, app.worked_ms))
    return times


def _shows(shell: Shell, name: RouteName) -> bool:
    """Return whether the last frame showed such a page, itself or on its way in."""
    kind: type[Page] = ArticlePage if name is RouteName.ARTICLE else SymptomPage
    page, move = _child(shell, kind), _child(shell, Transition)
    return page is not None and not page.is_waiting and (move is None or move.shows_new)


def _child(shell: Shell, kind: type[W]) -> W | None:
    return shell.findChild(kind, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _settle(app: TimedApplication, shell: Shell, route: Route) -> None:
    """Go somewhere and wait until nothing is going on there."""
    app.frame_after(partial(shell.open, route))
    app.run_until(lambda: not shell.is_moving)
    app.pass_time(_REST_MS)


def _flick(app: TimedApplication, shell: Shell) -> list[tuple[float, float]]:
    """Return the work of each frame of flicks through some articles, down and up again."""
    times = []
    for article in _ARTICLES[:6]:
        _settle(app, shell, Route(RouteName.ARTICLE, article))
        page = _child(shell, ArticlePage)
        assert page is not None
        app.run_until(lambda page=page: page.is_whole)  # type: ignore[misc]
        scroller = page.scroller
        assert scroller is not None
        bar = scroller.verticalScrollBar()
        down = list(range(_STEP_PX, bar.maximum(), _STEP_PX))
        times += [
            (app.frame_after(partial(bar.setValue, value)), app.worked_ms)
            for value in (*down, *reversed(down[:-1]))
        ]
    return times


if __name__ == "__main__":
    main()
