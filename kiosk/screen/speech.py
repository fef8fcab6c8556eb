# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The screen's end of the line to its voice: words out, what is being said in; never waits.

A voice that hangs, dies or is not there is told by ``failed`` within two seconds; whoever listens
goes on without it. The place is kept: ``resume`` goes on there with another voice. Rate and volume
are this process's own, so each visit begins with the engine's rate and full volume.
"""

import contextlib
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from kiosk.faults import EnvironmentFault
from kiosk.languages import languages
from kiosk.screen.language_help import tongues
from kiosk.session.packets import PacketLine
from kiosk.session.speech import (
    NOTICE_S,
    Began,
    Ended,
    FromVoice,
    Hush,
    Pause,
    Resume,
    Say,
    Segment,
    SetRate,
    SetVolume,
    SpeechLost,
    SpeechReady,
    SpeechTrouble,
    SpeechWanted,
    WordBegan,
)

LOOK_MS = 100
_LATE_S = 0.5
"""A look that comes so much too late tells nothing about the voice: this process was busy."""
_PATIENCE_S = NOTICE_S - 3 * LOOK_MS / 1000


class SpeechState(Enum):
    """What can be heard."""

    OFF = auto()
    STARTING = auto()
    ON = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the voice is: a word of a segment, in characters."""

    segment: int = 0
    start: int = 0
    length: int = 0


class Speech(QObject):
    """Speaks for one screen; every call returns at once.

    Args:
        voice_fd: Its end of the pair to a voice, or None where there can be none.
        ask: Says something to the supervisor.
        parent: Its owner.
        monotonic_s: The clock, seconds.

    Signals:
        ready: The voice can be heard.
        began: The words with this id sound; once more after ``resume``.
        word: Id, segment, first character and length of the word that begins to sound.
        ended: Id, and whether they were said to the end.
        failed: Nothing can be spoken; carries ``SpeechTrouble``. Once for each ``switch_on``.
    """

    ready = Signal()
    began = Signal(int)
    word = Signal(int, int, int, int)
    ended = Signal(int, bool)
    failed = Signal(SpeechTrouble)

    def __init__(
        self,
        voice_fd: int | None,
        ask: Callable[[SpeechWanted], None],
        parent: QObject | None = None,
        *,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._ask, self._now = ask, monotonic_s
        self._line: PacketLine[FromVoice] | None = None
        if voice_fd is not None:
            self._line = PacketLine(socket.socket(fileno=voice_fd), FromVoice)
            self._notifier = QSocketNotifier(voice_fd, QSocketNotifier.Type.Read, self)
            self._notifier.setEnabled(False)
            self._notifier.activated.connect(self._on_readable)
        self._state = SpeechState.OFF
        self._last = Say(0, ())
        self._place = Place()
        self._is_speaking = self._is_paused = False
        self._rate, self._volume = 0.0, 1.0
        self._heard_s = self._looked_s = 0.0
        self._due_s: float | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self._look)

    @property
    def state(self) -> SpeechState:
        """What can be heard."""
        return self._state

    @property
    def is_speaking(self) -> bool:
        """Whether words are being said, or will be as soon as the voice can be heard."""
        is_heard = self._state in (SpeechState.STARTING, SpeechState.ON)
        return is_heard and self._is_speaking and not self._is_paused

    @property
    def is_paused(self) -> bool:
        """Whether words wait for ``resume``."""
        return self._is_speaking and self._is_paused

    @property
    def place(self) -> Place:
        """The word that is being said, or was said last, of the latest words."""
        return self._place

    @property
    def rate(self) -> float:
        """How fast, from -1 to 1."""
        return self._rate

    @property
    def volume(self) -> float:
        """How loud, from 0 to 1."""
        return self._volume

    def switch_on(self) -> None:
        """Wish a voice; ``ready`` or ``failed`` follows within two seconds."""
        if self._state in (SpeechState.STARTING, SpeechState.ON):
            return
        self._state = SpeechState.STARTING
        self._heard_s = self._looked_s = self._now()
        self._await_answer()
        self._watch.start()
        if self._line is None:
            QTimer.singleShot(0, self, lambda: self._fail(SpeechTrouble.MISSING))
            return
        with contextlib.suppress(EOFError, EnvironmentFault):
            self._line.receive()  # last words of a voice before this one
        self._notifier.setEnabled(True)
        self._ask(SpeechWanted())

    def switch_off(self) -> None:
        """End the voice; nothing is spoken any more."""
        if self._state in (SpeechState.STARTING, SpeechState.ON):
            self._let_go(SpeechState.OFF)
        self._is_speaking = False

    def say(self, words: Sequence[tuple[str, str]], at: tuple[int, int] = (0, 0)) -> int:
        """Say this now, instead of what is being said; switch speech on if it is off.

        Args:
            words: Code of the language and text of each part, as `kiosk.library.spoken` gives
                them; the language is one of the screen or of the cards for interpreters.
            at: Part and character to begin at.

        Returns:
            The id in all signals about it.

        Raises:
            ValueError: It is more than 64 KiB.
        """
        segments = tuple(_segment(language, text) for language, text in words)
        self._last = Say(self._last.id + 1, segments, at)
        self._place = Place(*at)
        self._is_speaking, self._is_paused = True, False
        if self._state is SpeechState.ON:
            self._send(self._last)
            self._await_answer()
        else:
            self.switch_on()
        return self._last.id

    def repeat(self) -> int:
        """Say the latest words again from their beginning; return their new id."""
        return self.say([(part.language, part.text) for part in self._last.segments])

    def pause(self) -> None:
        """Be quiet and keep the place."""
        if self.is_speaking:
            self._is_paused = True
            self._due_s = None if self._state is SpeechState.ON else self._due_s
            self._send(Pause())

    def resume(self) -> None:
        """Go on at the place, with another voice if the last one failed."""
        if not self._is_speaking:
            return
        if self._state is not SpeechState.ON:
            parts = [(part.language, part.text) for part in self._last.segments]
            self.say(parts, (self._place.segment, self._place.start))
        elif self._is_paused:
            self._is_paused = False
            self._send(Resume())
            self._await_answer()

    def stop(self) -> None:
        """Be quiet; the place is kept for nothing but ``repeat``."""
        if self._is_speaking:
            self._is_speaking = self._is_paused = False
            self._due_s = None if self._state is SpeechState.ON else self._due_s
            self._send(Hush())

    def set_rate(self, rate: float) -> None:
        """Speak faster or slower, from -1 over 0 to 1; at once."""
        self._rate = min(1.0, max(-1.0, rate))
        self._send(SetRate(self._rate))

    def set_volume(self, volume: float) -> None:
        """Speak louder or softer, from 0 to 1; at once."""
        self._volume = min(1.0, max(0.0, volume))
        self._send(SetVolume(self._volume))

    @Slot(SpeechTrouble)
    def lose(self, trouble: SpeechTrouble) -> None:
        """Take the supervisor's word that the voice has ended."""
        self._fail(trouble)

    def close(self) -> None:
        """End the voice, and close the line to it; nothing may be said any more."""
        self.switch_off()
        if self._line is not None:
            self._notifier.setEnabled(False)
            self._line.close()

    def _send(self, message: msgspec.Struct) -> None:
        is_on = self._state is SpeechState.ON and self._line is not None
        if is_on and self._line is not None and not self._line.send(message):
            self._fail(SpeechTrouble.HUNG)

    def _await_answer(self) -> None:
        self._due_s = self._now() + _PATIENCE_S

    @Slot()
    def _on_readable(self) -> None:
        try:
            messages = self._line.receive() if self._line is not None else ()
        except (EOFError, EnvironmentFault):
            self._fail(SpeechTrouble.DIED)
            return
        self._heard_s = self._now()
        for message in messages:
            self._take(message)

    def _take(self, message: FromVoice) -> None:
        match message:
            case SpeechReady() if self._state is SpeechState.STARTING:
                self._begin()
            case Began(id=number) if number == self._last.id:
                self._due_s = None
                self.began.emit(number)
            case WordBegan() if message.id == self._last.id:
                self._place = Place(message.segment, message.start, message.length)
                self.word.emit(message.id, message.segment, message.start, message.length)
            case Ended(id=number, finished=finished):
                if number == self._last.id:
                    self._is_speaking, self._due_s = False, None
                self.ended.emit(number, finished)
            case SpeechLost(trouble=trouble):
                self._fail(trouble)

    def _begin(self) -> None:
        self._state, self._due_s = SpeechState.ON, None
        self.ready.emit()
        self._send(SetRate(self._rate))
        self._send(SetVolume(self._volume))
        if self._is_speaking:
            self._send(self._last)
            if self._is_paused:
                self._send(Pause())
            else:
                self._await_answer()

    @Slot()
    def _look(self) -> None:
        now = self._now()
        late_s = now - self._looked_s - LOOK_MS / 1000
        self._looked_s = now
        if late_s > _LATE_S:
            self._heard_s += late_s
            self._due_s = None if self._due_s is None else self._due_s + late_s
        is_overdue = self._due_s is not None and now > self._due_s
        if is_overdue or now - self._heard_s > _PATIENCE_S:
            self._fail(SpeechTrouble.HUNG)

    def _fail(self, trouble: SpeechTrouble) -> None:
        if self._state in (SpeechState.STARTING, SpeechState.ON):
            self._let_go(SpeechState.FAILED)
            self.failed.emit(trouble)

    def _let_go(self, state: SpeechState) -> None:
        self._state, self._due_s = state, None
        self._watch.stop()
        if self._line is not None:
            self._notifier.setEnabled(False)
            self._ask(SpeechWanted(False))


def _segment(language: str, text: str) -> Segment:
    """Return words with what the voice must know of a language that the screen does not speak."""
    tongue = None if language in languages() else tongues().get(language)
    if tongue is None:
        return Segment(language, text)
    return Segment(language, text, tongue.voice, tongue.english)
