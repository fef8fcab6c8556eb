# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The variant on X11: the kiosk on an X server with the package's openbox, as an ordinary user.

Keys and fingers are those of a visitor with a keyboard of their own.

Source:
    shared/checks, escape attempts 1, 4, 5, 7, 9, 13, 25, 26.
"""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.support.cage import OrdinaryUser, ReadableCheckout
from tests.support.kiosk_parts import shown_pid
from tests.support.kiosk_process import RunningKiosk, StartKiosk
from tests.support.pictures import save_picture
from tests.support.visitor import Visitor
from tests.support.waiting import let_pass, wait_until
from tests.support.x_wire import XConnection
from tests.support.xorg import Mouse, Xorg, ending

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(90)]

CONFIG = "resources/system/package/files/usr/lib/infusion-kiosk/x11/openbox.xml"
ESC, BACKSPACE, TAB, CTRL, SHIFT, ALT, SPACE = 1, 14, 15, 29, 42, 56, 57
DELETE, SUPER, MENU, D, E, R, ENTER = 111, 125, 127, 32, 18, 19, 28
F1, F2, F4, F7, F8, F9, F10, F12 = 59, 60, 62, 65, 66, 67, 68, 88
CHORDS = (
    (ALT, F4),
    (ALT, TAB),
    (ALT, ESC),
    (ALT, SPACE),
    (ALT, F2),
    (ALT, F7),
    (ALT, F8),
    (ALT, F9),
    (ALT, F10),
    (ALT, ENTER),
    (SUPER,),
    (SUPER, D),
    (SUPER, E),
    (SUPER, R),
    (MENU,),
    (SHIFT, F10),
    (CTRL, ALT, F1),
    (CTRL, ALT, F2),
    (CTRL, ALT, F12),
    (CTRL, ALT, BACKSPACE),
    (CTRL, ALT, DELETE),
    (CTRL, SHIFT, ESC),
)


@pytest.fixture
def manager(
    xorg: Xorg, user: OrdinaryUser, checkout: ReadableCheckout, folder: Path
) -> Iterator[psutil.Process]:
    """The window manager of the package, started as its session starts it."""
    options = ["--sm-disable", "--config-file", str(checkout.root / CONFIG)]
    home = folder / "openbox"
    home.mkdir()
    user.own(home)
    with (home / "log").open("wb") as log:
        manager = subprocess.Popen(
            ["openbox", *options, "--startup", f"touch {home}/there"],
            env={"PATH": "/usr/bin:/bin", "HOME": str(home), "DISPLAY": xorg.display},
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **user.popen_options,  # type: ignore[call-overload]
        )
        with manager, ending(manager):
            running = psutil.Process(manager.pid)
            wait_until(lambda: (home / "there").exists() and not running.children(), "openbox")
            yield running
    assert (home / "log").read_text() == ""


@pytest.fixture
def kiosk(manager: psutil.Process, start_kiosk: StartKiosk, settings: Path) -> RunningKiosk:
    return start_kiosk("--platform", "xcb", "--config", str(settings))


def test_visitor_asks_for_a_call_below_the_window_manager(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, gallery: Path
) -> None:
    save_picture(xorg.display, gallery / "x11-1-first-page.png")
    visitor.ask_for_a_call("wagtail")
    visitor.tap("review_send")
    visitor.sees("receipt_code")

    wait_until(lambda: list(kiosk.data.requests.glob("*.ikr")), "a delivered request")


def test_no_key_and_no_button_leads_out_of_it(
    xorg: Xorg, kiosk: RunningKiosk, manager: psutil.Process, visitor: Visitor
) -> None:
    visitor.tap("attract_begin_en")
    visitor.sees("home_learn")
    before, windows = shown_pid(kiosk), _windows(xorg)

    for chord in CHORDS:
        xorg.keys.strike(*chord)
    let_pass(1)

    assert shown_pid(kiosk) == before
    assert manager.is_running()
    assert manager.children() == []
    assert _windows(xorg) == windows
    visitor.tap("home_learn")
    visitor.sees("article_card_biosimilars")


def test_long_press_and_mouse_open_no_menu(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, folder: Path
) -> None:
    visitor.tap("attract_begin_en")
    visitor.sees("home_learn")
    windows = _windows(xorg)
    xorg.finger.press(4, xorg.size[1] // 2)
    let_pass(2)
    xorg.finger.lift()

    with closing(Mouse(folder / "xorg/mouse")) as mouse:
        mouse.click(Mouse.RIGHT)
        mouse.click(Mouse.MIDDLE)
        let_pass(1)

        assert _windows(xorg) == windows
        visitor.sees("home_learn")


def _windows(xorg: Xorg) -> list[int]:
    with XConnection(xorg.display) as glass:
        return glass.shown_windows()
