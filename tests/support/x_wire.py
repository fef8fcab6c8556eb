# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The few words of the X11 protocol that a test needs to look at a display from outside.

Spoken directly, because libX11 ends the whole test run when the server it talks to ends.

Source:
    X Window System Protocol, X Version 11, Release 6.8 (appendix B, encoding).
"""

import socket
import struct
from types import TracebackType
from typing import NamedTuple, Self

_QUERY_TREE, _GET_ATTRIBUTES, _CONFIGURE_WINDOW, _GET_GEOMETRY, _GET_IMAGE = 15, 3, 12, 14, 73
_Z_PIXMAP, _ALL_PLANES = 2, 0xFFFFFFFF
_VIEWABLE = 2
_X_Y_WIDTH_HEIGHT = 0b1111


class Rect(NamedTuple):
    """A rectangle in pixels of the glass; ``x`` and ``y`` from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


class XConnection:
    """One client of a local X server of depth 24.

    Not for two threads at once: each takes its own.

    Args:
        display: The display's name (``:0``).

    Raises:
        OSError: No server listens there, or it refuses us.
    """

    def __init__(self, display: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(f"/tmp/.X11-unix/X{display.removeprefix(':')}")
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        accepted, length = struct.unpack("<BxxxxxH", self._read(8))
        setup = self._read(4 * length)
        if accepted != 1:
            raise OSError(f"display {display} refuses us")
        vendor_length, _, _, formats = struct.unpack_from("<HHBB", setup, 16)
        screen = 32 + (vendor_length + 3) // 4 * 4 + 8 * formats
        self.root: int = struct.unpack_from("<I", setup, screen)[0]
        width, height = struct.unpack_from("<HH", setup, screen + 20)
        self.size: tuple[int, int] = (width, height)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the server."""
        self._socket.close()

    def pixels(self, *areas: Rect) -> list[bytearray]:
        """Return what the glass shows in each area, four bytes a pixel: blue, green, red, unused.

        All areas are asked for in one breath, so they nearly always belong to one moment.
        """
        for area in areas:
            self._ask(_GET_IMAGE, "<IhhHHI", self.root, *area, _ALL_PLANES, detail=_Z_PIXMAP)
        return [self._answer()[32:] for _ in areas]

    def shown_windows(self) -> list[int]:
        """Return the top windows that can be seen, lowest first."""
        self._ask(_QUERY_TREE, "<I", self.root)
        answer = self._answer()
        (count,) = struct.unpack_from("<H", answer, 16)
        return [w for w in struct.unpack_from(f"<{count}I", answer, 32) if self._is_shown(w)]

    def geometry(self, window: int) -> Rect:
        """Return where a top window lies."""
        self._ask(_GET_GEOMETRY, "<I", window)
        return Rect(*struct.unpack_from("<hhHH", self._answer(), 12))

    def place(self, window: int, where: Rect) -> None:
        """Move and resize a top window, as a window manager would."""
        self._ask(_CONFIGURE_WINDOW, "<IHxxiiII", window, _X_Y_WIDTH_HEIGHT, *where)

    def _is_shown(self, window: int) -> bool:
        self._ask(_GET_ATTRIBUTES, "<I", window)
        return self._answer()[26] == _VIEWABLE

    def _ask(self, opcode: int, layout: str, *values: int, detail: int = 0) -> None:
        body = struct.pack(layout, *values)
        self._socket.sendall(struct.pack("<BBH", opcode, detail, 1 + len(body) // 4) + body)

    def _answer(self) -> bytearray:
        while True:
            head = self._read(32)
            if head[0] == 0:
                raise OSError(f"the X server answered with error {head[1]}")
            if head[0] == 1:
                (more,) = struct.unpack_from("<I", head, 4)
                return head + self._read(4 * more)

    def _read(self, count: int) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            got = self._socket.recv_into(view)
            if not got:
                raise OSError("the X server ended the connection")
            view = view[got:]
        return data
