# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a voice says next, by what it was told and what its engine has done."""

from kiosk.session.speech import (
    Began,
    Ended,
    Hush,
    Pause,
    Resume,
    Say,
    Segment,
    SetRate,
    WordBegan,
)
from kiosk.voice.reader import (
    Action,
    Reader,
    Silence,
    Speak,
    Tell,
    finished,
    reached,
    sounded,
    told,
)

TWO = Say(1, (Segment("en", "Good morning"), Segment("es", "Buenos días")))


def speaking(say: Say = TWO) -> Reader:
    return told(Reader(), say)[0]


def test_say_speaks_the_first_segment() -> None:
    assert told(Reader(), TWO)[1] == (Speak(0, 0),)


def test_first_sound_is_told_once() -> None:
    reader, first = sounded(speaking())
    reader, _ = finished(reader)

    assert first == (Tell(Began(1)),)
    assert sounded(reader)[1] == ()


def test_word_is_told_with_its_place_and_length() -> None:
    assert reached(speaking(), 5)[1] == (Tell(WordBegan(1, 0, 5, 7)),)


def test_next_segment_follows() -> None:
    assert finished(speaking())[1] == (Speak(1, 0),)


def test_after_the_last_segment_the_end_is_told() -> None:
    reader, _ = finished(speaking())

    assert finished(reader)[1] == (Tell(Ended(1)),)


def test_segment_without_words_is_passed_over() -> None:
    assert told(Reader(), Say(1, (Segment("en", " "), Segment("en", "Hello"))))[1] == (Speak(1, 0),)


def test_nothing_to_say_ends_at_once() -> None:
    assert told(Reader(), Say(1, ()))[1] == (Tell(Ended(1)),)


def test_say_cuts_short_what_is_said() -> None:
    actions = told(speaking(), Say(2, TWO.segments))[1]

    assert actions == (Silence(), Tell(Ended(1, finished=False)), Speak(0, 0))


def test_say_can_begin_in_the_middle() -> None:
    assert told(Reader(), Say(1, TWO.segments, at=(1, 7)))[1] == (Speak(1, 7),)


def test_pause_silences_and_resume_goes_on_at_the_word() -> None:
    reader, _ = reached(speaking(), 5)
    reader, quiet = told(reader, Pause())

    assert quiet == (Silence(),)
    assert told(reader, Resume())[1] == (Speak(0, 5),)


def test_resume_is_told_when_it_sounds() -> None:
    reader, _ = sounded(speaking())
    reader, _ = told(reader, Pause())
    reader, _ = told(reader, Resume())

    assert sounded(reader)[1] == (Tell(Began(1)),)


def test_late_word_of_a_paused_voice_is_not_told() -> None:
    reader, _ = told(speaking(), Pause())

    assert reached(reader, 5) == (reader, ())


def test_hush_forgets() -> None:
    reader, actions = told(speaking(), Hush())

    assert actions == (Silence(), Tell(Ended(1, finished=False)))
    assert told(reader, Resume())[1] == ()


def test_another_rate_is_heard_from_this_word_on() -> None:
    reader, _ = reached(speaking(), 5)
    reader, actions = told(reader, SetRate(0.5))

    assert actions == (Silence(), Speak(0, 5))
    assert reader.rate == 0.5


def test_silent_voice_keeps_the_rate_for_later() -> None:
    reader, actions = told(Reader(), SetRate(0.5))

    assert (reader.rate, actions) == (0.5, ())


def test_state_shows_no_words() -> None:
    actions: tuple[Action, ...] = told(speaking(), Hush())[1]

    assert "morning" not in f"{speaking()!r}{TWO!r}{actions!r}"
