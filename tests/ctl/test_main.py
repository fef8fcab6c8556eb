# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The commands that speak to a running kiosk, against a real control endpoint."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk import __version__
from kiosk.ctl.main import status_lines
from kiosk.paths import DataFolder
from kiosk.session.control import (
    AskCleaned,
    AskReload,
    AskReset,
    AskStop,
    CourierReport,
    Done,
    FromControl,
    QueueCounts,
    Refused,
    Status,
    ToControl,
    Wish,
)
from kiosk.session.messages import Standing
from kiosk.supervisor.control import ControlEndpoint
from tests.support.command_line import Ran, run

NOBODY = 65_534
STATUS = Status(
    version="9.9.9",
    standing=Standing.DEMO,
    active="shown",
    standby="ready",
    courier="connected",
    queue=QueueCounts(waiting=2, oldest_s=180.0, quarantined=1, problem="desk: disk full"),
    staff_notice="The new configuration was refused.",
)


class Desk:
    """A kiosk that answers every wish alike and remembers it."""

    def __init__(self, answer: FromControl) -> None:
        self._answer = answer
        self.wishes: list[ToControl] = []

    def answer(self, wish: Wish) -> FromControl:
        self.wishes.append(wish)
        return self._answer

    def courier_came(self) -> None:
        raise AssertionError("nobody here is a courier")

    def courier_reports(self, report: CourierReport) -> None:
        raise AssertionError("nobody here is a courier")


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:  # short: a local socket's path is limited
        yield Path(folder)


def run_against(desk: Desk, data: Path, *arguments: str) -> Ran:
    async def scenario() -> Ran:
        endpoint = ControlEndpoint(DataFolder(data).control_socket, desk, tuple)
        await endpoint.open()
        try:
            return await asyncio.to_thread(run, *arguments, "--data", str(data))
        finally:
            await endpoint.close()

    return asyncio.run(scenario())


@pytest.mark.parametrize(
    ("command", "wish"),
    [
        ("reset", AskReset()),
        ("reload", AskReload()),
        ("stop", AskStop()),
        ("cleaned", AskCleaned()),
    ],
)
def test_a_command_carries_its_wish_to_the_kiosk(data: Path, command: str, wish: ToControl) -> None:
    desk = Desk(Done())

    ran = run_against(desk, data, command)

    assert (ran.code, ran.err) == (0, "")
    assert desk.wishes == [wish]


def test_waiting_ends_at_once_where_nobody_visits(data: Path) -> None:
    assert run_against(Desk(STATUS), data, "wait").out == "no visit is running\n"
    assert run("wait", "--data", str(data)).out == "no visit is running\n"


def test_waiting_for_a_visit_has_an_end(data: Path) -> None:
    visited = msgspec.structs.replace(STATUS, visit=True)

    ran = run_against(Desk(visited), data, "wait", "--minutes", "0")

    assert ran.out == "a visit still runs after 0 minutes\n"


def test_what_the_kiosk_adds_is_told(data: Path) -> None:
    ran = run_against(Desk(Done("the clock is wrong")), data, "cleaned")

    assert ran.out == "the cleaning of the screen was noted; the clock is wrong\n"


@pytest.mark.parametrize("command", ["status", "reset", "reload", "stop", "cleaned"])
def test_a_refusal_is_told_and_fails(data: Path, command: str) -> None:
    ran = run_against(Desk(Refused("only root may")), data, command)

    assert (ran.code, ran.out, ran.err) == (1, "", "the kiosk refused: only root may\n")


@pytest.mark.parametrize("command", ["status", "reset", "reload", "stop", "cleaned"])
def test_without_a_kiosk_the_exit_code_is_3(data: Path, command: str) -> None:
    ran = run(command, "--data", str(data))

    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"no kiosk runs on the data folder {data}\n"


def test_a_dead_kiosks_socket_counts_as_no_kiosk(data: Path) -> None:
    socket_path = DataFolder(data).control_socket
    socket_path.parent.mkdir()
    socket_path.touch()

    assert run("status", "--data", str(data)).code == 3


def test_the_status_is_told_in_lines(data: Path) -> None:
    ran = run_against(Desk(STATUS), data, "status")

    assert ran.code == 0
    assert "requests  2 waiting (the oldest for 3 min), 1 in quarantine" in ran.out.splitlines()


def test_the_status_is_told_as_json(data: Path) -> None:
    ran = run_against(Desk(STATUS), data, "status", "--json")

    assert json.loads(ran.out)["queue"]["waiting"] == 2


def test_a_courier_that_has_not_reported_is_told_so() -> None:
    silent = Status("1", Standing.LIVE, "shown", "ready", "gone", None, "")

    assert status_lines(silent)[-1] == "requests  not known: the courier has not reported"


def test_a_data_folder_with_too_long_a_name_is_one_sentence(data: Path) -> None:
    ran = run("status", "--data", str(data / ("x" * 120)))

    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1


@contextlib.contextmanager
def nobody_special(data: Path) -> Iterator[None]:
    """Be a user to whom a data folder is closed."""
    data.chmod(0)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
        data.chmod(0o700)


@pytest.mark.parametrize("words", [("queue", "guard"), ("queue", "status"), ("audit", "verify")])
def test_what_is_closed_to_this_user_is_one_sentence(words: tuple[str, ...], data: Path) -> None:
    for folder in ("queue", "audit"):
        (data / "kiosk" / folder).mkdir(parents=True)
    command = (*words, "--data", str(data / "kiosk"))
    run(*command)  # whatever it loads is loaded

    with nobody_special(data):
        ran = run(*command)

    assert ran.code == 1
    assert "closed to this user" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("module", ["kiosk.ctl", "kiosk.ctl.main"])
def test_the_command_line_starts_as_a_module(module: str) -> None:
    command = [sys.executable, "-m", module, "version"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)

    assert ran.stdout.strip() == __version__


@pytest.mark.parametrize("name", ["config", "content", "queue", "doctor", "status"])
def test_every_command_has_help(name: str) -> None:
    assert run(name, "--help").code == 0
