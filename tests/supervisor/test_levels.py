# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A machine's mixer and backlight, as far as it has them."""

from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.supervisor.levels import Backlight, Mixer
from tests.support.fake_sound import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_brightness_is_read_in_percent_and_set_in_steps_of_the_light(machine: Machine) -> None:
    light = machine.add_backlight()
    backlight = Backlight(machine.backlights)

    before = backlight.read()
    backlight.set(80)

    assert (before, backlight.read()) == (50, 80)
    assert (light / "brightness").read_text() == "160"


def test_glass_without_a_backlight_offers_no_brightness(machine: Machine) -> None:
    backlight = Backlight(machine.backlights)

    assert backlight.read() is None
    with pytest.raises(EnvironmentFault):
        backlight.set(40)


def test_of_several_lights_the_firmwares_is_used(machine: Machine) -> None:
    machine.add_backlight("acpi", "raw")
    trusted = machine.add_backlight("zz", "firmware")

    Backlight(machine.backlights).set(20)

    assert (trusted / "brightness").read_text() == "40"


def test_light_goes_out_and_comes_back(machine: Machine) -> None:
    light = machine.add_backlight()
    backlight = Backlight(machine.backlights)

    backlight.switch(on=False)
    out = (light / "bl_power").read_text()
    backlight.switch(on=True)

    assert (out, (light / "bl_power").read_text()) == ("4", "0")


def test_light_without_a_switch_stays_on(machine: Machine) -> None:
    light = machine.add_backlight()
    (light / "bl_power").unlink()

    Backlight(machine.backlights).switch(on=False)

    assert not (light / "bl_power").exists()


def test_mixer_of_alsa_is_read_and_set(machine: Machine) -> None:
    machine.add_mixer(40)
    mixer = Mixer(machine.environment)

    before = mixer.read()
    mixer.set(60)

    assert (before, mixer.read()) == (40, 60)
    assert "-q -M sset PCM unmute" in machine.said("amixer")


def test_wireplumber_goes_before_alsa(machine: Machine) -> None:
    machine.add_mixer(40)
    machine.add_wireplumber("0.80")
    mixer = Mixer(machine.environment)

    before = mixer.read()
    mixer.set(100)

    assert (before, mixer.read()) == (80, 100)
    assert machine.level("amixer") == "40"


def test_machine_without_a_mixer_offers_no_sound(tmp_path: Path) -> None:
    mixer = Mixer({"PATH": str(tmp_path)})

    assert mixer.read() is None
    with pytest.raises(EnvironmentFault):
        mixer.set(40)


def test_mixer_that_refuses_is_told(machine: Machine) -> None:
    machine.add_mixer(40)
    machine.add("amixer", (machine.folder / "bin" / "amixer").read_text() + "exit 1\n")

    with pytest.raises(EnvironmentFault):
        Mixer(machine.environment).set(60)
