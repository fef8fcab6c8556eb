# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The book of accepted commands."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.fleet.seen import KEPT_FOR, SeenBook

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def test_id_is_known_after_a_restart(tmp_path: Path) -> None:
    SeenBook(tmp_path / "seen.json", NOW).remember("one", NOW)

    again = SeenBook(tmp_path / "seen.json", NOW)

    assert "one" in again
    assert again.not_before is None


@pytest.mark.parametrize("text", [None, "", "{", '{"ids": {"one": "soon"}}'])
def test_book_that_cannot_be_read_trusts_nothing_from_before(
    tmp_path: Path, text: str | None
) -> None:
    if text is not None:
        (tmp_path / "seen.json").write_text(text)

    assert SeenBook(tmp_path / "seen.json", NOW).not_before == NOW


def test_id_outlives_a_clock_that_is_set_back_by_an_hour(tmp_path: Path) -> None:
    book = SeenBook(tmp_path / "seen.json", NOW)
    book.remember("one", NOW)

    book.remember("two", NOW - timedelta(hours=1))

    assert "one" in book


def test_book_does_not_grow_for_ever(tmp_path: Path) -> None:
    book = SeenBook(tmp_path / "seen.json", NOW)
    book.remember("old", NOW)

    book.remember("new", NOW + KEPT_FOR)

    assert "old" not in book


def test_command_that_cannot_be_kept_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(EnvironmentFault):
        SeenBook(tmp_path / "file" / "seen.json", NOW).remember("one", NOW)
