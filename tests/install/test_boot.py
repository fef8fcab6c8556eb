# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real boot: a Debian with the package, its own kernel, seat, graphics card and USB touch.

The tests follow one machine under QEMU, in the order in which they stand (`make boot-test`; a
quarter of an hour). It boots from a kernel that QEMU loads, so no boot loader is tested; and as its
processor is emulated, systemd's patience is longer than shipped.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

import kiosk
from tests.support.cage import ReadableCheckout
from tests.support.live_center import CHECKOUT
from tests.support.machine import fresh_machine
from tests.support.twin import PANEL_MM, THUMB, Twin, running_twin, thumbnail
from tests.support.virtual_machine import VirtualMachine, make_bootable, virtual_machine
from tests.support.visitor import difference, middle
from tests.support.waiting import let_pass, wait_until

pytestmark = [pytest.mark.boot, pytest.mark.timeout(1800)]

GLASS = (720, 1280)
BUILD = CHECKOUT / "build"
BOOTED_S, PAGE_S = 600.0, 180.0
KERNEL = ("linux-image-amd64", "seatd")
APT = ("apt-get", "-y", "-qq", "--no-install-recommends")
TWINS = ReadableCheckout(CHECKOUT, Path(sys.executable))
SETTINGS = f"[display]\nwidth_mm = {PANEL_MM[0]}\nheight_mm = {PANEL_MM[1]}\n"
PATIENCE = "[Service]\nTimeoutStartSec=900\nWatchdogSec=600\n"
OTHER_PART = 0.05
"""A caret, and what another renderer draws otherwise, stay below this; another page does not."""


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualMachine]:
    folder = tmp_path_factory.mktemp("boot")
    debian = fresh_machine("bookworm", BUILD / "machines", folder)
    package = BUILD / f"infusion-kiosk_{kiosk.__version__}_amd64.deb"
    (debian.root / "srv/kiosk.deb").write_bytes(package.read_bytes())
    debian.done("apt-get", "update", "-qq")
    debian.done(*APT, "install", *KERNEL, "/srv/kiosk.deb")
    make_bootable(debian.root)
    (debian.root / "etc/infusion-kiosk/kiosk.toml").write_text(SETTINGS)
    patience = debian.root / "etc/systemd/system/infusion-kiosk.service.d"
    patience.mkdir()
    (patience / "emulated.conf").write_text(PATIENCE)
    with virtual_machine(debian.root, folder, booted_s=BOOTED_S, glass=GLASS) as machine:
        yield machine


@pytest.fixture
def twin() -> Iterator[Twin]:
    with running_twin(TWINS, GLASS) as twin:
        yield twin


def sees(machine: VirtualMachine, twin: Twin, name: str) -> float:
    """Wait until the page with a part of this name is on the glass; return after how long."""
    began_s, file = monotonic(), BUILD / "boot.png"
    area = twin.where(name)
    seen = area if name.startswith("attract_") else (0, 0, *GLASS)
    shrink = (THUMB[0] / GLASS[0], THUMB[1] / GLASS[1]) * 2
    here = QRect(*(round(length * part) for length, part in zip(seen, shrink, strict=True)))

    def is_there() -> bool:
        let_pass(1.0)  # a picture costs the machine as much as a page
        real = QImage(str(machine.picture(file)))
        if (real.width(), real.height()) != GLASS:
            return False
        shown, wanted = (one.copy(here) for one in (thumbnail(real), twin.thumbnail()))
        return difference(wanted, shown) < OTHER_PART

    try:
        wait_until(is_there, f"the page with {name} on the glass", PAGE_S)
    except TimeoutError as error:
        said = machine.run("journalctl --no-pager -n 60 -u infusion-kiosk -u seatd")
        raise TimeoutError(f"{error}\n{said}") from error
    return monotonic() - began_s


def tap(machine: VirtualMachine, twin: Twin, name: str) -> None:
    sees(machine, twin, name)
    let_pass(2.0)
    machine.touch(*map(round, middle(twin.where(name))))
    twin.tap(name)


def test_it_boots_to_the_first_page(machine: VirtualMachine, twin: Twin) -> None:
    sees(machine, twin, "attract_begin_en")

    machine.picture(BUILD / "boot-first-page.png")


def test_a_touch_begins_a_visit(machine: VirtualMachine, twin: Twin) -> None:
    tap(machine, twin, "attract_begin_en")

    sees(machine, twin, "home_learn")
    machine.picture(BUILD / "boot-home.png")


@pytest.mark.parametrize("victim", ["cage", "infusion-kiosk"])
def test_it_comes_back_after_a_crash(machine: VirtualMachine, twin: Twin, victim: str) -> None:
    asked = "systemctl show infusion-kiosk --property=MainPID --value"
    before = machine.run(asked)
    machine.run(f"kill -9 {before if victim == 'infusion-kiosk' else '$(pgrep -x cage)'}")

    wait_until(lambda: machine.run(asked) not in {"0", before}, "a new supervisor", PAGE_S)
    sees(machine, twin, "attract_begin_en")


def test_touch_that_was_unplugged_works_again(machine: VirtualMachine, twin: Twin) -> None:
    sees(machine, twin, "attract_begin_en")
    devices = "grep -c Tablet /proc/bus/input/devices"
    machine.unplug()
    wait_until(lambda: machine.run(devices) == "0", "the touch to be gone", PAGE_S)
    machine.plug()
    wait_until(lambda: machine.run(devices) != "0", "the touch to be back", PAGE_S)

    tap(machine, twin, "attract_begin_en")

    sees(machine, twin, "home_learn")
