# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Recordings as a narrator hands them in: a hum of one loudness instead of a voice."""

import wave
from array import array
from collections.abc import Sequence
from pathlib import Path

from kiosk.session.recordings import RATE_HZ, file_of

LEVEL = 12_000
HALF_A_WAVE = 11


def hum(seconds: float, level: int = LEVEL) -> "array[int]":
    """Return a square wave: all its samples are equally loud."""
    count = round(seconds * RATE_HZ)
    return array("h", (level if at // HALF_A_WAVE % 2 else -level for at in range(count)))


def write_wav(path: Path, samples: "array[int]", *, rate_hz: int = RATE_HZ) -> Path:
    """Write samples as a WAV file, 16 bit, mono."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())
    return path


def record(folder: Path, language: str, words: str, seconds: float = 2.0) -> Path:
    """Lay the recording of some words into a folder and return it."""
    path = file_of(folder, language, words)
    assert path is not None
    return write_wav(path, hum(seconds))


def seconds_of_hum(samples: Sequence[int], level: int = LEVEL) -> float:
    """Return how long a hum of a loudness sounds; espeak-ng plays a recording a little softer."""
    return sum(0.85 * level < abs(sample) <= level for sample in samples) / RATE_HZ
