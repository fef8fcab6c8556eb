# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The supervisor's first word to a screen, heard before Qt is loaded and the process is sealed."""

import socket

from kiosk.faults import EnvironmentFault
from kiosk.session.messages import Configure, ToScreen
from kiosk.session.wire import MAX_FIRST_LINE_BYTES, LineReader

READ_BYTES = 65_536


def receive_configuration(line: socket.socket) -> Configure:
    """Wait for the first message, before Qt is there.

    Raises:
        EnvironmentFault: The supervisor went away or said something else first.
    """
    line.setblocking(True)
    reader: LineReader[ToScreen] = LineReader(ToScreen, MAX_FIRST_LINE_BYTES)
    while True:
        data = line.recv(READ_BYTES)
        if not data:
            raise EnvironmentFault("the supervisor went away before it configured this screen")
        messages = reader.feed(data)
        if messages:
            first = messages[0]
            if not isinstance(first, Configure) or len(messages) > 1:
                raise EnvironmentFault("the supervisor did not configure this screen first")
            line.setblocking(False)
            return first
