# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real voice plays recordings in place of its engine's own; what would be heard is kept."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.session.recordings import file_of
from kiosk.session.speech import (
    Began,
    Ended,
    Hush,
    Say,
    Segment,
    SetRate,
    SetVolume,
    SpeechReady,
    WordBegan,
)
from tests.support.recorded import LEVEL, hum, record, seconds_of_hum, write_wav
from tests.support.sound import samples_in
from tests.support.voice_process import VoiceProcess, voice_process
from tests.support.waiting import wait_until

WORDS = Segment("en", "Ask the nurse for a warm blanket.")
LONG_S = 2.0
NEARLY_S, HALF_S = 1.9, 0.45


@pytest.fixture
def recordings(home: Path) -> Path:
    """A folder with the recording of `WORDS`."""
    folder = home / "recordings"
    record(folder, WORDS.language, WORDS.text, LONG_S)
    return folder


@pytest.fixture
def kept(home: Path) -> Path:
    """Where all sound goes."""
    return home / "sound.raw"


@pytest.fixture
def voice(home: Path, recordings: Path, kept: Path) -> Iterator[VoiceProcess]:
    """A voice with these recordings that is ready."""
    with voice_process(home, recordings=recordings, kept=kept) as running:
        running.until(SpeechReady)
        yield running


def say(voice: VoiceProcess, *segments: Segment, number: int = 1) -> None:
    voice.say(Say(number, segments))
    voice.until(Ended, lambda end: end.id == number)


def hummed_s(kept: Path, level: int = LEVEL) -> float:
    return seconds_of_hum(samples_in(kept), level)


def words_told(voice: VoiceProcess) -> list[WordBegan]:
    return [one for one in voice.listen() if isinstance(one, WordBegan)]


def test_recording_of_these_very_words_is_played_whole(voice: VoiceProcess, kept: Path) -> None:
    say(voice, WORDS)

    wait_until(lambda: hummed_s(kept) > NEARLY_S, "the recording")


def test_all_of_the_words_are_marked_while_their_recording_sounds(voice: VoiceProcess) -> None:
    say(voice, WORDS)

    kinds = [type(one) for one in voice.heard if not isinstance(one, SpeechReady)]
    assert kinds == [Began, WordBegan, Ended]
    assert words_told(voice) == [WordBegan(1, 0, 0, len(WORDS.text))]


def test_words_that_have_changed_are_said_by_the_engine(voice: VoiceProcess, kept: Path) -> None:
    say(voice, Segment("en", WORDS.text.replace("warm", "cool")))

    assert len(words_told(voice)) == len(WORDS.text.split())
    assert hummed_s(kept) < 1


def test_same_words_in_another_language_are_said_by_the_engine(voice: VoiceProcess) -> None:
    say(voice, Segment("es", WORDS.text))

    assert len(words_told(voice)) == len(WORDS.text.split())


def test_recording_is_as_soft_as_the_visitor_wishes(voice: VoiceProcess, kept: Path) -> None:
    voice.say(SetVolume(0.5))
    say(voice, WORDS)

    wait_until(lambda: hummed_s(kept, LEVEL // 2) > NEARLY_S, "the recording")
    assert hummed_s(kept) == 0


def test_at_another_speed_the_engine_speaks(voice: VoiceProcess) -> None:
    voice.say(SetRate(0.4))
    say(voice, WORDS)

    assert len(words_told(voice)) == len(WORDS.text.split())


def test_from_the_middle_on_the_engine_speaks(voice: VoiceProcess) -> None:
    voice.say(Say(1, (WORDS,), at=(0, WORDS.text.index("nurse"))))
    voice.until(Ended)

    assert next(one.start for one in words_told(voice)) == WORDS.text.index("nurse")


def test_engine_and_recordings_take_turns(voice: VoiceProcess, kept: Path) -> None:
    say(voice, Segment("en", "Heading"), WORDS, Segment("en", "the end"))

    assert [(one.segment, one.length) for one in words_told(voice)] == [
        (0, len("Heading")),
        (1, len(WORDS.text)),
        (2, 3),
        (2, 3),
    ]
    wait_until(lambda: hummed_s(kept) > NEARLY_S, "the recording")


def test_each_of_many_recordings_is_played_as_itself(
    voice: VoiceProcess, recordings: Path, kept: Path
) -> None:
    levels = [round(1_000 * 1.3**step) for step in range(12)]
    many = [Segment("en", f"Recording number {level}.") for level in levels]
    for segment, level in zip(many, levels, strict=True):
        file = file_of(recordings, segment.language, segment.text)
        assert file is not None
        write_wav(file, hum(0.5, level))
    say(voice, *many)

    wait_until(lambda: hummed_s(kept, levels[-1]) > HALF_S, "the last recording")
    assert all(hummed_s(kept, level) > HALF_S for level in levels)


def test_words_that_no_voice_can_say_have_a_recording(voice: VoiceProcess, home: Path) -> None:
    tagalog = Segment("tl", "Tagalog ang wika ko.", "", "Tagalog")
    record(home / "recordings", "tl", tagalog.text)
    say(voice, tagalog)

    assert words_told(voice) == [WordBegan(1, 0, 0, len(tagalog.text))]


def _spoil(path: Path) -> None:
    path.write_bytes(b"RIFF but no sound")


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere.wav"))
    path.symlink_to(path.with_name("elsewhere.wav"))


def _hide(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [_spoil, _link, _hide])
def test_file_that_cannot_be_played_leaves_the_word_to_the_engine(
    home: Path, recordings: Path, harm: object
) -> None:
    assert callable(harm)
    harm(record(recordings, WORDS.language, WORDS.text))
    with voice_process(home, recordings=recordings) as voice:
        voice.until(SpeechReady)
        say(voice, WORDS)

        assert len(words_told(voice)) == len(WORDS.text.split())
        assert voice.log.read_text() == ""


def test_nothing_of_what_was_played_stays(voice: VoiceProcess) -> None:
    say(voice, WORDS)
    voice.say(Hush())

    wait_until(lambda: not list(voice.folder.iterdir()), "an empty folder")
    with contextlib.suppress(FileNotFoundError):
        assert voice.log.read_text() == ""
