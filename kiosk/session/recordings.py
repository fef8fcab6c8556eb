# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Recorded audio that stands in for the voice: how its files are named, and which can be played.

A center lays them into one folder: ``<language>/<mark>.wav``. The mark is a digest of the very
words that are said, so a recording can never speak for words that have changed. Files are not
trusted: one is read only as far as it is small, plain and what it should be.

Source:
    EN 301 549 5.1.3.2 (speech may be recorded); RIFF WAVE, uncompressed PCM.
"""

import hashlib
import io
import os
import re
import stat
import wave
from array import array
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault

RATE_HZ, SAMPLE_BYTES = 22_050, 2
"""What espeak-ng plays as it is; of anything else it would ask a program that may be missing."""
LONGEST_S = 60.0
MOST_BYTES = 4_096 + round(LONGEST_S * RATE_HZ) * SAMPLE_BYTES
MARK_LETTERS = 16
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*\Z")
_MARK = re.compile(rf"[0-9a-f]{{{MARK_LETTERS}}}\Z")
_WHOLE = 256
_EXPORT = "Export it as WAV, 16 bit, mono, 22,050 Hz."


class RecordingFault(EnvironmentFault):
    """A file that cannot be played.

    Args:
        problem: What is wrong with it.
        mend: What to do.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem, self.mend = problem, mend


class Line(msgspec.Struct, frozen=True):
    """Words that a recording may stand in for.

    Attributes:
        language: Code of their language.
        where: What they belong to (``article migraine-infusions``).
        words: As they are said.
    """

    language: str
    where: str
    words: str

    @property
    def mark(self) -> str:
        """What names their recording."""
        return mark_of(self.words)


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound that can be played.

    Attributes:
        samples: 16 bit, mono, `RATE_HZ`.
    """

    samples: "array[int]" = field(repr=False)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / RATE_HZ

    def as_wav(self, loudness: float) -> bytes:
        """Return it as a file.

        Args:
            loudness: 1 for as it was recorded, 0 for silence.
        """
        factor = round(min(1.0, max(0.0, loudness)) * _WHOLE)
        softer = (sample * factor // _WHOLE for sample in self.samples)
        sounding = self.samples if factor == _WHOLE else array("h", softer)
        made = io.BytesIO()
        with wave.open(made, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(SAMPLE_BYTES)
            file.setframerate(RATE_HZ)
            file.writeframes(sounding.tobytes())
        return made.getvalue()


def mark_of(words: str) -> str:
    """Return what names the recording of some words: any other words have another."""
    return hashlib.sha256(words.encode()).hexdigest()[:MARK_LETTERS]


def file_of(folder: Path, language: str, words: str) -> Path | None:
    """Return where the recording of some words would lie, or None for what is no language."""
    return folder / language / f"{mark_of(words)}.wav" if _LANGUAGE.match(language) else None


def is_name(language: str, file: str) -> bool:
    """Return whether a file in a language's folder is named as a recording is."""
    stem, dot, ending = file.partition(".")
    return bool(_LANGUAGE.match(language) and _MARK.match(stem) and dot and ending == "wav")


def read_recording(file: Path) -> Recording:
    """Return a recording.

    Args:
        file: It, in the folder of its language.

    Raises:
        FileNotFoundError: There is none.
        RecordingFault: It cannot be read, or is not what can be played.
    """
    try:
        with wave.open(io.BytesIO(_read(file))) as sound:
            kind = sound.getnchannels(), sound.getsampwidth(), sound.getframerate()
            frames = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError):
        raise RecordingFault("It is no WAV file that can be read.", _EXPORT) from None
    if kind != (1, SAMPLE_BYTES, RATE_HZ):
        channels, width, rate_hz = kind
        problem = f"It has {channels} channels of {8 * width} bit at {rate_hz} Hz."
        raise RecordingFault(problem, _EXPORT)
    samples = array("h", frames[: len(frames) // SAMPLE_BYTES * SAMPLE_BYTES])
    if not samples:
        raise RecordingFault("It is empty.", "Record it again, or take it away.")
    return Recording(samples)


def _read(file: Path) -> bytes:
    """Return the bytes of a plain, small file that lies where it seems to."""
    if file.parent.is_symlink() or file.is_symlink():
        raise RecordingFault("It is a link.", "Lay the file itself there.")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(file, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        raise RecordingFault(f"It cannot be read: {why}.", "Let everybody read it.") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise RecordingFault("It is no plain file.", "Take it away.")
        if status.st_size > MOST_BYTES:
            problem = f"It is longer than {LONGEST_S:g} s, or no speech at all."
            raise RecordingFault(problem, "Record it again, and cut what is not said.")
        with open(descriptor, "rb", closefd=False) as opened:
            return opened.read(MOST_BYTES)
    finally:
        os.close(descriptor)
