# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A short, soft chime, made of two tones; the window system's bell where no program plays it."""

import contextlib
import io
import math
import shutil
import subprocess
import sys
import threading
import wave
from array import array
from collections.abc import Sequence
from functools import cache

from PySide6.QtWidgets import QApplication

RATE = 22_050
TONES_HZ = (659.3, 523.3)
"""E and C: a falling third, which nobody takes for an alarm of a pump or a monitor."""
TONE_S = 0.45
LOUDNESS = 0.25
PLAYERS = (("pw-play", "-"), ("aplay", "-q", "-"))


class Chime:
    """Plays the chime without waiting for it."""

    def __init__(self) -> None:
        self._playing: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def ring(self) -> None:
        """Play it once; nothing where it still plays."""
        if self._playing is not None and self._playing.poll() is None:
            return
        self._playing = None
        if sys.platform == "win32":
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=_play_on_windows, daemon=True)
                self._thread.start()
        elif not any(self._play(player) for player in PLAYERS):
            QApplication.beep()

    def _play(self, player: Sequence[str]) -> bool:
        if (program := shutil.which(player[0])) is None:
            return False
        command, quiet = [program, *player[1:]], subprocess.DEVNULL
        try:
            playing = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True
            )
            if playing.stdin is not None:
                playing.stdin.write(sound())  # less than a pipe holds
                playing.stdin.close()
        except OSError:
            return False
        self._playing = playing
        return True


def _play_on_windows() -> None:
    """Play it out of the memory, which Windows does only while somebody waits for it."""
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - is nowhere else

        with contextlib.suppress(RuntimeError):  # no loudspeaker
            winsound.PlaySound(sound(), winsound.SND_MEMORY | winsound.SND_NODEFAULT)


@cache
def sound() -> bytes:
    """Return the chime as a WAV file, shorter than what a pipe takes at once (64 KiB)."""
    count = int(RATE * TONE_S)
    samples = array("h")
    for tone in TONES_HZ:
        for number in range(count):
            fade = math.exp(-5.0 * number / count) * min(number / 200, 1.0)
            level = math.sin(2 * math.pi * tone * number / RATE) * fade * LOUDNESS
            samples.append(int(level * 32_767))
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(samples.tobytes())
    return file.getvalue()
