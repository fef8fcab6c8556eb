# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.staff.audit import Audit, Event
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
    connection.execute("PRAGMA user_version = 2")
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
