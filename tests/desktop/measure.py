# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Measures the running kiosk on a real X server and in cage; no test, run it by hand as root.

``.venv/bin/python -m tests.desktop.measure`` prints milliseconds, mebibytes and percent.
"""

import os
import signal
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import psutil

from tests.support.cage import ReadableCheckout, copy_checkout, ordinary_user
from tests.support.kiosk_parts import parts_of, shown_pid
from tests.support.kiosk_process import RunningKiosk, running_kiosk
from tests.support.pictures import filming, look
from tests.support.twin import PANEL_MM, running_twin
from tests.support.visitor import Visitor, middle
from tests.support.waiting import let_pass, wait_until
from tests.support.x_wire import Rect, XConnection
from tests.support.xorg import Xorg, running_xorg

_SIZE = (1080, 1920)
_CLEARS = 8
# One more and the supervisor takes it for a crash loop.
_KILLS = 4
_REST_S = 10.0
_CHECKOUT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Measure bare and in cage."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        checkout = copy_checkout(_CHECKOUT, folder / "kiosk")
        for in_cage in (False, True):
            _say("in cage" if in_cage else "bare on Xorg")
            place = folder / ("cage" if in_cage else "bare")
            place.mkdir()
            _measure(place, checkout, in_cage=in_cage)


def _measure(folder: Path, checkout: ReadableCheckout, *, in_cage: bool) -> None:
    for name in ("x", "k"):
        (folder / name).mkdir()
    settings = folder / "kiosk.toml"
    width_mm, height_mm = PANEL_MM
    settings.write_text(f"format = 1\n[display]\nwidth_mm = {width_mm}\nheight_mm = {height_mm}\n")
    arguments = ("--config", str(settings))
    with ExitStack() as stack:
        xorg = stack.enter_context(running_xorg(folder / "x", _SIZE))
        visitor = Visitor(xorg, stack.enter_context(running_twin(checkout, _SIZE)))
        begin = visitor.where("attract_begin_en")
        row = Rect(0, begin.y + begin.height // 2, _SIZE[0], 1)
        with filming(xorg.display, row) as film:
            began_s = monotonic()
            running = running_kiosk(
                xorg, checkout, ordinary_user(), folder / "k", arguments, in_cage=in_cage
            )
            kiosk = stack.enter_context(running)
            visitor.sees("attract_begin_en")
        first = next(f for f in film.frames if f.mark == film.frames[-1].mark)
        _say(f"  start to first page: {(first.at_s - began_s) * 1000:.0f} ms")
        _rest(kiosk)
        visitor.tap("attract_begin_en")
        _swaps(xorg, kiosk, row, (begin, visitor.sees("bar_clear")))


def _swaps(xorg: Xorg, kiosk: RunningKiosk, row: Rect, buttons: tuple[Rect, Rect]) -> None:
    begin, clear = buttons
    glass = XConnection(xorg.display)
    home = look(glass, row).mark

    def end() -> None:
        xorg.finger.tap(*middle(clear))

    def kill() -> None:
        os.kill(parts_of(kiosk).active.pid, signal.SIGKILL)

    for what, rounds, act in (("Clear", _CLEARS, end), ("kill -9", _KILLS, kill)):
        times = []
        for _ in range(rounds):
            times.append(_swap(act, xorg, kiosk, row))
            wait_until(kiosk.is_warm, "a standby")
            xorg.finger.tap(*middle(begin))
            wait_until(lambda: look(glass, row).mark == home, "the home page")
        spread = f"{min(times):.0f} to {max(times):.0f}"
        _say(f"  {what} to next page: median {statistics.median(times):.0f}, {spread} ms")
    glass.close()


def _rest(kiosk: RunningKiosk) -> None:
    processes = kiosk.processes()
    for process in processes:
        process.cpu_percent()
    let_pass(_REST_S)
    percent = sum(process.cpu_percent() for process in processes)
    _say(f"  at rest: {percent:.2f} % of one core")
    parts = parts_of(kiosk)
    named: list[tuple[str, psutil.Process | None]] = [
        ("supervisor", parts.supervisor),
        ("active", parts.active),
        *(("standby", standby) for standby in parts.standbys),
        ("backdrop", parts.backdrop),
        ("courier", parts.courier),
    ]
    sizes = [(name, _pss_mib(process)) for name, process in named if process is not None]
    _say(f"  PSS: {sum(size for _, size in sizes):.0f} MiB")
    for name, size in sizes:
        _say(f"    {name}: {size:.0f} MiB")


def _pss_mib(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 2**20


def _swap(end: Callable[[], None], xorg: Xorg, kiosk: RunningKiosk, row: Rect) -> float:
    """End a visit; return the milliseconds until the next page is on the glass, never black."""
    old = shown_pid(kiosk)
    with filming(xorg.display, row) as film:
        at_s = monotonic()
        end()
        wait_until(lambda: shown_pid(kiosk) != old, "a fresh screen")
        let_pass(0.6)
    if film.black_frames:
        _say("    the glass was black")
    attract = film.frames[-1].mark
    page = next(f for f in film.frames if f.at_s > at_s and f.mark == attract)
    return (page.at_s - at_s) * 1000


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
