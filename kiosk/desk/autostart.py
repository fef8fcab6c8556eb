# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Lets the window start with the user's session: an entry of the desktop's autostart folder.

Source:
    Desktop Application Autostart Specification (freedesktop.org); on Windows the Startup folder.
"""

import os
import sys
from pathlib import Path

from kiosk.faults import EnvironmentFault

_LINUX = """\
[Desktop Entry]
Type=Application
Name=Infusion kiosks
Exec=infusion-kiosk-desk
X-GNOME-Autostart-enabled=true
"""
_WINDOWS = '@start "" infusion-kiosk-desk\r\n'


def autostart_file() -> Path:
    """Return the file that lets the window start."""
    if sys.platform == "win32":
        roaming = Path(os.environ.get("APPDATA", Path.home()))
        return roaming / "Microsoft/Windows/Start Menu/Programs/Startup/infusion-kiosk-desk.cmd"
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config / "autostart" / "infusion-kiosk-desk.desktop"


def set_autostart(*, is_on: bool) -> Path:
    """Let the window start with the session, or no more; return the file.

    Raises:
        EnvironmentFault: It cannot be written.
    """
    path = autostart_file()
    try:
        if is_on:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_WINDOWS if sys.platform == "win32" else _LINUX, "utf-8")
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error
    return path
