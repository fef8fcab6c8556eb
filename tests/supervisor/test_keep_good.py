# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kiosk --keep-good`, which root runs before each start of an installed kiosk."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import psutil

from kiosk.paths import DataFolder
from kiosk.supervisor.main import main
from kiosk.supervisor.startup import LOCK, kept_config, kept_library
from tests.support.waiting import wait_until


def words(config: Path, data: DataFolder, library: Path) -> tuple[str, ...]:
    places = ("--config", str(config), "--data", str(data.root), "--library", str(library))
    return ("--keep-good", *places)


def keep(config: Path, data: DataFolder, library: Path) -> int:
    return main(words(config, data, library))


def opened_by(pid: int) -> set[str]:
    return {file.path for file in psutil.Process(pid).open_files()}


def test_good_settings_and_content_are_kept(
    data: DataFolder, library: Path, tmp_path: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("format = 1\n")

    assert keep(config, data, library) == 0

    assert kept_config(data).read_text() == "format = 1\n"
    assert kept_library(data).read_bytes() == library.read_bytes()


def test_wrong_settings_leave_the_last_good_ones_and_let_the_kiosk_start(
    data: DataFolder, library: Path, tmp_path: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("format = 1\n")
    keep(config, data, library)
    config.write_text("format = perhaps\n")

    assert keep(config, data, library) == 0

    assert kept_config(data).read_text() == "format = 1\n"


def test_both_users_can_read_what_root_keeps(
    data: DataFolder, library: Path, tmp_path: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("format = 1\n")

    keep(config, data, library)

    readers = 0o044 if os.geteuid() == 0 else 0
    assert kept_config(data).stat().st_mode & 0o077 == readers


def test_units_that_start_at_once_keep_them_one_after_the_other(
    data: DataFolder, library: Path, tmp_path: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("format = 1\n")
    data.last_good.mkdir()
    lock = data.last_good / LOCK
    other = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(other, fcntl.LOCK_EX)
    command = [sys.executable, "-m", "kiosk.supervisor.main", *words(config, data, library)]
    with subprocess.Popen(command) as process:
        wait_until(
            lambda: process.poll() is not None or str(lock) in opened_by(process.pid),
            "its turn to be waited for",
        )
        before = kept_config(data).exists()
        os.close(other)

    assert (before, process.returncode) == (False, 0)
    assert kept_config(data).exists()
