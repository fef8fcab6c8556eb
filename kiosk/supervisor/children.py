# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The edge to child processes: how they are started, spoken to, killed and reaped."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import kiosk
from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder, is_frozen
from kiosk.session.messages import Configure, FromScreen, ToScreen
from kiosk.session.wire import MAX_FIRST_LINE_BYTES, MAX_LINE_BYTES, LineReader, encode

_log = logging.getLogger(__name__)

_KEPT_FOR_ALL = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "XDG_RUNTIME_DIR", "JOURNAL_STREAM")
# Where an assistive program reads and works the screen: only where somebody names it for the kiosk.
ASSISTIVE_BUS = "AT_SPI_BUS_ADDRESS"
_KEPT_FOR_SCREEN = (*_KEPT_FOR_ALL, "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", ASSISTIVE_BUS)
# Qt would else look for the user's bus by itself and, where a screen reader was ever switched on,
# tell it everything on the glass.
_NO_SESSION_BUS = {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}
_KEPT_FOR_COURIER = (
    *_KEPT_FOR_ALL,
    "XDG_DATA_HOME",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
)
# Where CUPS is reached may be named by its own variable.
_KEPT_FOR_HANDOUTS = (*(name for name in _KEPT_FOR_ALL if name != "XDG_RUNTIME_DIR"), "CUPS_SERVER")
_READ_BYTES = 65_536


def screen_environment(outside: Mapping[str, str], platform: str | None) -> dict[str, str]:
    """Return the environment of a screen, rebuilt from an allow-list.

    ``QT_*`` from outside can load plugins, scale or log; ``PYTHON*`` can load code: none gets in.

    Args:
        outside: The supervisor's own environment.
        platform: The Qt platform that the kiosk was told to use, or None for Qt's own choice.
    """
    kept = {name: outside[name] for name in _KEPT_FOR_SCREEN if name in outside}
    shown_by = {"QT_QPA_PLATFORM": platform} if platform else {}
    return kept | shown_by | _NO_SESSION_BUS | _python_environment()


def courier_environment(outside: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a courier, rebuilt from an allow-list; it has no display."""
    return {n: outside[n] for n in _KEPT_FOR_COURIER if n in outside} | _python_environment()


def handout_environment(outside: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the helper that prints, rebuilt from an allow-list."""
    return {n: outside[n] for n in _KEPT_FOR_HANDOUTS if n in outside} | _python_environment()


def voice_environment(outside: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a voice, rebuilt from an allow-list; sound is found through it."""
    return {n: outside[n] for n in _KEPT_FOR_ALL if n in outside} | _python_environment()


def _python_environment() -> dict[str, str]:
    # A child neither writes byte code (a sealed screen cannot) nor holds back what it logs, and
    # finds this very package wherever it was started.
    return {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(Path(kiosk.__file__).resolve().parents[1]),
    }


def kiosk_command(module: str) -> tuple[str, ...]:
    """Return the start of the command that runs one of the kiosk's own modules.

    A frozen build has no ``-m``: there the kiosk's own program takes the module's name.
    """
    if is_frozen():
        return (sys.executable, "--run-module", module)
    return (sys.executable, "-P", "-m", module)


def courier_command(config: Path | None, data: DataFolder) -> tuple[str, ...]:
    """Return the command that runs the courier; without a settings file it is a demo's."""
    source = ("--config", str(config)) if config else ("--demo",)
    where = ("--data", str(data.root), *source, "--control", str(data.control_socket))
    return (*kiosk_command("kiosk.courier"), *where)


class ScreenProcess:
    """A living screen: its process and the line to it.

    The child is told its end of a socket pair by ``--fd``. What it prints goes where the
    supervisor's own log goes, so no pipe can fill. It leads its own process group and session: a
    key pressed in a terminal does not reach it, and what it could ever fork dies with it.

    Args:
        command: Program and arguments, without ``--fd``.
        environment: The whole environment of the child.
        speech: Its end of a pair to a voice, told by ``--voice-fd``, or None.
        on_message: Called with each message, in order.
        on_died: Called once, when the process is gone and reaped.

    Raises:
        EnvironmentFault: The process cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        speech: socket.socket | None = None,
        on_message: Callable[[FromScreen], None],
        on_died: Callable[[], None],
    ) -> None:
        self._on_message = on_message
        self._on_died = on_died
        self._reader: LineReader[FromScreen] = LineReader(FromScreen)
        self._unsent = b""
        self._loop = asyncio.get_running_loop()
        self._line, theirs = socket.socketpair()
        with theirs:
            self._line.setblocking(False)
            theirs.setblocking(False)
            voice = ("--voice-fd", str(speech.fileno())) if speech is not None else ()
            try:
                self._process = subprocess.Popen(
                    [*command, "--fd", str(theirs.fileno()), *voice],
                    env=dict(environment),
                    pass_fds=[theirs.fileno(), *([speech.fileno()] if speech is not None else ())],
                    stdin=subprocess.DEVNULL,
                    stdout=2,
                    start_new_session=True,
                )
            except OSError as error:
                self._line.close()
                raise EnvironmentFault("a screen process cannot be started") from error
        self.pid = self._process.pid
        self._pidfd = os.pidfd_open(self.pid)
        self._loop.add_reader(self._line, self._on_readable)
        self._loop.add_reader(self._pidfd, self._on_exit)

    def send(self, message: ToScreen) -> None:
        """Send one message; a screen that does not read its line is killed.

        A configuration with a logo is more than the kernel may take at once: what it leaves
        follows as the screen reads, and never more than one such line waits.
        """
        is_first = isinstance(message, Configure)
        line = encode(message, MAX_FIRST_LINE_BYTES if is_first else MAX_LINE_BYTES)
        is_writing = bool(self._unsent)
        self._unsent += line
        if not is_writing:
            self._write()
        if len(self._unsent) > MAX_FIRST_LINE_BYTES:
            self._give_up()

    def _write(self) -> None:
        try:
            self._unsent = self._unsent[self._line.send(self._unsent) :]
        except BlockingIOError:
            pass
        except OSError:
            self._give_up()
            return
        if self._unsent:
            self._loop.add_writer(self._line, self._write)
        else:
            self._loop.remove_writer(self._line)

    def _give_up(self) -> None:
        _log.warning("screen %d does not read its line", self.pid)
        self._unsent = b""
        self._loop.remove_writer(self._line)
        self.kill()

    def kill(self) -> None:
        """End the process and all that it started, at once."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            # Unreaped until ``_on_exit``, so the number is still this child's own.
            os.killpg(self.pid, signal.SIGKILL)

    def _on_readable(self) -> None:
        try:
            data = self._line.recv(_READ_BYTES)
            messages = self._reader.feed(data)
        except BlockingIOError:
            return
        except OSError:
            data, messages = b"", ()
        except EnvironmentFault:
            _log.error("screen %d broke the protocol", self.pid)
            data, messages = b"", ()
        for message in messages:
            self._on_message(message)
        if not data:
            # It closed its line or is not to be trusted: its end comes by ``_on_exit``.
            self._loop.remove_reader(self._line)
            self.kill()

    def _on_exit(self) -> None:
        self._loop.remove_reader(self._pidfd)
        self._drain()
        status = self._process.wait()
        os.close(self._pidfd)
        self._line.close()
        level = logging.INFO if status in (0, -signal.SIGKILL) else logging.WARNING
        _log.log(level, "screen %d ended with status %d", self.pid, status)
        self._on_died()

    def _drain(self) -> None:
        """Read what it said before it died: a stored request must still wake the courier."""
        self._loop.remove_reader(self._line)
        self._loop.remove_writer(self._line)
        with contextlib.suppress(OSError, EnvironmentFault):
            while data := self._line.recv(_READ_BYTES):
                for message in self._reader.feed(data):
                    self._on_message(message)
