# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Speech Dispatcher's protocol over a local socket: commands, answers, events.

Source:
    SSIP, the Speech Synthesis Interface Protocol of Speech Dispatcher 0.11: lines end with CR LF;
    an answer's last line has a space after its code; 2xx is well, 7xx are events.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Self

from kiosk.session.speech import SpeechTrouble
from kiosk.voice.fault import SpeechFault

ANSWER_LIMIT_S = 1.0
"""An engine that takes longer for one command hangs; a millisecond is usual."""


class EventKind(Enum):
    """What the engine tells of itself, by SSIP's code."""

    MARK = "700"
    BEGAN = "701"
    ENDED = "702"
    CANCELED = "703"
    PAUSED = "704"
    RESUMED = "705"


_EVENT_CODES = frozenset(kind.value for kind in EventKind)


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to a message.

    Attributes:
        kind: What.
        message: The engine's number of the message.
        mark: Name of the mark, for ``MARK``.
    """

    kind: EventKind
    message: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer to a command: its code and the lines before the last."""

    code: str
    lines: tuple[str, ...] = ()


class Lines:
    """Puts the engine's lines together to answers and events."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def take(self, line: str) -> Answer | Event | None:
        """Return what this line completes.

        Raises:
            SpeechFault: It is no line of the protocol.
        """
        code, separator, rest = line[:3], line[3:4], line[4:]
        if len(code) != 3 or not code.isdigit() or separator not in {" ", "-"}:
            raise SpeechFault(SpeechTrouble.DIED)
        if separator == "-":
            self._lines.append(rest)
            return None
        lines, self._lines = tuple(self._lines), []
        if code not in _EVENT_CODES:
            return Answer(code, lines)
        return Event(EventKind(code), *(lines[:1] or ("",)), *lines[2:3])


class Ssip:
    """A connection to Speech Dispatcher.

    Args:
        reader: Its side of the socket.
        writer: Ours.
        on_event: Called with each event, in order.
    """

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        on_event: Callable[[Event], None],
    ) -> None:
        self._reader, self._writer, self._on_event = reader, writer, on_event
        self._answers: asyncio.Queue[Answer] = asyncio.Queue()
        self._turn = asyncio.Lock()

    @classmethod
    async def connect(cls, path: Path, on_event: Callable[[Event], None]) -> Self:
        """Return a connection.

        Raises:
            OSError: Nobody listens there.
        """
        return cls(*await asyncio.open_unix_connection(path), on_event)

    async def listen(self) -> None:
        """Sort what the engine says until it is gone.

        Raises:
            SpeechFault: It is gone, or does not keep to the protocol.
        """
        lines = Lines()
        while line := await self._reader.readline():
            match lines.take(line.decode(errors="replace").rstrip("\r\n")):
                case Answer() as answer:
                    self._answers.put_nowait(answer)
                case Event() as event:
                    self._on_event(event)
        raise SpeechFault(SpeechTrouble.DIED)

    async def ask(self, *lines: str) -> Answer:
        """Send lines, each of which is answered; return the last answer.

        Raises:
            SpeechFault: It does not answer, or refuses.
        """
        async with self._turn:
            answer = Answer("")
            for line in lines:
                answer = await self._ask(line)
            return answer

    async def speak(self, ssml: str) -> str:
        """Let it say one line of SSML; return its number of the message."""
        answer = await self.ask("SPEAK", f"{ssml}\r\n.")
        return answer.lines[0] if answer.lines else ""

    async def _ask(self, line: str) -> Answer:
        try:
            async with asyncio.timeout(ANSWER_LIMIT_S):
                self._writer.write(f"{line}\r\n".encode())
                await self._writer.drain()
                answer = await self._answers.get()
        except TimeoutError:
            raise SpeechFault(SpeechTrouble.HUNG) from None
        except OSError:
            raise SpeechFault(SpeechTrouble.DIED) from None
        if not answer.code.startswith("2"):
            raise SpeechFault(SpeechTrouble.MISSING)
        return answer
