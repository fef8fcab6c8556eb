# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A voice that a test plays: it hears what is to be said, and says what it does."""

from typing import TypeVar

import msgspec
from PySide6.QtCore import QTimer

from kiosk.session.packets import PacketLine, packet_pair
from kiosk.session.speech import (
    BREATH_S,
    Began,
    Breath,
    Ended,
    Say,
    SpeechReady,
    ToVoice,
    WordBegan,
)

M = TypeVar("M", bound=msgspec.Struct)


class PlayedVoice:
    """The far end of the line to a voice.

    Attributes:
        heard: All that it was told so far.
    """

    def __init__(self) -> None:
        self._theirs, ours = packet_pair()
        self._line: PacketLine[ToVoice] = PacketLine(ours, ToVoice)
        self.heard: list[ToVoice] = []
        self._breath = QTimer()
        self._breath.setInterval(round(BREATH_S * 1000))
        self._breath.timeout.connect(self._breathe)

    def give_away(self) -> int:
        """Return the descriptor of the screen's end, which is the screen's from now on."""
        return self._theirs.detach()

    def close(self) -> None:
        """Close the end of the voice."""
        self._breath.stop()
        self._line.close()

    def told(self, kind: type[M]) -> list[M]:
        """Return what it was told of one kind so far."""
        self.heard += self._line.receive()
        return [message for message in self.heard if isinstance(message, kind)]

    def say(self, *messages: msgspec.Struct) -> None:
        """Say something as the voice."""
        for message in messages:
            assert self._line.send(message)

    def be_ready(self) -> None:
        """Be there, and breathe from now on."""
        self._breath.start()
        self.say(SpeechReady(("en", "es")))

    def latest(self) -> Say:
        """Return the words that it was told to say last."""
        return self.told(Say)[-1]

    def begin(self) -> None:
        """Begin with the latest words."""
        self.say(Began(self.latest().id))

    def speak(self, word: str, segment: int | None = None) -> None:
        """Say a word of the latest words, in their first segment that has it."""
        said = self.latest()
        number = next(n for n, part in enumerate(said.segments) if word in part.text)
        number = number if segment is None else segment
        start = said.segments[number].text.index(word)
        self.say(WordBegan(said.id, number, start, len(word)))

    def end(self) -> None:
        """Have said everything."""
        self.say(Ended(self.latest().id, True))

    def _breathe(self) -> None:
        self._line.send(Breath())
