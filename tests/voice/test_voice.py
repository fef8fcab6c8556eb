# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real voice with a real Speech Dispatcher and espeak-ng, whose sound goes nowhere."""

import signal
import time
from pathlib import Path

import psutil
import pytest

from kiosk.session.speech import (
    NOTICE_S,
    Began,
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
    VoiceExit,
    WordBegan,
)
from tests.support.voice_process import VoiceProcess, voice_process
from tests.support.waiting import wait_until

CANARY = "quetzalcoatlus"
BOTH = (Segment("en", f"Hello dear {CANARY}."), Segment("es", "Buenos días."))
LONG = (Segment("en", "Ask the nurse now. " * 700),)


def words(voice: VoiceProcess, number: int) -> list[tuple[int, int]]:
    said = [one for one in voice.listen() if isinstance(one, WordBegan) and one.id == number]
    return [(one.segment, one.start) for one in said]


def engine_gone(parts: list[psutil.Process]) -> bool:
    return not any(part.is_running() and part.status() != psutil.STATUS_ZOMBIE for part in parts)


def test_voice_speaks_both_languages(voice: VoiceProcess) -> None:
    assert voice.until(SpeechReady).languages == ("en", "es")


def test_words_are_told_in_order_with_beginning_and_end(voice: VoiceProcess) -> None:
    voice.say(Say(1, BOTH))
    voice.until(Ended)

    kinds = [type(one) for one in voice.heard if not isinstance(one, SpeechReady)]
    assert kinds == [Began, *[WordBegan] * 5, Ended]
    assert words(voice, 1) == [(0, 0), (0, 6), (0, 11), (1, 0), (1, 7)]


def test_new_words_cut_the_old_short(voice: VoiceProcess) -> None:
    voice.say(Say(1, LONG))
    voice.until(WordBegan)
    voice.say(Say(2, BOTH))
    voice.until(Ended, lambda end: end.id == 2)

    ends = [one for one in voice.heard if isinstance(one, Ended)]
    assert ends == [Ended(1, finished=False), Ended(2)]


def test_paused_voice_goes_on_where_it_was(voice: VoiceProcess) -> None:
    voice.say(Say(1, LONG))
    voice.until(WordBegan)
    voice.say(Pause())
    wait_until(lambda: voice.breaths > 2 or not voice.listen(), "a while")
    before = words(voice, 1)
    voice.say(Resume())
    wait_until(lambda: len(words(voice, 1)) > len(before), "the next word")

    assert words(voice, 1)[len(before)] == before[-1]


def test_hushed_voice_is_quiet(voice: VoiceProcess) -> None:
    voice.say(Say(1, LONG))
    voice.until(WordBegan)
    voice.say(Hush())

    assert not voice.until(Ended).finished


def test_words_go_on_at_another_rate_and_volume(voice: VoiceProcess) -> None:
    voice.say(Say(1, LONG))
    voice.until(WordBegan)
    voice.say(SetRate(1.0), SetVolume(0.2))
    voice.say(Say(2, BOTH))

    assert voice.until(Ended, lambda end: end.id == 2).finished


def test_voice_breathes_while_it_speaks(voice: VoiceProcess) -> None:
    voice.say(Say(1, LONG))
    begun = voice.breaths

    wait_until(lambda: voice.listen() and voice.breaths > begun + 2, "breath", 3)


def test_hung_dispatcher_is_noticed(voice: VoiceProcess) -> None:
    voice.engine()[0].suspend()
    began_s = time.monotonic()

    assert voice.until(SpeechLost).trouble is SpeechTrouble.HUNG
    assert time.monotonic() - began_s < NOTICE_S
    assert voice.until_gone() == VoiceExit.HUNG


def test_hung_synthesizer_is_noticed(voice: VoiceProcess) -> None:
    voice.engine()[1].suspend()
    began_s = time.monotonic()
    voice.say(Say(1, BOTH))

    assert voice.until(SpeechLost).trouble is SpeechTrouble.HUNG
    assert time.monotonic() - began_s < NOTICE_S


def test_synthesizer_that_hangs_in_the_middle_is_noticed(voice: VoiceProcess) -> None:
    synthesizer = voice.engine()[1]
    voice.say(Say(1, LONG))
    voice.until(WordBegan)
    synthesizer.suspend()
    voice.listen()
    began_s = time.monotonic()

    assert voice.until(SpeechLost).trouble is SpeechTrouble.HUNG
    assert time.monotonic() - began_s < NOTICE_S


@pytest.mark.parametrize("part", [0, 1])
def test_dead_engine_is_noticed(voice: VoiceProcess, part: int) -> None:
    killed = voice.engine()[part]
    voice.say(Say(1, LONG))
    voice.until(WordBegan)
    killed.kill()
    began_s = time.monotonic()

    voice.until(SpeechLost)
    assert time.monotonic() - began_s < NOTICE_S


def test_machine_without_an_engine_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(home))
    with voice_process(home) as voice:
        assert voice.until(SpeechLost).trouble is SpeechTrouble.MISSING
        assert voice.until_gone() == VoiceExit.MISSING


def test_machine_without_sound_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with voice_process(home) as voice:
        (home / "home" / ".asoundrc").unlink()
        began_s = time.monotonic()

        assert voice.until(SpeechLost).trouble is SpeechTrouble.MISSING
        assert time.monotonic() - began_s < NOTICE_S


def test_voice_ends_with_its_screen_and_takes_its_engine_along(voice: VoiceProcess) -> None:
    engine = voice.engine()
    voice.say(Say(1, LONG))
    voice.until(WordBegan)
    voice.line.close()

    assert voice.until_gone() == -signal.SIGKILL
    wait_until(lambda: engine_gone(engine), "the engine's end")


def test_frozen_engine_ends_with_the_screen(voice: VoiceProcess) -> None:
    engine = voice.engine()
    engine[1].suspend()
    voice.line.close()

    wait_until(lambda: engine_gone(engine), "the engine's end")


def test_nothing_said_is_in_any_file(voice: VoiceProcess) -> None:
    voice.say(Say(1, BOTH))
    voice.until(Ended)

    left = [path for path in voice.home.rglob("*") if path.is_file()]
    assert [path.name for path in left if CANARY.encode() in path.read_bytes()] == []
    assert {path.name for path in left} == {".asoundrc", "voice.log"}


def test_nobody_else_can_reach_the_engine(voice: VoiceProcess) -> None:
    assert list(voice.folder.iterdir()) == []


def test_voice_logs_nothing(voice: VoiceProcess) -> None:
    voice.say(Say(1, BOTH))
    voice.until(Ended)

    assert voice.log.read_text() == ""


def test_unknown_message_ends_the_voice_without_being_repeated(voice: VoiceProcess) -> None:
    voice.line.send(WordBegan(1, 0, 0, 0))

    assert voice.until(SpeechLost).trouble is SpeechTrouble.DIED
    assert "packet" in voice.log.read_text()


def test_voice_and_engine_have_no_network_and_leave_no_core(voice: VoiceProcess) -> None:
    for part in (psutil.Process(voice.process.pid), *voice.engine()):
        status = Path(f"/proc/{part.pid}/status").read_text()
        assert "Seccomp:\t2" in status
        assert "NoNewPrivs:\t1" in status
        assert part.rlimit(psutil.RLIMIT_CORE) == (0, 0)
        assert not part.net_connections("inet")


def test_voice_loads_no_qt(voice: VoiceProcess) -> None:
    assert "PySide6" not in Path(f"/proc/{voice.process.pid}/maps").read_text()
