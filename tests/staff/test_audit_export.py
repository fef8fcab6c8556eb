# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.staff.audit import Audit, Event
from kiosk.staff.audit_export import export, place_before, prove
from tests.support.envelopes import NOW


@pytest.fixture
def audit(tmp_path: Path) -> Iterator[Audit]:
    audit = Audit.open(tmp_path / "audit" / "audit.db")
    for day in range(4):
        audit.write(Event.STARTED, "supervisor", f"day-{day}", at=NOW + timedelta(days=day))
    yield audit
    audit.close()


@pytest.fixture
def file(audit: Audit, tmp_path: Path) -> Path:
    path = tmp_path / "audit.jsonl"
    export(audit, path)
    return path


def test_export_proves_itself_without_the_kiosk(audit: Audit, file: Path) -> None:
    proven = prove(file)

    assert (proven.amount, proven.end) == (4, audit.head)
    assert file.stat().st_mode & 0o777 == 0o600


def test_existing_file_is_never_written_over(audit: Audit, file: Path) -> None:
    before = file.read_bytes()

    with pytest.raises(EnvironmentFault):
        export(audit, file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("line", range(6))
def test_export_without_one_of_its_lines_is_refused(file: Path, line: int) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))

    with pytest.raises(EnvironmentFault):
        prove(file)


@pytest.mark.parametrize(
    ("old", "new"), [("day-2", "day-9"), ("started", "stopped"), ("supervisor", "somebody")]
)
def test_changed_export_is_refused(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text().replace(old, new, 1))

    with pytest.raises(EnvironmentFault, match="does not hold"):
        prove(file)


@pytest.mark.parametrize("written", ["", "{}", "\\x00", '{"type":"audit-begin","number":0}'])
def test_something_else_is_no_export(tmp_path: Path, written: str) -> None:
    path = tmp_path / "other"
    path.write_text(written)

    with pytest.raises(EnvironmentFault, match="not a whole export"):
        prove(path)


def test_broken_audit_is_not_exported_as_if_it_held(audit: Audit, tmp_path: Path) -> None:
    import apsw

    connection = apsw.Connection(str(tmp_path / "audit" / "audit.db"))
    connection.execute("DROP TRIGGER no_change; UPDATE entry SET who = 'nobody' WHERE number = 2")
    connection.close()

    with pytest.raises(EnvironmentFault, match="entry 2"):
        export(audit, tmp_path / "broken.jsonl")


def test_next_export_begins_where_the_dropped_entries_end(
    audit: Audit, file: Path, tmp_path: Path
) -> None:
    place = place_before(file, NOW + timedelta(days=2))
    assert place is not None
    audit.drop(place)

    second = export(audit, tmp_path / "second.jsonl")

    assert second.begin == place
    assert (second.begin.number, second.end.number) == (2, 5)


def test_nothing_is_old_enough_to_drop(file: Path) -> None:
    assert place_before(file, NOW) is None
