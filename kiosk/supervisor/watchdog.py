# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The word to systemd, where the kiosk runs as its service.

Source:
    ``sd_notify(3)``, systemd 252.
"""

import contextlib
import os
import socket


def is_service() -> bool:
    """Return whether systemd runs this kiosk, and starts it anew when it ends."""
    return bool(os.environ.get("NOTIFY_SOCKET"))


def notify(state: str) -> None:
    """Tell systemd a state (``READY=1``); nothing happens where nobody asked to be told."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line, contextlib.suppress(OSError):
        line.sendto(state.encode(), address)
