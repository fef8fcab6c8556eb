# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How children are started and spoken to."""

import asyncio
import os
import sys

import pytest

from kiosk.session.messages import Cleaned
from kiosk.session.wire import MAX_FIRST_LINE_BYTES
from kiosk.supervisor.children import (
    ScreenProcess,
    courier_environment,
    kiosk_command,
    screen_environment,
)

OUTSIDE = {
    "PATH": "/bin",
    "HOME": "/home/kiosk",
    "DISPLAY": ":0",
    "XAUTHORITY": "/home/kiosk/.Xauthority",
    "QT_QPA_PLATFORM": "vnc",
    "QT_PLUGIN_PATH": "/evil",
    "PYTHONPATH": "/evil",
    "PYTHONBREAKPOINT": "evil.set",
    "LD_PRELOAD": "/evil.so",
    "HTTPS_PROXY": "http://proxy.example",
    "NOTIFY_SOCKET": "/run/systemd/notify",
}


def test_screen_gets_its_display_and_nothing_that_loads_code() -> None:
    inside = screen_environment(OUTSIDE, None)

    assert inside["DISPLAY"] == ":0"
    assert "/evil" not in " ".join(inside.values())
    assert not {"QT_QPA_PLATFORM", "HTTPS_PROXY", "NOTIFY_SOCKET", "LD_PRELOAD"} & set(inside)


def test_screen_is_on_no_bus_unless_one_is_named_for_assistive_programs() -> None:
    session = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}
    named = {"AT_SPI_BUS_ADDRESS": "unix:path=/run/kiosk/a11y"}

    without = screen_environment({**OUTSIDE, **session}, None)
    assert without["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
    assert "AT_SPI_BUS_ADDRESS" not in without

    inside = screen_environment({**OUTSIDE, **session, **named}, None)
    assert inside["AT_SPI_BUS_ADDRESS"] == "unix:path=/run/kiosk/a11y"
    assert inside["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"


def test_platform_comes_from_the_kiosks_own_option_only() -> None:
    assert screen_environment(OUTSIDE, "offscreen")["QT_QPA_PLATFORM"] == "offscreen"


def test_courier_gets_the_proxy_but_no_display() -> None:
    inside = courier_environment(OUTSIDE)

    assert inside["HTTPS_PROXY"] == "http://proxy.example"
    assert not {"DISPLAY", "XAUTHORITY"} & set(inside)


def test_own_modules_are_run_by_this_very_python() -> None:
    assert kiosk_command("kiosk.screen") == (sys.executable, "-P", "-m", "kiosk.screen")


def test_frozen_build_runs_its_modules_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert kiosk_command("kiosk.screen") == (sys.executable, "--run-module", "kiosk.screen")


def test_screen_that_does_not_read_its_line_is_killed() -> None:
    async def story() -> None:
        died = asyncio.Event()
        process = ScreenProcess(
            (sys.executable, "-c", "import signal; signal.pause()"),
            screen_environment(os.environ, None),
            on_message=lambda _: None,
            on_died=died.set,
        )
        # More than its line and the kernel's own store can hold.
        for _ in range(4 * MAX_FIRST_LINE_BYTES // 50_000):
            process.send(Cleaned("x" * 50_000))
        async with asyncio.timeout(15):
            await died.wait()

    asyncio.run(story())
