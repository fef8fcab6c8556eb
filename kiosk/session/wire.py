# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Messages as JSON lines, one object a line, at most 64 KiB; the edge of every local socket."""

from typing import Generic, TypeVar

import msgspec

from kiosk.faults import EnvironmentFault

MAX_LINE_BYTES = 65_536

T = TypeVar("T")


def encode(message: msgspec.Struct) -> bytes:
    """Return one message as a line with its line feed.

    Raises:
        ValueError: The line would be longer than ``MAX_LINE_BYTES``.
    """
    line = msgspec.json.encode(message) + b"\n"
    if len(line) > MAX_LINE_BYTES:
        raise ValueError(f"a {type(message).__name__} of {len(line)} bytes is too long for a line")
    return line


class LineReader(Generic[T]):
    """Turns bytes as they come into messages of one union.

    Args:
        kinds: The union of messages that may come, as a type (``ToScreen``).
    """

    def __init__(self, kinds: object) -> None:
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kinds)
        self._rest = b""

    def feed(self, data: bytes) -> tuple[T, ...]:
        """Return the messages that ``data`` completes, in order.

        Raises:
            EnvironmentFault: A line is too long or not one of the known messages; the other end is
                broken or an impostor, and the connection should be closed.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > MAX_LINE_BYTES or any(len(line) > MAX_LINE_BYTES for line in lines):
            raise EnvironmentFault("a line on a local socket is too long")
        try:
            return tuple(self._decoder.decode(line) for line in lines)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise EnvironmentFault("a line on a local socket is not a known message") from error
