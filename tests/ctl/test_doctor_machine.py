# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor` on machines that are made of files."""

from pathlib import Path

import msgspec
import pytest

from kiosk.ctl import doctor_machine
from kiosk.ctl.doctor_machine import (
    check_clock,
    check_disk,
    check_glass,
    check_panic,
    check_sound,
    check_touch,
    check_watchdog,
    size_mm,
)
from kiosk.ctl.verdict import Verdict
from kiosk.settings import Display, Settings

TOUCH = """\
I: Bus=0003 Vendor=0eef Product=0001 Version=0111
N: Name="Panel of a maker"
B: PROP=2
B: EV=1b
B: ABS=273800001000003

"""
MOUSE = TOUCH.replace("PROP=2", "PROP=0").replace("Panel of a maker", "Mouse")


def edid(width_mm: int, height_mm: int) -> bytes:
    data = bytearray(128)
    data[66], data[67] = width_mm & 255, height_mm & 255
    data[68] = (width_mm >> 8) << 4 | height_mm >> 8
    data[21], data[22] = width_mm // 10, height_mm // 10
    return bytes(data)


def connect(sys: Path, name: str, data: bytes) -> None:
    port = sys / "class/drm" / f"card0-{name}"
    port.mkdir(parents=True)
    (port / "status").write_text("connected\n")
    (port / "edid").write_bytes(data)


def test_a_display_tells_its_millimetres(tmp_path: Path) -> None:
    connect(tmp_path, "HDMI-A-1", edid(597, 336))

    check = check_glass(None, tmp_path)

    assert (check.verdict, check.found) == (Verdict.OK, "HDMI-A-1 597 x 336 mm")


def test_centimetres_do_where_millimetres_lack() -> None:
    data = bytearray(edid(600, 340))
    data[66:69] = bytes(3)

    assert size_mm(bytes(data)) == (600, 340)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [((336, 597), Verdict.OK), ((600, 340), Verdict.OK), ((500, 300), Verdict.WARN)],
)
def test_another_size_in_the_settings_is_told(
    tmp_path: Path, given: tuple[float, float], verdict: Verdict
) -> None:
    connect(tmp_path, "DP-1", edid(597, 336))
    display = Display(width_mm=given[0], height_mm=given[1])

    check = check_glass(msgspec.structs.replace(Settings(), display=display), tmp_path)

    assert check.verdict is verdict


def test_a_display_without_a_size_wants_to_be_measured(tmp_path: Path) -> None:
    connect(tmp_path, "DP-1", b"")

    assert "Measure" in check_glass(None, tmp_path).mend


@pytest.mark.parametrize(
    ("devices", "verdict"), [(MOUSE + TOUCH, Verdict.OK), (MOUSE, Verdict.WARN)]
)
def test_a_touch_screen_is_told_from_a_mouse(
    tmp_path: Path, devices: str, verdict: Verdict
) -> None:
    (tmp_path / "bus/input").mkdir(parents=True)
    (tmp_path / "bus/input/devices").write_text(devices)

    assert check_touch(tmp_path).verdict is verdict


@pytest.mark.parametrize(
    ("cards", "verdict"),
    [(" 0 [PCH ]: HDA-Intel - Audio\n", Verdict.OK), ("--- no soundcards ---\n", Verdict.WARN)],
)
def test_a_sound_card_is_found(tmp_path: Path, cards: str, verdict: Verdict) -> None:
    (tmp_path / "asound").mkdir()
    (tmp_path / "asound/cards").write_text(cards)

    assert check_sound(tmp_path).verdict is verdict


@pytest.mark.parametrize(
    ("needed", "verdict"), [(0, Verdict.OK), (1 << 62, Verdict.FAIL)], ids=["room", "full"]
)
def test_a_full_disk_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needed: int, verdict: Verdict
) -> None:
    monkeypatch.setattr(doctor_machine, "TOO_LITTLE_BYTES", needed)
    monkeypatch.setattr(doctor_machine, "LITTLE_BYTES", needed)

    assert check_disk(tmp_path / "not/yet").verdict is verdict


@pytest.mark.parametrize(("synchronized", "verdict"), [(True, Verdict.OK), (False, Verdict.WARN)])
def test_a_clock_that_follows_nobody_is_told(
    tmp_path: Path, *, synchronized: bool, verdict: Verdict
) -> None:
    (tmp_path / "class/rtc/rtc0").mkdir(parents=True)

    assert check_clock(is_synchronized=synchronized, sys=tmp_path).verdict is verdict


def test_a_watchdog_that_nobody_feeds_is_told(tmp_path: Path) -> None:
    watchdog = tmp_path / "class/watchdog/watchdog0"
    watchdog.mkdir(parents=True)
    (watchdog / "state").write_text("inactive\n")
    assert check_watchdog(tmp_path).verdict is Verdict.WARN

    (watchdog / "state").write_text("active\n")
    assert check_watchdog(tmp_path).verdict is Verdict.OK


@pytest.mark.parametrize(("seconds", "verdict"), [("0", Verdict.WARN), ("10", Verdict.OK)])
def test_a_panic_has_to_end_in_a_restart(tmp_path: Path, seconds: str, verdict: Verdict) -> None:
    (tmp_path / "sys/kernel").mkdir(parents=True)
    (tmp_path / "sys/kernel/panic").write_text(seconds)

    assert check_panic(tmp_path).verdict is verdict
