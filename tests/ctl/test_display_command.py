# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.ctl.display import rules_for
from kiosk.settings import Display
from tests.support.command_line import Ran, run

Apply = Callable[[str], Ran]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return tmp_path / "99-infusion-kiosk.rules"


@pytest.fixture
def apply(tmp_path: Path, rules: Path) -> Apply:
    def call(display: str) -> Ran:
        config = tmp_path / "kiosk.toml"
        config.write_text(f"format = 1\n[display]\n{display}\n")
        return run("display", "apply", "--no-now", "--config", str(config), "--rules", str(rules))

    return call


def moved(display: Display, x: float, y: float) -> tuple[float, float]:
    """Return where on the picture a touch of the panel counts, both from 0 to 1."""
    a, b, c, d, e, f = display.touches
    return a * x + b * y + c, d * x + e * y + f


def test_rotation_and_output_become_rules_of_udev(apply: Apply, rules: Path) -> None:
    assert apply('rotation = 90\noutput = "HDMI-A-1"').code == 0

    touch, drm = [line for line in rules.read_text().splitlines() if not line.startswith("#")]
    assert 'ENV{LIBINPUT_CALIBRATION_MATRIX}="0 -1 1 1 0 0"' in touch
    assert 'KERNEL!="card*-HDMI-A-1", ATTR{status}="off"' in drm


def test_settings_without_need_of_rules_take_them_away(apply: Apply, rules: Path) -> None:
    apply("rotation = 180")

    said = apply("rotation = 0")

    assert "not needed" in said.out
    assert not rules.exists()


def test_own_matrix_goes_before_that_of_the_rotation() -> None:
    display = Display(rotation=90, touch_matrix=(0.9, 0.0, 0.05, 0.0, 0.9, 0.05))

    assert '"0.9 0 0.05 0 0.9 0.05"' in rules_for(display)


@pytest.mark.parametrize(
    ("rotation", "corner"), [(90, (1.0, 0.0)), (180, (1.0, 1.0)), (270, (0.0, 1.0))]
)
def test_touch_of_the_panels_first_corner_counts_where_that_part_of_the_picture_is(
    rotation: int, corner: tuple[float, float]
) -> None:
    assert moved(Display(rotation=rotation), 0.0, 0.0) == corner  # type: ignore[arg-type]


def test_command_prints_the_rotation_for_scripts(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("format = 1\n[display]\nrotation = 270\n")

    assert run("display", "rotation", "--config", str(config)).out == "270\n"


@pytest.mark.parametrize("wrong", ["rotation = 45", 'output = "a; b"', "touch_matrix = [1, 0]"])
def test_what_no_system_could_take_is_refused(apply: Apply, rules: Path, wrong: str) -> None:
    assert apply(wrong).code == 2
    assert not rules.exists()
