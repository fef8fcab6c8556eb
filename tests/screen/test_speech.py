# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The screen's end of the line to its voice, with the test as the voice."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.screen.speech import LOOK_MS, Place, Speech, SpeechState
from kiosk.session.packets import MAX_PACKET_BYTES, PacketLine, packet_pair
from kiosk.session.speech import (
    NOTICE_S,
    Began,
    Breath,
    Ended,
    Hush,
    Pause,
    Resume,
    Say,
    Segment,
    SetRate,
    SetVolume,
    SpeechLost,
    SpeechReady,
    SpeechTrouble,
    SpeechWanted,
    ToVoice,
    WordBegan,
)

HELLO = [("en", "Hello dear visitor"), ("es", "Buenos días")]
SEGMENTS = (Segment("en", "Hello dear visitor"), Segment("es", "Buenos días"))


class Stand:
    """Speech with the test as its voice and its supervisor; its clock stands."""

    def __init__(self, qtbot: QtBot) -> None:
        theirs, ours = packet_pair()
        self.voice: PacketLine[ToVoice] = PacketLine(ours, ToVoice)
        self.asked: list[SpeechWanted] = []
        self.now_s = 100.0
        self.speech = Speech(theirs.detach(), self.asked.append, monotonic_s=lambda: self.now_s)
        self.told: list[tuple[object, ...]] = []
        self.speech.ready.connect(lambda: self.told.append(("ready",)))
        self.speech.began.connect(lambda n: self.told.append(("began", n)))
        self.speech.word.connect(lambda *place: self.told.append(("word", *place)))
        self.speech.ended.connect(lambda n, whole: self.told.append(("ended", n, whole)))
        self.speech.failed.connect(lambda trouble: self.told.append(("failed", trouble)))
        self._qtbot = qtbot

    def say(self, *messages: msgspec.Struct) -> None:
        """Say something as the voice, and wait until it was heard."""
        before = len(self.told)
        for message in messages:
            assert self.voice.send(message)
        self._qtbot.waitUntil(lambda: len(self.told) >= before + len(messages))

    def switch_on(self) -> None:
        """Switch speech on; what follows at once is taken out of the line."""
        self.speech.switch_on()
        self.say(SpeechReady(("en", "es")))
        self.voice.receive()

    def pass_by(self, seconds: float) -> None:
        """Let time pass in steps of the watch."""
        for _ in range(round(seconds * 1000 / LOOK_MS)):
            self.now_s += LOOK_MS / 1000
            self.speech._look()


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    made = Stand(qtbot)
    yield made
    made.speech.switch_off()
    made.voice.close()


def test_first_words_wish_a_voice_and_wait_for_it(stand: Stand) -> None:
    number = stand.speech.say(HELLO)

    assert stand.asked == [SpeechWanted()]
    assert stand.voice.receive() == ()
    stand.say(SpeechReady(("en", "es")))
    assert stand.voice.receive() == (SetRate(0.0), SetVolume(1.0), Say(number, SEGMENTS))


def test_only_the_latest_words_wait(stand: Stand) -> None:
    stand.speech.say(HELLO)
    number = stand.speech.say(HELLO[:1])
    stand.say(SpeechReady(("en",)))

    assert stand.voice.receive()[2:] == (Say(number, SEGMENTS[:1]),)


def test_words_are_followed_from_beginning_to_end(stand: Stand) -> None:
    stand.switch_on()
    number = stand.speech.say(HELLO)
    stand.say(Began(number), WordBegan(number, 0, 6, 4))

    assert stand.speech.place == Place(0, 6, 4)
    assert stand.speech.is_speaking
    stand.say(Ended(number))
    assert stand.told[1:] == [("began", 1), ("word", 1, 0, 6, 4), ("ended", 1, True)]
    assert not stand.speech.is_speaking


def test_words_of_before_do_not_move_the_place(stand: Stand) -> None:
    stand.switch_on()
    old = stand.speech.say(HELLO)
    new = stand.speech.say(HELLO)
    stand.voice.send(WordBegan(old, 1, 7, 4))
    stand.say(Ended(old, finished=False), WordBegan(new, 0, 0, 5))

    assert stand.speech.place == Place(0, 0, 5)


def test_pause_and_resume_and_stop_are_passed_on(stand: Stand) -> None:
    stand.switch_on()
    stand.speech.say(HELLO)
    stand.speech.pause()
    stand.speech.resume()
    stand.speech.stop()

    assert stand.voice.receive()[1:] == (Pause(), Resume(), Hush())


def test_pause_before_the_voice_is_there_holds(stand: Stand) -> None:
    stand.speech.say(HELLO)
    stand.speech.pause()
    stand.say(SpeechReady(("en", "es")))

    assert stand.voice.receive()[2:] == (Say(1, SEGMENTS), Pause())


def test_latest_words_can_be_repeated(stand: Stand) -> None:
    stand.switch_on()
    stand.speech.say(HELLO, at=(1, 0))

    assert stand.speech.repeat() == 2
    assert stand.voice.receive()[1] == Say(2, SEGMENTS)


def test_rate_and_volume_stay_within_their_limits(stand: Stand) -> None:
    stand.switch_on()
    stand.speech.set_rate(3.0)
    stand.speech.set_volume(-1.0)

    assert stand.voice.receive() == (SetRate(1.0), SetVolume(0.0))


def test_each_visit_begins_at_full_volume(stand: Stand, qtbot: QtBot) -> None:
    stand.speech.set_volume(0.2)

    assert Stand(qtbot).speech.volume == 1.0


def test_voice_that_never_comes_is_told_within_two_seconds(stand: Stand) -> None:
    stand.speech.say(HELLO)
    stand.pass_by(NOTICE_S)

    assert stand.told == [("failed", SpeechTrouble.HUNG)]
    assert stand.asked == [SpeechWanted(), SpeechWanted(False)]


def test_voice_that_stops_breathing_is_told_within_two_seconds(stand: Stand) -> None:
    stand.switch_on()
    stand.pass_by(NOTICE_S)

    assert stand.told[1:] == [("failed", SpeechTrouble.HUNG)]


def test_words_that_never_sound_are_told_within_two_seconds(stand: Stand, qtbot: QtBot) -> None:
    stand.switch_on()
    stand.speech.say(HELLO)
    stand.pass_by(1.0)
    stand.say(WordBegan(1, 0, 0, 5))  # a sign of life, but not of a beginning
    stand.pass_by(1.0)

    assert stand.told[-1] == ("failed", SpeechTrouble.HUNG)


def test_breathing_voice_may_be_silent_for_ever(stand: Stand) -> None:
    stand.switch_on()
    for number in range(8):
        stand.voice.send(Breath())
        stand.say(Ended(number + 90))
        stand.pass_by(1.0)

    assert stand.speech.state is SpeechState.ON


def test_screen_that_was_busy_blames_nobody(stand: Stand) -> None:
    stand.switch_on()
    stand.now_s += 20.0
    stand.speech._look()

    assert stand.speech.state is SpeechState.ON


@pytest.mark.parametrize("by_supervisor", [True, False])
def test_lost_voice_is_told_once(stand: Stand, by_supervisor: bool) -> None:
    stand.switch_on()
    if by_supervisor:
        stand.speech.lose(SpeechTrouble.DIED)
    else:
        stand.say(SpeechLost(SpeechTrouble.DIED))
    stand.speech.lose(SpeechTrouble.DIED)

    assert stand.told[1:] == [("failed", SpeechTrouble.DIED)]


def test_after_a_failure_words_go_on_at_their_place(stand: Stand) -> None:
    stand.switch_on()
    stand.speech.say(HELLO)
    stand.say(Began(1), WordBegan(1, 0, 11, 7), SpeechLost(SpeechTrouble.HUNG))
    stand.voice.receive()
    stand.speech.resume()
    stand.say(SpeechReady(("en", "es")))

    assert stand.voice.receive()[2:] == (Say(2, SEGMENTS, (0, 11)),)


def test_last_words_of_an_old_voice_are_not_heard(stand: Stand) -> None:
    stand.switch_on()
    stand.speech.switch_off()
    stand.voice.send(SpeechReady(("en",)))
    stand.speech.switch_on()
    stand.say(SpeechReady(("en", "es")))

    assert stand.told == [("ready",), ("ready",)]


def test_voice_that_reads_nothing_never_blocks_the_screen(stand: Stand) -> None:
    stand.switch_on()
    long = [("en", "word " * 10_000)]
    for _ in range(50):
        stand.speech.say(long)

    assert ("failed", SpeechTrouble.HUNG) in stand.told


def test_screen_without_a_line_is_told(qtbot: QtBot) -> None:
    speech = Speech(None, lambda _: None)

    with qtbot.waitSignal(speech.failed) as failed:
        speech.say(HELLO)

    assert failed.args == [SpeechTrouble.MISSING]


def test_too_many_words_are_refused(stand: Stand) -> None:
    stand.switch_on()

    with pytest.raises(ValueError, match="too long"):
        stand.speech.say([("en", "x" * MAX_PACKET_BYTES)])


@pytest.mark.parametrize("show", [repr, str])
def test_messages_show_no_words(show: Callable[[object], str]) -> None:
    assert "visitor" not in show(Say(1, SEGMENTS))


def test_screen_starts_without_loading_speech() -> None:
    seen = subprocess.run(
        [sys.executable, "-c",
         "import sys, kiosk.screen.stage; print('kiosk.screen.speech' in sys.modules)"],
        capture_output=True, text=True, check=True, env={"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip

    assert seen.stdout.strip() == "False"
