# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Messages as JSON lines, one object a line, at most 64 KiB; the edge of every local socket.

The first line to a screen alone may be longer: it carries the center's logo.
"""

from typing import Generic, TypeVar

import msgspec

from kiosk.faults import EnvironmentFault

MAX_LINE_BYTES = 65_536
MAX_FIRST_LINE_BYTES = 393_216
"""The longest ``Configure``: a logo in base64, and 64 KiB and more for all the rest."""

T = TypeVar("T")


def encode(message: msgspec.Struct, longest_bytes: int = MAX_LINE_BYTES) -> bytes:
    """Return one message as a line with its line feed.

    Raises:
        ValueError: The line would be longer than ``longest_bytes``.
    """
    line = msgspec.json.encode(message) + b"\n"
    if len(line) > longest_bytes:
        raise ValueError(f"a {type(message).__name__} of {len(line)} bytes is too long for a line")
    return line


class LineReader(Generic[T]):
    """Turns bytes as they come into messages of one union.

    Args:
        kinds: The union of messages that may come, as a type (``ToScreen``).
        longest_bytes: Length of the longest line that is taken.
    """

    def __init__(self, kinds: object, longest_bytes: int = MAX_LINE_BYTES) -> None:
        self._longest_bytes = longest_bytes
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kinds)
        self._rest = b""

    def feed(self, data: bytes) -> tuple[T, ...]:
        """Return the messages that ``data`` completes, in order.

        Raises:
            EnvironmentFault: A line is too long or not one of the known messages; the other end is
                broken or an impostor, and the connection should be closed.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if any(len(line) > self._longest_bytes for line in (*lines, self._rest)):
            raise EnvironmentFault("a line on a local socket is too long")
        try:
            return tuple(self._decoder.decode(line) for line in lines)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise EnvironmentFault("a line on a local socket is not a known message") from error
