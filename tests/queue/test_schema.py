# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A queue that an older kiosk left behind."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.queue.database import open_database
from kiosk.queue.envelope import encode
from kiosk.queue.schema import QUEUE
from kiosk.queue.store import QueueStore
from tests.support.envelopes import NOW, envelope, next_due

FIRST = replace(QUEUE, version=1, steps=())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "queue.db"


def test_requests_and_receipts_of_an_older_queue_are_kept(path: Path) -> None:
    waiting, done = envelope(), envelope()
    connection = open_database(path, FIRST)
    connection.execute(
        "INSERT INTO request (id, code, created_at, form, imported_at, envelope)"
        " VALUES (?, ?, ?, 'form', ?, ?)",
        (waiting.label.id, waiting.label.code, NOW.isoformat(), NOW.isoformat(), encode(waiting)),
    )
    connection.execute("INSERT INTO delivery (target, sequence) VALUES ('desk', 1)")
    connection.execute(
        "INSERT INTO receipt VALUES (?, ?, ?, ?)",
        (done.label.id, done.label.code, NOW.isoformat(), f'{{"desk":"{NOW.isoformat()}"}}'),
    )
    connection.close()

    with QueueStore.open(path, ["desk"]) as store:
        due = next_due(store, "desk", NOW)
        (receipt,) = store.find(done.label.code)

    assert due is not None
    assert due.envelope == waiting
    assert receipt.deliveries[0].delivered_at == NOW
    assert [file.name for file in path.parent.iterdir() if ".v" in file.name] == []


def test_step_that_fails_leaves_the_older_queue_as_it_was(path: Path) -> None:
    open_database(path, FIRST).close()
    before = path.read_bytes()

    with pytest.raises(EnvironmentFault):
        open_database(path, replace(QUEUE, steps=("CREATE TABLE request (id TEXT);",)))

    open_database(path, FIRST).close()
    assert path.read_bytes()[64:] == before[64:]


def test_version_that_no_step_leads_from_is_refused(path: Path) -> None:
    open_database(path, FIRST).close()

    with pytest.raises(EnvironmentFault, match="cannot read"):
        open_database(path, replace(QUEUE, version=3))
