# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The supervisor gives a sealed screen its voice and ends it with the visit; real engines."""

import asyncio
import contextlib
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import psutil
import pytest

from kiosk.paths import DataFolder
from kiosk.session.messages import EndReason, PageOpened, TourDone, VisitEnded
from kiosk.session.packets import PacketLine
from kiosk.session.speech import (
    NOTICE_S,
    Began,
    Breath,
    FromVoice,
    Say,
    Segment,
    SpeechFailed,
    SpeechReady,
    SpeechTrouble,
    SpeechWanted,
    WordBegan,
)
from kiosk.supervisor import voices
from kiosk.supervisor.children import kiosk_command
from kiosk.supervisor.voices import VoiceDesk
from tests.support.crowding import crowding
from tests.support.offspring import offspring
from tests.support.recorded import record
from tests.support.running import Running, running
from tests.support.sound import silent_environment
from tests.support.speaking_screen import CANARY
from tests.support.waiting import wait_until

SPEAKING_SCREEN = (sys.executable, "-m", "tests.support.speaking_screen")
LONG = Say(1, (Segment("en", f"{CANARY} " * 900),))


class Bench:
    """A voice desk, and the screen's end of each pair."""

    def __init__(
        self, environment: dict[str, str], command: tuple[str, ...], recordings: str = ""
    ) -> None:
        self.failed: list[tuple[int, SpeechTrouble]] = []
        self.runtime = Path(environment["XDG_RUNTIME_DIR"])
        self.desk = VoiceDesk(command, environment, lambda: recordings, self._on_failed)
        self.lines: dict[int, PacketLine[FromVoice]] = {}

    def _on_failed(self, screen: int, said: SpeechFailed) -> None:
        self.failed.append((screen, said.trouble))

    def seat(self, screen: int) -> PacketLine[FromVoice]:
        """Seat a screen and return its end of the pair."""
        self.lines[screen] = PacketLine(self.desk.seat(screen), FromVoice)
        return self.lines[screen]

    async def until(self, is_true: Callable[[], object], within_s: float = 10.0) -> None:
        """Wait for a condition."""
        await asyncio.to_thread(wait_until, is_true, "voices", within_s)

    async def until_heard(self, screen: int, kind: type[FromVoice]) -> None:
        """Wait until the voice of a screen has said something of a kind."""
        heard: list[FromVoice] = []

        def is_heard() -> bool:
            heard.extend(self.lines[screen].receive())
            return any(isinstance(message, kind) for message in heard)

        await self.until(is_heard)

    async def speaking(self, screen: int = 1) -> None:
        """Seat a screen and let it speak."""
        line = self.seat(screen)
        self.desk.hear(screen, SpeechWanted())
        await self.until_heard(screen, SpeechReady)
        line.send(LONG)
        await self.until_heard(screen, Began)

    def has_failed_more_than(self, times: int) -> bool:
        """Return whether more failures were told."""
        return len(self.failed) > times

    def parts(self) -> list[psutil.Process]:
        """Return voices and engines that live."""
        return offspring()

    def engine(self) -> list[psutil.Process]:
        """Return the dispatcher and its module of the only voice."""
        (pid,) = self.desk.pids
        return psutil.Process(pid).children(recursive=True)


@pytest.fixture
def home(data: DataFolder) -> Path:
    """A folder whose path is short enough for a local socket."""
    return data.root


def play(
    home: Path,
    story: Callable[[Bench], Awaitable[None]],
    command: tuple[str, ...] = kiosk_command("kiosk.voice"),
    recordings: str = "",
) -> Bench:
    """Run a story; the desk is stopped at the end and leaves nothing."""

    async def run() -> Bench:
        bench = Bench(silent_environment(home), command, recordings)
        try:
            await story(bench)
        finally:
            await bench.desk.stop()
            for line in bench.lines.values():
                line.close()
        return bench

    bench = asyncio.run(run())
    wait_until(lambda: not offspring(), "the end of all")
    assert list(bench.runtime.iterdir()) == []
    return bench


def test_voice_is_started_only_when_it_is_wished(home: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.seat(1)
        bench.seat(2)
        assert bench.parts() == []
        bench.desk.hear(1, SpeechWanted())
        await bench.until_heard(1, Breath)
        assert len(bench.desk.pids) == 1

    assert play(home, story).failed == []


def test_voice_plays_the_recordings_that_the_settings_name(home: Path) -> None:
    words = "Ask the nurse for a warm blanket."
    record(home / "recordings", "en", words)

    async def story(bench: Bench) -> None:
        line = bench.seat(1)
        bench.desk.hear(1, SpeechWanted())
        await bench.until_heard(1, SpeechReady)
        line.send(Say(1, (Segment("en", words),)))
        heard: list[FromVoice] = []

        def is_marked_whole() -> bool:
            heard.extend(line.receive())
            return WordBegan(1, 0, 0, len(words)) in heard

        await bench.until(is_marked_whole)

    assert play(home, story, recordings=str(home / "recordings")).failed == []


@pytest.mark.parametrize("end", ["gone", "ended", "off"])
def test_voice_and_engine_end_with_the_visit(home: Path, end: str) -> None:
    async def story(bench: Bench) -> None:
        await bench.speaking()
        if end == "gone":
            bench.desk.forget(1)
        else:
            was_off = end == "off"
            bench.desk.hear(1, SpeechWanted(False) if was_off else VisitEnded(EndReason.IDLE))
        await bench.until(lambda: not bench.parts() and not bench.desk.pids, 2.0)
        assert list(bench.runtime.iterdir()) == []

    assert play(home, story).failed == []


def test_frozen_engine_ends_with_the_visit(home: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.speaking()
        for part in bench.engine():
            part.suspend()
        bench.desk.forget(1)
        await bench.until(lambda: not bench.parts(), 2.0)

    play(home, story)


def test_killed_voice_is_told_and_its_engine_ended(home: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.speaking()
        (pid,) = bench.desk.pids
        psutil.Process(pid).kill()
        await bench.until(lambda: bench.failed)
        await bench.until(lambda: not bench.parts(), 2.0)

    assert play(home, story).failed == [(1, SpeechTrouble.DIED)]


def test_hung_engine_is_told_and_ended(home: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.speaking()
        bench.engine()[0].suspend()
        await bench.until(lambda: bench.failed)
        await bench.until(lambda: not bench.parts(), 2.0)

    assert play(home, story).failed == [(1, SpeechTrouble.HUNG)]


def test_second_wish_brings_a_fresh_voice(home: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.speaking()
        first = bench.desk.pids
        bench.desk.hear(1, SpeechWanted())
        await bench.until(lambda: len(bench.desk.pids - first) == 1)
        await bench.until_heard(1, SpeechReady)
        assert len(bench.desk.pids) == 1

    assert play(home, story).failed == []


def test_two_screens_have_voices_of_their_own(home: Path) -> None:
    async def story(bench: Bench) -> None:
        await bench.speaking(1)
        await bench.speaking(2)
        bench.desk.forget(1)
        await bench.until(lambda: len(bench.desk.pids) == 1)
        bench.lines[2].send(Say(2, LONG.segments))
        await bench.until_heard(2, Began)

    play(home, story)


def test_machine_without_an_engine_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(home))

    async def story(bench: Bench) -> None:
        bench.seat(1)
        bench.desk.hear(1, SpeechWanted())
        await bench.until(lambda: bench.failed)

    assert play(home, story).failed == [(1, SpeechTrouble.MISSING)]


def test_voice_that_cannot_be_started_is_told(home: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.seat(1)
        bench.desk.hear(1, SpeechWanted())

    bench = play(home, story, command=(str(home / "nothing"),))
    assert bench.failed == [(1, SpeechTrouble.MISSING)]


def test_screen_that_asks_for_ever_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "MOST_STARTS", 2)

    async def story(bench: Bench) -> None:
        bench.seat(1)
        for _ in range(3):
            before = len(bench.failed)
            bench.desk.hear(1, SpeechWanted())
            await bench.until(partial(bench.has_failed_more_than, before))

    bench = play(home, story, command=("/bin/false",))
    assert bench.failed[-1] == (1, SpeechTrouble.REFUSED)


# In a whole kiosk, with a sealed screen.


def said(run: Running) -> list[str]:
    return [message.ref for _, message in run.heard if isinstance(message, PageOpened)]


def in_kiosk(data: DataFolder, story: Callable[[Running], Awaitable[None]]) -> None:
    """Run a story in a kiosk whose screens speak to real voices; nothing is left of it."""

    outside = data.root / "outside"
    outside.mkdir(parents=True)

    async def run() -> None:
        environment = silent_environment(outside)
        async with running(data, environment=environment, screen=SPEAKING_SCREEN) as kiosk:
            await kiosk.until_warm()
            await story(kiosk)

    asyncio.run(run())
    wait_until(lambda: not offspring(), "the end of all")
    assert list((outside / "run").iterdir()) == []


def voice_parts() -> list[psutil.Process]:
    parts = []
    for child in offspring():
        with contextlib.suppress(psutil.Error):
            command = " ".join(child.cmdline())
            if "kiosk.voice" in command or "speech-dispatcher" in command:
                parts.append(child)
    return parts


def test_sealed_screen_speaks_and_its_voice_dies_with_the_visit(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        run.act("say")
        await run.until(lambda: said(run) == ["began"])
        assert len(voice_parts()) == 3
        run.act("clear")
        await asyncio.to_thread(wait_until, lambda: not voice_parts(), "silence", 2.0)

    in_kiosk(data, story)


def test_nothing_that_was_said_is_in_any_file(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        run.act("say")
        await run.until(lambda: said(run) == ["began"])

    in_kiosk(data, story)

    files = [path for path in data.root.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if CANARY.encode() in path.read_bytes()] == []


def test_hung_engine_is_told_and_never_delays_the_screen(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        run.act("say")
        await run.until(lambda: said(run) == ["began"])
        for part in voice_parts():
            part.suspend()
        hung_s = time.monotonic()
        done = sum(isinstance(message, TourDone) for _, message in run.heard)
        run.act("ask")
        run.act("say")
        await run.until(
            lambda: sum(isinstance(message, TourDone) for _, message in run.heard) == done + 2
        )
        assert time.monotonic() - hung_s < 0.5 * crowding()
        await run.until(lambda: said(run) == ["began", "hung"])
        assert time.monotonic() - hung_s < NOTICE_S * crowding()
        await asyncio.to_thread(wait_until, lambda: not voice_parts(), "silence", 2.0)

    in_kiosk(data, story)
