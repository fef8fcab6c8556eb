# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A courier is kept running."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from kiosk.paths import DataFolder
from kiosk.supervisor.courier_keeper import CourierKeeper, restart_delay
from tests.support.waiting import wait_until

POLITE = (sys.executable, "-c", "import signal; signal.pause()")
DEAF = (
    sys.executable,
    "-c",
    (
        "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        " open(sys.argv[1], 'w').close(); signal.pause()"
    ),
)


@pytest.mark.parametrize(("deaths", "seconds"), [(1, 1), (2, 2), (3, 4), (7, 60), (900, 60)])
def test_delay_doubles_to_a_minute(deaths: int, seconds: float) -> None:
    assert restart_delay(deaths) == seconds


def test_killed_courier_is_started_again() -> None:
    async def story() -> None:
        died = asyncio.Event()
        keeper = CourierKeeper(lambda: POLITE, os.environ, lambda status: died.set())
        keeper.start()
        first = keeper.pid or 0
        os.kill(first, signal.SIGKILL)
        async with asyncio.timeout(10):
            await died.wait()
            assert keeper.state == "waiting"
        await asyncio.to_thread(wait_until, lambda: keeper.state == "running", "a second courier")
        assert keeper.pid not in (None, first)
        await keeper.stop()
        assert keeper.state == "stopped"

    asyncio.run(story())


def test_courier_that_ignores_a_polite_word_is_killed(tmp_path: Path) -> None:
    async def story() -> None:
        deaf = tmp_path / "deaf"
        keeper = CourierKeeper(lambda: (*DEAF, str(deaf)), os.environ, lambda status: None)
        keeper.start()
        pid = keeper.pid or 0
        await asyncio.to_thread(wait_until, deaf.exists, "the deaf courier")
        await keeper.stop()
        assert not psutil.pid_exists(pid)

    asyncio.run(story())


def test_restart_is_at_once_and_no_death() -> None:
    async def story() -> None:
        deaths: list[int] = []
        keeper = CourierKeeper(lambda: POLITE, os.environ, deaths.append)
        keeper.start()
        first = keeper.pid
        keeper.restart()
        await asyncio.to_thread(wait_until, lambda: keeper.pid not in (None, first), "another")
        await keeper.stop()
        assert deaths == []

    asyncio.run(story())


_SUPERVISOR = """
import asyncio, os, sys
from kiosk.supervisor.courier_keeper import CourierKeeper

async def keep():
    command = (sys.executable, "-m", "kiosk.courier", "--demo", "--data", sys.argv[1])
    keeper = CourierKeeper(lambda: command, os.environ, lambda status: None)
    keeper.start()
    print(keeper.pid, flush=True)
    await asyncio.Event().wait()

asyncio.run(keep())
"""


def test_courier_ends_with_a_supervisor_that_was_killed(data: DataFolder) -> None:
    command = [sys.executable, "-c", _SUPERVISOR, str(data.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        courier = psutil.Process(int(supervisor.stdout.readline()))
        wait_until(data.queue_file.exists, "the courier at work")

        supervisor.kill()

    courier.wait(5)
    assert not courier.is_running()


def test_program_that_is_missing_is_tried_again_later(tmp_path: Path) -> None:
    async def story() -> None:
        none = str(tmp_path / "none")
        keeper = CourierKeeper(lambda: (none,), os.environ, lambda status: None)
        keeper.start()
        assert keeper.state == "waiting"
        await keeper.stop()
        assert keeper.state == "stopped"

    asyncio.run(story())
