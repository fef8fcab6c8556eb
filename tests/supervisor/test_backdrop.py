# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When the window under all screens is started, shown and mended, with a real process."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from kiosk.session.messages import Configure, Standing
from kiosk.settings import DEMO_CENTER, Display, Languages, Requests, Visit
from kiosk.supervisor.backdrop import FIRST_PATIENCE_S, Backdrop
from kiosk.supervisor.children import screen_environment
from tests.support.offspring import offspring

_TELL_S = 0.01


class Play:
    """A backdrop under test, and the diary that it and the screens above it write."""

    def __init__(self, diary: Path, *options: str) -> None:
        self._diary = diary
        diary.touch()
        command = (sys.executable, "-m", "tests.support.fake_backdrop", *options, str(diary))
        self.backdrop = Backdrop(command, screen_environment(os.environ, None), _configuration)

    @property
    def diary(self) -> list[str]:
        return self._diary.read_text().split()

    @property
    def pid(self) -> int | None:
        return next(iter(self.backdrop.pids), None)

    def show_screen(self) -> None:
        def show() -> None:
            with self._diary.open("a") as diary:
                diary.write("screen\n")

        self.backdrop.lay_under(show)

    async def until(self, is_true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not is_true():  # noqa: ASYNC110 - what another process wrote wakes no event
                await asyncio.sleep(_TELL_S)

    async def until_shown(self) -> None:
        self.show_screen()
        await self.until(lambda: self.diary[-1:] == ["screen"])

    async def until_mended(self, dead: int | None) -> None:
        await self.until(lambda: self.pid not in (None, dead))
        await self.until(lambda: self.diary[-1] == "configure")


def _configuration() -> Configure:
    return Configure(
        standing=Standing.DEMO,
        kiosk="kiosk-1",
        center=DEMO_CENTER,
        display=Display(),
        visit=Visit(),
        languages=Languages(),
        requests=Requests(),
        library="",
        slot="",
        recipients=(),
        backdrop=True,
    )


def _play(folder: Path, story: Callable[[Play], Awaitable[None]], *options: str) -> None:
    @asynccontextmanager
    async def running() -> AsyncIterator[Play]:
        play = Play(folder / "diary", *options)
        play.backdrop.start()
        try:
            yield play
        finally:
            await play.backdrop.stop()

    async def run() -> None:
        async with running() as play:
            await story(play)

    asyncio.run(run())


def _kill(pid: int | None) -> None:
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_first_screen_is_shown_above_the_backdrop(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        play.show_screen()
        assert play.diary == []

        await play.until(lambda: play.diary == ["configure", "show", "screen"])

    _play(tmp_path, story)


def test_backdrop_stays_hidden_until_a_screen_is_shown(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        await play.until(lambda: play.diary == ["configure"])
        await play.until_shown()

        assert play.diary == ["configure", "show", "screen"]

    _play(tmp_path, story)


def test_next_screen_does_not_wait_for_a_backdrop_that_is_shown(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        await play.until_shown()

        play.show_screen()

        assert play.diary == ["configure", "show", "screen", "screen"]

    _play(tmp_path, story)


def test_backdrop_that_would_come_above_the_screen_is_replaced_by_a_hidden_one(
    tmp_path: Path,
) -> None:
    async def story(play: Play) -> None:
        await play.until(lambda: play.diary == ["configure"])
        slow = play.pid

        await play.until_shown()

        await play.until_mended(slow)
        assert slow is not None
        assert not psutil.pid_exists(slow)
        assert play.diary == ["configure", "show", "screen", "configure"]

    _play(tmp_path, story, "--slow")


def test_first_screen_does_not_wait_forever(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        began_s = asyncio.get_running_loop().time()

        await play.until_shown()

        took_s = asyncio.get_running_loop().time() - began_s
        assert took_s >= FIRST_PATIENCE_S
        assert play.diary == ["configure", "screen"]

    _play(tmp_path, story, "--deaf")


def test_screen_that_waits_is_shown_when_the_backdrop_dies(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        play.show_screen()

        _kill(play.pid)

        await play.until(lambda: play.diary[-1:] == ["screen"])
        assert "show" not in play.diary

    _play(tmp_path, story, "--deaf")


def test_dead_backdrop_is_mended_but_stays_hidden(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        await play.until_shown()
        dead = play.pid

        _kill(dead)
        await play.until_mended(dead)

        assert play.diary == ["configure", "show", "screen", "configure"]

    _play(tmp_path, story)


def test_mended_backdrop_is_shown_right_before_the_next_screen(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        await play.until_shown()
        dead = play.pid
        _kill(dead)
        await play.until_mended(dead)

        def is_asked_to_show() -> bool:
            play.show_screen()
            return "show" in play.diary[4:]

        await play.until(is_asked_to_show)
        await play.until(lambda: play.diary[-1] == "screen")
        later = play.diary[4:]
        assert set(later[later.index("show") + 1 :]) == {"screen"}

    _play(tmp_path, story)


def test_screen_does_not_wait_while_the_backdrop_is_being_mended(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        await play.until_shown()
        _kill(play.pid)
        await play.until(lambda: play.pid is None)

        play.show_screen()

        assert play.diary[-1] == "screen"

    _play(tmp_path, story)


def test_frozen_backdrop_is_replaced_by_a_hidden_one(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        await play.until_shown()
        frozen = play.pid
        assert frozen is not None

        os.kill(frozen, signal.SIGSTOP)
        await play.until_mended(frozen)

        assert not psutil.pid_exists(frozen)
        assert play.diary == ["configure", "show", "screen", "configure"]

    _play(tmp_path, story)


def test_backdrop_that_dies_again_is_started_later_each_time(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        now, waits = asyncio.get_running_loop().time, []
        for _ in range(2):
            dead, died_at = play.pid, now()
            _kill(dead)
            await play.until(lambda dead=dead: play.pid not in (None, dead))  # type: ignore[misc]
            waits.append(now() - died_at)

        assert waits[0] >= 1
        assert waits[1] >= 2

    _play(tmp_path, story)


def test_renewed_backdrop_is_told_anew_and_counts_as_no_death(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(play: Play) -> None:
        await play.until_shown()
        first = play.pid

        play.backdrop.renew()
        await play.until_mended(first)

        assert caplog.messages == []  # a death is told, and waited for
        assert play.diary == ["configure", "show", "screen", "configure"]

    _play(tmp_path, story)


def test_stop_ends_the_process_and_mends_nothing(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        await play.until_shown()
        process = psutil.Process(play.pid)

        await play.backdrop.stop()

        assert not process.is_running()
        assert play.backdrop.pids == frozenset()
        assert offspring() == []

    _play(tmp_path, story)
