# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the desk window in a process that lacks what Windows lacks; prints what came of it as JSON.

`python -P -m tests.support.as_on_windows SHARE KEY PASSPHRASE`, with LOCALAPPDATA and HOME in the
environment. Modules that only POSIX has are refused, functions of ``os`` that Windows has not are
taken away, and ``sys.platform`` says ``win32`` to our code alone: the standard library is Linux's
and has been loaded before. So this shows what our code asks for, not what Windows answers.
"""

import importlib
import importlib.abc
import json
import os
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, TracebackType

REFUSED = frozenset(
    {"crypt", "fcntl", "grp", "nis", "ossaudiodev", "pty", "pwd", "resource", "spwd", "syslog"}
    | {"termios", "tty", "pyseccomp"}
)
MISSING = (
    "chown", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getpgid",
    "getuid", "killpg", "mkfifo", "pidfd_open", "setegid", "seteuid", "setgid", "setsid", "setuid",
    "statvfs", "uname", "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK",
)  # fmt: skip
# Loaded before the platform changes: what the desk uses of others.
OTHERS = (
    "PySide6.QtWidgets", "apsw", "argon2", "asyncio", "concurrent.futures.process",
    "cryptography.hazmat.bindings._rust", "http.client", "msgspec", "multiprocessing.connection",
    "multiprocessing.reduction", "paho.mqtt.client", "pyrage", "segno", "ssl", "subprocess",
    "tomlkit", "truststore", "typer", "uuid",
)  # fmt: skip


class _Refuser(importlib.abc.MetaPathFinder):
    """Finds no module that Windows has not."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in REFUSED:
            raise ModuleNotFoundError(f"Windows has no {fullname}", name=fullname)
        return None


class _Registry(ModuleType):
    """As much of ``winreg`` as an autostart needs, in memory."""

    HKEY_CURRENT_USER, REG_SZ = object(), 1

    def __init__(self) -> None:
        super().__init__("winreg")
        self.values: dict[str, str] = {}

    class _Key:
        def __enter__(self) -> "_Registry._Key":
            return self

        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> None:
            """Nothing is open."""

    def CreateKey(self, root: object, path: str) -> "_Registry._Key":  # noqa: N802 - Windows's
        self.path = path
        return self._Key()

    def SetValueEx(self, key: object, name: str, zero: int, kind: int, value: str) -> None:  # noqa: N802
        self.values[f"{self.path}\\{name}"] = value

    def DeleteValue(self, key: object, name: str) -> None:  # noqa: N802
        if self.values.pop(f"{self.path}\\{name}", None) is None:
            raise FileNotFoundError(2, "no such value")


class _Speaker(ModuleType):
    """As much of ``winsound`` as a chime needs."""

    SND_MEMORY, SND_NODEFAULT = 4, 2

    def __init__(self) -> None:
        super().__init__("winsound")
        self.heard = threading.Event()

    def PlaySound(self, sound: bytes, flags: int) -> None:  # noqa: N802
        if sound.startswith(b"RIFF") and flags == self.SND_MEMORY | self.SND_NODEFAULT:
            self.heard.set()


def _become_windows() -> None:
    import ctypes
    from types import SimpleNamespace

    for name in OTHERS:
        importlib.import_module(name)
    for name in REFUSED & sys.modules.keys():
        del sys.modules[name]
    sys.meta_path.insert(0, _Refuser())
    for name in MISSING:
        delattr(os, name)
    sys.platform = "win32"
    sys.modules["ctypes"] = None  # type: ignore[assignment]
    importlib.import_module("platformdirs")  # asks LOCALAPPDATA where it finds no Windows to ask
    sys.modules["ctypes"] = ctypes
    kernel = SimpleNamespace(SetErrorMode=lambda mode: mode)
    ctypes.windll = SimpleNamespace(kernel32=kernel)  # type: ignore[attr-defined]
    sys.modules |= {"winreg": _Registry(), "winsound": _Speaker()}


def _opened(share: Path, key: Path) -> tuple[int, int]:
    """Open the window as people do and close it once it shows; return exit code and windows."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QApplication

    from kiosk.desk import app
    from kiosk.desk.window import DeskWindow

    shown = []

    class Window(DeskWindow):
        def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's
            super().showEvent(event)
            shown.append(self)
            QTimer.singleShot(0, QApplication.quit)

    vars(app)["DeskWindow"] = Window
    code = app.main(["--intake", str(share), "--key", str(key)])
    return code, len(shown)


def _finished(share: Path, key: Path, words: str) -> dict[str, object]:
    """Open the request, finish it 40 days ago, and let the desk tidy up."""
    from kiosk.desk.choices import data_dir
    from kiosk.desk.intake import Intake, Step, unlock
    from kiosk.desk.journal import Journal
    from kiosk.desk.keeping import remove_finished

    now = datetime.now(UTC)
    then = now - timedelta(days=40)
    intake, journal = Intake(share), Journal(data_dir() / "journal.jsonl")
    request = intake.list().requests[0]
    lines = unlock(key, words, "desk.front").open(intake.read(request)).lines
    intake.mark(request, Step.DONE, "desk.front", then)
    for mark in share.glob("*.mark.json"):
        os.utime(mark, (then.timestamp(), then.timestamp()))
    removed = remove_finished(intake, journal, timedelta(days=30), now)
    left = [path.name for path in share.iterdir()]
    return {"is_read": bool(lines), "removed": removed, "left": left}


def _autostart() -> dict[str, object]:
    from kiosk.desk.autostart import set_autostart

    registry = sys.modules["winreg"]
    assert isinstance(registry, _Registry)
    place = set_autostart(is_on=True)
    values = dict(registry.values)
    set_autostart(is_on=False)
    set_autostart(is_on=False)
    return {"autostart": values, "autostart_at": place, "autostart_off": registry.values}


def _pairing_trouble() -> str:
    """Make a desk's keys where it keeps them; return why the window would not take the pairing."""
    from kiosk.broker.desk import read_pairing
    from kiosk.ctl.desk import pairing_folder
    from kiosk.ctl.desk_pairing import ask
    from kiosk.faults import EnvironmentFault

    ask(pairing_folder(), "desk.front")
    pairing = 'name = "desk.front"\nsite = "main"\nhost = "broker.example"\n'
    (pairing_folder() / "desk.toml").write_text(pairing)
    try:
        read_pairing(pairing_folder())
    except EnvironmentFault as fault:
        return str(fault)
    return ""


def _refused(programs: Sequence[str]) -> dict[str, str]:
    """Return which programs do not load, and for want of which module."""
    found = {}
    for name in programs:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            found[name] = str(error.name)
    return found


def main(share: Path, key: Path, words: str) -> dict[str, object]:
    """Return what a desk on Windows did."""
    _become_windows()
    from kiosk.desk.chime import Chime
    from kiosk.desk.choices import config_dir, data_dir
    from kiosk.desk.paper import can_print

    Chime().ring()
    speaker = sys.modules["winsound"]
    assert isinstance(speaker, _Speaker)
    found: dict[str, object] = {
        "heard": speaker.heard.wait(20),
        "config": str(config_dir()),
        "data": str(data_dir()),
        "prints": can_print(),
        "pairing": _pairing_trouble(),
        "opened": _opened(share, key),
    }
    found |= _autostart() | _finished(share, key, words)
    programs = [f"kiosk.{name}" for name in ("supervisor", "courier", "ctl")]
    return found | {"refused": _refused([f"{name}.main" for name in programs])}


if __name__ == "__main__":
    _, share, key, words = sys.argv
    result = main(Path(share), Path(key), words)
    sys.stdout.write(f"{json.dumps(result)}\n")
