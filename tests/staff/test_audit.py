# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.staff.audit import Audit, Event, Mark, link
from tests.support.envelopes import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit" / "audit.db"


@pytest.fixture
def audit(path: Path) -> Iterator[Audit]:
    audit = Audit.open(path)
    audit.write(Event.STARTED, "supervisor", at=NOW)
    audit.write(Event.VISIT_BEGAN, "screen")
    audit.write(Event.VISIT_ENDED, "screen", "idle")
    yield audit
    audit.close()


def test_entries_come_back_in_order(audit: Audit) -> None:
    entries = tuple(audit.entries())

    assert [entry.event for entry in entries] == ["started", "visit-began", "visit-ended"]
    assert (entries[0].number, entries[0].at, entries[2].detail) == (1, NOW, "idle")


def test_untouched_chain_verifies_over_a_restart(audit: Audit, path: Path) -> None:
    audit.close()
    again = Audit.open(path)
    again.write(Event.STOPPED, "supervisor")

    assert again.verify() is None
    again.close()


@pytest.mark.parametrize(
    ("tampering", "first_broken"),
    [
        ("UPDATE entry SET detail = 'cleared' WHERE number = 3", 3),
        ("UPDATE entry SET at = '2020-01-01T00:00:00+00:00' WHERE number = 1", 1),
        ("DELETE FROM entry WHERE number = 2", 2),
        ("DELETE FROM entry WHERE number = 3", 3),
        ("DELETE FROM entry WHERE number = 1", 1),
    ],
)
def test_changed_or_missing_entry_is_found(
    audit: Audit, path: Path, tampering: str, first_broken: int
) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER no_change; DROP TRIGGER no_removal")
    connection.execute(tampering)
    connection.close()

    assert audit.verify() == first_broken


@pytest.mark.parametrize("change", ["UPDATE entry SET detail = ''", "DELETE FROM entry"])
def test_database_itself_refuses_changes(audit: Audit, path: Path, change: str) -> None:
    connection = apsw.Connection(str(path))

    with pytest.raises(apsw.ConstraintError):
        connection.execute(change)
    connection.close()


@pytest.mark.parametrize("words", [("Maria Perez", ""), ("screen", "my head hurts"), ("", "")])
def test_only_plain_words_are_kept(audit: Audit, words: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="plain words"):
        audit.write(Event.VISIT_BEGAN, *words)


def test_newer_audit_is_refused_and_left_untouched(path: Path) -> None:
    Audit.open(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(NewerVersionFault) as refusal:
        Audit.open(path)

    assert refusal.value.store == "audit"
    assert path.read_bytes() == before


def test_damaged_audit_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"damaged" * 1_000)

    with pytest.raises(EnvironmentFault):
        Audit.open(path)


def break_chain(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER no_change")
    connection.execute("UPDATE entry SET who = 'nobody' WHERE number = 2")
    connection.close()


@pytest.mark.parametrize("damage", ["bytes", "chain"])
def test_damaged_audit_is_set_aside_and_the_new_one_names_it(
    audit: Audit, path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    audit.close()
    if damage == "bytes":
        path.write_bytes(b"damaged" * 1_000)
    else:
        break_chain(path)
    before = path.read_bytes()

    mended = Audit.open_mended(path)

    (entry,) = mended.entries()
    mended.close()
    (aside,) = (one for one in path.parent.glob("audit.db.damaged-*") if one.stat().st_size)
    assert aside.read_bytes() == before
    assert (entry.number, entry.event) == (1, "audit-broken")
    assert aside.name == f"audit.db.damaged-{entry.detail}"
    assert "set aside" in caplog.text


def test_whole_audit_is_left_as_it_is(audit: Audit, path: Path) -> None:
    audit.close()
    again = Audit.open_mended(path)

    assert len(tuple(again.entries())) == 3
    again.close()


def test_audit_that_cannot_be_read_is_not_set_aside(path: Path) -> None:
    path.mkdir(parents=True)

    with pytest.raises(EnvironmentFault):
        Audit.open_mended(path)

    assert path.is_dir()


def test_audit_of_an_older_kiosk_goes_on(audit: Audit, path: Path) -> None:
    audit.close()
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER no_removal; DROP TABLE anchor; PRAGMA user_version = 1")
    connection.execute(
        "CREATE TRIGGER no_removal BEFORE DELETE ON entry"
        " BEGIN SELECT RAISE(ABORT, 'append only'); END"
    )
    connection.close()

    again = Audit.open(path)
    again.write(Event.STOPPED, "supervisor")

    assert again.verify() is None
    assert len(tuple(again.entries())) == 4
    again.close()


def test_last_entries_come_alone(audit: Audit) -> None:
    assert [entry.number for entry in audit.entries(last=2)] == [2, 3]


def test_dropped_entries_leave_a_chain_that_holds(audit: Audit) -> None:
    (row,) = audit.rows(1, 2)

    dropped = audit.drop(Mark(2, row[5]))

    assert dropped == 2
    assert [(entry.number, entry.event) for entry in audit.entries()] == [
        (3, "visit-ended"),
        (4, "audit-dropped"),
    ]
    assert audit.verify() is None


def test_only_a_place_in_the_chain_can_be_dropped_up_to(audit: Audit) -> None:
    with pytest.raises(ValueError, match="no such place"):
        audit.drop(Mark(2, b"another"))

    assert len(tuple(audit.entries())) == 3


def test_entry_after_the_anchor_still_cannot_be_removed(audit: Audit, path: Path) -> None:
    (row,) = audit.rows(0, 1)
    audit.drop(Mark(1, row[5]))
    connection = apsw.Connection(str(path))

    with pytest.raises(apsw.ConstraintError):
        connection.execute("DELETE FROM entry")
    connection.close()


def test_many_entries_are_read_dropped_and_proven_page_by_page(path: Path) -> None:
    audit = Audit.open(path)
    connection = apsw.Connection(str(path))
    mark, rows = Mark(), []
    for number in range(1, 2_502):
        words = (number, NOW.isoformat(), "started", "supervisor", "")
        mark = Mark(number, link(mark.chain, words))
        rows.append((*words, mark.chain))
    with connection:
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("UPDATE head SET number = ?, chain = ?", (mark.number, mark.chain))
    connection.close()

    assert audit.verify() is None
    assert audit.tail_holds()
    assert audit.drop(Mark(2_400, rows[2_399][5])) == 2_400
    assert audit.verify() is None
    assert audit.tail_holds()
    assert audit.anchor.number == 2_400
    audit.close()
