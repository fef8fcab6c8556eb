# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Carries out what the reader decides and notices an engine that falls silent."""

import asyncio
from pathlib import Path

from kiosk.session.packets import PacketLine
from kiosk.session.speech import Say, Segment, SpeechReady, SpeechTrouble, ToVoice
from kiosk.voice import reader
from kiosk.voice.fault import SpeechFault
from kiosk.voice.marks import marked, played, word_at
from kiosk.voice.patience import LETTER_S, word_limit_s
from kiosk.voice.reader import Phase, Reader, Silence, Speak, Step, Tell
from kiosk.voice.ssip import Event, EventKind, Ssip
from kiosk.voice.stand_in import StandIn
from kiosk.voice.tongues import SOURCE, TAGS, name_of, sayable, tag_of

PING_S = 0.5
LATE_S = 0.1
BEGIN_LIMIT_S = 1.5
"""From a command to the first sound."""
_PERCENT = 100

_SETTINGS = (
    "SET SELF CLIENT_NAME kiosk:voice:main",
    "SET SELF NOTIFICATION ALL ON",
    "SET SELF SSML_MODE ON",
    "SET SELF PUNCTUATION NONE",
)

Inbox = asyncio.Queue[ToVoice | Event]


class Speaker:
    """Speaks what the screen says through an engine.

    Args:
        engine: It; somebody listens to it already.
        line: To the screen.
        stand_in: Recordings that are played in place of the engine's voice.
    """

    def __init__(self, engine: Ssip, line: PacketLine[ToVoice], stand_in: StandIn) -> None:
        self._engine, self._line, self._stand_in = engine, line, stand_in
        self._reader = Reader()
        self._message = ""
        self._recorded_s = 0.0
        self._deadline: float | None = None
        self._now = asyncio.get_running_loop().time

    async def run(self, inbox: Inbox) -> None:
        """Speak until the engine fails.

        Raises:
            SpeechFault: It does.
        """
        modules = await self._engine.ask(*_SETTINGS, "LIST OUTPUT_MODULES")
        if not modules.lines:
            raise SpeechFault(SpeechTrouble.MISSING)
        while not inbox.empty():
            inbox.get_nowait()  # meant for a voice before this one: a screen waits for readiness
        self._line.send(SpeechReady(tuple(TAGS)))
        while True:
            await self._carry_out(self._step(await self._next(inbox)))

    async def ping(self) -> None:
        """Ask the engine for an answer again and again.

        Raises:
            SpeechFault: It gives none.
        """
        while True:
            await asyncio.sleep(PING_S)
            await self._engine.ask("GET RATE")

    async def _next(self, inbox: Inbox) -> ToVoice | Event:
        try:
            async with asyncio.timeout_at(self._deadline):
                return await inbox.get()
        except TimeoutError:
            # This process may have been late itself, with the event long in its socket.
            await asyncio.sleep(LATE_S)
        if inbox.empty():
            raise SpeechFault(SpeechTrouble.HUNG)
        return inbox.get_nowait()

    def _step(self, news: ToVoice | Event) -> Step:
        if isinstance(news, Say):
            news = sayable(news, self._stand_in.has)
        if not isinstance(news, Event):
            return reader.told(self._reader, news)
        if news.message != self._message:
            return self._reader, ()  # of a message that was cut short
        match news.kind:
            case EventKind.BEGAN if self._recorded_s:
                self._expect_within(self._recorded_s + BEGIN_LIMIT_S)
                return reader.played(self._reader)
            case EventKind.BEGAN:
                self._expect_word(self._reader.place)
                return reader.sounded(self._reader)
            case EventKind.MARK if news.mark.isdecimal() and not self._recorded_s:
                self._expect_word(int(news.mark))
                return reader.reached(self._reader, int(news.mark))
            case EventKind.ENDED:
                return reader.finished(self._reader)
            case EventKind.CANCELED:
                raise SpeechFault(SpeechTrouble.DIED)  # nobody asked for it
        return self._reader, ()

    async def _carry_out(self, step: Step) -> None:
        self._reader, actions = step
        for action in actions:
            match action:
                case Tell(message):
                    self._line.send(message)
                case Silence():
                    self._message = ""
                    await self._engine.ask("CANCEL SELF")
                    self._stand_in.clear()
                case Speak(segment, place):
                    await self._speak(segment, place)
        if self._reader.phase is not Phase.SPEAKING:
            self._deadline = None
            self._stand_in.clear()

    async def _speak(self, number: int, place: int) -> None:
        segment = self._reader.say.segments[number]
        file, self._recorded_s = self._recording_of(segment, place)
        said = segment if tag_of(segment) or not segment.called else name_of(segment)
        await self._engine.ask(
            f"SET SELF LANGUAGE {tag_of(said) or TAGS[SOURCE]}",
            f"SET SELF RATE {self._reader.rate * _PERCENT:.0f}",
            f"SET SELF VOLUME {(2 * self._reader.volume - 1) * _PERCENT:.0f}",
        )
        ssml = marked(said.text, place) if file is None else played(file, said.text)
        self._message = await self._engine.speak(ssml)
        self._expect_within(BEGIN_LIMIT_S)

    def _recording_of(self, segment: Segment, place: int) -> tuple[Path | None, float]:
        """Return the recording to play, and how long it may take at most; None: the engine speaks.

        A recording has one speed and one beginning: at another speed, and from the middle of the
        words on, the engine speaks, where it can.
        """
        as_wished = self._reader.rate == 0 and word_at(segment.text, 0) == word_at(
            segment.text, place
        )
        recording = None
        if as_wished or not tag_of(segment):
            recording = self._stand_in.find(segment)
        if recording is None:
            return None, 0.0
        file = self._stand_in.lay_out(recording, self._reader.volume)
        # Should the engine not read the file it says the words, and no mark tells which of both.
        return file, max(recording.seconds, len(segment.text) * LETTER_S) if file else 0.0

    def _expect_within(self, seconds: float) -> None:
        self._deadline = self._now() + seconds

    def _expect_word(self, place: int) -> None:
        segments = self._reader.say.segments
        text = segments[self._reader.segment].text if segments else ""
        self._expect_within(word_limit_s(text, place, self._reader.rate))
