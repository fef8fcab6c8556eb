# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A damaged queue: what is left of it, and that new requests never notice."""

import random
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.envelope import Envelope
from kiosk.queue.recovery import open_recovering, set_aside
from kiosk.queue.schema import Mark
from kiosk.queue.store import QueueStore
from kiosk.queue.upkeep import Upkeep
from tests.support.envelopes import NOW, envelope

WAITING = tuple(envelope() for _ in range(12))
DELIVERED = tuple(envelope() for _ in range(6))
TARGETS = ["desk", "hub"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A queue with requests that wait, one that a target has, and receipts."""
    path = tmp_path_factory.mktemp("whole") / "queue.db"
    with QueueStore.open(path, TARGETS) as store:
        store.import_envelopes((*DELIVERED, *WAITING), NOW)
        for target in TARGETS:
            store.all_delivered([one.label.id for one in DELIVERED], target, NOW)
        store.all_delivered([WAITING[0].label.id], "desk", NOW)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, whole: bytes) -> Path:
    path = tmp_path / "queue.db"
    path.write_bytes(whole)
    return path


def left(path: Path) -> tuple[set[str], set[str]]:
    """Open the queue as the courier does; return the ids due to the hub, and receipts."""
    with open_recovering(path, TARGETS, NOW) as store:
        due = {str(one.envelope.label.id) for one in store.due("hub", NOW, 100)}
        receipts = {str(one.label.id) for one in DELIVERED if store.find(one.label.code)}
    return due, receipts


def ids(envelopes: tuple[Envelope, ...]) -> set[str]:
    return {one.label.id for one in envelopes}


def damage(path: Path, seed: int) -> str:
    """Damage a file in one of the ways; return which."""
    chance, data = random.Random(seed), bytearray(path.read_bytes())
    way = ("flips", "truncated", "zeros", "garbage", "header")[seed % 5]
    match way:
        case "flips":
            for _ in range(chance.choice((1, 4, 40))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case "truncated":
            del data[chance.randrange(len(data)) :]
        case "zeros":
            at = chance.randrange(len(data))
            data[at : at + 4_096] = bytes(len(data[at : at + 4_096]))
        case "garbage":
            at = chance.randrange(1, len(data) // 4_096) * 4_096
            data[at : at + 4_096] = chance.randbytes(4_096)
        case "header":
            data[:100] = chance.randbytes(100)
    path.write_bytes(data)
    return way


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_damaged_new_requests_go_and_nothing_foreign_comes(
    path: Path, whole: bytes, seed: int
) -> None:
    damage(path, seed)
    try:
        due, receipts = left(path)
    except NewerVersionFault:
        assert path.read_bytes()[60:64] != whole[60:64]
        return

    assert due <= ids(WAITING)
    assert not receipts & due
    new = envelope()
    with open_recovering(path, TARGETS, NOW) as store:
        assert store.import_envelopes([new], NOW)
        store.counts(NOW)
        store.queued()
        assert new.label.id in {one.envelope.label.id for one in store.due("desk", NOW, 100)}


def test_page_of_one_request_costs_that_request_only(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.find(WAITING[5].sealed[:200])
    assert at > 0
    page = at // 4_096 * 4_096
    data[page : page + 4_096] = bytes(4_096)
    path.write_bytes(data)

    due, receipts = left(path)

    assert len(ids(WAITING) - due) <= 4
    assert receipts == ids(DELIVERED)
    (aside,) = set_aside(path)
    assert aside.read_bytes() == bytes(data)


def test_broken_first_page_costs_nothing(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"garbage" * 585 + b"!" + data[4_096:])

    assert left(path) == (ids(WAITING), ids(DELIVERED))


def test_what_a_target_has_is_not_sent_to_it_again(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[20:24] = b"\xff\xff\xff\xff"
    path.write_bytes(data)

    with open_recovering(path, TARGETS, NOW) as store:
        due = {one.envelope.label.id for one in store.due("desk", NOW, 100)}

    assert len(set_aside(path)) == 1
    assert due == ids(WAITING[1:])


def test_receipt_keeps_a_request_from_coming_again(path: Path) -> None:
    path.write_bytes(b"garbage" * 585 + b"!" + path.read_bytes()[4_096:])

    with open_recovering(path, TARGETS, NOW) as store:
        assert not store.import_envelopes([DELIVERED[0]], NOW)


def test_withdrawn_request_stays_withdrawn(path: Path) -> None:
    with Upkeep.open(path) as upkeep:
        upkeep.mark([WAITING[3].label.id], Mark.CANCELLED, NOW)
    path.write_bytes(b"garbage" * 585 + b"!" + path.read_bytes()[4_096:])

    due, _ = left(path)

    assert due == ids(WAITING) - {WAITING[3].label.id}


@pytest.mark.parametrize("column", ["created_at", "imported_at"])
def test_time_that_cannot_be_read_is_damage_and_is_mended(path: Path, column: str) -> None:
    connection = apsw.Connection(str(path))
    never = "2026-02-31T12:00:00+00:00"
    connection.execute(
        f"UPDATE request SET {column} = ? WHERE id = ?", (never, WAITING[2].label.id)
    )
    connection.close()

    due, _ = left(path)

    assert due == ids(WAITING)
    assert len(set_aside(path)) == 1


def test_row_that_holds_another_request_is_held(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE request SET id = 'other' WHERE id = ?", (WAITING[2].label.id,))
    connection.close()

    due, _ = left(path)

    assert due == ids(WAITING) - {WAITING[2].label.id}


def test_second_damage_is_set_aside_beside_the_first(path: Path) -> None:
    for later in (0, 1):
        path.write_bytes(b"garbage" * 2_000)
        open_recovering(path, TARGETS, NOW + timedelta(seconds=later)).close()

    assert len(set_aside(path)) == 2


def test_sound_queue_is_left_alone(path: Path) -> None:
    open_recovering(path, TARGETS, NOW).close()

    assert not set_aside(path)


def test_folder_that_cannot_be_written_is_no_damage(path: Path) -> None:
    path.unlink()
    path.mkdir()

    with pytest.raises(EnvironmentFault):
        open_recovering(path, TARGETS, NOW)

    assert not set_aside(path)
