# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The contract of `infusion-kiosk`: options in, exit codes out."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from kiosk.ctl.control import NoKioskFault, ask
from kiosk.paths import DataFolder
from kiosk.session.control import AskStatus, Status
from kiosk.session.messages import Standing
from kiosk.supervisor import kiosk as running_kiosk
from kiosk.supervisor import main as program
from kiosk.supervisor.main import has_display, main
from kiosk.supervisor.options import Options, read_options
from kiosk.supervisor.watchdog import notify
from tests.support.offspring import offspring
from tests.support.waiting import wait_until


def test_wrong_option_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--what"])

    assert stopped.value.code == program.WRONG_OPTIONS


def test_no_display_exits_with_3_and_one_sentence(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    assert main(["--data", str(data.root)]) == program.NO_DISPLAY
    assert "no display" in capsys.readouterr().err


def test_second_kiosk_on_a_data_folder_exits_with_4(data: DataFolder) -> None:
    with program.alone(data):
        code = main(["--data", str(data.root), "--platform", "offscreen"])

    assert code == program.NOT_ALONE


@pytest.mark.parametrize(
    ("options", "environment", "seen"),
    [
        (Options(), {}, False),
        (Options(platform="offscreen"), {}, True),
        (Options(), {"DISPLAY": ":0"}, True),
        (Options(), {"WAYLAND_DISPLAY": "wayland-0"}, True),
        (Options(), {"DISPLAY": ""}, False),
    ],
)
def test_display_is_one_named_or_one_found(
    options: Options, environment: dict[str, str], *, seen: bool
) -> None:
    assert has_display(options, environment) is seen


def test_options_are_read_with_absolute_paths() -> None:
    options = read_options(["--config", "a.toml", "--no-courier", "--window"])

    assert options == Options(config=Path("a.toml").absolute(), courier=False, window=True)


def test_newer_audit_is_left_alone(data: DataFolder) -> None:
    import apsw

    data.audit.parent.mkdir(parents=True)
    with program.opened_audit(data) as audit:
        assert audit is not None
    connection = apsw.Connection(str(data.audit))
    connection.execute("PRAGMA user_version = 999")
    connection.close()

    with program.opened_audit(data) as audit:
        assert audit is None


def test_systemd_is_told_where_it_asked_to_be(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(data.root / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        monkeypatch.setenv("NOTIFY_SOCKET", address)

        notify("READY=1")

        assert systemd.recv(100) == b"READY=1"


def test_systemd_that_is_not_there_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", "@nobody-listens-here")

    notify("READY=1")


@contextmanager
def started(
    data: DataFolder, *options: str, **environment: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the real program off screen; it is killed at the end."""
    command = [sys.executable, "-m", "kiosk.supervisor.main", "--platform", "offscreen"]
    with subprocess.Popen(
        [*command, "--data", str(data.root), *options],
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"], "HOME": str(data.root.parent)} | environment,
    ) as kiosk:
        try:
            yield kiosk
        finally:
            kiosk.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_stops_everything_within_three_seconds(
    data: DataFolder, number: signal.Signals
) -> None:
    with started(data) as kiosk:
        wait_until(data.control_socket.exists, "the control socket")
        running = psutil.Process(kiosk.pid)
        children = wait_until(lambda: running.children(recursive=True), "children")
        os.kill(kiosk.pid, number)
        code = kiosk.wait(3)

    assert code == program.CLEAN
    assert not [child for child in children if child.is_running()]


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """The system's folder for temporary files, as a kiosk under test sees it."""
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        yield Path(folder)


def damage_folder(data: DataFolder) -> None:
    data.slot.write_bytes(b"a file")


def damage_lock(data: DataFolder) -> None:
    (data.control_socket.parent / "lock").mkdir(parents=True)


def damage_key(data: DataFolder) -> None:
    data.keys.mkdir()
    (data.keys / "intake.key").write_text("damaged")


def damage_socket(data: DataFolder) -> None:
    data.control_socket.mkdir(parents=True)


@pytest.mark.parametrize("damage", [damage_folder, damage_lock, damage_key, damage_socket])
def test_start_that_cannot_run_shows_out_of_order(
    data: DataFolder, elsewhere: Path, library: Path, damage: Callable[[DataFolder], None]
) -> None:
    damage(data)
    with started(data, "--library", str(library), TMPDIR=str(elsewhere)) as kiosk:
        (control,) = wait_until(lambda: [*elsewhere.glob("*/run/control.sock")], "a socket")
        status = wait_until(lambda: shown_status(control), "a shown screen")
        assert status.standing is Standing.OUT_OF_ORDER
        assert "data folder" in status.staff_notice
        kiosk.terminate()
        assert kiosk.wait(5) == program.CLEAN

    assert not list(elsewhere.iterdir())


def shown_status(control: Path) -> Status | None:
    try:
        answer = ask(control, AskStatus())
    except NoKioskFault:
        return None
    return answer if isinstance(answer, Status) and answer.active == "active" else None


def test_supervision_that_fails_ends_everything_and_exits_with_70(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[psutil.Process] = []

    def fail(state: str) -> None:
        if state == "WATCHDOG=1":
            seen.extend(offspring())
            raise ZeroDivisionError

    monkeypatch.setattr(running_kiosk, "notify", fail)

    code = main(["--data", str(data.root), "--platform", "offscreen"])

    assert code == program.BUG
    assert len(seen) >= 3
    assert not [child for child in seen if child.is_running()]
    assert "ZeroDivisionError" in caplog.text
