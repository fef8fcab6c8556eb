# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor` on what people still have to do, and who can read what."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ctl.doctor_ready import (
    check_cups,
    check_proof,
    check_rights,
    check_staff,
    folder_trouble,
)
from kiosk.ctl.proof import Standing
from kiosk.ctl.verdict import Verdict
from kiosk.paths import DataFolder
from tests.support.command_line import run
from tests.support.envelopes import RECIPIENT
from tests.support.staff import set_up_staff

NOBODY = 65_534


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path / "data")
    data.root.mkdir()
    return data


@pytest.mark.parametrize(("mode", "verdict"), [(0o700, Verdict.OK), (0o755, Verdict.FAIL)])
def test_keys_that_others_can_reach_fail(data: DataFolder, mode: int, verdict: Verdict) -> None:
    data.keys.mkdir()
    data.keys.chmod(mode)

    assert check_rights(data).verdict is verdict


def test_a_kiosk_without_staff_is_told(data: DataFolder) -> None:
    check = check_staff(data)

    assert (check.verdict, check.found) == (Verdict.WARN, "nobody can open the panel")


def test_staff_are_counted_and_not_named(data: DataFolder) -> None:
    set_up_staff(data)

    check = check_staff(data)

    assert (check.verdict, check.found) == (Verdict.OK, "2 can open the panel")


def test_a_damaged_staff_file_is_told(data: DataFolder) -> None:
    data.people.parent.mkdir()
    data.people.write_text("{")

    assert check_staff(data).verdict is Verdict.WARN


@pytest.mark.parametrize(
    ("standing", "verdict"),
    [
        (Standing.CONFIRMED, Verdict.OK),
        (Standing.MISSING, Verdict.WARN),
        (Standing.NOT_KNOWN, Verdict.WARN),
    ],
)
def test_a_live_kiosk_without_a_confirmed_test_request_is_told(
    standing: Standing, verdict: Verdict
) -> None:
    assert check_proof(standing).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("LogLevel warn\nPreserveJobFiles No\nPreserveJobHistory  no\n", Verdict.OK),
        ("PreserveJobFiles No\n", Verdict.WARN),
        (None, Verdict.WARN),
    ],
)
def test_cups_that_remembers_is_told(tmp_path: Path, text: str | None, verdict: Verdict) -> None:
    conf = tmp_path / "cupsd.conf"
    if text is not None:
        conf.write_text(text)

    assert check_cups(conf).verdict is verdict


@pytest.fixture
def open_data() -> Iterator[DataFolder]:
    """A data folder that another user may reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        Path(name).chmod(0o755)
        yield DataFolder(Path(name).resolve() / "data")


def test_a_folder_that_the_courier_may_not_write_is_told(open_data: DataFolder) -> None:
    folder = open_data.root.parent / "requests"
    open_data.queue.mkdir(parents=True)
    folder.mkdir(mode=0o755)
    if os.geteuid() == 0:
        os.chown(open_data.queue, NOBODY, NOBODY)
    else:
        folder.chmod(0o555)

    trouble = folder_trouble(folder, open_data)

    assert trouble is not None
    assert "may not write" in trouble[0]


def test_a_folder_of_the_courier_is_no_trouble(data: DataFolder) -> None:
    assert folder_trouble(data.root, data) is None


def test_all_of_it_is_in_the_report_of_a_live_kiosk(tmp_path: Path, data: DataFolder) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'live = true\nkeys.recipients = ["{RECIPIENT}"]\nprinting.printer = "lobby"\n')

    ran = run("doctor", "--json", "--config", str(file), "--data", str(data.root))

    names = {check["name"] for check in json.loads(ran.out)}
    assert {"rights", "staff", "proof", "print history"} <= names
