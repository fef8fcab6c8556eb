# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""cage, the kiosk compositor, inside an X server of ours and as an ordinary user.

cage refuses root. What it shows lies in an X window as large as the glass: fingers reach it through
the X server, and its picture is read from there.
"""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support.waiting import wait_until
from tests.support.x_wire import Rect, XConnection
from tests.support.xorg import Xorg, ending

_USER = "kiosk-test"
_END_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class OrdinaryUser:
    """Somebody who is not root.

    Attributes:
        name: The user's name, made once on a machine where the tests run as root.
        uid: The user's number.
        gid: The number of the user's group.
    """

    name: str
    uid: int
    gid: int

    @property
    def popen_options(self) -> dict[str, object]:
        """What ``subprocess`` needs to start a program as this user."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, *paths: Path) -> None:
        """Give files and folders to this user."""
        for path in paths:
            shutil.chown(path, self.uid, self.gid)


def ordinary_user() -> OrdinaryUser:
    """Return the user that runs this, or ``kiosk-test``, made if need be, where that is root."""
    if os.geteuid() != 0:
        me = pwd.getpwuid(os.geteuid())
        return OrdinaryUser(me.pw_name, me.pw_uid, me.pw_gid)
    try:
        user = pwd.getpwnam(_USER)
    except KeyError:
        making = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _USER]
        subprocess.run(making, check=True)
        user = pwd.getpwnam(_USER)
    return OrdinaryUser(user.pw_name, user.pw_uid, user.pw_gid)


@dataclass(frozen=True, slots=True)
class ReadableCheckout:
    """A copy of what runs, for a user who may not be able to read the checkout itself.

    Attributes:
        root: The copy; ``kiosk``, ``resources``, ``content`` and ``tests/support`` lie in it.
        python: An interpreter that finds the copy's packages and the copy's ``kiosk``.
    """

    root: Path
    python: Path


def copy_checkout(checkout: Path, target: Path) -> ReadableCheckout:
    """Copy the checkout and its virtual environment to where everybody can read them.

    A checkout of continuous integration often lies under a private folder. Nothing of the original
    is changed.

    Args:
        checkout: The checkout this runs from.
        target: A folder that does not exist yet, in a folder that others can enter.
    """
    target.mkdir()
    parts = (
        *("kiosk", "resources", "content", "pyproject.toml", "build/library.db"),
        *("tests/__init__.py", "tests/support"),
    )
    for part in filter(lambda part: (checkout / part).exists(), parts):
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        _copy(checkout / part, target / part)
    environment = target / ".venv"
    making = ["-m", "venv", "--copies", "--without-pip", str(environment)]
    subprocess.run([sys.executable, *making], check=True)
    packages = environment / f"lib/python3.{sys.version_info.minor}/site-packages"
    packages.rmdir()
    _copy(Path(sys.prefix) / packages.relative_to(environment), packages)
    for editable in packages.glob("_*infusion_kiosk*.pth"):
        editable.unlink()
    (packages / "infusion_kiosk.pth").write_text(f"{target}\n")
    subprocess.run(["chmod", "-R", "a+rX", target], check=True)
    return ReadableCheckout(target, environment / "bin/python")


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


@contextmanager
def running_in_cage(
    xorg: Xorg,
    command: Sequence[str | Path],
    *,
    user: OrdinaryUser,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    output: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command as the only program of a cage as large as the glass, and end it afterwards.

    Args:
        xorg: The X server whose glass it shows on.
        command: Program and arguments; started once the output has its final size.
        user: Who runs cage and the command.
        folder: An existing folder for run-time files, with a short path.
        environment: Added to the few variables that cage needs.
        output: File descriptor for the command's standard output, or a ``subprocess`` constant.

    Yields:
        The cage process; the command is its child.
    """
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    gate = folder / "gate"
    os.mkfifo(gate)
    user.own(folder, runtime, gate)
    surroundings = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "DISPLAY": xorg.display,
        "WLR_BACKENDS": "x11",
        "WLR_RENDERER": "pixman",
        "WLR_NO_HARDWARE_CURSORS": "1",
        **(environment or {}),
    }
    behind_gate = ["/bin/sh", "-c", 'read -r _ < "$0"; exec "$@"', str(gate), *map(str, command)]
    with XConnection(xorg.display) as glass, (folder / "cage.log").open("wb") as log:
        before = set(glass.shown_windows())
        cage = subprocess.Popen(
            ["cage", "--", *behind_gate],
            env=surroundings,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=log,
            **user.popen_options,  # type: ignore[call-overload]
        )
        with cage, ending(cage):
            window = wait_until(lambda: set(glass.shown_windows()) - before, "cage's window").pop()
            whole = Rect(0, 0, *xorg.size)
            glass.place(window, whole)
            wait_until(lambda: glass.geometry(window) == whole, "cage's window at full size")
            gate.write_text("go\n")
            try:
                yield cage
            finally:
                _end_program(cage)


def _end_program(cage: subprocess.Popen[bytes]) -> None:
    """End the program first: cage leaves with it, but waits for it when it is told to leave."""
    with suppress(psutil.NoSuchProcess, subprocess.TimeoutExpired):
        for program in psutil.Process(cage.pid).children():
            program.terminate()
        cage.wait(_END_WITHIN_S)
