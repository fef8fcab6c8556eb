# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from kiosk.faults import NewerVersionFault
from kiosk.staff.usage import (
    KEPT,
    MOST_WAITING,
    Counted,
    Kind,
    UsageBook,
    days_until,
    lines,
    most_read,
    per_day,
    shown,
)

TWO = datetime(2026, 7, 22, 14, 10, tzinfo=UTC)
DAY = date(2026, 7, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "usage"


@pytest.fixture
def book(folder: Path) -> UsageBook:
    return UsageBook(folder)


def counted(kind: Kind, ref: str, times: int, hour: int = 14) -> Counted:
    return Counted(datetime(2026, 7, 22, hour, tzinfo=UTC), kind.value, ref, times)


def test_openings_within_an_hour_are_one_count(book: UsageBook) -> None:
    for minute in (0, 5, 40):
        book.count(Kind.ARTICLE, "first-visit", TWO.replace(minute=minute))
    book.write(TWO)

    assert book.counts() == (counted(Kind.ARTICLE, "first-visit", 3),)


def test_next_hour_is_another_count(book: UsageBook) -> None:
    book.count(Kind.SEARCH_IN_VAIN, "", TWO)
    book.count(Kind.SEARCH_IN_VAIN, "", TWO + timedelta(hours=1))
    book.write(TWO)

    assert [(one.hour.hour, one.times) for one in book.counts()] == [(14, 1), (15, 1)]


def test_counts_go_on_after_a_restart(book: UsageBook, folder: Path) -> None:
    book.count(Kind.REQUEST, "contact", TWO)
    book.write(TWO)

    again = UsageBook(folder)
    again.count(Kind.REQUEST, "contact", TWO)
    again.write(TWO)

    assert UsageBook(folder).counts() == (counted(Kind.REQUEST, "contact", 2),)


def test_days_are_forgotten_after_ninety_days(book: UsageBook) -> None:
    book.count(Kind.ARTICLE, "old", TWO - KEPT - timedelta(days=1))
    book.count(Kind.ARTICLE, "kept", TWO - KEPT)
    book.write(TWO)

    assert [one.ref for one in book.counts()] == ["kept"]


def test_file_holds_hours_and_nothing_finer(book: UsageBook, folder: Path) -> None:
    for ref in ("nausea", "hives"):
        book.count(Kind.SYMPTOM, ref, TWO)
    book.write(TWO)

    (file,) = folder.iterdir()
    assert file.name == "2026-07-22.json"
    assert msgspec.json.decode(file.read_bytes()) == {
        "version": 1,
        "hours": {"14": {"symptom": {"hives": 1, "nausea": 1}}},
    }


def test_way_through_the_pages_leaves_the_same_bytes_whatever_its_order(tmp_path: Path) -> None:
    refs, found = ("first-visit", "migraine-infusions", "pets"), []
    for name, order in (("a", refs), ("b", refs[::-1])):
        book = UsageBook(tmp_path / name)
        for minute, ref in enumerate(order):
            book.count(Kind.ARTICLE, ref, TWO.replace(minute=minute))
            book.write(TWO)
        found += [path.read_bytes() for path in (tmp_path / name).iterdir()]

    assert len(found) == 2
    assert found[0] == found[1]


@pytest.mark.parametrize("ref", ["my knee hurts", "María", "x" * 81, "a\n", "-a"])
def test_what_is_no_id_is_not_counted(book: UsageBook, ref: str) -> None:
    book.count(Kind.ARTICLE, ref, TWO)
    book.write(TWO)

    assert book.counts() == ()


def test_screen_that_invents_ids_fills_no_memory(book: UsageBook) -> None:
    for number in range(MOST_WAITING + 10):
        book.count(Kind.ARTICLE, f"made-up-{number}", TWO)
    book.write(TWO)

    assert len(book.counts()) == MOST_WAITING


def test_damaged_day_begins_anew(book: UsageBook, folder: Path) -> None:
    folder.mkdir()
    (folder / "2026-07-22.json").write_bytes(b"{damaged")

    book.count(Kind.ARTICLE, "pets", TWO)
    book.write(TWO)

    assert book.counts() == (counted(Kind.ARTICLE, "pets", 1),)


def test_half_written_file_of_a_power_cut_is_no_matter(book: UsageBook, folder: Path) -> None:
    folder.mkdir()
    (folder / "2026-07-22.new").write_bytes(b"{")

    book.count(Kind.ARTICLE, "pets", TWO)
    book.write(TWO)

    assert [path.name for path in folder.iterdir()] == ["2026-07-22.json"]


def test_day_of_a_newer_kiosk_is_not_touched(book: UsageBook, folder: Path) -> None:
    folder.mkdir()
    file = folder / "2026-07-22.json"
    file.write_bytes(b'{"version": 9, "hours": {}}')

    book.count(Kind.ARTICLE, "pets", TWO)

    with pytest.raises(NewerVersionFault):
        book.write(TWO)
    assert b"9" in file.read_bytes()


@pytest.mark.parametrize(
    ("times", "said"), [(0, "<5"), (1, "<5"), (4, "<5"), (5, "5"), (9, "5"), (10, "10")]
)
def test_small_numbers_are_hidden_and_others_rounded_down(times: int, said: str) -> None:
    assert shown(times) == said


def test_every_kind_has_a_line_a_day_also_without_use() -> None:
    found = lines((counted(Kind.SYMPTOM, "hives", 1),), (DAY,), UTC)

    assert [(one.span, one.kind, one.ref, one.number) for one in found] == [
        ("day", kind, "", "<5") for kind in sorted(Kind)
    ]


def test_names_and_hours_are_told_from_five_on() -> None:
    counts = (
        counted(Kind.ARTICLE, "often", 4, hour=9),
        counted(Kind.ARTICLE, "often", 7, hour=10),
        counted(Kind.ARTICLE, "seldom", 4, hour=9),
    )

    found = lines(counts, (DAY,), UTC)

    assert [(o.begins, o.ref, o.number) for o in found if o.kind == Kind.ARTICLE] == [
        ("2026-07-22", "", "15"),
        ("2026-07-22", "often", "10"),
        ("2026-07-22 09:00", "", "5"),
        ("2026-07-22 10:00", "", "5"),
        ("2026-07-22 10:00", "often", "5"),
    ]


def test_quiet_days_of_two_visitors_look_alike() -> None:
    one = lines((counted(Kind.SYMPTOM, "hives", 2), counted(Kind.REQUEST, "contact", 1)), (DAY,))
    other = lines((counted(Kind.ARTICLE, "pets", 4),), (DAY,))

    assert one == other


def test_search_without_a_name_is_counted_once() -> None:
    found = lines((counted(Kind.SEARCH_IN_VAIN, "", 5),), (DAY,), UTC)

    said = [(o.span, o.number) for o in found if o.kind == Kind.SEARCH_IN_VAIN]
    assert said == [("day", "5"), ("hour", "5")]


def test_day_is_the_one_of_the_center() -> None:
    late = Counted(datetime(2026, 7, 23, 2, tzinfo=UTC), Kind.ARTICLE.value, "pets", 6)

    assert per_day((late,), timezone(timedelta(hours=-5))) == {(DAY, "article"): 6}


def test_most_read_are_pages_of_the_days_in_question() -> None:
    counts = (
        counted(Kind.ARTICLE, "pets", 6),
        counted(Kind.SYMPTOM, "hives", 12),
        counted(Kind.THERAPY, "seldom", 4),
        counted(Kind.REQUEST, "contact", 50),
        Counted(TWO - timedelta(days=7), "article", "last-week", 99),
    )

    assert most_read(counts, days_until(DAY, 7), 10, UTC) == (
        ("symptom", "hives", 10),
        ("article", "pets", 5),
    )
