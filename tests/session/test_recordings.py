# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which recordings can be played, and what names them."""

import io
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.recordings import (
    LONGEST_S,
    RATE_HZ,
    RecordingFault,
    file_of,
    is_name,
    mark_of,
    read_recording,
)
from tests.support.recorded import hum, write_wav


def test_any_change_of_the_words_makes_another_mark() -> None:
    words = "Take 5 milligrams."

    assert mark_of(words) != mark_of(words.replace("5", "6"))
    assert mark_of(words) == mark_of(words)


@given(st.text(), st.text())
def test_file_lies_in_the_folder_whatever_is_asked_for(language: str, words: str) -> None:
    file = file_of(Path("/recordings"), language, words)

    if file is not None:
        assert file.parent.parent == Path("/recordings")
        assert is_name(file.parent.name, file.name)


def test_no_language_leads_out_of_the_folder() -> None:
    assert file_of(Path("/recordings"), "..", "words") is None
    assert file_of(Path("/recordings"), "en/../..", "words") is None


def test_recording_knows_how_long_it_is(tmp_path: Path) -> None:
    assert read_recording(write_wav(tmp_path / "a.wav", hum(1.5))).seconds == pytest.approx(1.5)


def test_recording_is_made_softer(tmp_path: Path) -> None:
    recording = read_recording(write_wav(tmp_path / "a.wav", hum(0.1, 8_000)))

    with wave.open(io.BytesIO(recording.as_wav(0.25))) as made:
        frames = made.readframes(made.getnframes())
    assert frames == hum(0.1, 2_000).tobytes()


def _link(path: Path) -> None:
    path.symlink_to(write_wav(path.with_name("other.wav"), hum(1)))


SPOILED: dict[str, Callable[[Path], object]] = {
    "no WAV": lambda path: path.write_bytes(b"ID3 music"),
    "cut off": lambda path: path.write_bytes(b"RIFF\x00\x00\x00\x00WAVE"),
    "a link": _link,
    "no plain file": lambda path: path.mkdir(),
    "44100 Hz": lambda path: write_wav(path, hum(1), rate_hz=2 * RATE_HZ),
    "empty": lambda path: write_wav(path, hum(0)),
    "longer": lambda path: write_wav(path, hum(LONGEST_S + 1)),
}


@pytest.mark.parametrize("flaw", SPOILED)
def test_file_that_cannot_be_played_is_refused_with_a_mend(flaw: str, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    SPOILED[flaw](path)

    with pytest.raises(RecordingFault) as refused:
        read_recording(path)
    assert refused.value.problem.endswith(".")
    assert refused.value.mend.endswith(".")
