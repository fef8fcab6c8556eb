# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole screen without its process: the real stage, library, slot and keys; a test is supervisor.

The clock stands until the test moves it; everything else is what a visitor meets.
"""

import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, overload

from PySide6.QtCore import QCoreApplication, QRect, Qt, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.exceptions import TimeoutError  # noqa: A004 - pytest-qt's own
from pytestqt.qtbot import QtBot

from kiosk.queue.sealing import make_key_pair
from kiosk.queue.slot import MailSlot
from kiosk.screen.route import Route, RouteName
from kiosk.screen.shell import SETTLE_S, Shell
from kiosk.screen.stage import Stage
from kiosk.screen.widgets.keyboard import KeyCap
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import Configure, FromScreen, Ready, Show, Shown, Standing, VisitEnded
from kiosk.session.wire import LineReader, encode
from kiosk.settings import DEMO_CENTER, Display, Languages, Requests, Theme, Visit
from tests.support.finger import Finger
from tests.support.played_voice import PlayedVoice

W = TypeVar("W", bound=QWidget)
M = TypeVar("M")

PORTRAIT = (1080, 1920)
WAIT_MS = 5_000
MOST_TABS = 200
TURNS = 3
BREATH_S = 0.5
LETTER_S = 0.2
"""Between two letters; quick for a thumb."""


@dataclass(slots=True)
class Clock:
    """Seconds that pass when the test says so."""

    now_s: float = 1_000.0

    def __call__(self) -> float:
        """Return the time of now."""
        return self.now_s

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now_s += seconds


@dataclass(frozen=True, slots=True)
class Glass:
    """The panel, in pixels and millimetres."""

    width_px: int
    height_px: int
    width_mm: float


GLASSES = {
    "portrait": Glass(1080, 1920, 268.0),
    "landscape": Glass(1920, 1080, 476.0),
    "small": Glass(1280, 800, 261.0),
}
"""21.5 inch Full HD standing and lying, and a 12.1 inch tablet."""


def configuration(library: Path, folder: Path, **more: object) -> Configure:
    """Return what a supervisor would say to a screen of a demonstration kiosk.

    Args:
        library: The library that was built.
        folder: Where the mail slot and the key pair are made.
        more: Parts of ``Configure`` that differ.
    """
    MailSlot(folder / "slot").prepare()
    parts: dict[str, object] = {
        "standing": Standing.DEMO,
        "kiosk": "kiosk-1",
        "center": DEMO_CENTER,
        "display": Display(width_mm=GLASSES["portrait"].width_mm, theme=Theme.LIGHT, motion=False),
        "visit": Visit(idle_s=60, personal_idle_s=30, warning_s=20),
        "languages": Languages(),
        "requests": Requests(),
        "library": str(library),
        "slot": str(folder / "slot"),
        "recipients": (make_key_pair(folder / "keys"),),
    }
    return Configure(**{**parts, **more})  # type: ignore[arg-type]


@dataclass(slots=True)
class Screen:
    """One screen, and what a test may do with it.

    Attributes:
        stage: What stands behind the window.
        shell: The window.
        line: The supervisor's end of the socket.
        config: What the screen was told.
        clock: The clock of the visit.
        finger: The visitor's.
        voice: The far end of the line to the voice; None for a screen that has none.
        said: Everything the screen said so far.
    """

    qtbot: QtBot
    stage: Stage
    shell: Shell
    line: socket.socket
    config: Configure
    clock: Clock
    finger: Finger
    voice: PlayedVoice | None = None
    said: list[FromScreen] = field(default_factory=list)
    _reader: LineReader[FromScreen] = field(default_factory=lambda: LineReader(FromScreen))

    def heard(self, kind: type[M]) -> list[M]:
        """Return the messages of a kind that the screen has said so far."""
        with contextlib.suppress(BlockingIOError):
            while data := self.line.recv(65_536):
                self.said.extend(self._reader.feed(data))
        return [message for message in self.said if isinstance(message, kind)]

    def ended(self) -> list[str]:
        """Return the reasons for which the visit has ended, as often as it was said."""
        return [message.reason.value for message in self.heard(VisitEnded)]

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window work until a condition holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def present(self) -> None:
        """Tell the screen to come to the front, and wait until its first frame is there."""
        self.line.send(encode(Show()))
        self.until(lambda: self.heard(Shown))

    def settle(self) -> None:
        """Wait out the moment in which a new screen takes no input."""
        self.clock.advance(SETTLE_S + 0.1)

    def ticks(self) -> None:
        """Wait until the clock of the visit has been looked at."""
        tick = self.shell.findChild(QTimer, "visit_clock")
        assert tick is not None
        with self.qtbot.waitSignal(tick.timeout, timeout=WAIT_MS):
            pass

    # What is on the glass

    def parts(self, kind: type[W], name: str = "") -> list[W]:
        """Return the visible parts of a kind, of that name if one is given."""
        found = self.shell.findChildren(kind, name) if name else self.shell.findChildren(kind)
        return [part for part in found if part.isVisible()]

    def has(self, name: str) -> bool:
        """Return whether a part of this name is on the glass."""
        return bool(self.parts(QWidget, name))

    @overload
    def part(self, name: str) -> QWidget: ...

    @overload
    def part(self, name: str, kind: type[W]) -> W: ...

    def part(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """Wait for the visible part of this name."""
        try:
            self.until(lambda: self.parts(kind, name))
        except TimeoutError as error:
            raise LookupError(f"there is no visible part named {name}") from error
        return self.parts(kind, name)[-1]

    def text(self, name: str) -> str:
        """Return the words of a label or the name of a button."""
        part = self.part(name)
        return part.text() if isinstance(part, QLabel | QLineEdit) else part.accessibleName()

    def words(self) -> str:
        """Return all words on the glass, one label a line; covered or scrolled away ones too."""
        return "\n".join(label.text() for label in self.parts(QLabel))

    # What a visitor does

    def tap(self, name: str, *, times: int = 1) -> None:
        """Touch the part of this name, scrolled to where a finger can reach it."""
        self.part(name)
        self.lay_out()
        part = self.part(name)  # another one may have come in its place, as hits of a search do
        self._scroll_to(part)
        for _ in range(times):
            self.clock.advance(BREATH_S)  # a second touch at once would be half of a double tap
            self.finger.tap(part)

    def lay_out(self) -> None:
        """Let pending layouts take place, and the scrolling that waits for them."""
        for _ in range(TURNS):
            QCoreApplication.processEvents()

    def work_through(self) -> None:
        """Let all work beside the window come to its end, and what it brought be laid out."""
        pools = self.stage.findChildren(QThreadPool)
        assert pools
        assert all(pool.waitForDone(WAIT_MS) for pool in pools)
        self.lay_out()

    def bring(self, part: QWidget) -> None:
        """Scroll the page so that ``part`` can be touched."""
        self.lay_out()
        self._scroll_to(part)

    @staticmethod
    def _scroll_to(part: QWidget) -> None:
        above = part.parentWidget()
        while above is not None:
            if isinstance(above, TouchScroll):
                above.ensureWidgetVisible(part, 0, 20)
                if (column := above.widget()) is not None and column.isAncestorOf(part):
                    # Of a field Qt brings the line of the cursor; a finger aims at its middle.
                    middle = part.mapTo(above.viewport(), part.rect().center())
                    above.ensureVisible(0, middle.y() + above.verticalScrollBar().value(), 0, 20)
            above = above.parentWidget()

    def type(self, text: str) -> None:
        """Type on the on-screen keys, a touch for each letter."""
        for letter in text:
            self.clock.advance(LETTER_S)  # sooner, a second touch of the key would be a bounce
            self.finger.tap(self._key(letter))

    def go_on(self) -> None:
        """Put the keys away if they are up, and touch Next below the form."""
        if self.has("key_hide"):
            self.tap("key_hide")
        self.tap("request_next")

    def _key(self, letter: str) -> KeyCap:
        self.until(lambda: self.parts(KeyCap))
        for cap in self.parts(KeyCap):
            if cap.key.text.lower() == letter.lower():
                return cap
        raise LookupError("no such key on the keyboard")

    def begin(self, language: str = "en") -> None:
        """Begin the visit; the home page is shown."""
        self.tap(f"attract_begin_{language}")
        self.part("home_learn")

    def open(self, route: Route, until: str) -> None:
        """Go straight to a page, wait for one of its parts, and until all of it is there."""
        self.shell.open(route)
        self.part(until)
        self.until(self.is_whole)

    def is_whole(self) -> bool:
        """Return whether nothing of the page is still to come."""
        return all(page.is_whole for page in self.parts(Page))

    def key_to(self, name: str) -> None:
        """Go to a part with Tab and press it with the space bar."""
        part = self.part(name)
        for _ in range(MOST_TABS):
            here = QApplication.focusWidget() or self.shell
            if here is part:
                QTest.keyClick(here, Qt.Key.Key_Space)
                return
            QTest.keyClick(here, Qt.Key.Key_Tab)
        raise LookupError(f"Tab never reaches {name}")

    def start_request(self) -> None:
        """Open the request and go on to its first question."""
        self.open(Route(RouteName.REQUEST, "contact"), "request_start")
        self.tap("request_start")
        self.part("option_reason_start")

    def buttons(self) -> list[QPushButton]:
        """Return the buttons on the glass."""
        return self.parts(QPushButton)


@contextlib.contextmanager
def screen(
    qtbot: QtBot,
    app: QApplication,
    config: Configure,
    size: tuple[int, int] = PORTRAIT,
    *,
    speaks: bool = False,
) -> Iterator[Screen]:
    """Build a screen, warm it and give it out, hidden yet; take it down afterwards.

    Args:
        qtbot: What waits.
        app: The application.
        config: What a supervisor would say.
        size: Of the window, in pixels.
        speaks: Whether it has a voice, which the test plays.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    clock = Clock()
    voice = PlayedVoice() if speaks else None
    stage = Stage(
        app,
        config,
        theirs,
        QRect(0, 0, *size),
        began_s=clock.now_s,
        voice_fd=voice.give_away() if voice is not None else None,
        monotonic_s=clock,
    )
    stage.begin()
    (shell,) = (widget for widget in app.topLevelWidgets() if isinstance(widget, Shell))
    view = Screen(qtbot, stage, shell, ours, config, clock, Finger(shell), voice)
    try:
        view.until(lambda: view.heard(Ready))
        yield view
    finally:
        shell.hide()
        if voice is not None:
            stage.speech.close()
            voice.close()
        stage.deleteLater()
        shell.deleteLater()
        with qtbot.waitSignals([stage.destroyed, shell.destroyed], timeout=WAIT_MS):
            pass
        app.setStyleSheet("")
        ours.close()
        theirs.close()
