# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What staff set at the kiosk, in its file."""

from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.staff.kept import Kept, next_level, read_kept, write_kept


def test_nothing_is_set_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_kept(tmp_path / "panel.json") == Kept()


def test_what_is_written_is_read_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "staff" / "panel.json"
    write_kept(path, Kept("en", 20, 80))
    write_kept(path, Kept("es", 40))

    assert read_kept(path) == Kept("es", 40)
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in path.parent.iterdir()] == ["panel.json"]


@pytest.mark.parametrize("text", ["", "{", '{"language": "fr"}', '{"volume": 0}', "[]"])
def test_damaged_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "panel.json").write_text(text)

    with pytest.raises(EnvironmentFault):
        read_kept(tmp_path / "panel.json")


def test_file_of_a_newer_kiosk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "panel.json").write_text('{"version": 2}')

    with pytest.raises(NewerVersionFault):
        read_kept(tmp_path / "panel.json")


@pytest.mark.parametrize(
    ("level", "up", "then"),
    [(40, True, 60), (40, False, 20), (37, True, 40), (37, False, 20), (100, True, 100),
     (20, False, 20), (0, False, 20), (0, True, 20)],
)  # fmt: skip
def test_steps_are_large_and_end(level: int, up: bool, then: int) -> None:
    assert next_level(level, up=up) == then
