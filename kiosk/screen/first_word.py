# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The supervisor's first word to a screen, heard before Qt is loaded and the process is sealed."""

import socket

from kiosk.faults import EnvironmentFault
from kiosk.session.messages import Configure, ToScreen
from kiosk.session.wire import MAX_FIRST_LINE_BYTES, LineReader

READ_BYTES = 65_536


def receive_configuration(line: socket.socket) -> Configure:
    """Wait for the first message, before Qt is there; what follows it stays in the socket.

    Raises:
        EnvironmentFault: The supervisor went away or said something else first.
    """
    line.setblocking(True)
    reader: LineReader[ToScreen] = LineReader(ToScreen, MAX_FIRST_LINE_BYTES)
    while True:
        there = line.recv(READ_BYTES, socket.MSG_PEEK)
        if not there:
            raise EnvironmentFault("the supervisor went away before it configured this screen")
        # News may follow at once: they are the link's to read.
        for first in reader.feed(line.recv(there.find(b"\n") + 1 or len(there))):
            if not isinstance(first, Configure):
                raise EnvironmentFault("the supervisor did not configure this screen first")
            line.setblocking(False)
            return first
