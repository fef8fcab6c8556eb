# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The line to the supervisor when nobody reads it for a while."""

import contextlib
import socket

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kiosk.screen.link import HEARTBEAT_MS, SupervisorLink
from kiosk.session.messages import PageOpened

READ_BYTES = 1 << 20


def _drain(line: socket.socket) -> bytes:
    data = b""
    with contextlib.suppress(BlockingIOError):
        while more := line.recv(READ_BYTES):
            data += more
    return data


def test_heart_beats_again_after_the_socket_was_full(qtbot: QtBot) -> None:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    link = SupervisorLink(theirs)
    heart = link.findChild(QTimer)
    assert heart is not None
    assert heart.interval() == HEARTBEAT_MS
    while not link.is_stuck:
        link.say(PageOpened("article", "migraine-infusions"))
    _drain(ours)

    for _ in range(2):
        with qtbot.waitSignal(heart.timeout, timeout=2 * HEARTBEAT_MS):
            pass

    assert b"alive" in _drain(ours)
    ours.close()
    theirs.close()
