# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Calls something once the window has done what it is doing, or has its layout done at once."""

from collections.abc import Callable
from types import MethodType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer


def later(context: QObject, call: Callable[[], object], *, after_ms: int = 0) -> None:
    """Call ``call`` from the event loop, unless ``context`` is gone by then.

    Args:
        context: Owner of the wait.
        call: What to call, once.
        after_ms: How long to wait; 0 is the next turn of the event loop.
    """
    # Qt holds no method, but any other callable, and that may hold the last reference to the
    # context. It is let go in the slot, which bears the end of its timer: let go by the timer's own
    # end, it would end the timer a second time, and with it the process.
    held = [call]

    def call_once() -> None:
        held.pop()()

    timer = QTimer(context)
    timer.setSingleShot(True)
    timer.timeout.connect(call if isinstance(call, MethodType) else call_once)
    timer.timeout.connect(timer.deleteLater)
    timer.start(after_ms)


def lay_out_now() -> None:
    """Let every layout that waits for its turn take place now."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
