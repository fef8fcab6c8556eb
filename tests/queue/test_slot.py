# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.collector import Collector
from kiosk.queue.envelope import MAX_FILE_BYTES, decode, encode
from kiosk.queue.slot import MailSlot, Quota, file_name
from tests.support.envelopes import CANARY, envelope


@pytest.fixture
def slot(tmp_path: Path) -> MailSlot:
    slot = MailSlot(tmp_path / "slot")
    slot.prepare()
    return slot


@pytest.fixture
def collector(slot: MailSlot, tmp_path: Path) -> Collector:
    collector = Collector(slot, tmp_path / "quarantine")
    collector.prepare()
    return collector


def test_what_was_put_is_taken_and_stays_until_discarded(
    slot: MailSlot, collector: Collector
) -> None:
    put = envelope()
    slot.put(put)
    (name,) = collector.waiting()

    assert collector.take(name) == put
    assert collector.waiting() == (name,)
    collector.discard(name)
    assert collector.waiting() == ()
    assert collector.take(name) is None


def test_requests_wait_in_the_order_they_were_made(slot: MailSlot) -> None:
    made = [envelope() for _ in range(5)]
    for one in reversed(made):
        slot.put(one)

    times = [name[:13] for name in slot.waiting()]
    assert times == sorted(times)
    assert set(slot.waiting()) == {file_name(one.label.id) for one in made}


def test_same_request_put_twice_waits_once_unchanged(slot: MailSlot) -> None:
    first = envelope()
    slot.put(first)
    slot.put(envelope(first.label.id))

    (name,) = slot.waiting()
    assert (slot.accepted / name).read_bytes() == encode(first)


@pytest.mark.parametrize("quota", [Quota(files=2), Quota(size_bytes=6_000)])
def test_full_slot_refuses_and_keeps_what_it_has(tmp_path: Path, quota: Quota) -> None:
    slot = MailSlot(tmp_path, quota)
    slot.prepare()
    slot.put(envelope())
    slot.put(envelope())

    with pytest.raises(EnvironmentFault, match="full"):
        slot.put(envelope())

    assert len(slot.waiting()) == 2
    assert not list(slot.drafts.iterdir())


FULL_DISK = """
import resource, sys
from pathlib import Path
from kiosk.faults import EnvironmentFault
from kiosk.queue.slot import MailSlot
from tests.support.envelopes import envelope
slot = MailSlot(Path(sys.argv[1]))
slot.prepare()
slot.put(envelope())
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    slot.put(envelope())
except EnvironmentFault:
    print("refused")
"""


def test_write_that_fails_halfway_leaves_nothing_in_the_slot(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], check=True, capture_output=True, text=True
    )

    slot = MailSlot(tmp_path)
    assert said.stdout.split() == ["refused"]
    assert len(slot.waiting()) == 1
    assert not list(slot.drafts.iterdir())


def test_missing_slot_refuses(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        MailSlot(tmp_path / "gone").put(envelope())


def _symlink(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _hard_link(path: Path) -> None:
    other = path.parent.parent / "other"
    other.write_bytes(encode(envelope()))
    path.hardlink_to(other)


def _oversize(path: Path) -> None:
    path.write_bytes(b"x" * (MAX_FILE_BYTES + 1))


def _flipped(path: Path) -> None:
    data = bytearray(encode(envelope()))
    data[-1] ^= 1
    path.write_bytes(data)


def _empty(path: Path) -> None:
    path.touch()


def _named_otherwise(path: Path) -> None:
    path.write_bytes(encode(envelope()))


@pytest.mark.parametrize(
    "plant",
    [_symlink, _fifo, _folder, _hard_link, _oversize, _flipped, _empty, _named_otherwise],
)
def test_untrusted_file_goes_to_quarantine_and_others_go_on(
    slot: MailSlot, collector: Collector, plant: "object"
) -> None:
    assert callable(plant)
    plant(slot.accepted / "0-bad\nname.ikr")
    good = envelope()
    slot.put(good)

    taken = [collector.take(name) for name in collector.waiting()]

    assert taken == [None, good]
    assert collector.quarantined() == 1
    assert slot.waiting() == (file_name(good.label.id),)


def test_file_of_another_user_goes_to_quarantine(slot: MailSlot, tmp_path: Path) -> None:
    collector = Collector(slot, tmp_path / "quarantine", owner_uid=os.getuid() + 1)
    collector.prepare()
    slot.put(envelope())

    assert collector.take(slot.waiting()[0]) is None
    assert collector.quarantined() == 1


def test_envelope_of_a_newer_kiosk_is_left_untouched(slot: MailSlot, collector: Collector) -> None:
    newer = slot.accepted / file_name(envelope().label.id)
    newer.write_bytes(b'{"format":2}\nsealed')

    with pytest.raises(NewerVersionFault):
        collector.take(newer.name)

    assert newer.read_bytes() == b'{"format":2}\nsealed'
    assert collector.quarantined() == 0


def test_only_old_drafts_of_dead_screens_are_removed(slot: MailSlot, collector: Collector) -> None:
    (slot.drafts / "old").touch()
    os.utime(slot.drafts / "old", (0, 0))
    (slot.drafts / "being-written").touch()

    collector.prepare()

    assert [path.name for path in slot.drafts.iterdir()] == ["being-written"]


PUT_FOREVER = """
import sys
from pathlib import Path
from kiosk.queue.slot import MailSlot
from tests.support.envelopes import envelope
slot = MailSlot(Path(sys.argv[1]))
slot.prepare()
while True:
    one = envelope()
    slot.put(one)
    sys.stdout.write(one.label.id + "\\n")
    sys.stdout.flush()
"""


def test_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    slot, acknowledged = MailSlot(tmp_path), set[str]()
    for kill_after in range(1, 16):
        with subprocess.Popen(
            [sys.executable, "-c", PUT_FOREVER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            for _ in range(kill_after):
                acknowledged.add(child.stdout.readline().strip())
            child.kill()
            acknowledged.update(line.strip() for line in child.stdout if line.endswith("\n"))

    stored = {decode((slot.accepted / name).read_bytes()).label.id for name in slot.waiting()}
    assert acknowledged <= stored
    assert len(stored) - len(acknowledged) <= 15
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and CANARY.encode() in p.read_bytes()]
