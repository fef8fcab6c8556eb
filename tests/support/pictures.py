# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a glass really shows, seen from outside: single pictures, and a film of the moments between.

Times are those of ``time.monotonic``, which all processes of a Linux machine share.
"""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtGui import QImage

from tests.support.x_wire import Rect, XConnection

_DARK = bytes(range(16))
_PROBE_ROWS = 32
# One look costs the X server under a millisecond; this leaves it time for what it shows.
_LOOK_EVERY_S = 0.004


@dataclass(frozen=True, slots=True)
class Frame:
    """What the probes saw at one moment.

    Attributes:
        at_s: When the look began.
        digest: Equal for equal sights.
        is_black: Nothing on the glass is lighter than nearly black.
        is_blank: The whole glass has one single colour: no page, whatever the colour.
        mark: Equal for equal sights of the marked area alone; empty where none was marked.
    """

    at_s: float
    digest: str
    is_black: bool
    is_blank: bool
    mark: str = ""


def take_picture(display: str) -> QImage:
    """Return what a display shows now, all of it."""
    with XConnection(display) as glass:
        width, height = glass.size
        pixels = glass.pixels(Rect(0, 0, width, height))[0]
        return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def save_picture(display: str, file: Path) -> None:
    """Write what a display shows now as a PNG file.

    Raises:
        OSError: The file cannot be written.
    """
    if not take_picture(display).save(str(file)):
        raise OSError(f"the picture {file.name} cannot be written")


def look(glass: XConnection, mark: Rect | None = None) -> Frame:
    """Return what 32 rows of pixels, spread over the whole glass, and a marked area show now."""
    width, height = glass.size
    middles = (height * (2 * row + 1) // (2 * _PROBE_ROWS) for row in range(_PROBE_ROWS))
    rows = [Rect(0, y, width, 1) for y in middles]
    at_s = time.monotonic()
    *spread, marked = glass.pixels(*rows, mark or rows[0])
    seen = b"".join(spread)
    channels = [seen[channel::4] for channel in range(3)]
    colours = b"".join(channels)
    digest = hashlib.blake2b(colours, digest_size=8).hexdigest()
    is_black = not colours.translate(None, _DARK)
    is_blank = all(channel == channel[:1] * len(channel) for channel in channels)
    return Frame(at_s, digest, is_black, is_blank, sight(marked) if mark else "")


def sight(pixels: bytearray) -> str:
    """Return a digest of pixels as X gives them; their unused fourth byte does not count."""
    colours = b"".join(pixels[channel::4] for channel in range(3))
    return hashlib.blake2b(colours, digest_size=8).hexdigest()


class Film:
    """Looks at a display several hundred times a second, until it is stopped.

    Args:
        display: The display.
        mark: An area whose sight is told apart from the rest; a row or two, for speed.

    Attributes:
        frames: What was seen, oldest first; read it once filming has stopped.
    """

    def __init__(self, display: str, mark: Rect | None = None) -> None:
        self.frames: list[Frame] = []
        self._mark = mark
        self._glass = XConnection(display)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="film")

    def __len__(self) -> int:
        return len(self.frames)

    @property
    def black_frames(self) -> list[Frame]:
        """Frames in which the glass was black."""
        return [frame for frame in self.frames if frame.is_black]

    @property
    def blank_frames(self) -> list[Frame]:
        """Frames in which the glass had one single colour."""
        return [frame for frame in self.frames if frame.is_blank]

    @property
    def longest_gap_s(self) -> float:
        """Longest time between two looks, seconds: what lasted shorter may have been missed."""
        times = [frame.at_s for frame in self.frames]
        return max((b - a for a, b in pairwise(times)), default=0.0)

    def sights(self) -> list[Frame]:
        """Return the first frame of each sight: one entry for every change that was seen."""
        pairs = zip([None, *self.frames], self.frames, strict=False)
        return [now for before, now in pairs if before is None or before.digest != now.digest]

    def first_after(self, moment_s: float, digest: str) -> Frame | None:
        """Return the first frame from a moment on that shows a known sight, or None."""
        seen = (f for f in self.frames if f.at_s >= moment_s and f.digest == digest)
        return next(seen, None)

    def _run(self) -> None:
        with self._glass:
            while not self._stop.wait(_LOOK_EVERY_S):
                self.frames.append(look(self._glass, self._mark))
            # What the body last waited for belongs to the film.
            self.frames.append(look(self._glass, self._mark))

    def _begin(self) -> None:
        self.frames.append(look(self._glass, self._mark))
        self._thread.start()

    def _end(self) -> None:
        self._stop.set()
        self._thread.join()


@contextmanager
def filming(display: str, mark: Rect | None = None) -> Iterator[Film]:
    """Film a display while the body runs; its first frame is taken before the body begins."""
    film = Film(display, mark)
    film._begin()
    try:
        yield film
    finally:
        film._end()
