# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import asyncio
from pathlib import Path

import psutil
import pytest

from kiosk.supervisor import turning
from kiosk.supervisor.turning import cage_options, connected, keep_turned, outputs_in
from tests.support.waiting import wait_until

OLD = (
    "Usage: cage\n\n -h\t Display this help message\n -r\t Rotate the output 90 degrees clockwise\n"
)
NEW = "Usage: cage\n\n -h\t Display this help message\n -s\t Allow VT switching\n"


@pytest.mark.parametrize(("rotation", "times"), [(0, 0), (90, 1), (180, 2), (270, 3)])
def test_cage_that_turns_by_itself_is_told_so_for_each_quarter(rotation: int, times: int) -> None:
    assert cage_options(OLD, rotation) == ("-r",) * times


def test_newer_cage_is_given_no_option_that_it_does_not_know() -> None:
    assert cage_options(NEW, 90) == ()


def test_displays_are_read_off_what_wlr_randr_lists() -> None:
    listed = 'HDMI-A-1 "Maker Panel"\n  Enabled: yes\n  Modes:\n    1920x1080 px\nDP-2 "Other"\n'

    assert outputs_in(listed) == ("HDMI-A-1", "DP-2")


@pytest.fixture
def drm(tmp_path: Path) -> Path:
    for name, status in (("card0-HDMI-A-1", "connected"), ("card0-DP-1", "disconnected")):
        (tmp_path / "drm" / name).mkdir(parents=True)
        (tmp_path / "drm" / name / "status").write_text(f"{status}\n")
    return tmp_path / "drm"


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """What a stand-in of wlr-randr was asked; it lists two displays."""
    said = tmp_path / "said"
    program = tmp_path / "bin/wlr-randr"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho "$*" >> {said}\n[ "$#" -gt 0 ] || printf "A-1 x\\nB-2 y\\n"\n'
    )
    program.chmod(0o755)
    return said


def test_display_that_is_plugged_in_later_is_turned_too(
    drm: Path, said: Path, tmp_path: Path
) -> None:
    turns = ["--output A-1 --transform 90", "--output B-2 --transform 90"]

    async def scene() -> None:
        environment = {"PATH": f"{tmp_path}/bin:/usr/bin:/bin"}
        keeping = asyncio.create_task(keep_turned(environment, 90, drm))
        await asyncio.to_thread(wait_until, lambda: _asked(said) == ["", *turns], "the first turn")
        (drm / "card0-DP-1/status").write_text("connected\n")
        twice = ["", *turns, "", *turns]
        await asyncio.to_thread(wait_until, lambda: _asked(said) == twice, "the second turn")
        keeping.cancel()
        await asyncio.wait({keeping})

    asyncio.run(scene())


def test_program_that_hangs_is_ended_and_the_next_display_is_turned(
    drm: Path, said: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "ANSWER_S", 2.0)  # enough to say its number on a busy machine
    program, good = tmp_path / "bin/wlr-randr", (tmp_path / "bin/wlr-randr").read_text()
    program.write_text(f"#!/bin/sh\necho $$ >> {said}\nexec sleep 600\n")

    async def scene() -> None:
        environment = {"PATH": f"{tmp_path}/bin:/usr/bin:/bin"}
        keeping = asyncio.create_task(keep_turned(environment, 90, drm))
        await asyncio.to_thread(wait_until, lambda: _asked(said), "the first try")
        number = int(_asked(said)[0])
        await asyncio.to_thread(wait_until, lambda: not psutil.pid_exists(number), "its end")
        monkeypatch.setattr(turning, "ANSWER_S", 30.0)
        program.write_text(good)
        (drm / "card0-DP-1/status").write_text("connected\n")
        last = "--output B-2 --transform 90"
        await asyncio.to_thread(wait_until, lambda: last in _asked(said), "the turn")
        keeping.cancel()
        await asyncio.wait({keeping})

    asyncio.run(scene())


def test_connectors_without_display_do_not_count(drm: Path) -> None:
    assert connected(drm) == ("card0-HDMI-A-1",)


def _asked(said: Path) -> list[str]:
    return said.read_text().splitlines() if said.exists() else []
