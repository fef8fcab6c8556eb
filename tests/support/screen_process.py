# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real screen process, sealed and off screen, with the test at its supervisor's end."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from kiosk.session.messages import Configure, FromScreen, Ready, Show, Shown, TourAct, TourDone
from kiosk.session.wire import LineReader, encode
from kiosk.supervisor.children import kiosk_command, screen_environment
from tests.support.waiting import wait_until

M = TypeVar("M")


@dataclass(slots=True)
class ScreenProcess:
    """A running screen.

    Attributes:
        line: The supervisor's end of the socket.
        process: The screen.
    """

    line: socket.socket
    process: subprocess.Popen[bytes]
    _log: BinaryIO
    _said: list[FromScreen] = field(default_factory=list)
    _reader: LineReader[FromScreen] = field(default_factory=lambda: LineReader(FromScreen))

    def say(self, message: msgspec.Struct) -> None:
        """Send a message to the screen."""
        self.line.send(encode(message))

    def heard(self, kind: type[M]) -> list[M]:
        """Return the messages of a kind that it has said so far."""
        with suppress(BlockingIOError):
            self._said.extend(self._reader.feed(self.line.recv(65_536)))
        return [message for message in self._said if isinstance(message, kind)]

    def until_heard(self, kind: type[M], times: int = 1) -> list[M]:
        """Wait until the screen has said messages of a kind; return them.

        Raises:
            TimeoutError: It did not.
        """

        def heard() -> list[M]:
            found = self.heard(kind)
            return found if len(found) >= times else []

        return wait_until(heard, kind.__name__)

    def show(self) -> None:
        """Tell it to come to the front, and wait for its first frame."""
        self.until_heard(Ready)
        self.say(Show())
        self.until_heard(Shown)

    def act(self, act: str, target: str, text: str = "") -> None:
        """Let the hands of the tour do something, and wait until they have."""
        done = len(self.heard(TourDone))
        self.say(TourAct(act, target, text))
        problem = self.until_heard(TourDone, done + 1)[-1].problem
        if problem:
            raise LookupError(problem)

    def log(self) -> str:
        """Return what it has written to its outputs so far."""
        return os.pread(self._log.fileno(), 1 << 20, 0).decode()


@contextmanager
def screen_process(config: Configure) -> Iterator[ScreenProcess]:
    """Start a screen as the supervisor does, and configure it; it is killed afterwards."""
    ours, theirs = socket.socketpair()
    with tempfile.TemporaryFile() as log, ours:
        with theirs:
            command = [*kiosk_command("kiosk.screen"), "--fd", str(theirs.fileno())]
            process = subprocess.Popen(
                command,
                cwd=Path(config.slot or "/"),
                env=screen_environment(os.environ, "offscreen"),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(theirs.fileno(),),
            )
        ours.setblocking(False)
        screen = ScreenProcess(ours, process, log)
        try:
            screen.say(config)
            yield screen
        finally:
            process.kill()
            process.wait(10)
