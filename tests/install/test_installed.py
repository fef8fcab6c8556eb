# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The package on fresh machines, with their real systemd: install, start, upgrade, remove, purge.

The tests of a module follow one machine through its life, in the order in which they stand: it is
a demonstration first, then a center's live kiosk, which a visitor touches, then an upgraded one.

Of the units one thing is replaced: cage shows in a window of an X server of ours
(``WLR_BACKENDS=x11``), where fingers are real touches for it, and not on a seat. All other lines
are as shipped and carried out by the machine's own systemd.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QTransform

import kiosk
from kiosk.screen.shell import SETTLE_S
from kiosk.session.messages import Standing
from tests.support.cage import ReadableCheckout
from tests.support.live_center import CHECKOUT, LiveCenter
from tests.support.machine import Machine, fresh_machine, remove_machine
from tests.support.pictures import save_picture, take_picture
from tests.support.twin import THUMB, running_twin, thumbnail
from tests.support.visitor import Visitor, difference, middle
from tests.support.waiting import let_pass, wait_until
from tests.support.window_manager import whole_glass_for_windows
from tests.support.xorg import Xorg, running_xorg

pytestmark = [pytest.mark.install, pytest.mark.timeout(600)]

BUILD = CHECKOUT / "build"
NEWER = "99.0"
IN_A_WINDOW = "[Service]\nEnvironment=WLR_BACKENDS=x11 WLR_NO_HARDWARE_CURSORS=1 DISPLAY={}\n"
NAMES = ("wagtail", "bunting")
TWINS = ReadableCheckout(CHECKOUT, Path(sys.executable))
APT = ("apt-get", "-o", "Acquire::Retries=5", "-y", "-qq", "--no-install-recommends")
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


@pytest.fixture(scope="module")
def glass(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Xorg]:
    with (
        running_xorg(tmp_path_factory.mktemp("xorg"), (1080, 1920)) as xorg,
        whole_glass_for_windows(xorg),
    ):
        yield xorg


@pytest.fixture(scope="module")
def gallery() -> Path:
    gallery = BUILD / "install"
    gallery.mkdir(parents=True, exist_ok=True)
    return gallery


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def machine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, glass: Xorg
) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("machine")
    found = fresh_machine(request.param, BUILD / "machines", folder)
    package = BUILD / f"infusion-kiosk_{kiosk.__version__}_amd64.deb"
    (found.root / "srv/kiosk.deb").write_bytes(package.read_bytes())
    (found.root / "srv/newer.deb").write_bytes(newer_package(package, folder).read_bytes())
    found.done("apt-get", "-o", "Acquire::Retries=5", "update", "-qq")
    found.done(*APT, "install", "/srv/kiosk.deb")
    show_on(found, glass)
    with found.booted():
        yield found
    remove_machine(found)


@pytest.fixture
def release(machine: Machine) -> str:
    return machine.root.name


@pytest.fixture(scope="module")
def center(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> LiveCenter:
    return LiveCenter(machine, tmp_path_factory.mktemp("desk"))


def show_on(machine: Machine, glass: Xorg) -> None:
    """Let the machine's cage show on a glass of ours, from its next start on."""
    dropped = machine.root / "etc/systemd/system/infusion-kiosk.service.d"
    dropped.mkdir(exist_ok=True)
    (dropped / "window.conf").write_text(IN_A_WINDOW.format(glass.display))


@contextmanager
def fresh_visitor(glass: Xorg, center: LiveCenter) -> Iterator[Visitor]:
    """Somebody who meets a fresh screen of the live kiosk."""
    with running_twin(TWINS, glass.size, Standing.LIVE, library=center.library) as twin:
        yield Visitor(glass, twin)


def wait_until_warm(machine: Machine, within_s: float) -> None:
    """Wait for a screen on the glass and one behind it; tell what the kiosk said if none comes."""
    try:
        wait_until(lambda: is_warm(machine), "a screen and a standby", within_s)
    except TimeoutError as error:
        units = [word for unit in UNITS for word in ("-u", unit)]
        said = machine.run("journalctl", "--no-pager", "-n", "60", *units).out
        raise TimeoutError(f"{error}\n{_status(machine)}\n{said}") from error


def is_warm(machine: Machine) -> bool:
    said = machine.run("infusion-kioskctl", "status").out
    return re.search(r"screen +active\nstandby +standby", said) is not None


def restart(machine: Machine) -> None:
    machine.done("systemctl", "daemon-reload")
    machine.done("systemctl", "restart", UNITS[0])
    wait_until_warm(machine, 30)


def main_pid(machine: Machine) -> str:
    return machine.done("systemctl", "show", UNITS[0], "--property=MainPID", "--value").strip()


def versions(machine: Machine) -> set[str]:
    folder = machine.root / "usr/lib/infusion-kiosk"
    return {path.name.split("-")[0] for path in folder.glob("[0-9]*")}


def test_it_boots_into_the_kiosk(machine: Machine) -> None:
    wait_until_warm(machine, 60)


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
    wait_until_warm(machine, 20)
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
    wait_until_warm(machine, 30)


def _status(machine: Machine) -> str:
    return machine.run("infusion-kioskctl", "status").out


def _state(machine: Machine) -> str:
    return machine.run("systemctl", "is-active", UNITS[0]).out.strip()


def test_qt_is_replaced_by_putting_another_file_in_place_of_it(machine: Machine) -> None:
    # As the LGPL wants it (section 4d). The other build here is the one before symbols were taken.
    place = machine.root / "usr/lib/infusion-kiosk/current/_internal/PySide6/Qt/lib/libQt6Svg.so.6"
    other = Path(PySide6.__file__).parent / "Qt/lib" / place.name
    place.unlink()
    shutil.copyfile(other, place)

    restart(machine)

    seen = machine.run("sh", "-c", f"grep -h {place.name} /proc/[0-9]*/maps").out
    assert {int(line.split()[4]) for line in seen.splitlines() if ".so" in line} == {
        place.stat().st_ino
    }


def test_signed_texts_and_a_confirmed_test_open_the_doors(
    machine: Machine, center: LiveCenter
) -> None:
    center.write_settings()
    center.sign_off()
    machine.done("systemctl", "reload", UNITS[0])
    wait_until(lambda: "standing  live" in _status(machine), "a live kiosk", 20)
    assert "No test request has been confirmed" in _status(machine)

    code = center.send_test()
    wait_until(center.arrived, "the test request", 30)
    machine.done("infusion-kioskctl", "queue", "confirm", code, center.word_of_test())

    wait_until(lambda: "No test request" not in _status(machine), "open doors", 20)
    wait_until_warm(machine, 20)


def test_touched_request_is_delivered_by_the_couriers_own_user(
    machine: Machine, center: LiveCenter, glass: Xorg, gallery: Path, release: str
) -> None:
    with fresh_visitor(glass, center) as visitor:
        visitor.sees("attract_begin_en")
        save_picture(glass.display, gallery / f"{release}-1-first-page.png")
        visitor.ask_for_a_call(NAMES[0])
        visitor.tap("review_send")
        visitor.sees("receipt_code")
        save_picture(glass.display, gallery / f"{release}-2-receipt.png")
        visitor.tap("bar_clear")
    wait_until(lambda: len(center.arrived()) == 2, "the request", 30)

    answers = {file: center.opened(file) for file in center.arrived()}
    (file,) = [one for one, said in answers.items() if NAMES[0].capitalize().encode() in said]
    courier = machine.done("id", "-u", "infusion-kiosk-courier")
    assert file.stat().st_uid == int(courier)


def test_panel_on_its_side_shows_an_upright_picture_and_feels_touches_where_they_are(
    machine: Machine, center: LiveCenter, glass: Xorg, gallery: Path, release: str
) -> None:
    wide = (1920, 1080)
    place = center.desk / "xorg"
    place.mkdir()
    with running_xorg(place, wide) as side, whole_glass_for_windows(side):
        center.rotate(90)
        show_on(machine, side)
        restart(machine)
        with running_twin(TWINS, (1080, 1920), Standing.LIVE, library=center.library) as twin:
            begin = twin.where("attract_begin_en")
            shrunk = QRect(*(round(length * THUMB[1] / wide[0]) for length in begin))
            upright = QTransform().rotate(90)

            def is_seen(area: QRect) -> bool:
                shown = thumbnail(take_picture(side.display).transformed(upright))
                return difference(twin.thumbnail().copy(area), shown.copy(area)) < 0.01

            wait_until(lambda: is_seen(shrunk), "the first page, upright", 30)
            save_picture(side.display, gallery / f"{release}-3-on-its-side.png")
            let_pass(SETTLE_S)
            x, y = middle(begin)
            side.finger.tap(y, wide[1] - 1 - x)
            twin.tap("attract_begin_en")
            wait_until(lambda: is_seen(QRect(0, 0, *THUMB)), "the page behind Begin", 20)
        center.rotate(0)
        show_on(machine, glass)
        restart(machine)


def test_upgrade_leaves_the_visit_alone_and_takes_the_queue_along(
    machine: Machine, center: LiveCenter, glass: Xorg
) -> None:
    wait_until_warm(machine, 30)
    center.close_receiver()
    before = main_pid(machine)
    with fresh_visitor(glass, center) as visitor:
        visitor.ask_for_a_call(NAMES[1])
        visitor.tap("review_send")
        visitor.sees("receipt_code")

        machine.done(*APT, "install", "/srv/newer.deb")

        visitor.tap("bar_home", "home_learn")
        visitor.sees("article_card_biosimilars")
        assert main_pid(machine) == before
        visitor.tap("bar_clear")
    wait_until(lambda: main_pid(machine) not in {"0", before}, "the restart", 40)
    wait_until(lambda: versions(machine) == {NEWER}, "the old version to be removed", 40)
    program = machine.done("readlink", f"/proc/{main_pid(machine)}/exe")
    assert f"/{NEWER}-" in program
    assert len(center.arrived()) == 2

    center.open_receiver()
    wait_until(lambda: len(center.arrived()) == 3, "the request that waited", 30)
    name = NAMES[1].capitalize().encode()
    assert sum(name in center.opened(file) for file in center.arrived()) == 1


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
    machine: Machine, center: LiveCenter, undelivered: Callable[[], bool]
) -> None:
    wait_until_warm(machine, 30)
    center.close_receiver()
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
    for unit in UNITS:
        machine.done("rm", "-r", f"/etc/systemd/system/{unit}.d")

    machine.done(*APT, "purge", "infusion-kiosk")

    left = machine.run("find", "/", "-xdev", "-name", "*infusion*", "-not", "-path", "/proc/*").out
    assert left == ""
    assert machine.run("sh", "-c", "getent passwd; getent group").out.count("infusion") == 0
