# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Lets the window start with the user's session; no administrator is needed for it.

Source:
    Desktop Application Autostart Specification (freedesktop.org). On Windows the value of the
    user's key ``Run``, the same that the installer writes (``resources/installer/windows``).
"""

import os
import sys
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.paths import is_frozen

_LINUX = """\
[Desktop Entry]
Type=Application
Name=Infusion kiosks
Exec=infusion-kiosk-desk
X-GNOME-Autostart-enabled=true
"""
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
RUN_VALUE = "InfusionKioskDesk"


def set_autostart(*, is_on: bool) -> str:
    """Let the window start with the session, or no more; return where that stands.

    Raises:
        EnvironmentFault: It cannot be written.
    """
    place = f"HKCU\\{RUN_KEY}\\{RUN_VALUE}" if sys.platform == "win32" else str(_desktop_file())
    try:
        if sys.platform == "win32":
            _write_value(is_on=is_on)
        else:
            _write_file(_desktop_file(), is_on=is_on)
    except OSError as error:
        raise EnvironmentFault(f"{place} cannot be written: {error.strerror}") from error
    return place


def windows_command() -> str:
    """Return what Windows is to start: our program, or in a checkout Python without a console."""
    if is_frozen():
        return f'"{sys.executable}"'
    return f'"{Path(sys.executable).with_name("pythonw.exe")}" -m kiosk.desk'


def _desktop_file() -> Path:
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config / "autostart" / "infusion-kiosk-desk.desktop"


def _write_file(path: Path, *, is_on: bool) -> None:
    if not is_on:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_LINUX, "utf-8")


if sys.platform == "win32":
    import contextlib
    import winreg

    def _write_value(*, is_on: bool) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            if is_on:
                winreg.SetValueEx(key, RUN_VALUE, 0, winreg.REG_SZ, windows_command())
                return
            with contextlib.suppress(FileNotFoundError):
                winreg.DeleteValue(key, RUN_VALUE)
