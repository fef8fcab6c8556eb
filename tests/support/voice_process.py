# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real voice with a real engine, with the test at its screen's end."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec
import psutil

from kiosk.session.packets import PacketLine, packet_pair
from kiosk.session.speech import Breath, FromVoice
from kiosk.supervisor.children import kiosk_command
from tests.support.sound import silent_environment
from tests.support.waiting import wait_until

M = TypeVar("M", bound=msgspec.Struct)


@dataclass(slots=True)
class VoiceProcess:
    """A running voice.

    Attributes:
        line: The screen's end of the pair.
        process: The voice.
        folder: Where its engine's files lie.
        home: All that it could write in.
        log: What it has printed.
        heard: What it has said so far, without its breath.
    """

    line: PacketLine[FromVoice]
    process: "subprocess.Popen[bytes]"
    folder: Path
    home: Path
    log: Path
    heard: list[FromVoice] = field(default_factory=list)
    breaths: int = 0

    def say(self, *messages: msgspec.Struct) -> None:
        """Send messages to the voice."""
        for message in messages:
            assert self.line.send(message)

    def listen(self) -> list[FromVoice]:
        """Return all that it has said so far."""
        with suppress(EOFError):
            for message in self.line.receive():
                if isinstance(message, Breath):
                    self.breaths += 1
                else:
                    self.heard.append(message)
        return self.heard

    def until(self, kind: type[M], wanted: Callable[[M], bool] = lambda _: True) -> M:
        """Wait for a message and return it."""

        def found() -> M | None:
            said = [one for one in self.listen() if isinstance(one, kind) and wanted(one)]
            return said[-1] if said else None

        return wait_until(found, kind.__name__)

    def until_gone(self) -> int:
        """Wait for its end and return its exit code."""
        return wait_until(lambda: (self.process.poll(),), "the end")[0] or self.process.wait(10)

    def engine(self) -> list[psutil.Process]:
        """Return the living processes of its engine, the dispatcher first."""
        if not psutil.pid_exists(self.process.pid):
            return []
        return psutil.Process(self.process.pid).children(recursive=True)


@contextmanager
def voice_process(
    home: Path, *, recordings: Path | None = None, kept: Path | None = None
) -> Iterator[VoiceProcess]:
    """Start a voice as the supervisor does; it and its engine are killed afterwards.

    Args:
        home: All that it can write in.
        recordings: A folder of recordings.
        kept: A file that all sound goes into.
    """
    environment = silent_environment(home, kept)
    supplied = ("--recordings", str(recordings)) if recordings is not None else ()
    ours, theirs = packet_pair()
    with tempfile.TemporaryDirectory(prefix="voice-", dir=home / "run") as folder, ours:
        voice, log = kiosk_command("kiosk.voice"), home / "voice.log"
        with theirs, log.open("wb") as out:
            process = subprocess.Popen(
                [*voice, "--fd", str(theirs.fileno()), "--folder", folder, *supplied],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        line: PacketLine[FromVoice] = PacketLine(ours, FromVoice)
        running = VoiceProcess(line, process, Path(folder), home, log)
        try:
            yield running
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
