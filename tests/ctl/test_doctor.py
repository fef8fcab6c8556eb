# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor`."""

import json
from pathlib import Path

import pytest

from kiosk.ctl.doctor import (
    check_data_folder,
    check_display,
    check_libraries,
    check_python,
    check_system_libraries,
    library_file,
)
from kiosk.ctl.verdict import Verdict
from tests.support.command_line import run


@pytest.mark.parametrize(
    ("package", "file"),
    [
        ("libxcb-cursor0", "libxcb-cursor.so.0"),
        ("libdbus-1-3", "libdbus-1.so.3"),
        ("libglib2.0-0t64", "libglib-2.0.so.0"),
        ("libegl1", "libEGL.so.1"),
        ("python3-venv", None),
    ],
)
def test_a_package_tells_its_library(package: str, file: str | None) -> None:
    assert library_file(package) == file


def test_an_old_python_fails_with_a_mend() -> None:
    check = check_python((3, 10))

    assert check.verdict is Verdict.FAIL
    assert str(check) == "fail  Python: 3.10. Install Python 3.11 or newer."


def test_a_missing_python_library_fails() -> None:
    check = check_libraries(("msgspec", "no_such_library"))

    assert (check.verdict, check.found) == (Verdict.FAIL, "missing no_such_library")


def test_a_missing_system_library_is_named_by_its_package() -> None:
    check = check_system_libraries("libc6 # C\nlibnothing-such7t64 | libnothing-such7 # why\n")

    assert check.verdict is Verdict.FAIL
    assert check.mend == "On Debian or Ubuntu: apt-get install libnothing-such7t64"


def test_an_older_name_of_a_package_will_do() -> None:
    assert check_system_libraries("libnothing-such7 | libc6\n").verdict is Verdict.OK


def test_a_data_folder_that_can_be_made_is_fine_and_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"

    assert check_data_folder(folder).verdict is Verdict.OK
    assert not folder.parent.exists()


def test_a_file_in_place_of_the_data_folder_fails(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    assert check_data_folder(tmp_path / "data").verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("environment", "verdict"),
    [
        ({}, Verdict.WARN),
        ({"DISPLAY": ""}, Verdict.WARN),
        ({"DISPLAY": ":1"}, Verdict.OK),
        ({"WAYLAND_DISPLAY": "wayland-0"}, Verdict.OK),
    ],
)
def test_a_missing_display_is_only_a_warning(environment: dict[str, str], verdict: Verdict) -> None:
    assert check_display(environment).verdict is verdict


def test_the_exit_code_follows_the_verdicts(tmp_path: Path) -> None:
    ran = run("doctor", "--json", "--data", str(tmp_path))

    failed = any(check["verdict"] == "fail" for check in json.loads(ran.out))
    assert ran.code == int(failed)


def test_something_needed_that_is_missing_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    ran = run("doctor", "--data", str(tmp_path / "data"))

    assert ran.code == 1
    assert "fail  data folder" in ran.out
