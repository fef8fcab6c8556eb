# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A process that seals itself, tries what it should not be able to do, and prints what came of it.

``python -m tests.support.sealed FOLDER [--qt]``: FOLDER is a data folder with ``slot/new``, and
``keys/intake.key``. It gives up the powers of root first.
"""

import ctypes
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.paths import DataFolder
from kiosk.seal import seal_process
from tests.support.powers import give_up_powers


def tried(act: Callable[[], object]) -> str:
    """Return ``done`` or the name of the error."""
    try:
        act()
    except OSError as error:
        return type(error).__name__ if error.errno is None else str(error.errno)
    return "done"


def paint() -> str:
    """Return the colour of a window's middle, painted by Qt off screen."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication(["sealed"])
    window = QWidget()
    window.setStyleSheet("background: #204060")
    window.resize(80, 80)
    window.show()
    application.processEvents()
    return str(window.grab().toImage().pixelColor(40, 40).name())


def main() -> None:
    """Seal, try, print JSON, then wait for the end of the input."""
    data = DataFolder(Path(sys.argv[1]))
    give_up_powers()
    key, new = data.keys / "intake.key", data.slot / "new" / "one"
    before = tried(key.read_bytes)
    report = seal_process(readable=[], writable=[data.slot])
    libc = ctypes.CDLL(None, use_errno=True)

    def trace_parent() -> None:
        if libc.ptrace(16, os.getppid(), 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "ptrace")

    def write() -> None:
        draft = data.slot / "tmp" / "one"
        draft.write_bytes(b"sealed")
        draft.rename(new)

    thread = threading.Thread(target=lambda: None)
    results = {
        "seccomp": report.seccomp,
        "landlock": report.landlock,
        "key before": before,
        "key": tried(key.read_bytes),
        "queue": tried(lambda: list(data.queue.iterdir())),
        "home": tried(lambda: os.listdir("/root")),  # noqa: PTH208
        "inet": tried(lambda: socket.socket(socket.AF_INET).close()),
        "inet6": tried(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()),
        "netlink": tried(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()),
        "unix": tried(lambda: socket.socket(socket.AF_UNIX).close()),
        "exec": tried(lambda: os.execv("/bin/true", ["true"])),
        "spawn": tried(lambda: subprocess.run(["/bin/true"], check=False)),
        "fork": tried(os.fork),
        "session": tried(os.setsid),
        "ptrace": tried(trace_parent),
        "kill": tried(lambda: os.kill(os.getppid(), 0)),
        "slot": tried(write),
        "thread": tried(thread.start),
        "colour": paint() if "--qt" in sys.argv else "",
    }
    sys.stdout.write(json.dumps(results) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
