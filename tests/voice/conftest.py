# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A voice with a real Speech Dispatcher and espeak-ng, whose sound goes nowhere."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.session.speech import SpeechReady
from tests.support.voice_process import VoiceProcess, voice_process


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder whose path is short enough for a local socket."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        yield Path(folder).resolve()


@pytest.fixture
def voice(home: Path) -> Iterator[VoiceProcess]:
    """A voice that is ready."""
    with voice_process(home) as running:
        running.until(SpeechReady)
        yield running
