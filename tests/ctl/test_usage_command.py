# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.paths import DataFolder
from kiosk.staff.usage import Kind, UsageBook
from tests.support.command_line import Ran, run
from tests.support.library import write_content


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder, now = DataFolder(tmp_path / "data"), datetime.now(UTC)
    book = UsageBook(folder.usage)
    for ref, times in (("first-visit", 12), ("seldom-read", 4)):
        for _ in range(times):
            book.count(Kind.ARTICLE, ref, now)
    book.count(Kind.REQUEST, "contact", now)
    book.write(now)
    return folder


def call(data: DataFolder, *words: str) -> Ran:
    return run("usage", *words, "--data", str(data.root))


def test_show_tells_the_week_and_what_was_read_most(data: DataFolder) -> None:
    shown = call(data, "show").out.splitlines()

    assert len(shown) == 11
    assert shown[7].split()[1:] == ["15", "<5", "<5", "<5", "<5"]
    assert shown[-1].split() == ["10", "article", "first-visit"]


def test_pages_have_the_names_that_the_kiosk_shows(data: DataFolder, tmp_path: Path) -> None:
    data.last_good.mkdir()
    builder.build(write_content(tmp_path), data.last_good / "library.db")
    book, file = UsageBook(data.usage), tmp_path / "named.csv"
    for _ in range(6):
        book.count(Kind.THERAPY, "eptinezumab", datetime.now(UTC))
    book.write(datetime.now(UTC))

    call(data, "export", str(file), "--days", "1")

    with file.open(newline="") as stream:
        named = {row["id"]: row["title"] for row in csv.DictReader(stream)}
    assert (named["eptinezumab"], named["first-visit"]) == ("Eptinezumab", "")
    assert "Eptinezumab" in call(data, "show").out


def test_small_numbers_have_no_name_anywhere(data: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "usage.csv"
    call(data, "export", str(file))

    assert "seldom-read" not in call(data, "show").out + file.read_text()
    assert "contact" not in file.read_text()


def test_export_is_a_table_of_days_and_hours(data: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "usage.csv"
    exported = call(data, "export", str(file), "--days", "1")

    with file.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert exported.code == 0
    assert {row["number"] for row in rows} == {"<5", "10", "15"}
    assert [row["number"] for row in rows if row["id"] == "first-visit"] == ["10", "10"]


def test_export_overwrites_nothing(data: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "usage.csv"
    file.write_text("mine")

    assert call(data, "export", str(file)).code == 1
    assert file.read_text() == "mine"


def test_kiosk_that_has_counted_nothing_says_so(tmp_path: Path) -> None:
    ran = call(DataFolder(tmp_path), "show")

    assert (ran.code, ran.err) == (1, "nothing was counted here yet\n")
