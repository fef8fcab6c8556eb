# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Work that may take its time, on threads: a share that hangs never stops the window."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.faults import KioskFault

T = TypeVar("T")


class _Bell(QObject):
    """Brings a call to the window's thread."""

    rung = Signal(object)


class Jobs(Generic[T]):
    """Runs jobs, each on a thread of its own that ends with the process.

    Args:
        owner: With it the results are dropped.
    """

    def __init__(self, owner: QObject) -> None:
        self._bell = _Bell(owner)
        self._bell.rung.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Do some work, then tell its result, or in words why it failed, on the window's thread."""

        def go() -> None:
            try:
                result = work()
            except KioskFault as fault:
                self._ring(lambda why=str(fault): failed(why))  # type: ignore[misc]
            else:
                self._ring(lambda: done(result))

        threading.Thread(target=go, name="desk job", daemon=True).start()

    def _ring(self, call: Callable[[], None]) -> None:
        try:
            self._bell.rung.emit(call)
        except RuntimeError:
            return  # the window is closed
