# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue import database
from kiosk.queue.lease import SenderLease
from kiosk.queue.schema import QUEUE
from kiosk.queue.store import DeliveryState, QueueStore
from tests.support.envelopes import CANARY, NOW, envelope, next_due

LATER = NOW + timedelta(seconds=30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "queue" / "queue.db"


@pytest.fixture
def store(path: Path) -> Iterator[QueueStore]:
    with QueueStore.open(path, ["desk"]) as store:
        yield store


def test_pragmas_survive_power_loss(path: Path) -> None:
    QueueStore.open(path, ["desk"]).close()
    connection = database.open_database(path, QUEUE)

    kept = [connection.pragma(name) for name in ("journal_mode", "synchronous", "secure_delete")]

    connection.close()
    assert kept == ["truncate", 3, 1]
    assert apsw.SQLITE_VERSION_NUMBER >= 3_051_003


def test_imported_request_is_due_until_delivered(store: QueueStore) -> None:
    one = envelope()
    assert store.import_envelopes([one], NOW)

    due = next_due(store, "desk", NOW)

    assert due is not None
    assert due.envelope == one
    assert store.all_delivered([one.label.id], "desk", NOW)
    assert next_due(store, "desk", NOW) is None


def test_same_request_is_imported_once(store: QueueStore) -> None:
    one = envelope()

    assert store.import_envelopes([one], NOW)
    assert not store.import_envelopes([one], NOW)
    assert store.counts(NOW).waiting == 1


def test_request_with_a_receipt_is_not_imported_again(store: QueueStore) -> None:
    one = envelope()
    store.import_envelopes([one], NOW)
    store.all_delivered([one.label.id], "desk", NOW)

    assert not store.import_envelopes([one], NOW)
    assert store.counts(NOW).waiting == 0


def test_delivered_body_is_gone_from_the_file_and_a_receipt_stays(
    store: QueueStore, path: Path
) -> None:
    one = envelope()
    store.import_envelopes([one], NOW)
    assert one.sealed[-500:] in path.read_bytes()

    store.all_delivered([one.label.id], "desk", NOW)

    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert not any(one.sealed[at : at + 32] in left for at in range(0, len(one.sealed) - 32, 32))
    (receipt,) = store.find(one.label.code)
    assert [delivery.state for delivery in receipt.deliveries] == [DeliveryState.DELIVERED]


def test_request_stays_until_every_target_has_it(path: Path) -> None:
    one = envelope()
    with QueueStore.open(path, ["desk", "hub"]) as store:
        store.import_envelopes([one], NOW)

        assert not store.all_delivered([one.label.id], "desk", NOW)
        assert next_due(store, "desk", NOW) is None
        assert next_due(store, "hub", NOW) is not None
        assert store.all_delivered([one.label.id], "hub", NOW)


def test_postponed_request_lets_the_next_one_go_first(store: QueueStore) -> None:
    first, second = envelope(), envelope()
    store.import_envelopes([first], NOW)
    store.import_envelopes([second], NOW)

    store.postpone(first.label.id, "desk", "server-error", LATER)

    assert (due := next_due(store, "desk", NOW))
    assert due.envelope == second
    assert (due := next_due(store, "desk", LATER))
    assert (due.envelope, due.attempts) == (first, 1)


def test_held_request_waits_for_a_person(store: QueueStore) -> None:
    one = envelope()
    store.import_envelopes([one], NOW)

    store.hold(one.label.id, "desk", "content-refused", NOW)

    assert next_due(store, "desk", NOW + timedelta(days=9)) is None
    assert store.counts(NOW).held == 1
    assert store.counts(NOW).problems == ("desk: content-refused",)
    assert store.retry() == 1
    assert next_due(store, "desk", NOW) is not None


def test_paused_target_gets_nothing_until_its_time(path: Path) -> None:
    with QueueStore.open(path, ["desk", "hub"]) as store:
        store.import_envelopes([envelope()], NOW)

        store.pause("desk", "certificate", LATER)

        assert next_due(store, "desk", NOW) is None
        assert next_due(store, "hub", NOW) is not None
        assert (due := next_due(store, "desk", LATER))
        assert due.target_failures == 1


@pytest.mark.parametrize("jump", [timedelta(days=-4_000), timedelta(days=4_000)])
def test_clock_that_jumps_delays_nothing_for_long(store: QueueStore, jump: timedelta) -> None:
    one = envelope()
    store.import_envelopes([one], NOW)
    store.postpone(one.label.id, "desk", "unclear", LATER)
    store.pause("desk", "unreachable", LATER)

    assert next_due(store, "desk", NOW + jump) is not None
    assert store.counts(NOW + jump).oldest_s >= 0


def test_waiting_requests_follow_the_configured_targets(path: Path) -> None:
    one = envelope()
    with QueueStore.open(path, ["old", "kept"]) as store:
        store.import_envelopes([one], NOW)
        store.all_delivered([one.label.id], "kept", NOW)

    with QueueStore.open(path, ["kept", "new"]) as store:
        (waiting,) = store.queued()
        states = {delivery.target: delivery.state.value for delivery in waiting.deliveries}
        assert states == {"kept": "delivered", "new": "waiting"}

    with QueueStore.open(path, ["kept"]) as store:
        assert store.counts(NOW).receipts == 1


def test_newer_queue_is_refused_and_left_untouched(path: Path) -> None:
    QueueStore.open(path, ["desk"]).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 9; PRAGMA journal_mode = WAL; CREATE TABLE x (y)")
    connection.close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    with pytest.raises(NewerVersionFault) as refusal:
        QueueStore.open(path, ["desk"])

    assert refusal.value.store == "queue"
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


@pytest.mark.parametrize("damage", [b"not a database at all" * 300, b"SQLite format 3\0" * 300])
def test_damaged_queue_is_refused_and_left_untouched(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)

    with pytest.raises(EnvironmentFault):
        QueueStore.open(path, ["desk"])

    assert path.read_bytes() == damage


def test_row_damaged_in_the_queue_is_held_and_the_next_one_goes(
    store: QueueStore, path: Path
) -> None:
    first, second = envelope(), envelope()
    store.import_envelopes([first], NOW)
    store.import_envelopes([second], NOW)
    flipped = path.read_bytes().replace(first.sealed[-40:], b"x" * 40)
    path.write_bytes(flipped)
    store.close()

    with QueueStore.open(path, ["desk"]) as reopened:
        due = next_due(reopened, "desk", NOW)

        assert due is not None
        assert due.envelope == second
        assert reopened.counts(NOW).problems == ("desk: damaged",)


def test_reader_cannot_change_the_queue(store: QueueStore, path: Path) -> None:
    store.import_envelopes([envelope()], NOW)

    with QueueStore.open_for_reading(path) as reader:
        assert reader.counts(NOW).waiting == 1
        with pytest.raises(EnvironmentFault):
            reader.retry()


def _import_without_end(store: QueueStore) -> None:
    while True:
        store.import_envelopes([envelope()], NOW)


def test_full_queue_refuses_more_and_still_delivers(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(QUEUE, limit_bytes=100_000)
    monkeypatch.setattr("kiosk.queue.store.QUEUE", small)
    first = envelope()
    with QueueStore.open(path, ["desk"]) as store:
        store.import_envelopes([first], NOW)

        with pytest.raises(EnvironmentFault, match="Full"):
            _import_without_end(store)

        assert store.all_delivered([first.label.id], "desk", NOW)
        assert store.import_envelopes([envelope()], NOW)


def test_only_one_process_holds_the_lease_and_its_death_frees_it(tmp_path: Path) -> None:
    lock = tmp_path / "queue" / "lock"
    code = (
        "import sys; from pathlib import Path; from kiosk.queue.lease import SenderLease;"
        "lease = SenderLease(Path(sys.argv[1])); print(lease.take(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        lease = SenderLease(lock)
        assert not lease.take()
        other.kill()

    assert lease.take()
    lease.give_back()


def test_nothing_typed_is_readable_in_the_queue(store: QueueStore, path: Path) -> None:
    store.import_envelopes([envelope()], NOW)

    assert all(CANARY.encode() not in file.read_bytes() for file in path.parent.iterdir())
