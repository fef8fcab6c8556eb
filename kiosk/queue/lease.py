# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The right to send, which one courier holds at a time.

A lock of the operating system on a file beside the queue: it ends with the process however that
dies, so a successor need not wait for a time to pass and no set clock can double it.
"""

import fcntl
import os
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import make_folder

LEASE_FILE = "courier.lock"
"""Its name beside the queue."""


class SenderLease:
    """The right to empty the slot and to send.

    Args:
        path: The lock's file; it stays when the lease is given back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Return whether this process has the right now.

        Raises:
            EnvironmentFault: The file cannot be made.
        """
        if self._descriptor is not None:
            return True
        try:
            make_folder(self._path.parent)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EnvironmentFault(f"the queue's lease cannot be made: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def give_back(self) -> None:
        """Let another courier send; harmless when done twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
