# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The desktop tests' own tools: does a finger reach Qt, and does what we see and find exist?"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import touch_window
from tests.support.cage import OrdinaryUser, ReadableCheckout, running_in_cage
from tests.support.kiosk_process import StartKiosk
from tests.support.pictures import filming, look, save_picture, take_picture
from tests.support.process_memory import find_in_files, find_in_memory
from tests.support.waiting import wait_until
from tests.support.x_wire import Rect, XConnection
from tests.support.xorg import Finger, Keys, Xorg, ending

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(60)]

_SIZES = pytest.mark.parametrize("xorg_size", [(1080, 1920), (1920, 1080), (1280, 800)], ids=str)
_SCRIPT = Path(touch_window.__file__)

Heard = Callable[[str], None]


def _listener(process: subprocess.Popen[bytes]) -> Heard:
    """Return a function that waits until the window says a word; words before it are dropped."""
    assert process.stdout
    output = process.stdout

    def heard(word: str) -> None:
        for line in output:
            if line.decode().startswith(word):
                return
        raise AssertionError(f"the window ended without saying {word}")

    return heard


@contextmanager
def _window_on_x(xorg: Xorg) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "DISPLAY": xorg.display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, str(_SCRIPT)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    with process, ending(process):
        yield process


@contextmanager
def _window_in_cage(
    xorg: Xorg, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path, platform: str
) -> Iterator[subprocess.Popen[bytes]]:
    place = folder / "cage"
    place.mkdir()
    command = [checkout.python, checkout.root / "tests/support/touch_window.py"]
    with running_in_cage(
        xorg,
        command,
        user=user,
        folder=place,
        environment={"QT_QPA_PLATFORM": platform},
        output=subprocess.PIPE,
    ) as process:
        yield process


def _line(xorg: Xorg) -> tuple[float, float]:
    return xorg.size[0] / 2, xorg.size[1] / 4


def _button(xorg: Xorg) -> tuple[float, float]:
    return xorg.size[0] / 2, xorg.size[1] * 3 / 4


def _is_drawn(xorg: Xorg) -> bool:
    """Return whether the window's light parts are on the glass, not a compositor's background."""
    with XConnection(xorg.display) as glass:
        spots = (Rect(int(x), int(y), 1, 1) for x, y in (_line(xorg), _button(xorg)))
        return all(min(pixel[:3]) > 200 for pixel in glass.pixels(*spots))


@_SIZES
def test_tap_reaches_qt_as_touch_and_clicks_a_button(xorg: Xorg, finger: Finger) -> None:
    with _window_on_x(xorg) as window:
        heard = _listener(window)
        heard(f"ready xcb {xorg.size[0]}x{xorg.size[1]}")
        wait_until(lambda: _is_drawn(xorg), "the window")

        finger.tap(*_button(xorg))

        heard("touch-begin")
        heard("pressed")
        heard("clicked")


@_SIZES
def test_tap_goes_through_cage_and_xwayland_to_a_button(
    xorg: Xorg, finger: Finger, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path
) -> None:
    with _window_in_cage(xorg, checkout, user, folder, "xcb") as window:
        heard = _listener(window)
        heard(f"ready xcb {xorg.size[0]}x{xorg.size[1]}")
        wait_until(lambda: _is_drawn(xorg), "the window")

        finger.tap(*_button(xorg))

        heard("touch-begin")
        heard("pressed")
        heard("clicked")


def test_touch_goes_through_cage_on_wayland(
    xorg: Xorg, finger: Finger, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path
) -> None:
    with _window_in_cage(xorg, checkout, user, folder, "wayland") as window:
        heard = _listener(window)
        heard(f"ready wayland {xorg.size[0]}x{xorg.size[1]}")
        wait_until(lambda: _is_drawn(xorg), "the window")

        finger.tap(*_button(xorg))

        # No more than this: cage before 0.1.5 sends no wl_touch.frame, and Qt never learns on
        # Wayland that the finger was lifted. Through Xwayland it does.
        heard("touch-begin")
        heard("pressed")


def test_program_in_cage_runs_as_an_ordinary_user(
    xorg: Xorg, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path
) -> None:
    place = folder / "cage"
    place.mkdir()

    command = ["/usr/bin/id", "-u"]
    with running_in_cage(xorg, command, user=user, folder=place, output=subprocess.PIPE) as process:
        assert process.stdout
        said = process.stdout.readline()

    assert int(said) == user.uid != 0


def test_picture_holds_what_the_window_draws(xorg: Xorg, folder: Path) -> None:
    file = folder / "picture.png"
    with _window_on_x(xorg) as window:
        _listener(window)("ready")
        wait_until(lambda: _is_drawn(xorg), "the window")

        save_picture(xorg.display, file)
        picture = take_picture(xorg.display)

    assert file.read_bytes().startswith(b"\x89PNG")
    assert (picture.width(), picture.height()) == xorg.size
    assert picture.pixelColor(*map(int, _line(xorg))).lightness() > 200


def test_glass_without_a_window_is_black_and_blank(xorg: Xorg) -> None:
    with XConnection(xorg.display) as glass:
        frame = look(glass)

    assert frame.is_black
    assert frame.is_blank


def test_film_sees_the_moment_a_window_goes_black(xorg: Xorg) -> None:
    with _window_on_x(xorg) as window:
        _listener(window)("ready")
        wait_until(lambda: _is_drawn(xorg), "the window")

        with filming(xorg.display) as film:
            ended_at = time.monotonic()
            window.kill()
            wait_until(lambda: not _is_drawn(xorg), "the empty glass")

    assert not film.frames[0].is_black
    assert film.black_frames[0].at_s > ended_at


def test_film_takes_at_least_fifty_frames_a_second(xorg: Xorg) -> None:
    started = time.monotonic()
    with filming(xorg.display) as film:
        wait_until(lambda: len(film) > 100, "a hundred frames", within_s=2)

    assert len(film) / (time.monotonic() - started) > 50


@pytest.mark.parametrize("in_cage", [False, True], ids=["bare", "in-cage"])
def test_started_kiosk_is_on_the_glass_with_a_standby(
    xorg: Xorg, start_kiosk: StartKiosk, in_cage: bool
) -> None:
    kiosk = start_kiosk(in_cage=in_cage)

    with XConnection(xorg.display) as glass:
        wait_until(lambda: not look(glass).is_blank, "a page")
    assert len(kiosk.processes()) >= 3


def test_typed_text_is_found_in_the_living_process(xorg: Xorg, finger: Finger, keys: Keys) -> None:
    with _window_on_x(xorg) as window:
        heard = _listener(window)
        heard("ready")
        wait_until(lambda: _is_drawn(xorg), "the window")
        finger.tap(*_line(xorg))
        heard("touch-begin")
        keys.write("wagtail")
        for _ in "wagtail":
            heard("typed")

        hits = find_in_memory([window.pid], ["curlew", "wagtail"])

    assert {(hit.needle, hit.encoding) for hit in hits} >= {(1, "utf-16-le")}
    assert all(hit.needle == 1 for hit in hits)


def test_dead_process_holds_nothing(xorg: Xorg, keys: Keys) -> None:
    with _window_on_x(xorg) as window:
        heard = _listener(window)
        heard("ready")
        wait_until(lambda: _is_drawn(xorg), "the window")
        keys.write("wagtail")
        for _ in "wagtail":
            heard("typed")
        window.kill()
        window.wait()

        assert find_in_memory([window.pid, xorg.pid], ["wagtail"]) == []


def test_text_in_a_file_is_found_across_chunks(folder: Path) -> None:
    (folder / "big").write_bytes(b"." * (4 * 1024 * 1024 - 3) + "wagtail".encode("utf-16-le"))

    hits = find_in_files([folder], ["wagtail"])

    assert [(Path(hit.place).name, hit.needle, hit.encoding) for hit in hits] == [
        ("big", 0, "utf-16-le")
    ]
