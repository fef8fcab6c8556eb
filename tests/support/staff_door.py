# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Staff in front of a screen of a test, and the supervisor's answers to them."""

import msgspec
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screen.staff.hold import name_area
from kiosk.screen.staff.touches import HOLD_S
from kiosk.session.panel import DoorIs, OpenDoor, PanelNews, SignedIn
from kiosk.session.wire import encode
from kiosk.staff.panel import Role, acts_of
from tests.support.screen import WAIT_MS, Screen
from tests.support.staff import DESK_PIN

NEWS = PanelNews(
    kiosk="kiosk-1",
    version="1.2.3",
    standing="demo",
    uptime_s=7_260,
    content_at="2026-11-20T10:00:00+00:00",
    content_mark="a1b2c3d4e5f6",
    waiting=0,
    oldest_s=0.0,
    quarantined=0,
    is_overdue=False,
    delivered_at="",
    problem="",
    last_problem="",
    last_problem_at="",
    has_courier=True,
    is_clock_sound=True,
    has_printer=False,
    cleaned_at="",
    language="en",
    notice="",
    volume=60,
    brightness=60,
)
"""What a kiosk tells that has nothing to do."""


def tell(view: Screen, *messages: msgspec.Struct) -> None:
    """Say something to the screen, as its supervisor."""
    for message in messages:
        view.line.send(encode(message))


def hold(view: Screen, seconds: float, at: QPoint | None = None) -> None:
    """Rest a finger on the center's name, or elsewhere, and lift it."""
    where = at or name_area(view.shell).center()
    view.finger.press(where)
    view.clock.advance(seconds)
    wait_for_clock(view, "hold_clock")
    view.finger.release(where)
    view.lay_out()


def wait_for_clock(view: Screen, name: str) -> None:
    """Wait until a clock that runs has been looked at twice; one that stands is not waited for."""
    timer = view.shell.findChild(QTimer, name)
    assert timer is not None
    for _ in range(2):
        if timer.isActive():
            with view.qtbot.waitSignal(timer.timeout, timeout=WAIT_MS):
                pass


def open_door(view: Screen, door: DoorIs | None = None) -> None:
    """Hold the name until the pad is there, and have the supervisor say how the door is."""
    asked = len(view.heard(OpenDoor))
    hold(view, HOLD_S)
    view.part("staff_pad")
    view.until(lambda: len(view.heard(OpenDoor)) > asked)
    tell(view, door or DoorIs())
    if door is None:
        view.until(lambda: view.part("staff_keys").isEnabled())


def type_pin(view: Screen, pin: str = DESK_PIN) -> None:
    """Type a PIN on the pad and touch OK."""
    view.type(pin)
    view.tap("key_next")


def sign_in(view: Screen, role: Role = Role.DESK, news: PanelNews = NEWS) -> None:
    """Open the door and come in."""
    open_door(view)
    type_pin(view)
    tell(view, SignedIn("Dana", role, acts_of(role), 120), news)
    view.part("panel_done")
    view.until(lambda: news.version in view.words())
    view.part("panel_scroll_down")  # the strip that turns pages comes last


def here(view: Screen) -> QWidget:
    """Return what has the focus, or the window."""
    return QApplication.focusWidget() or view.shell


def picture(view: Screen) -> QImage:
    """Return what is on the glass."""
    view.lay_out()
    return view.shell.grab().toImage()
