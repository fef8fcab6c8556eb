# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A display for the tour, and pictures of it taken from outside of the kiosk's processes.

Source:
    ``XWDFile.h`` (X.Org), version 7; PNG specification (W3C, second edition), sections 5 and 9.
"""

import json
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.faults import EnvironmentFault

_HEADER = struct.Struct(">25I")
_COLOUR_BYTES = 12
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Glass:
    """What the kiosk is shown on.

    Attributes:
        says: What it is, for the person who reads the tour.
        platform: Qt platform of the screens.
        display: X display, or empty.
        frames: File that holds the X server's picture, or None off screen.
    """

    says: str
    platform: str
    display: str = ""
    frames: Path | None = None


@contextmanager
def glass(width_px: int, height_px: int, folder: Path) -> Iterator[Glass]:
    """Give a display of that size: an X server without a monitor where there is one, else none.

    Args:
        width_px: Its width.
        height_px: Its height.
        folder: A folder for its files.

    Raises:
        EnvironmentFault: The X server does not come up.
    """
    program = shutil.which("Xvfb")
    if program is None:
        yield _off_screen(width_px, height_px, folder)
        return
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", f"{width_px}x{height_px}x24"]
    with subprocess.Popen(
        [*command, "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            if not number:
                raise EnvironmentFault("the X server for the tour does not come up")
            frames = folder / "Xvfb_screen0"
            says = f"an X server without a monitor (Xvfb), {width_px}x{height_px}"
            yield Glass(says, "xcb", f":{number}", frames)
        finally:
            server.terminate()


def _off_screen(width_px: int, height_px: int, folder: Path) -> Glass:
    one = {"name": "tour", "x": 0, "y": 0, "width": width_px, "height": height_px}
    sizes = folder / "screens.json"
    sizes.write_text(json.dumps({"screens": [{**one, "logicalDpi": 96, "dpr": 1}]}))
    says = f"no display: Qt paints off screen, {width_px}x{height_px}, pictures from inside"
    return Glass(says, f"offscreen:configfile={sizes}")


def picture_of(frames: bytes) -> bytes:
    """Return an X server's dumped picture (24 bits deep, 32 a pixel) as a PNG.

    Raises:
        EnvironmentFault: The dump has another form.
    """
    header = _HEADER.unpack_from(frames)
    size, width, height, bits, line, colours = (header[i] for i in (0, 4, 5, 11, 12, 19))
    if header[1] != 7 or bits != 32:
        raise EnvironmentFault("the X server dumps its picture in another form")
    start = size + colours * _COLOUR_BYTES
    rows = bytearray()
    for top in range(start, start + line * height, line):
        row = frames[top : top + width * 4]
        rgb = bytearray(width * 3)
        little = header[7] == 0
        for place in range(3):
            rgb[place::3] = row[2 - place if little else place + 1 :: 4]
        rows += b"\0" + rgb
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(rows), 6)
    return _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
