# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The desk window without what Windows lacks; Windows itself is not here (`as_on_windows.py`)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.autostart import RUN_KEY, RUN_VALUE
from kiosk.desk.paper import can_print
from kiosk.paths import installed_data_dir, is_private
from kiosk.queue.durable import append_synced, sync_file, sync_folder
from tests.support.desk import PASSPHRASE, key_file, put_request

WINDOWS = "win32"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a desk did in a process as on Windows; its user's profile is a folder of the test."""
    profile = tmp_path_factory.mktemp("profile")
    put_request(profile / "share")
    local = profile / "AppData" / "Local"
    command = [sys.executable, "-P", "-m", "tests.support.as_on_windows", str(profile / "share")]
    own = {"HOME": str(profile), "USERPROFILE": str(profile), "LOCALAPPDATA": str(local)}
    ran = subprocess.run(
        [*command, str(key_file(profile)), PASSPHRASE],
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found | {"local": str(local), "journal": (local / "infusion-kiosk-desk/journal.jsonl")}


def test_window_opens_and_closes_without_what_only_linux_has(desk: dict[str, Any]) -> None:
    assert desk["opened"] == [0, 1]


def test_its_files_lie_in_the_users_own_profile(desk: dict[str, Any]) -> None:
    own = f"{desk['local']}/infusion-kiosk-desk"

    assert (desk["config"], desk["data"]) == (own, own)
    assert desk["journal"].is_file()


def test_it_starts_with_the_session_by_the_users_registry(desk: dict[str, Any]) -> None:
    python = Path(sys.executable).with_name("pythonw.exe")

    assert desk["autostart"] == {f"{RUN_KEY}\\{RUN_VALUE}": f'"{python}" -m kiosk.desk'}
    assert desk["autostart_at"] == f"HKCU\\{RUN_KEY}\\{RUN_VALUE}"
    assert desk["autostart_off"] == {}


def test_its_own_chime_is_played(desk: dict[str, Any]) -> None:
    assert desk["heard"]


def test_a_request_is_read_and_leaves_the_share_when_its_time_is_over(desk: dict[str, Any]) -> None:
    assert (desk["is_read"], desk["removed"], desk["left"]) == (True, 1, [])


def test_keys_in_the_profile_are_not_called_readable_by_others(desk: dict[str, Any]) -> None:
    assert desk["pairing"] == ""


def test_no_paper_is_offered(desk: dict[str, Any]) -> None:
    assert not desk["prints"]


def test_the_kiosks_own_programs_do_not_load_as_the_readme_says(desk: dict[str, Any]) -> None:
    assert desk["refused"] == {
        "kiosk.supervisor.main": "fcntl",
        "kiosk.courier.main": "fcntl",
        "kiosk.ctl.main": "fcntl",
    }


def test_no_paper_on_windows_even_where_a_program_is_called_lp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "lp"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (can_print("linux"), can_print(WINDOWS)) == (True, False)


def test_a_secret_outside_the_profile_is_not_private_on_windows(tmp_path: Path) -> None:
    profile = tmp_path / "Users" / "front"
    inside, outside = profile / "AppData" / "sign.key", tmp_path / "Users" / "front2" / "sign.key"
    for file in (inside, outside):
        file.parent.mkdir(parents=True)
        file.write_text("secret")
        file.chmod(0o666)

    assert is_private(inside, platform=WINDOWS, home=profile)
    assert not is_private(outside, platform=WINDOWS, home=profile)
    assert not is_private(inside, platform="linux")


def test_a_missing_secret_is_no_private_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        is_private(tmp_path / "none", platform=WINDOWS, home=tmp_path)


def test_an_installed_kiosks_data_are_the_machines_on_windows() -> None:
    found = installed_data_dir(WINDOWS, {"PROGRAMDATA": "D:/ProgramData"})

    assert found == Path("D:/ProgramData/InfusionKiosk")


def test_a_folder_that_cannot_be_synced_must_still_be_there(tmp_path: Path) -> None:
    sync_folder(tmp_path, platform=WINDOWS)

    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "none", platform=WINDOWS)


def test_windows_flushes_a_file_that_may_be_written(tmp_path: Path) -> None:
    file = tmp_path / "mark"
    append_synced(file, b"one\n")
    sync_file(file, platform=WINDOWS)
    file.chmod(0o444)

    sync_file(file, platform="linux")
    assert file.read_bytes() == b"one\n"
