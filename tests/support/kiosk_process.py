# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The real kiosk, started as a center would start it: all its processes, on a glass, by a user.

It gets nothing from the test but its data folder and the glass; what it does is asked over its
control socket and seen from outside.
"""

import socket
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import psutil

from kiosk.paths import DataFolder
from kiosk.session.control import AskReload, AskReset, AskStatus, AskStop, FromControl, Status
from kiosk.session.wire import LineReader, encode
from tests.support.cage import OrdinaryUser, ReadableCheckout, running_in_cage
from tests.support.waiting import wait_until
from tests.support.xorg import Xorg, ending

_PROGRAM = ("-m", "kiosk.supervisor.main")
_ANSWER_S = 5.0
# WORKAROUND(https://github.com/cage-kiosk/cage/pull/272): cage before 0.1.5 sends no
# wl_touch.frame, so Qt never learns on Wayland that a finger was lifted; through Xwayland it does.
_CAGE_PLATFORM = ("--platform", "xcb")


@dataclass(frozen=True, slots=True)
class RunningKiosk:
    """A kiosk that runs.

    Attributes:
        data: Its data folder.
        started: What was started: the supervisor, or the cage around it.
        log: What its processes wrote on their outputs.
    """

    data: DataFolder
    started: subprocess.Popen[bytes]
    log: Path

    def ask(self, wish: AskStatus | AskReset | AskReload | AskStop) -> FromControl:
        """Return what the supervisor answers over its control socket.

        Raises:
            OSError: It does not listen, or hangs up without an answer.
        """
        with closing(self._connect()) as control:
            control.sendall(encode(wish))
            answers: LineReader[FromControl] = LineReader(FromControl)
            while data := control.recv(65_536):
                for answer in answers.feed(data):
                    return answer
        raise OSError("the supervisor hung up without an answer")

    def status(self) -> Status | None:
        """Return what the kiosk says about itself, or None while nobody listens."""
        try:
            answer = self.ask(AskStatus())
        except OSError:
            return None
        if not isinstance(answer, Status):
            raise TypeError(f"AskStatus was answered with {type(answer).__name__}")
        return answer

    def is_warm(self) -> bool:
        """Return whether one screen is on the glass and one stands by."""
        status = self.status()
        return status is not None and (status.active, status.standby) == ("active", "standby")

    @property
    def supervisor(self) -> psutil.Process:
        """The supervisor's process, by its end of the control socket."""
        with closing(self._connect()) as control:
            peer = control.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return psutil.Process(struct.unpack("3i", peer)[0])

    def processes(self) -> list[psutil.Process]:
        """Return the living processes of the kiosk: supervisor, screens, courier."""
        supervisor = self.supervisor
        return [supervisor, *supervisor.children(recursive=True)]

    def _connect(self) -> socket.socket:
        control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        control.settimeout(_ANSWER_S)
        try:
            control.connect(str(self.data.control_socket))
        except OSError:
            control.close()
            raise
        return control


class StartKiosk(Protocol):
    """Starts the real kiosk and returns once it shows a screen and has a standby."""

    def __call__(self, *arguments: str, in_cage: bool = False) -> RunningKiosk:
        """Start it with further arguments of ``infusion-kiosk``; a test may start one."""


@contextmanager
def running_kiosk(
    xorg: Xorg,
    checkout: ReadableCheckout,
    user: OrdinaryUser,
    folder: Path,
    arguments: Sequence[str] = (),
    *,
    in_cage: bool = False,
    ready_within_s: float = 30.0,
    surroundings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[RunningKiosk]:
    """Run the kiosk on a glass until a screen is shown and another stands by; end it afterwards.

    Args:
        xorg: The glass.
        checkout: The copy that it runs from.
        user: Who runs it.
        folder: A new folder for its data and logs, with a short path; given to the user.
        arguments: Further arguments of ``infusion-kiosk``.
        in_cage: Inside cage, as an installed kiosk, instead of bare on the X server.
        ready_within_s: Seconds until both screens must be there.
        surroundings: Added to its environment.

    Raises:
        TimeoutError: They are not; the message holds the end of the kiosk's log.
    """
    user.own(folder)
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "PYTHONUNBUFFERED": "1",
        **surroundings,
    }
    data, log = DataFolder(folder / "data"), folder / "kiosk.log"
    own = ["--data", str(data.root), *(_CAGE_PLATFORM if in_cage else ())]
    command = ["/bin/sh", "-c", 'exec "$@" 2>&1', "sh", str(checkout.python), *_PROGRAM]
    command += [*own, *arguments]
    run = running_in_cage if in_cage else _running_bare
    processes: list[psutil.Process] = []
    try:
        with (
            log.open("wb") as output,
            run(
                xorg,
                command,
                user=user,
                folder=folder,
                environment=environment,
                output=output.fileno(),
            ) as started,
        ):
            kiosk = RunningKiosk(data, started, log)
            try:
                wait_until(kiosk.is_warm, "a shown screen and a standby", ready_within_s)
            except TimeoutError as error:
                raise TimeoutError(f"{error}\n{log.read_text()[-3000:]}") from error
            try:
                yield kiosk
            finally:
                sys.stdout.write(log.read_text()[-3000:])  # seen with a test that failed
                processes = _still_there(kiosk)
    finally:
        _end_leftovers(processes)


@contextmanager
def _running_bare(
    xorg: Xorg,
    command: Sequence[str],
    *,
    user: OrdinaryUser,
    folder: Path,
    environment: Mapping[str, str],
    output: int,
) -> Iterator[subprocess.Popen[bytes]]:
    with (
        subprocess.Popen(
            command,
            env={**environment, "DISPLAY": xorg.display},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            **user.popen_options,  # type: ignore[call-overload]
        ) as process,
        ending(process),
    ):
        yield process


def _still_there(kiosk: RunningKiosk) -> list[psutil.Process]:
    """Return the kiosk's processes, or none when a test has ended its supervisor."""
    try:
        return kiosk.processes()
    except (OSError, psutil.NoSuchProcess):
        return []


def _end_leftovers(processes: Sequence[psutil.Process]) -> None:
    """End what outlived its supervisor, so that no test meets the kiosk of another."""
    _, living = psutil.wait_procs(processes, timeout=5)
    for process in living:
        process.kill()
    psutil.wait_procs(living, timeout=5)
