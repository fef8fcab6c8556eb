# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tone before a visit ends: short, soft, and never in anybody's way."""

import asyncio
import logging
import os
import struct
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from kiosk.supervisor import tone
from kiosk.supervisor.tone import RATE_HZ, Tone, make_tone
from tests.support.fake_sound import Machine
from tests.support.waiting import wait_until

PIPE_BYTES = 65_536


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def play(machine: Machine, story: Callable[[Tone], Awaitable[None]]) -> None:
    async def run() -> None:
        sound = Tone(machine.environment, clock=lambda: 100.0)
        try:
            await story(sound)
        finally:
            await sound.stop()

    asyncio.run(run())


async def until(condition: Callable[[], object]) -> None:
    await asyncio.to_thread(wait_until, condition, "the player")


def test_tone_is_shorter_than_a_second_and_fits_into_a_pipe() -> None:
    sound = make_tone()

    assert len(sound) < 2 * RATE_HZ
    assert len(sound) < PIPE_BYTES


def test_tone_begins_and_ends_in_silence_and_is_soft() -> None:
    samples = [one for (one,) in struct.iter_unpack("<h", make_tone())]

    assert abs(samples[0]) < 50
    assert abs(samples[-1]) < 50
    assert 3_000 < max(map(abs, samples)) < 16_000


def test_player_gets_the_tone_on_its_standard_input(machine: Machine) -> None:
    machine.add_player()

    async def story(sound: Tone) -> None:
        sound.ring()
        await until(lambda: machine.said("aplay"))

    play(machine, story)

    assert machine.said("aplay") == [str(len(make_tone()))]


def test_a_screen_that_asks_again_and_again_rings_once(machine: Machine) -> None:
    machine.add_player()

    async def story(sound: Tone) -> None:
        sound.ring()
        await until(lambda: machine.said("aplay"))
        sound.ring()

    play(machine, story)

    assert len(machine.said("aplay")) == 1


def test_player_that_hangs_is_killed_and_told(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(tone, "LIMIT_S", 0.2)
    machine.add_player("sleep 60; true")

    async def story(sound: Tone) -> None:
        sound.ring()
        player, *_ = machine.players()  # its sh may have begun its sleep
        await until(lambda: not _lives(player.pid))

    play(machine, story)

    assert [record.message for record in caplog.records] == [
        "the tone cannot be played: the player needs more than 0.2 s"
    ]


def test_stop_ends_a_player_with_all_that_it_started(machine: Machine) -> None:
    machine.add_player("sleep 60 & echo $! $$; wait; true")
    pids: list[int] = []

    async def story(sound: Tone) -> None:
        sound.ring()
        await until(lambda: machine.said("aplay"))
        pids.extend(int(pid) for pid in machine.said("aplay")[0].split())
        assert os.getpgid(pids[1]) == pids[1] != os.getpgrp()

    play(machine, story)

    wait_until(lambda: not any(map(_lives, pids)), "their end")


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_player_that_reads_nothing_delays_nobody(machine: Machine) -> None:
    machine.add_player("sleep 60; true")

    async def story(sound: Tone) -> None:
        sound.ring()
        assert machine.players()  # it returned while nobody reads

    play(machine, story)


def test_machine_without_sound_says_so_once(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    async def story(_: Tone) -> None:
        sound = Tone({"PATH": str(machine.folder)})
        sound.ring(anew=True)
        sound.ring(anew=True)

    play(machine, story)

    assert [record.message for record in caplog.records] == [
        "the tone cannot be played: neither paplay nor aplay is installed"
    ]


def test_player_that_fails_is_told(machine: Machine, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    machine.add_player("exit 1")

    async def story(sound: Tone) -> None:
        sound.ring()
        await until(lambda: caplog.records)

    play(machine, story)

    assert caplog.records[0].message == "the tone cannot be played: the player ended with status 1"
