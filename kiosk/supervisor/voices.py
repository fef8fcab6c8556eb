# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Voices for sealed screens: they ask, a helper process of the visit speaks.

Each screen is born with one end of a socket pair for words; its other end stays here, unread, until
the screen wants speech and a voice (`kiosk.voice`) is given it. What is said never passes here. A
voice and its engine are one process group in one folder; both go with the screen.
"""

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.session.messages import FromScreen, VisitEnded
from kiosk.session.packets import packet_pair
from kiosk.session.speech import SpeechFailed, SpeechTrouble, SpeechWanted, trouble_of

_log = logging.getLogger(__name__)

MOST_STARTS = 20
"""Voices that one visit may start: a screen that was broken into cannot start them for ever."""
_FOLDER = "infusion-kiosk-voice-"

OnFailed = Callable[[int, SpeechFailed], None]


@dataclass(slots=True)
class _Seat:
    """A screen's place among the voices.

    Attributes:
        end: The end of the pair that its voice is given.
        starts: How many it has had.
        voice: The one that lives, or is dying; there is never a second.
        is_wanted: Whether its end is a failure.
        is_renewed: Whether another follows it.
    """

    end: socket.socket
    starts: int = 0
    voice: "_Voice | None" = None
    is_wanted: bool = False
    is_renewed: bool = False


class VoiceDesk:
    """Starts and ends the voices of all screens.

    Args:
        command: How a voice is started.
        environment: Its whole environment.
        recordings: Returns the folder of recordings that stand in for the engine, or empty.
        on_failed: Called when a screen's voice ended by itself or could not be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        recordings: Callable[[], str],
        on_failed: OnFailed,
    ) -> None:
        self._command, self._environment = tuple(command), dict(environment)
        self._recordings, self._on_failed = recordings, on_failed
        self._seats: dict[int, _Seat] = {}
        self._living: set[_Voice] = set()
        self._none_lives = asyncio.Event()
        self._none_lives.set()

    @property
    def pids(self) -> frozenset[int]:
        """Process ids of the living; like screens they may ask the control endpoint nothing."""
        return frozenset(voice.pid for voice in self._living)

    def seat(self, screen: int) -> socket.socket:
        """Return the screen's end of a new pair; close it when the screen has been started."""
        end, theirs = packet_pair()
        self._seats[screen] = _Seat(end)
        return theirs

    def hear(self, screen: int, message: FromScreen) -> None:
        """Start or end a voice as a screen wishes."""
        match message:
            case SpeechWanted(wanted=True):
                self._start(screen)
            case SpeechWanted() | VisitEnded():
                self._hush(screen)

    def forget(self, screen: int) -> None:
        """End the voice of a screen that is gone."""
        self._hush(screen)
        if (seat := self._seats.pop(screen, None)) is not None:
            seat.end.close()

    def speaks(self, screen: int) -> bool:
        """Return whether a screen has a voice now: no other sound may meet it."""
        seat = self._seats.get(screen)
        return seat is not None and seat.voice is not None

    def silence(self) -> None:
        """End all voices at once; their screens may ask for others."""
        for screen in self._seats:
            self._hush(screen)

    async def stop(self) -> None:
        """End all voices; they are gone on return."""
        for screen in tuple(self._seats):
            self.forget(screen)
        await self._none_lives.wait()

    def _hush(self, screen: int) -> None:
        seat = self._seats.get(screen)
        if seat is not None and seat.voice is not None:
            seat.is_wanted = seat.is_renewed = False
            seat.voice.kill()

    def _start(self, screen: int) -> None:
        seat = self._seats.get(screen)
        if seat is None:
            return
        if seat.voice is not None:
            seat.is_renewed = True
            seat.voice.kill()
            return
        if seat.starts >= MOST_STARTS:
            self._on_failed(screen, SpeechFailed(SpeechTrouble.REFUSED))
            return
        seat.starts += 1
        try:
            folder = self._recordings()
            command = (*self._command, *(("--recordings", folder) if folder else ()))
            voice = _Voice(command, self._environment, seat.end, self._bury)
        except OSError:
            _log.exception("a voice cannot be started")
            self._on_failed(screen, SpeechFailed(SpeechTrouble.MISSING))
            return
        seat.voice, seat.is_wanted = voice, True
        self._living.add(voice)
        self._none_lives.clear()

    def _bury(self, voice: "_Voice", code: int) -> None:
        self._living.discard(voice)
        if not self._living:
            self._none_lives.set()
        for screen, seat in tuple(self._seats.items()):
            if seat.voice is not voice:
                continue
            seat.voice = None
            if seat.is_renewed:
                seat.is_renewed = False
                self._start(screen)
            elif seat.is_wanted:
                _log.warning("the voice of screen %d ended with status %d", screen, code)
                self._on_failed(screen, SpeechFailed(trouble_of(code)))


class _Voice:
    """A voice that runs; its engine and its folder go with it.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        end: socket.socket,
        on_gone: Callable[["_Voice", int], None],
    ) -> None:
        self._on_gone = on_gone
        runtime = environment.get("XDG_RUNTIME_DIR")
        where = runtime if runtime and os.access(runtime, os.W_OK) else None
        self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=where))
        arguments = ("--fd", str(end.fileno()), "--folder", str(self._folder))
        try:
            self._process = subprocess.Popen(
                [*command, *arguments],
                env=dict(environment),
                pass_fds=(end.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=2,
                start_new_session=True,
            )
        except OSError:
            self._clear()
            raise
        self.pid = self._process.pid
        self._pidfd = os.pidfd_open(self.pid)
        asyncio.get_running_loop().add_reader(self._pidfd, self._on_exit)

    def kill(self) -> None:
        """End the voice and its engine at once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            # Unreaped until ``_on_exit``, so the number is still this child's own.
            os.killpg(self.pid, signal.SIGKILL)

    def _on_exit(self) -> None:
        asyncio.get_running_loop().remove_reader(self._pidfd)
        os.close(self._pidfd)
        self.kill()
        code = self._process.wait()
        self._clear()
        self._on_gone(self, code)

    def _clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
