# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kiosk --keep-good`, which root runs before each start of an installed kiosk."""

import os
from pathlib import Path

from kiosk.paths import DataFolder
from kiosk.supervisor.main import main
from kiosk.supervisor.startup import kept_config, kept_library


def keep(config: Path, data: DataFolder, library: Path) -> int:
    places = ("--config", str(config), "--data", str(data.root), "--library", str(library))
    return main(["--keep-good", *places])


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
