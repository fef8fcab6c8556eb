# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The package on fresh machines, with their real systemd: install, start, upgrade, remove, purge.

The tests of a module follow one machine through its life, in the order in which they stand. In
place of the display there is cage's headless backend; the units' other lines are as shipped.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kiosk
from tests.support.machine import Machine, fresh_machine, remove_machine
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.install, pytest.mark.timeout(600)]

BUILD = Path(__file__).resolve().parents[2] / "build"
NEWER = "99.0"
HEADLESS = (
    "[Service]\nEnvironment=WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1\n"
)
APT = ("apt-get", "-y", "-qq", "--no-install-recommends")
UNITS = ("infusion-kiosk.service", "infusion-kiosk-courier.service")


def newer_package(package: Path, folder: Path) -> Path:
    """Return the same package under a higher version."""
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", package, tree], check=True)
    for name in ("DEBIAN/control", "DEBIAN/preinst", "usr/lib/infusion-kiosk/package/build-id"):
        file = tree / name
        file.write_text(file.read_text().replace(kiosk.__version__, NEWER))
    newer = folder / "newer.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", tree, newer], check=True)
    return newer


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def machine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("machine")
    found = fresh_machine(request.param, BUILD / "machines", folder)
    package = BUILD / f"infusion-kiosk_{kiosk.__version__}_amd64.deb"
    (found.root / "srv/kiosk.deb").write_bytes(package.read_bytes())
    (found.root / "srv/newer.deb").write_bytes(newer_package(package, folder).read_bytes())
    found.done("apt-get", "update", "-qq")
    found.done(*APT, "install", "/srv/kiosk.deb")
    dropped = found.root / "etc/systemd/system/infusion-kiosk.service.d"
    dropped.mkdir()
    (dropped / "headless.conf").write_text(HEADLESS)
    with found.booted():
        yield found
    remove_machine(found)


def is_warm(machine: Machine) -> bool:
    said = machine.run("infusion-kioskctl", "status").out
    return re.search(r"screen +active\nstandby +standby", said) is not None


def main_pid(machine: Machine) -> str:
    return machine.done("systemctl", "show", UNITS[0], "--property=MainPID", "--value").strip()


def versions(machine: Machine) -> set[str]:
    folder = machine.root / "usr/lib/infusion-kiosk"
    return {path.name.split("-")[0] for path in folder.glob("[0-9]*")}


def test_it_boots_into_the_kiosk(machine: Machine) -> None:
    wait_until(lambda: is_warm(machine), "a screen and a standby", 60)


def test_units_are_sound(machine: Machine) -> None:
    said = machine.done("systemd-analyze", "verify", *UNITS, "infusion-kiosk-renew.service")

    assert "infusion" not in said


def test_courier_of_another_user_reports_to_the_kiosk(machine: Machine) -> None:
    def waiting() -> bool:
        return "requests  0 waiting" in machine.run("infusion-kioskctl", "status").out

    wait_until(waiting, "the courier's report", 20)


def test_courier_may_report_and_wish_nothing(machine: Machine) -> None:
    wish = ("runuser", "-u", "infusion-kiosk-courier", "--", "infusion-kioskctl", "stop")

    ran = machine.run(*wish)

    assert "a courier only reports" in ran.out
    assert _state(machine) == "active"


def test_doctor_finds_nothing_that_fails(machine: Machine) -> None:
    checks = json.loads(machine.done("infusion-kioskctl", "doctor", "--json"))

    assert {one["name"] for one in checks} >= {*UNITS, "settings", "content", "kiosk", "disk"}
    assert not [one for one in checks if one["verdict"] == "fail"]


@pytest.mark.parametrize("user", ["infusion-kiosk", "infusion-kiosk-courier"])
def test_user_has_no_shell(machine: Machine, user: str) -> None:
    assert machine.done("getent", "passwd", user).strip().endswith("/nologin")


def test_kiosks_user_can_write_only_in_its_data_folders(machine: Machine) -> None:
    find = ("find", "/", "-xdev", "-writable", "(", "-type", "f", "-o", "-type", "d", ")")
    said = machine.run(
        "runuser", "-u", "infusion-kiosk", "--", *find, "-not", "-path", "/proc/*"
    ).out
    found = {line for line in said.splitlines() if line.startswith("/")}
    own = tuple(
        f"/var/lib/infusion-kiosk/{name}"
        for name in ("audit", "keys", "proof", "run", "slot/new", "slot/tmp", "staff", "usage")
    )

    assert [path for path in sorted(found) if not path.startswith((*own, "/tmp", "/var/tmp"))] == []


def test_kiosks_user_cannot_read_the_couriers_secrets(machine: Machine) -> None:
    secret = machine.root / "etc/infusion-kiosk/credentials/receiver"
    secret.write_text("x")

    ran = machine.run(
        "runuser", "-u", "infusion-kiosk", "--", "cat", "/etc/infusion-kiosk/credentials/receiver"
    )

    assert ran.code != 0


def test_courier_is_handed_its_secrets(machine: Machine) -> None:
    machine.done("systemctl", "restart", UNITS[1])

    handed = machine.run("ls", f"/run/credentials/{UNITS[1]}").out.split()

    assert handed == ["secrets_receiver"]


@pytest.mark.parametrize("victim", ["cage", "infusion-kiosk"])
def test_it_is_back_within_10_s_of_a_crash(machine: Machine, victim: str) -> None:
    before = main_pid(machine)
    pid = before if victim == "infusion-kiosk" else machine.done("pgrep", "-x", victim).strip()

    machine.done("kill", "-9", pid)

    wait_until(lambda: main_pid(machine) not in {"0", before}, "a new supervisor", 10)
    wait_until(
        lambda: "screen    active" in machine.run("infusion-kioskctl", "status").out, "a screen", 10
    )


def test_wrong_settings_change_nothing_and_are_told(machine: Machine) -> None:
    wait_until(lambda: is_warm(machine), "a screen and a standby", 20)
    file = machine.root / "etc/infusion-kiosk/kiosk.toml"
    good = file.read_text()
    file.write_text(good + "live = perhaps\n")
    machine.done("systemctl", "reload", UNITS[0])

    def is_told() -> bool:
        return "last good one is in use" in machine.run("infusion-kioskctl", "status").out

    wait_until(is_told, "a word to staff", 20)
    file.write_text(good)
    machine.done("systemctl", "reload", UNITS[0])
    wait_until(lambda: not is_told(), "no word to staff", 20)


def test_a_kiosk_that_was_closed_stays_closed(machine: Machine) -> None:
    machine.done("infusion-kioskctl", "stop")

    wait_until(lambda: _state(machine) == "inactive", "the end", 20)
    machine.done("systemctl", "start", UNITS[0])
    wait_until(lambda: is_warm(machine), "a screen and a standby", 30)


def _state(machine: Machine) -> str:
    return machine.run("systemctl", "is-active", UNITS[0]).out.strip()


def test_upgrade_restarts_into_the_new_version_between_visits(machine: Machine) -> None:
    before = main_pid(machine)

    machine.done(*APT, "install", "/srv/newer.deb")

    wait_until(lambda: main_pid(machine) not in {"0", before}, "the restart", 40)
    wait_until(lambda: versions(machine) == {NEWER}, "the old version to be removed", 40)
    program = machine.done("readlink", f"/proc/{main_pid(machine)}/exe")
    assert f"/{NEWER}-" in program


def test_downgrade_is_refused(machine: Machine) -> None:
    ran = machine.run(*APT, "--allow-downgrades", "install", "/srv/kiosk.deb")

    assert ran.code != 0
    assert "this is refused" in ran.out
    assert NEWER in machine.done("dpkg-query", "-W", "infusion-kiosk")


@pytest.fixture
def undelivered(machine: Machine) -> Callable[[], bool]:
    def is_there() -> bool:
        return machine.run("infusion-kioskctl", "queue", "guard").code == 1

    return is_there


def test_removal_is_refused_while_a_request_is_nowhere_else(
    machine: Machine, undelivered: Callable[[], bool]
) -> None:
    wait_until(lambda: is_warm(machine), "a screen and a standby", 30)
    machine.done("infusion-kioskctl", "queue", "test")
    wait_until(undelivered, "a request on the kiosk", 20)

    ran = machine.run(*APT, "remove", "infusion-kiosk")

    assert ran.code != 0
    assert "is not removed" in ran.out
    assert _state(machine) == "active"


def test_purge_is_refused_while_the_audit_lies_here(machine: Machine) -> None:
    machine.done("touch", "/etc/infusion-kiosk/discard-undelivered")

    ran = machine.run(*APT, "purge", "infusion-kiosk")

    assert ran.code != 0
    assert "is not purged" in ran.out


def test_purge_after_the_export_was_taken_away_leaves_nothing(machine: Machine) -> None:
    machine.done("sh", "-c", "rm /var/lib/infusion-kiosk/audit-export-*.jsonl")
    machine.done("rm", "-r", "/etc/systemd/system/infusion-kiosk.service.d")

    machine.done(*APT, "purge", "infusion-kiosk")

    left = machine.run("find", "/", "-xdev", "-name", "*infusion*", "-not", "-path", "/proc/*").out
    assert left == ""
    assert machine.run("sh", "-c", "getent passwd; getent group").out.count("infusion") == 0
