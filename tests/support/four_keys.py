# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A visitor who hears the screen and has four keys: next, previous, select and back."""

import re

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from kiosk.screen.guide.narrator import Narrator
from kiosk.screen.guide.parts import Role
from kiosk.screen.guide.questions import OVERHEARD
from kiosk.session.speech import Began, Ended, Say, SpeechWanted
from tests.support.screen import BREATH_S, MOST_TABS, Screen

ANSWER_MS = 10
_WORDS_ONLY = re.compile(r"(^|\| )((point|picture|punto|imagen)\. )?[0-9]+ (of|de) [0-9]+$")
_COUNTS = re.compile(r"[0-9]+ (of|de) [0-9]+|[0-9]+ (parts|partes)")
_DAY = re.compile(
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ [0-9]+"
    r"|(lunes|martes|miércoles|jueves|viernes|sábado|domingo),? [0-9]+ de [a-z]+"
)
_CODE = re.compile(r"((-|[A-Z]|[a-z]{2,6}), ){5,}([A-Z]|[a-z]{2,6})")
_LONGEST = 1_000
"""A longer line is a whole page that is read through Listen."""
_GREETING = re.compile(r"Good (morning|afternoon|evening)|Buen[oa]s (días|tardes|noches)")


class ByFourKeys:
    """Presses keys and listens; the voice says everything at once.

    Args:
        view: A screen with a voice, on the glass.
        speaks_up: Whether what is typed may be heard, when the visitor is asked.

    Attributes:
        screen: That screen.
        narrator: What speaks.
        lingers: Whether the voice begins with its words and does not come to their end.
    """

    def __init__(self, view: Screen, *, speaks_up: bool = False) -> None:
        assert view.voice is not None
        self.screen, self._voice, self._speaks_up = view, view.voice, speaks_up
        self._answered = 0
        self.lingers = self._is_there = False
        self.narrator: Narrator = view.stage.guide
        self._answering = QTimer()
        self._answering.setInterval(ANSWER_MS)
        self._answering.timeout.connect(self._answer)
        self._answering.start()

    def begin(self) -> None:
        """Begin self-voicing and listen to the first words."""
        self.narrator.begin()
        self.screen.until(lambda: self._answered > 0)  # the voice has to be there first
        self.settle()

    def leave(self) -> None:
        """Take the headphones off."""
        self._answering.stop()

    @property
    def lines(self) -> list[str]:
        """All that was said so far, a line for each time."""
        return [" | ".join(part.text for part in said.segments) for said in self._voice.told(Say)]

    def script(self) -> list[str]:
        """Return the lines without running text, counts, days and the receipt code."""
        told = (line for line in self.lines if not _WORDS_ONLY.search(line))
        return [_plain(line) for line in told if len(line) < _LONGEST]

    # Keys

    def settle(self) -> None:
        """Wait until nothing is to be said any more."""
        timers = self.narrator.findChildren(QTimer, "guide_settling")
        self.screen.until(lambda: not any(timer.isActive() for timer in timers))
        self.screen.until(lambda: len(self._voice.told(Say)) == self._answered)

    def press(self, key: Qt.Key) -> None:
        """Press one of the keys, and listen."""
        self.screen.clock.advance(BREATH_S)
        QTest.keyClick(self.screen.shell.windowHandle(), key)
        self.settle()

    def next(self) -> None:
        """On to the next part."""
        self.press(Qt.Key.Key_Down)

    def previous(self) -> None:
        """Back to the part before."""
        self.press(Qt.Key.Key_Up)

    def select(self) -> None:
        """Act on the part that was said."""
        self.press(Qt.Key.Key_Return)

    def back(self) -> None:
        """Leave."""
        self.press(Qt.Key.Key_Backspace)

    # A way to make a visit

    def activate(self, name: str) -> None:
        """Go to the part of this name and act on it; an article is heard where others scroll."""
        if name == "bar_home":
            while not self.screen.has("home_learn"):
                self.back()
            return
        self.go_to("listen" if name.endswith("_scroll_down") else name)
        self.select()

    def go_to(self, name: str) -> None:
        """Press next, at the end of the page previous, until the part of this name is said."""
        self.screen.part(name)
        self.settle()
        step = self.next
        for _ in range(MOST_TABS):
            if self.screen.shell.overlays.asks(OVERHEARD):
                self._say_who_may_hear()
            part, cursor = self.narrator.part, self.narrator.cursor
            if part is not None and part.known_as == name:
                return
            step = self.previous if cursor.at == len(cursor.stops) - 1 else step
            step()
        raise LookupError(f"{name} is never said")

    def _say_who_may_hear(self) -> None:
        if self._speaks_up:
            self.next()
        self.select()

    def fill(self, name: str, text: str) -> None:
        """Open the keys of the field, and type a letter after another on them."""
        self.activate(name)
        for letter in text:
            self._go_to_key(letter)
            self.select()
            self.back()
        self.back()

    def go_on(self) -> None:
        """Go to the button below the form."""
        self.activate("request_next")

    def _go_to_key(self, letter: str) -> None:
        """Go to the row of a letter and to its key, as somebody who knows where keys are."""
        cursor = self.narrator.cursor
        names = [[part.name.casefold() for part in row] for row in cursor.stops]
        assert all(part.role is Role.KEY for row in cursor.stops for part in row)
        row = next(number for number, keys in enumerate(names) if letter in keys)
        while cursor.at != row:
            self.next()
        self.select()
        for _ in range(names[row].index(letter)):
            self.next()

    def _answer(self) -> None:
        if not self._is_there and SpeechWanted() in self.screen.heard(SpeechWanted):
            self._is_there = True
            self._voice.be_ready()
        for said in self._voice.told(Say)[self._answered :]:
            self._answered += 1
            self._voice.say(Began(said.id))
            if not self.lingers:
                self._voice.say(Ended(said.id, True))


def _plain(line: str) -> str:
    """Return a line without what differs from day to day."""
    for pattern, instead in ((_GREETING, "Hello"), (_DAY, "DAY"), (_COUNTS, "#"), (_CODE, "CODE")):
        line = pattern.sub(instead, line)
    return line
