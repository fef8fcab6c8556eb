# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from kiosk.paths import DataFolder
from kiosk.staff.audit import Audit, Event
from tests.support.command_line import Ran, run


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    with closing(Audit.open(folder.audit)) as audit:
        long_ago = datetime.now(UTC) - timedelta(days=100)
        audit.write(Event.STARTED, "supervisor", "demo", at=long_ago)
        audit.write(Event.STAFF_ACTED, "staff:dana", "end-session")
    return folder


def call(data: DataFolder, *words: str) -> Ran:
    return run("audit", *words, "--data", str(data.root))


def test_show_prints_the_last_entries(data: DataFolder) -> None:
    shown = call(data, "show", "--last", "1")

    assert shown.out.endswith("staff-acted  staff:dana  end-session\n")
    assert len(shown.out.splitlines()) == 1


def test_show_as_json(data: DataFolder) -> None:
    entries = json.loads(call(data, "show", "--json").out)

    assert [entry["event"] for entry in entries] == ["started", "staff-acted"]


def test_verify_says_how_many_hold(data: DataFolder) -> None:
    verified = call(data, "verify")

    assert (verified.code, verified.out) == (0, "2 entries hold\n")


def test_verify_fails_for_a_changed_entry(data: DataFolder) -> None:
    connection = apsw.Connection(str(data.audit))
    connection.execute("DROP TRIGGER no_change; UPDATE entry SET who = 'ivo' WHERE number = 2")
    connection.close()

    verified = call(data, "verify")

    assert verified.code == 1
    assert "entry 2" in verified.err


def test_verify_names_an_audit_that_was_set_aside(data: DataFolder) -> None:
    data.audit.write_bytes(b"damaged" * 1_000)
    Audit.open_mended(data.audit).close()

    assert "audit.db.damaged-" in call(data, "verify").out


def test_export_proves_itself_later(data: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"

    exported = call(data, "export", str(file))
    proven = run("audit", "verify", "--export", str(file))

    assert (exported.code, proven.code) == (0, 0)
    assert "2 entries hold" in proven.out


def test_old_entries_are_dropped_after_they_were_exported(data: DataFolder, tmp_path: Path) -> None:
    exported = call(data, "export", str(tmp_path / "a.jsonl"), "--drop-older-than", "90")

    assert "1 entries were removed" in exported.out
    assert call(data, "verify").out == "2 entries hold; 1 before were dropped\n"
    shown = json.loads(call(data, "show", "--json").out)
    assert [entry["event"] for entry in shown] == ["staff-acted", "audit-dropped"]


def test_nothing_young_can_be_dropped(data: DataFolder, tmp_path: Path) -> None:
    refused = call(data, "export", str(tmp_path / "a.jsonl"), "--drop-older-than", "7")

    assert refused.code == 2
    assert not (tmp_path / "a.jsonl").exists()


def test_kiosk_that_never_ran_has_no_audit(tmp_path: Path) -> None:
    assert run("audit", "show", "--data", str(tmp_path / "none")).code == 1
