# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The mark of a request whose visitor may not have seen a receipt."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.queue.envelope import Envelope, decode, encode
from kiosk.queue.schema import Mark
from kiosk.queue.store import QueueStore
from tests.support.envelopes import NOW, envelope

WAIT = timedelta(seconds=3)
SOON, LATER = NOW + timedelta(seconds=1), NOW + timedelta(seconds=4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "queue.db"


@pytest.fixture
def store(path: Path) -> Iterator[QueueStore]:
    with QueueStore.open(path, ["desk", "hub"]) as store:
        yield store


def imported(store: QueueStore) -> Envelope:
    one = envelope()
    store.import_envelopes([one], NOW, wait=WAIT)
    return one


def unseen(store: QueueStore, target: str = "desk") -> list[bool]:
    return [due.envelope.unseen for due in store.due(target, LATER, 9)]


def test_request_without_word_of_its_receipt_is_marked_once_the_wait_is_over(
    store: QueueStore,
) -> None:
    imported(store)

    assert store.due("desk", SOON, 9) == ()
    assert unseen(store) == unseen(store, "hub") == [True]


def test_request_whose_receipt_was_shown_is_due_at_once_without_mark(store: QueueStore) -> None:
    one = imported(store)

    assert store.note_receipts([one.label.id], SOON) == 1

    assert [due.envelope.unseen for due in store.due("desk", SOON, 9)] == [False]
    assert store.find(one.label.code)[0].marks == (Mark.RECEIPT_SHOWN,)


def test_word_is_for_the_named_request_alone(store: QueueStore) -> None:
    one, _ = imported(store), imported(store)

    store.note_receipts([one.label.id], SOON)

    assert unseen(store) == [False, True]


def test_word_that_comes_late_changes_nothing_that_may_have_been_sent(store: QueueStore) -> None:
    one = imported(store)

    assert store.note_receipts([one.label.id], LATER) == 0

    assert unseen(store) == [True]


def test_word_that_comes_after_one_target_has_it_changes_nothing(store: QueueStore) -> None:
    one = imported(store)
    store.all_delivered([one.label.id], "hub", NOW)

    assert store.note_receipts([one.label.id], SOON) == 0


def test_word_for_a_request_that_never_came_is_not_kept(store: QueueStore) -> None:
    assert store.note_receipts([envelope().label.id], NOW) == 0
    assert store.note_receipts([], NOW) == 0


def test_mark_survives_a_restart_of_the_courier(path: Path) -> None:
    with QueueStore.open(path, ["desk"]) as store:
        one, _ = imported(store), imported(store)
        store.note_receipts([one.label.id], SOON)

    with QueueStore.open(path, ["desk"]) as store:
        assert unseen(store) == [False, True]


def test_delivered_file_carries_the_mark_and_is_else_the_same() -> None:
    plain = envelope()
    marked = Envelope(plain.label, plain.sealed, unseen=True)

    assert decode(encode(marked)).unseen
    assert not decode(encode(plain)).unseen
    assert b"unseen" not in encode(plain)
    assert encode(marked).partition(b"\n")[2] == encode(plain).partition(b"\n")[2]
