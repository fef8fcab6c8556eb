# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The supervisor sees headphones go in and out; real files, real processes."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.paths import DataFolder
from kiosk.session.messages import Shown, TourDone
from kiosk.session.speech import HeadphonesAre, SpeechWanted
from kiosk.settings import SelfVoicing
from kiosk.settings.speech import BY_KEYS, NO_HEADPHONES
from kiosk.supervisor.children import kiosk_command
from kiosk.supervisor.headphones import HeadphoneWatch
from kiosk.supervisor.options import Options
from tests.support.offspring import offspring
from tests.support.running import Running, running
from tests.support.sound import silent_environment
from tests.support.waiting import wait_until


class Bench:
    """A watch, and what it did."""

    def __init__(self, way: str) -> None:
        self.did: list[str] = []
        self.watch = HeadphoneWatch(
            lambda: SelfVoicing(headphones=way), self._tell, lambda: self.did.append("silence")
        )

    def _tell(self, news: HeadphonesAre) -> None:
        self.did.append("in" if news.plugged else "out")


def test_path_that_comes_and_goes_is_told(tmp_path: Path) -> None:
    device = tmp_path / "headset"
    bench = Bench(str(device))

    bench.watch.look()
    device.touch()
    bench.watch.look()
    bench.watch.look()

    assert bench.did == ["out", "in", "in"]


def test_voices_end_before_screens_hear_that_headphones_came_out(tmp_path: Path) -> None:
    device = tmp_path / "headset"
    device.touch()
    bench = Bench(str(device))
    bench.watch.look()

    device.unlink()
    bench.watch.look()
    bench.watch.look()

    assert bench.did == ["in", "silence", "out", "out"]


@pytest.mark.parametrize("way", [NO_HEADPHONES, BY_KEYS])
def test_without_a_path_nothing_is_looked_for(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / way).touch()
    bench = Bench(way)

    bench.watch.look()

    assert bench.did == ["out"]


def play(
    data: DataFolder, device: Path, story: Callable[[Running], Awaitable[None]], **parts: object
) -> None:
    """Run a story in a kiosk whose headphones are a file."""
    config = data.root / "kiosk.toml"
    config.write_text(f'[speech]\nheadphones = "{device}"\n')
    options = Options(
        data=data.root,
        config=config,
        library=data.root / "none.db",
        courier=False,
        platform="offscreen",
    )

    async def run() -> None:
        async with running(data, options=options, **parts) as kiosk:  # type: ignore[arg-type]
            await kiosk.until_warm()
            await story(kiosk)

    asyncio.run(run())


def _has_heard(run: Running) -> list[str]:
    """Return what screens answered about their headphones."""
    return [m.target for _, m in run.heard if isinstance(m, TourDone) and m.act == "headphones"]


def _shown(run: Running) -> list[int]:
    return [number for number, message in run.heard if isinstance(message, Shown)]


async def _told(run: Running) -> str:
    """Return what the screen in front knows."""
    asked = len(_has_heard(run))
    run.act("headphones")
    await run.until(lambda: len(_has_heard(run)) > asked)
    return _has_heard(run)[-1]


async def _until(run: Running, told: str) -> None:
    async with asyncio.timeout(15):
        while await _told(run) != told:
            pass


def test_screen_in_front_is_told_when_they_go_in_and_out(data: DataFolder, tmp_path: Path) -> None:
    device = tmp_path / "headset"

    async def story(run: Running) -> None:
        device.touch()
        await _until(run, "True")
        device.unlink()
        await _until(run, "False")

    play(data, device, story)


def test_every_screen_knows_that_they_are_in(data: DataFolder, tmp_path: Path) -> None:
    device = tmp_path / "headset"

    async def story(run: Running) -> None:
        device.touch()
        await _until(run, "True")
        for number in (2, 3):  # the one that stood by, and one started since
            await run.until_warm()
            run.act("clear")
            await run.until(lambda number=number: _shown(run)[-1] == number)  # type: ignore[misc]
            assert await _told(run) == "True"

    play(data, device, story)


def _voices() -> list[str]:
    """Return the living voices."""
    return [part.name() for part in offspring() if "kiosk.voice" in part.cmdline()]


def test_sealed_screen_speaks_into_headphones_and_no_longer(
    data: DataFolder, tmp_path: Path
) -> None:
    device = tmp_path / "headset"

    async def story(run: Running) -> None:
        device.touch()
        await run.until(lambda: any(m == SpeechWanted() for _, m in run.heard))
        await asyncio.to_thread(wait_until, _voices, "a voice")
        device.unlink()
        await run.until(lambda: any(m == SpeechWanted(False) for _, m in run.heard))
        await asyncio.to_thread(wait_until, lambda: not _voices(), "its end")

    screen = kiosk_command("kiosk.screen")
    play(data, device, story, screen=screen, environment=silent_environment(data.root))
