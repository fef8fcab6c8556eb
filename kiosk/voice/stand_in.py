# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Recordings that the center supplies, played by the engine in place of its own voice.

What was checked is what is played: a copy in the voice's own folder, as loud as the visitor wishes,
under a name that is used once (espeak-ng keeps what it has read by its name).
"""

import contextlib
from pathlib import Path

from kiosk.session.recordings import Recording, RecordingFault, file_of, read_recording
from kiosk.session.speech import Segment


class StandIn:
    """Finds recordings and lays them out for the engine; without a folder there are none.

    Args:
        recordings: The center's folder, or None.
        own: The voice's own folder.
    """

    def __init__(self, recordings: Path | None, own: Path) -> None:
        self._recordings, self._own = recordings, own
        self._number = 0
        self._laid: Path | None = None

    def find(self, segment: Segment) -> Recording | None:
        """Return the recording of these very words, None where none can be played."""
        if self._recordings is None:
            return None
        file = file_of(self._recordings, segment.language, segment.text)
        with contextlib.suppress(OSError, RecordingFault):
            return read_recording(file) if file is not None else None
        return None  # `infusion-kioskctl speech check` tells what is wrong with a file

    def has(self, segment: Segment) -> bool:
        """Return whether these very words have a recording."""
        return self.find(segment) is not None

    def lay_out(self, recording: Recording, loudness: float) -> Path | None:
        """Write a recording for the engine; the one before is taken away.

        Returns:
            Where it lies, None where there is no room.
        """
        self.clear()
        self._number += 1
        self._laid = self._own / f"{self._number}.wav"
        try:
            self._laid.write_bytes(recording.as_wav(loudness))
        except OSError:
            self.clear()
        return self._laid

    def clear(self) -> None:
        """Take away what was laid out."""
        if self._laid is not None:
            with contextlib.suppress(OSError):
                self._laid.unlink(missing_ok=True)
        self._laid = None
