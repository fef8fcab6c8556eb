# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first line to a screen, which may be longer than the others."""

import socket
import threading

import msgspec
import pytest

from kiosk.faults import EnvironmentFault
from kiosk.screen.first_word import receive_configuration
from kiosk.session.messages import DeskNews
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


def test_news_that_follow_at_once_stay_for_the_link() -> None:
    ours, theirs = socket.socketpair()
    small = msgspec.structs.replace(CONFIGURE, logo=b"", logo_type="")
    news = encode(DeskNews(ready=True))

    with ours, theirs:
        ours.sendall(encode(small) + news)
        received = receive_configuration(theirs)
        rest = theirs.recv(len(news) + 1)

    assert (received, rest) == (small, news)


def test_screen_that_is_told_something_else_first_does_not_start() -> None:
    ours, theirs = socket.socketpair()

    with ours, theirs:
        ours.sendall(encode(DeskNews(ready=True)))

        with pytest.raises(EnvironmentFault):
            receive_configuration(theirs)
