# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Messages as packets over a local socket pair: each arrives whole or not at all.

Nothing of a message is left half read when one end is killed, so a new process may take its place.
"""

import contextlib
import socket
from typing import Generic, TypeVar

import msgspec

from kiosk.faults import EnvironmentFault

MAX_PACKET_BYTES = 65_536

T = TypeVar("T")


def packet_pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a new pair, both non-blocking."""
    pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in pair:
        end.setblocking(False)
    return pair


class PacketLine(Generic[T]):
    """One end of a pair; no call ever waits.

    Args:
        end: The socket, non-blocking.
        kinds: The union of messages that may come, as a type.
    """

    def __init__(self, end: socket.socket, kinds: object) -> None:
        self._end = end
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kinds)
        end.setblocking(False)

    def fileno(self) -> int:
        """Return the socket's descriptor, to be watched for reading."""
        return self._end.fileno()

    def send(self, message: msgspec.Struct) -> bool:
        """Send a message; return whether the socket took it.

        Raises:
            ValueError: It is longer than 64 KiB.
        """
        packet = msgspec.json.encode(message)
        if len(packet) > MAX_PACKET_BYTES:
            raise ValueError(f"a {type(message).__name__} of {len(packet)} bytes is too long")
        with contextlib.suppress(OSError):
            return self._end.send(packet) == len(packet)
        return False

    def receive(self) -> tuple[T, ...]:
        """Return what has come, in order.

        Raises:
            EOFError: The other end is gone, and its last words were returned before.
            EnvironmentFault: It said something that is not a known message.
        """
        messages: list[T] = []
        while True:
            try:
                packet = self._end.recv(MAX_PACKET_BYTES + 1)
            except BlockingIOError:
                return tuple(messages)
            except OSError:
                packet = b""
            if not packet and messages:
                return tuple(messages)
            if not packet:
                raise EOFError
            try:
                messages.append(self._decoder.decode(packet))
            except (msgspec.DecodeError, UnicodeDecodeError):
                # The decoder's words may hold the visitor's.
                raise EnvironmentFault("a packet is not a known message") from None

    def close(self) -> None:
        """Close this end."""
        self._end.close()
