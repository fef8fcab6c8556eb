# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a visitor sees when a screen dies, freezes or gives way: the next page, and never black.

Source:
    DESIGN.md, section 2 (the swap, heartbeat).
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

import psutil
import pytest

from tests.support.crowding import crowding
from tests.support.kiosk_parts import Parts, parts_of, shown_pid, verdict_at_s
from tests.support.kiosk_process import RunningKiosk
from tests.support.pictures import Film, filming, look
from tests.support.visitor import Visitor
from tests.support.waiting import wait_until
from tests.support.x_wire import Rect, XConnection
from tests.support.xorg import Xorg

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(60)]

_WARM_MS = {False: 100, True: 250}
_COLD_MS = 1000
_BOTH = pytest.mark.parametrize("in_cage", [False, True], ids=["bare", "in-cage"])

Measured = Callable[[str, float], None]


@dataclass(slots=True)
class Scene:
    """A visit under way, filmed.

    Attributes:
        kiosk: The kiosk.
        film: The film; read it when the scene is over.
        parts: The kiosk's processes at its beginning.
        attract: How the marked row looks on the first page.
        crowding: How much longer all times are because of other programs.
    """

    kiosk: RunningKiosk
    film: Film
    parts: Parts
    attract: str
    crowding: float

    def kill(self, *victims: psutil.Process | None) -> float:
        """Kill processes at one blow; return when."""
        pids = [victim.pid for victim in victims if victim is not None]
        assert len(pids) == len(victims)
        at_s = monotonic()
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        return at_s

    def first_page_after(self, moment_s: float) -> float:
        """Return the milliseconds from a moment to the first page on the glass."""
        marks = ((f.at_s, f.mark) for f in self.film.frames if f.at_s > moment_s)
        return next((at_s - moment_s) * 1000 for at_s, mark in marks if mark == self.attract)


@contextmanager
def _scene(xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor) -> Iterator[Scene]:
    """Begin a visit, film while the body ruins it, and go on until a fresh screen is warm."""
    begin = visitor.sees("attract_begin_en")
    row = Rect(0, begin.y + begin.height // 2, xorg.size[0], 1)
    with XConnection(xorg.display) as glass:
        attract = look(glass, row).mark
    visitor.tap("attract_begin_en")
    visitor.sees("home_learn")
    wait_until(kiosk.is_warm, "a standby")
    old = parts_of(kiosk)
    with filming(xorg.display, row) as film:
        scene = Scene(kiosk, film, old, attract, crowding())
        yield scene
        wait_until(lambda: shown_pid(kiosk) != old.active.pid, "another screen")
        wait_until(kiosk.is_warm, "a new standby")
    scene.crowding = max(scene.crowding, crowding())


@_BOTH
def test_standby_is_on_the_glass_at_once_when_the_screen_is_killed(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, in_cage: bool, measured: Measured
) -> None:
    with _scene(xorg, kiosk, visitor) as scene:
        killed_s = scene.kill(scene.parts.active)

    took_ms = scene.first_page_after(killed_s)
    measured("next page after", took_ms)
    assert scene.film.black_frames == []
    assert took_ms <= _WARM_MS[in_cage] * scene.crowding


@_BOTH
def test_backdrop_shows_until_the_next_page_when_all_screens_are_killed(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, in_cage: bool, measured: Measured
) -> None:
    with _scene(xorg, kiosk, visitor) as scene:
        killed_s = scene.kill(scene.parts.active, *scene.parts.standbys)

    took_ms = scene.first_page_after(killed_s)
    measured("next page after", took_ms)
    assert scene.film.black_frames == []
    assert took_ms <= _COLD_MS * scene.crowding


@_BOTH
def test_page_is_back_within_a_second_when_everything_that_shows_is_killed(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, in_cage: bool, measured: Measured
) -> None:
    with _scene(xorg, kiosk, visitor) as scene:
        killed_s = scene.kill(*scene.parts.screens)

    took_ms = scene.first_page_after(killed_s)
    measured("next page after", took_ms)
    assert took_ms <= _COLD_MS * scene.crowding


@_BOTH
def test_frozen_screen_is_replaced_at_the_verdict(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, in_cage: bool, measured: Measured
) -> None:
    with _scene(xorg, kiosk, visitor) as scene:
        stopped_s = monotonic()
        os.kill(scene.parts.active.pid, signal.SIGSTOP)

    verdict_s = verdict_at_s(kiosk, "screen-froze")
    took_ms = scene.first_page_after(stopped_s) - (verdict_s - stopped_s) * 1000
    measured("verdict after", (verdict_s - stopped_s) * 1000)
    measured("next page after", took_ms)
    assert scene.film.black_frames == []
    assert 2 < verdict_s - stopped_s < 3.5
    assert took_ms <= _WARM_MS[in_cage] * scene.crowding


@_BOTH
def test_planned_swap_shows_no_black(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, in_cage: bool, measured: Measured
) -> None:
    with _scene(xorg, kiosk, visitor) as scene:
        touched_s = monotonic()
        visitor.tap("bar_clear")

    measured("fresh page after", scene.first_page_after(touched_s))
    assert scene.film.black_frames == []
    assert not scene.parts.active.is_running()
