# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The files that the package lays out, without installing it."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kiosk.settings import load_settings
from kiosk.supervisor.main import CLEAN, RESTART

PACKAGE = Path(__file__).resolve().parents[2] / "resources/system/package"
ROOT = PACKAGE / "files"
UNITS = ROOT / "usr/lib/systemd/system"
KIOSK, COURIER = UNITS / "infusion-kiosk.service", UNITS / "infusion-kiosk-courier.service"
X11 = UNITS / "infusion-kiosk-x11.service"
X11_FILES = ROOT / "usr/lib/infusion-kiosk/x11"
SCRIPTS = (
    *sorted(path for path in (PACKAGE / "debian").iterdir() if path.name != "control"),
    *sorted(path for path in (ROOT / "usr/lib/infusion-kiosk").iterdir() if path.is_file()),
    *(X11_FILES / name for name in ("session", "use")),
)


def values(unit: Path, key: str) -> Sequence[str]:
    lines = unit.read_text("utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{key}=")]


@pytest.mark.parametrize(
    ("unit", "most"), [(KIOSK, 20), (COURIER, 15), (X11, 20)], ids=["kiosk", "courier", "x11"]
)
def test_unit_is_hardly_exposed(unit: Path, most: int) -> None:
    judge = ["systemd-analyze", "security", "--offline=true", f"--threshold={most}", str(unit)]

    ran = subprocess.run(judge, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout[-400:]


def test_kiosk_has_no_network_and_hears_of_new_devices() -> None:
    for unit in (KIOSK, X11):
        assert values(unit, "RestrictAddressFamilies") == ["AF_UNIX AF_NETLINK"]
        assert values(unit, "IPAddressDeny") == ["any"]
        assert not values(unit, "PrivateNetwork")


@pytest.mark.parametrize("unit", [KIOSK, COURIER], ids=["kiosk", "courier"])
def test_peers_are_seen_as_who_they_are(unit: Path) -> None:
    assert not values(unit, "PrivateUsers")


def test_a_kiosk_that_a_person_closed_stays_closed() -> None:
    assert values(KIOSK, "Restart") == ["always"]
    assert values(KIOSK, "RestartPreventExitStatus") == [str(CLEAN)]


def test_the_front_desks_restart_is_a_success_and_starts_anew() -> None:
    assert values(KIOSK, "RestartForceExitStatus") == [str(RESTART)]
    assert values(KIOSK, "SuccessExitStatus") == [str(RESTART)]


def test_services_have_users_of_their_own_without_a_shell() -> None:
    users = [values(unit, "User")[0] for unit in (KIOSK, COURIER)]
    lines = (ROOT / "usr/lib/sysusers.d/infusion-kiosk.conf").read_text("utf-8").splitlines()
    made = {line.split()[1]: line.rsplit('"', 1)[1].split() for line in lines if line[:2] == "u "}

    assert len(set(users)) == 2
    assert set(users) == set(made)
    # A shell would be the next word; without one systemd-sysusers gives nologin.
    assert all(len(rest) == 1 for rest in made.values())


def test_x_server_runs_as_the_kiosks_user_and_lets_nobody_switch_away() -> None:
    config = (X11_FILES / "xorg.conf").read_text("utf-8")

    assert values(X11, "User") == values(KIOSK, "User")
    assert values(X11, "CapabilityBoundingSet") == [""]
    assert all(f'Option "{name}" "true"' in config for name in ("DontVTSwitch", "DontZap"))


def test_window_manager_knows_no_key_no_button_and_no_menu() -> None:
    tree = ET.parse(X11_FILES / "openbox.xml")
    space = {"ob": "http://openbox.org/3.4/rc"}

    assert tree.findall(".//ob:keybind", space) == []
    assert tree.findall(".//ob:mousebind", space) == []
    assert [list(menu) for menu in tree.findall("ob:menu", space)] == [[]]


def test_settings_as_shipped_are_a_demonstration() -> None:
    settings = load_settings(ROOT / "etc/infusion-kiosk/kiosk.toml")

    assert not settings.live


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_sound_for_the_shell(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


CUPS = ROOT / "usr/lib/infusion-kiosk/cups-keeps-nothing"
WISHED = "PreserveJobFiles No\nPreserveJobHistory No\n"


@pytest.mark.parametrize("before", ["", "PreserveJobHistory Yes\n", "  preservejobfiles 1d\n"])
def test_cups_is_told_to_keep_nothing_and_its_other_settings_stay(
    tmp_path: Path, before: str
) -> None:
    file = tmp_path / "cupsd.conf"
    file.write_text(f"LogLevel warn\n{before}<Location />\n  Order allow,deny\n</Location>\n")

    subprocess.run([CUPS, file], check=True)

    others = "LogLevel warn\n<Location />\n  Order allow,deny\n</Location>\n"
    assert file.read_text() == others + WISHED


def test_cups_that_keeps_nothing_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "cupsd.conf"
    file.write_text(f"LogLevel warn\n{WISHED}")
    before = file.stat()

    subprocess.run([CUPS, file], check=True)

    assert file.stat().st_ino == before.st_ino
