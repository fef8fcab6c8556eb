# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Who may use the control endpoint, and where it is made."""

import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.supervisor.control import Peer, is_allowed, listening, peer_of

OURS, SCREEN = 1000, 42


@pytest.mark.parametrize(
    ("peer", "allowed"),
    [
        (Peer(pid=7, uid=OURS, session=7), True),
        (Peer(pid=7, uid=0, session=7), True),
        (Peer(pid=7, uid=1001, session=7), False),
        (Peer(pid=SCREEN, uid=OURS, session=SCREEN), False),
        (Peer(pid=7, uid=OURS, session=SCREEN), False),
    ],
)
def test_root_and_the_own_user_may_but_never_a_screen(peer: Peer, *, allowed: bool) -> None:
    assert is_allowed(peer, (OURS,), {SCREEN}) is allowed


def test_kernel_says_who_is_at_the_other_end(data: DataFolder) -> None:
    code = (
        "import socket, sys; s = socket.socket(socket.AF_UNIX);"
        " s.connect(sys.argv[1]); s.send(b'x'); sys.stdin.read()"
    )
    with closing(listening(data.control_socket)) as server:
        server.setblocking(True)
        with subprocess.Popen(
            [sys.executable, "-c", code, str(data.control_socket)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        ) as child:
            connection, _ = server.accept()
            with connection:
                connection.recv(1)
                peer = peer_of(connection)
            child.communicate()

    assert (peer.pid, peer.session) == (child.pid, child.pid)


def test_socket_that_nobody_answers_on_is_replaced(data: DataFolder) -> None:
    listening(data.control_socket).close()

    with closing(listening(data.control_socket)):
        assert data.control_socket.is_socket()


def test_socket_that_somebody_answers_on_is_left(data: DataFolder) -> None:
    with closing(listening(data.control_socket)), pytest.raises(EnvironmentFault):
        listening(data.control_socket)


def test_socket_that_the_couriers_user_shares_leaves_the_folder_to_root(data: DataFolder) -> None:
    folder = data.control_socket.parent
    folder.mkdir()
    folder.chmod(0o750)

    with closing(listening(data.control_socket, shared=True)):
        assert data.control_socket.stat().st_mode & 0o777 == 0o660
        assert folder.stat().st_mode & 0o777 == 0o750


def test_path_too_long_for_a_socket_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="too long"):
        listening(tmp_path / ("x" * 110))


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(EnvironmentFault):
        listening(tmp_path / "file" / "s")


def test_connection_of_nobody_has_no_peer() -> None:
    left, right = socket.socketpair()
    with left, right:
        assert peer_of(left).pid > 0
