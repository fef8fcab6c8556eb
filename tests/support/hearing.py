# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A visitor who hears the screen: fingers, headphones, and what was spoken."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.screen.guide.gestures import DOUBLE_S, REST_S
from kiosk.screen.staff.touches import HOLD_S
from kiosk.session.speech import Began, HeadphonesAre, Hush, Say, SpeechWanted
from kiosk.session.wire import encode
from tests.support.fingers import Fingers
from tests.support.played_voice import PlayedVoice
from tests.support.screen import WAIT_MS, Screen

APART_PX = 200


class Listener:
    """One visitor at a screen whose voice the test plays; she may hear all that was spoken.

    Args:
        view: The screen, shown.
    """

    def __init__(self, view: Screen) -> None:
        assert view.voice is not None
        self.view, self.fingers = view, Fingers(view.shell)
        self._voice: PlayedVoice = view.voice
        self._heard = self._came = self._begun = 0

    # What is heard

    def said(self) -> list[str]:
        """Return everything that was spoken so far, each time as one text."""
        self._come()
        return [" ".join(part.text for part in say.segments) for say in self._voice.told(Say)]

    def languages(self, word: str) -> set[str]:
        """Return the languages of the pieces that hold a word."""
        self._come()
        says = self._voice.told(Say)
        return {part.language for say in says for part in say.segments if word in part.text}

    def until_said(self, words: str) -> str:
        """Wait until something with these words is spoken; return the latest of it."""
        self.view.until(lambda: any(words in one for one in self.said()))
        return next(one for one in reversed(self.said()) if words in one)

    def mark(self) -> None:
        """Listen for what comes from now on."""
        self._heard = len(self.said())

    def since(self) -> list[str]:
        """Return what was spoken since the mark."""
        return self.said()[self._heard :]

    def until_said_anew(self, words: str) -> None:
        """Wait until these words are spoken after the mark, and set the mark there."""
        self.view.until(lambda: any(words in one for one in self.since()))
        self.mark()

    def hear_out(self) -> None:
        """Hear the latest words to their end."""
        self._come()
        self._voice.end()
        self.view.until(lambda: not self.view.stage.speech.is_speaking)

    def times_hushed(self) -> int:
        """Return how often the voice was told to be quiet."""
        return len(self._voice.told(Hush))

    @property
    def wants_voice(self) -> bool:
        """Whether the screen wants a voice now."""
        wants = [message.wanted for message in self.view.heard(SpeechWanted)]
        return bool(wants) and wants[-1]

    def _come(self) -> None:
        """Let the voice be there whenever the screen wants one, and begin with its words."""
        wants = [message.wanted for message in self.view.heard(SpeechWanted)]
        if wants.count(True) > self._came:
            self._came = wants.count(True)
            self._voice.be_ready()
        says = self._voice.told(Say)
        self._voice.say(*(Began(said.id) for said in says[self._begun :]))
        self._begun = len(says)

    # What is done

    def plug(self, *, out: bool = False) -> None:
        """Be the supervisor that sees headphones go in, or come ``out``."""
        self.view.line.send(encode(HeadphonesAre(not out)))

    def rest_two_fingers(self, at: QPoint | None = None, seconds: float = HOLD_S) -> None:
        """Rest two fingers side by side and lift them."""
        where = at or self.view.shell.rect().center()
        self.fingers.press(0, where)
        self.fingers.press(1, where + QPoint(APART_PX, 0))
        self.pass_time(seconds, "two_fingers_clock")
        self.fingers.release(1)
        self.fingers.release(0)
        self.view.lay_out()

    def explore(self, part: QWidget) -> None:
        """Rest a finger on a part until it is said, and lift it."""
        self.fingers.press(0, self.view.finger.middle(part))
        self.pass_time(REST_S + 0.1, "explore_clock")
        self.fingers.release(0)
        self.view.clock.advance(DOUBLE_S + 0.1)

    def slide(self, *parts: QWidget) -> None:
        """Slide a finger from part to part and lift it."""
        places = [self.view.finger.middle(part) for part in parts]
        self.fingers.press(0, places[0])
        for place in places:
            self.fingers.move(0, place)
        self.fingers.release(0)

    def touch_twice(self, where: QPoint | None = None) -> None:
        """Touch twice, anywhere."""
        at = where or QPoint(5, self.view.shell.height() // 2)
        for _ in range(2):
            self.fingers.press(0, at)
            self.view.clock.advance(0.1)
            self.fingers.release(0)
            self.view.clock.advance(0.1)
        self.view.clock.advance(1.0)

    def pass_time(self, seconds: float, clock: str) -> None:
        """Let time pass, and wait until a clock of the screen has been looked at, if it runs."""
        self.view.clock.advance(seconds)
        timer = self.view.shell.findChild(QTimer, clock)
        if timer is not None and timer.isActive():
            with self.view.qtbot.waitSignal(timer.timeout, timeout=WAIT_MS):
                pass
