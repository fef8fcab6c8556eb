# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One question to the running kiosk, over its control socket."""

import socket
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.session.control import Done, FromControl, Refused, Status, Wish
from kiosk.session.wire import LineReader, encode

Answer = Status | Done | Refused

ANSWER_TIMEOUT_S = 10.0
_READ_BYTES = 65_536


class NoKioskFault(EnvironmentFault):
    """No kiosk runs on this data folder."""


def ask(path: Path, wish: Wish, timeout_s: float = ANSWER_TIMEOUT_S) -> Answer:
    """Return the running kiosk's answer to one wish.

    Args:
        path: The kiosk's control socket.
        wish: What to ask.
        timeout_s: How long connecting and each part of the answer may take, seconds.

    Raises:
        NoKioskFault: Nobody listens there.
        EnvironmentFault: This user may not ask, or no sensible answer came in time.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout_s)
        try:
            connection.connect(str(path))
        except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError) as error:
            raise NoKioskFault(f"no kiosk runs on the data folder {path.parent.parent}") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise EnvironmentFault(f"the kiosk cannot be asked: {reason}") from error
        try:
            return _talk(connection, wish)
        except TimeoutError as error:
            raise EnvironmentFault("the kiosk did not answer in time") from error
        except OSError as error:
            raise EnvironmentFault("the kiosk hung up without an answer") from error


def _talk(connection: socket.socket, wish: Wish) -> Answer:
    connection.sendall(encode(wish))
    lines: LineReader[FromControl] = LineReader(FromControl)
    while data := connection.recv(_READ_BYTES):
        for answer in lines.feed(data):
            if isinstance(answer, Answer):
                return answer
    raise EnvironmentFault("the kiosk hung up without an answer")
