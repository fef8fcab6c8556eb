# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One whole visit, and the ways to make it: by touch, by keyboard, by a single switch.

Every way drives the same steps: it knows parts by their names and acts on them with what its
visitor has, and with nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError  # noqa: A004 - pytest-qt's own

from kiosk.queue.envelope import decode, open_request
from kiosk.queue.sealing import read_identity
from kiosk.screen.guide.scanning import BOUNCE_S, SETTLE_S
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.keyboard import KeyCap
from kiosk.screen.widgets.touch_scroll import TouchScroll
from tests.support.screen import MOST_TABS, Screen
from tests.support.walker import on_glass

MOST_STEPS = 300
"""So often something is offered until a part is; more would be no way to work."""
FIRST, LAST, PHONE = "ana", "sol", "2025550143"
ARTICLE, SYMPTOM = "migraine-infusions", "hives"
SOUGHT = {"en": "hives", "es": "ronchas"}
"""What is typed to find the entry, in the words of each language."""


class Way(Protocol):
    """What a visitor can do."""

    screen: Screen

    def activate(self, name: str) -> None:
        """Press the part of this name."""

    def fill(self, name: str, text: str) -> None:
        """Write ``text`` into the field of this name."""

    def go_on(self) -> None:
        """Go on to the next page of a form."""


def whole_visit(way: Way, language: str, *, first: Callable[[], None] = lambda: None) -> None:
    """Open, find an article, look up a symptom, send a request, read its receipt, finish.

    Args:
        way: How the visitor does it.
        language: ``en`` or ``es``.
        first: What is done before all, on the home page.
    """
    way.activate(f"attract_begin_{language}")
    first()
    _find_an_article(way)
    _look_up_a_symptom(way, SOUGHT[language])
    _ask_for_a_call(way, language)
    view = way.screen
    assert view.text("receipt_code")
    (file,) = (Path(view.config.slot) / "new").iterdir()
    identity = read_identity(Path(view.config.slot).parent / "keys" / "intake.key")
    sealed = open_request(decode(file.read_bytes()), identity).decode().casefold()
    assert all(typed in sealed for typed in (FIRST, LAST, PHONE))
    way.activate("receipt_done")
    view.until(lambda: view.ended() == ["cleared"])


def _find_an_article(way: Way) -> None:
    way.activate("home_learn")
    way.activate(f"article_card_{ARTICLE}")
    assert read(way.screen, "article_title")
    way.screen.until(way.screen.is_whole)
    way.activate("article_scroll_down")
    way.activate("bar_home")


def _look_up_a_symptom(way: Way, sought: str) -> None:
    way.activate("home_feel")
    way.activate("feel_search")
    way.fill("search_field", sought)
    way.screen.work_through()  # each letter has brought hits of its own
    way.activate(f"hit_symptom_{SYMPTOM}")
    assert read(way.screen, "symptom_title")
    way.activate("bar_home")


def _ask_for_a_call(way: Way, language: str) -> None:
    way.activate("home_request")
    way.activate("ask_contact")
    way.activate("request_start")
    way.activate("option_reason_start")
    way.go_on()
    way.fill("field_first-name", FIRST)
    way.fill("field_last-name", LAST)
    way.go_on()
    way.activate("option_how_call")
    way.fill("field_phone", PHONE)
    way.go_on()
    for names in (
        ("option_time_noon", "option_voicemail_none"),
        (f"option_language_{language}", "option_interpreter_none"),
        ("option_consent_contact-request",),
    ):
        for name in names:
            way.activate(name)
        way.go_on()
    assert FIRST in way.screen.text("review_first-name").casefold()
    way.activate("review_send")


def read(view: Screen, name: str) -> str:
    """Return the words of a part that is on the glass, or nothing while none is in sight."""
    return view.text(name) if not on_glass(view.part(name), view.shell).isEmpty() else ""


@dataclass(slots=True)
class ByTouch:
    """A finger, and nothing else: it turns pages by their buttons and presses what it sees.

    Attributes:
        screen: The screen.
        highest: Where the highest of its touches was, in pixels from the upper edge.
    """

    screen: Screen
    highest: int = field(default=99_999)

    def activate(self, name: str) -> None:
        """Touch the part of this name, once it has been brought into sight."""
        view = self.screen
        self._bring(name)
        part = view.part(name)
        if not name.startswith("attract_"):  # before the visitor could choose
            self.highest = min(self.highest, view.finger.middle(part).y())
        view.clock.advance(1.0)
        view.finger.tap(part)
        view.lay_out()

    def fill(self, name: str, text: str) -> None:
        """Touch the field unless it has the cursor, then the keys."""
        view = self.screen
        if not _has_focus(view.part(name)):
            self.activate(name)
        view.until(lambda: _has_focus(view.part(name)))
        view.type(text)
        view.lay_out()

    def go_on(self) -> None:
        """Touch the button below the form, or the key that does the same where it is covered."""
        self.activate("key_next" if self.screen.has("key_next") else "request_next")
        self.screen.lay_out()

    def _bring(self, name: str) -> None:
        """Turn the pages of its column until the middle of the part can be touched."""
        view = self.screen
        view.lay_out()
        for _ in range(MOST_TABS):
            turn = _turn_to(view.part(name))
            if not turn:
                return
            view.clock.advance(1.0)
            # Where the keys leave no room for the page buttons they are put away first.
            view.finger.tap(view.part(turn if view.has(turn) else "key_hide"))
            view.lay_out()


def _turn_to(part: QWidget) -> str:
    """Return the name of the page button that brings a part into sight; none where it is."""
    for scroller in _around(part):
        middle = part.mapTo(scroller.viewport(), part.rect().center()).y()
        if not 0 <= middle < scroller.viewport().height():
            return f"{scroller.objectName()}_{'up' if middle < 0 else 'down'}"
    return ""


@dataclass(slots=True)
class ByKeyboard:
    """A real keyboard: Tab, Shift and Tab, the space bar, Enter; it looks at every stop.

    Attributes:
        screen: The screen.
    """

    screen: Screen

    def activate(self, name: str) -> None:
        """Go to the part with Tab, or back to it, and press it."""
        view = self.screen
        view.part(name)
        view.lay_out()
        back = Qt.KeyboardModifier.ShiftModifier if name.startswith("bar_") else NO_MODIFIER
        for _ in range(MOST_TABS):
            if (here := self.here()) is not None and here.objectName() == name:
                break
            self.press(Qt.Key.Key_Tab, back)
            self._look()
        else:
            raise LookupError(f"Tab never reaches {name}")
        self.press(Qt.Key.Key_Return if name.endswith("_next") else Qt.Key.Key_Space)

    def fill(self, name: str, text: str) -> None:
        """Go to the field with Tab and type."""
        view = self.screen
        view.part(name)
        for _ in range(MOST_TABS):
            if _has_focus(view.part(name)):
                break
            self.press(Qt.Key.Key_Tab)
        for letter in text:
            QTest.keyClick(view.shell.windowHandle(), ord(letter))
        view.lay_out()

    def go_on(self) -> None:
        """Press Enter in a field, as the key "Next" would, or on the button below the form."""
        for _ in range(MOST_TABS):
            here = self.here()
            if isinstance(here, AnyField) or (here and here.objectName() == "request_next"):
                self.press(Qt.Key.Key_Return)
                return
            self.press(Qt.Key.Key_Tab)
            self._look()
        raise LookupError("Tab never reaches the way on")

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key, and let the window follow."""
        QTest.keyClick(self.screen.shell.windowHandle(), key, modifier or NO_MODIFIER)
        self.screen.lay_out()

    def here(self) -> QWidget | None:
        """Return what has the focus, the window itself left out."""
        here = QApplication.focusWidget()
        return None if here is self.screen.shell else here

    def _look(self) -> None:
        """Fail unless all of what has the focus comes into sight."""
        assert self.here() is not None, "the focus is nowhere"
        try:
            self.screen.until(self._is_in_sight)
        except TimeoutError as error:
            name = (self.here() or self.screen.shell).objectName()
            raise LookupError(f"{name} has the focus and is hidden") from error

    def _is_in_sight(self) -> bool:
        here = self.here()
        return here is not None and is_in_sight(here, self.screen.shell)


@dataclass(slots=True)
class BySwitch:
    """One switch: it waits until what it wants is offered, and presses.

    Attributes:
        screen: The screen.
        rest_s: How long each part is offered, seconds.
        presses: How often the switch was pressed.
        steps: How many parts were offered until then.
    """

    screen: Screen
    rest_s: float
    presses: int = 0
    steps: int = 0

    def activate(self, name: str) -> None:
        """Take the part of this name: turn to its page first, enter its group, press it."""
        view = self.screen
        view.part(name)
        scanner = view.stage.switch.scanner
        for _ in range(MOST_STEPS):
            offered = scanner.offered
            if name in offered:
                self.press()
                if len(offered) == 1:
                    return
                continue
            if offered and offered == (_turn_to(view.part(name)),):
                self.press()
                continue
            self.wait()
        raise LookupError(f"{name} is never offered")

    def fill(self, name: str, text: str) -> None:
        """Take the field unless it has the cursor, then the keys."""
        view = self.screen
        if not _has_focus(view.part(name)):
            self.activate(name)
            view.until(lambda: _has_focus(view.part(name)))
        for letter in text:
            view.until(lambda: view.parts(KeyCap))
            self.activate(f"key_{letter}")

    def go_on(self) -> None:
        """Take the key "Next" where the keys are up, else the button below the form."""
        self.screen.lay_out()
        self.activate("key_next" if self.screen.has("key_next") else "request_next")

    def press(self) -> None:
        """Press the switch, no sooner than a hand can, and see what comes of it."""
        view = self.screen
        view.clock.advance(2 * BOUNCE_S)
        QTest.keyClick(view.shell.windowHandle(), Qt.Key.Key_Space)
        self.presses += 1
        view.lay_out()
        if not view.stage.switch.scanner.offered:
            view.clock.advance(SETTLE_S)
            self._tick()

    def wait(self) -> None:
        """Let the time pass until something else is offered."""
        view = self.screen
        view.clock.advance(self.rest_s)
        self.steps += 1
        self._tick()

    def _tick(self) -> None:
        """Let the clock of the scan be looked at, without waiting for it."""
        tick = self.screen.shell.findChild(QTimer, "scan_clock")
        assert tick is not None
        if tick.isActive():
            tick.timeout.emit()
        self.screen.lay_out()


NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def is_in_sight(part: QWidget, window: QWidget) -> bool:
    """Return whether all of a part shows, or its column is full of it."""
    seen = on_glass(part, window)
    room = min((one.viewport().height() for one in _around(part)), default=window.height())
    return seen.height() >= min(part.height(), room) and seen.width() >= part.width()


def _around(part: QWidget) -> list[TouchScroll]:
    """Return the columns that a part lies in, from the inside."""
    found, above = list[TouchScroll](), part.parentWidget()
    while above is not None:
        column = above.widget() if isinstance(above, TouchScroll) else None
        if isinstance(above, TouchScroll) and column is not None and column.isAncestorOf(part):
            found.append(above)
        above = above.parentWidget()
    return found


def _has_focus(part: QWidget) -> bool:
    return QApplication.focusWidget() is part
