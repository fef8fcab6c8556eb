# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tour's display and pictures, and where it refuses to play."""

import shutil
import struct
import zlib
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.settings import DEMO_CENTER
from kiosk.supervisor.main import WRONG_OPTIONS, main
from kiosk.supervisor.tour_picture import glass, picture_of

LITTLE, BIG = 0, 1


def dump(order: int, pixels: bytes, *, bits: int = 32) -> bytes:
    """Return a picture of two pixels in one line, as the X server dumps it."""
    fields = [0] * 25
    fields[0], fields[1], fields[4], fields[5] = 104, 7, 2, 1
    fields[7], fields[11], fields[12], fields[19] = order, bits, 8, 1
    return struct.pack(">25I", *fields).ljust(104, b"\0") + bytes(12) + pixels


@pytest.mark.parametrize(
    ("order", "pixels"),
    [(LITTLE, bytes((3, 2, 1, 0, 6, 5, 4, 0))), (BIG, bytes((0, 1, 2, 3, 0, 4, 5, 6)))],
)
def test_dumped_picture_becomes_a_png_of_the_same_colours(order: int, pixels: bytes) -> None:
    png = picture_of(dump(order, pixels))

    size = int.from_bytes(png[33:37], "big")
    assert zlib.decompress(png[41 : 41 + size]) == bytes((0, 1, 2, 3, 4, 5, 6))


def test_picture_of_another_depth_is_refused() -> None:
    with pytest.raises(EnvironmentFault):
        picture_of(dump(LITTLE, bytes(8), bits=16))


def test_machine_without_an_x_server_paints_off_screen_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with glass(1080, 1920, tmp_path) as shown_on:
        assert shown_on.platform.startswith("offscreen:configfile=")
        assert "off screen" in shown_on.says
        assert shown_on.frames is None


def test_live_kiosk_is_never_driven(
    data: DataFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    config = tmp_path / "kiosk.toml"
    config.write_text(
        f'format = 1\nlive = true\n[center]\nname = "A"\nphone = "{DEMO_CENTER.phone}"\n'
        f'after_hours_phone = "{DEMO_CENTER.phone}"\nobservation_minutes = 30\nfever_f = 100.4\n'
    )

    words = ["--tour", str(tmp_path / "pictures"), "--data", str(data.root)]
    code = main([*words, "--config", str(config)])

    assert code == WRONG_OPTIONS
    assert "demonstration only" in capsys.readouterr().out
