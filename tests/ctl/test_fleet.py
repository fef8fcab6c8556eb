# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl fleet`, with a real broker and a real kiosk."""

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.ctl.fleet import Told, status_line
from kiosk.fleet.protocol import KioskState, Situation
from kiosk.library import builder
from kiosk.paths import DataFolder
from tests.support.command_line import Ran, run
from tests.support.fleet import FleetKiosk, kiosk_on, running_desk
from tests.support.library import write_content
from tests.support.mosquitto import Broker, running_broker

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
STATE = KioskState(
    "kiosk-1", Situation.IN_USE, NOW - timedelta(minutes=7), NOW, "Window", waiting=2
)

Story = Callable[[FleetKiosk, Callable[..., Awaitable[Ran]]], Awaitable[None]]


def play(folder: Path, story: Story) -> None:
    """Run a story with a kiosk that is known to its broker, and the command line of its desk."""
    library = folder / "library.db"
    builder.build(write_content(folder), library)

    async def run_it(broker: Broker, data: DataFolder) -> None:
        async def command(*words: str) -> Ran:
            return await asyncio.to_thread(run, "fleet", *words, "--desk", str(broker.pairing()))

        async with kiosk_on(broker, data, folder, library) as kiosk:
            with running_desk(broker, "back") as desk:
                await asyncio.to_thread(desk.until, lambda: desk.state() and desk.is_there())
                kiosk.run.act("touch")
                await asyncio.to_thread(
                    desk.until, lambda: [s for s in desk.states if s.situation is Situation.IN_USE]
                )
            await story(kiosk, command)

    with running_broker(folder) as broker, tempfile.TemporaryDirectory(prefix="kiosk-") as data:
        asyncio.run(run_it(broker, DataFolder(Path(data).resolve())))


def test_status_tells_every_kiosk_and_reset_ends_its_visit(tmp_path: Path) -> None:
    async def story(kiosk: FleetKiosk, command: Callable[..., Awaitable[Ran]]) -> None:
        before = await command("status", "--json")
        ended = await command("reset", "kiosk-1")
        after = await command("status")

        (told,) = json.loads(before.out)
        assert (told["online"], told["state"]["situation"]) == (True, "in-use")
        assert (ended.code, ended.out) == (0, "kiosk-1: done\n")
        assert "attract" in after.out
        assert kiosk.audited("fleet-command") == [("desk.front", "reset.done")]

    play(tmp_path, story)


def test_kiosk_that_nobody_knows_is_not_asked(tmp_path: Path) -> None:
    with running_broker(tmp_path) as broker:
        ran = run("fleet", "reset", "kiosk-9", "--desk", str(broker.pairing()))

    assert (ran.code, ran.err) == (1, "no kiosk kiosk-9 has been heard of\n")


def test_broker_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with running_broker(tmp_path) as broker:
        pass

    ran = run("fleet", "status", "--desk", str(broker.pairing()))

    assert ran.code == 1
    assert "cannot be reached" in ran.err


def test_one_command_makes_everything_a_center_needs(tmp_path: Path) -> None:
    folder = tmp_path / "fleet"
    words = ("--host", "broker.example", "--kiosk", "kiosk-1", "--desk", "front")

    ran = run("fleet", "setup", str(folder), *words)

    assert ran.code == 0
    secrets = [*folder.rglob("*.key"), folder / "authority"]
    assert all(not path.stat().st_mode & 0o077 for path in secrets)
    assert "/etc/infusion-kiosk/fleet" in (folder / "kiosks/kiosk-1/fleet.toml").read_text()
    assert "require_certificate true" in (folder / "broker/mosquitto.conf").read_text()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told("kiosk-1", True, STATE), "kiosk-1 in-use 7 min 2 waiting Window"),
        (Told("kiosk-1", False, STATE), "kiosk-1 gone 7 min 2 waiting Window"),
        (Told("kiosk-1", False, None), "kiosk-1 gone nothing is known of it"),
    ],
)
def test_kiosk_is_told_in_one_line(told: Told, words: str) -> None:
    assert " ".join(status_line(told, NOW).split()) == words
