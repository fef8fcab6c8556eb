# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first line to a screen, which may be longer than the others."""

import socket
import threading

from kiosk.screen.first_word import receive_configuration
from kiosk.session.wire import MAX_FIRST_LINE_BYTES, encode
from tests.session.test_wire import CONFIGURE


def test_configuration_with_the_largest_logo_is_received() -> None:
    ours, theirs = socket.socketpair()
    line = encode(CONFIGURE, MAX_FIRST_LINE_BYTES)
    sender = threading.Thread(target=ours.sendall, args=(line,))

    with ours, theirs:
        sender.start()
        received = receive_configuration(theirs)
        sender.join()

    assert received == CONFIGURE
