# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What staff do to requests by their codes, and carrying requests to another kiosk."""

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.ctl.queue import app
from kiosk.paths import DataFolder
from kiosk.queue.collector import Collector
from kiosk.queue.envelope import Envelope, decode, encode
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from kiosk.queue.upkeep import Upkeep
from tests.support.envelopes import CANARY, NOW, envelope, next_due

NOBODY = 65_534
LATER = NOW + timedelta(days=31)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def other(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "other")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        yield Path(name).resolve()


def opened(data: DataFolder, *targets: str) -> QueueStore:
    return QueueStore.open(data.queue_file, targets or ("desk",))


def queued(data: DataFolder, *targets: str) -> Envelope:
    one = envelope()
    with opened(data, *targets) as store:
        store.import_envelopes([one], NOW)
    return one


def put(data: DataFolder, one: Envelope) -> None:
    slot = MailSlot(data.slot)
    slot.prepare()
    slot.put(one)


def collect(data: DataFolder) -> None:
    """Empty the slot into the queue, as the courier does."""
    collector = Collector(MailSlot(data.slot), data.quarantine)
    collector.prepare()
    with opened(data) as store:
        for name in collector.waiting():
            taken = collector.take(name)
            assert taken is not None
            store.import_envelopes([taken], NOW)
            collector.discard(name)


def is_due(data: DataFolder, target: str = "desk") -> bool:
    with opened(data, target) as store:
        return next_due(store, target, LATER) is not None


def call(data: DataFolder, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data.root)])


def report(data: DataFolder, *words: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(call(data, *words, "--json").stdout)
    return found


class TestWithdrawing:
    @pytest.mark.parametrize("act", ["cancel", "not-genuine"])
    def test_waiting_request_is_not_sent_any_more(self, data: DataFolder, act: str) -> None:
        one = queued(data)

        done = call(data, act, one.label.code)

        assert done.exit_code == 0
        assert "not sent any more" in done.stdout
        assert not is_due(data)
        assert call(data, "retry").stdout == "0 to be sent again\n"
        assert not is_due(data)

    def test_withdrawn_request_stays_sealed_with_its_mark_until_receipts_go(
        self, data: DataFolder
    ) -> None:
        one = queued(data)
        call(data, "cancel", one.label.code)

        assert "desk held (cancelled" in call(data, "find", one.label.code).stdout
        assert report(data, "status")["withdrawn"] == 1
        assert report(data, "status")["waiting"] == 0
        assert one.sealed[-200:] in data.queue_file.read_bytes()
        with opened(data) as store:
            assert store.forget(LATER + timedelta(days=9_999)) == 1
        assert one.sealed[-200:-150] not in data.queue_file.read_bytes()

    def test_request_in_the_slot_is_withdrawn_before_the_courier_has_it(
        self, data: DataFolder
    ) -> None:
        one = envelope()
        put(data, one)

        assert call(data, "cancel", one.label.code).exit_code == 0
        collect(data)

        assert not is_due(data)
        assert call(data, "guard").exit_code == 0

    def test_new_target_does_not_get_what_was_withdrawn(self, data: DataFolder) -> None:
        call(data, "cancel", queued(data).label.code)

        assert not is_due(data, "hub")

    def test_try_that_fails_meanwhile_does_not_bring_it_back(self, data: DataFolder) -> None:
        one = queued(data)
        call(data, "cancel", one.label.code)

        with opened(data) as store:
            store.postpone(one.label.id, "desk", "unclear", NOW)

        assert not is_due(data)

    def test_delivered_request_says_who_has_it_and_what_to_do(self, data: DataFolder) -> None:
        one = queued(data, "ehr")
        with opened(data, "ehr") as store:
            store.all_delivered([one.label.id], "ehr", NOW, {one.label.id: ["Task/77"]})

        done = call(data, "not-genuine", one.label.code)

        assert done.exit_code == 4
        assert 'ehr has it as Task/77: set the status of that Task to "rejected"' in done.stdout
        assert "not-genuine" in call(data, "find", one.label.code).stdout

    def test_failed_try_is_told_because_it_may_have_arrived(self, data: DataFolder) -> None:
        one = queued(data)
        with opened(data) as store:
            store.postpone(one.label.id, "desk", "unclear", NOW)

        found = report(data, "cancel", one.label.code)

        assert found["state"] == "withdrawn"
        assert found["advice"] == [
            "desk: a try failed (unclear); look there whether it arrived unnoticed"
        ]

    def test_withdrawal_can_be_taken_back(self, data: DataFolder) -> None:
        code = queued(data).label.code
        call(data, "cancel", code)

        assert call(data, "restore", code).exit_code == 0
        assert is_due(data)
        assert call(data, "restore", code).exit_code == 1

    def test_unknown_code_is_refused(self, data: DataFolder) -> None:
        queued(data)

        assert call(data, "cancel", "000-000").exit_code == 1
        assert call(data, "cancel", "nonsense").exit_code == 2


def test_held_request_waits_for_its_retry(data: DataFolder) -> None:
    one = queued(data)

    assert call(data, "hold", one.label.code).exit_code == 0
    assert not is_due(data)
    assert call(data, "retry", one.label.code).stdout == "1 to be sent again\n"
    assert is_due(data)
    assert call(data, "hold", "000-000").exit_code == 1


def test_receipts_name_times_and_the_receivers_ids(data: DataFolder) -> None:
    one = queued(data, "ehr")
    with opened(data, "ehr") as store:
        store.all_delivered([one.label.id], "ehr", NOW, {one.label.id: ["Task/77"]})

    shown = call(data, "receipts").stdout

    assert shown == f"{one.label.code}  ehr 2026-11-22 12:00 UTC Task/77\n"
    (found,) = json.loads(call(data, "receipts", "--json").stdout)
    assert found["deliveries"][0]["remote"] == ["Task/77"]


def test_find_tells_the_place_to_programs(data: DataFolder) -> None:
    in_slot, waiting = envelope(), queued(data)
    put(data, in_slot)

    def place(one: Envelope) -> str:
        (found,) = json.loads(call(data, "find", one.label.code, "--json").stdout)
        return str(found["place"])

    assert (place(in_slot), place(waiting)) == ("slot", "queue")
    with opened(data) as store:
        store.all_delivered([waiting.label.id], "desk", NOW)
    assert place(waiting) == "receipt"


class TestCarrying:
    def test_exported_requests_are_held_here_and_arrive_once_there(
        self, data: DataFolder, other: DataFolder, tmp_path: Path
    ) -> None:
        first, second = queued(data), envelope()
        put(data, second)
        folder = tmp_path / "stick"
        other.root.mkdir()

        assert report(data, "export", str(folder))["exported"] == 2
        taken = [report(other, "import", str(folder)) for _ in range(2)]
        collect(other)
        again = report(other, "import", str(folder))

        collect(data)
        assert not is_due(data)
        assert [one["imported"] for one in (*taken, again)] == [2, 0, 0]
        with opened(other) as store:
            assert {one.id for one in store.queued()} == {first.label.id, second.label.id}

    def test_mark_of_an_unseen_receipt_goes_along(
        self, data: DataFolder, other: DataFolder, tmp_path: Path
    ) -> None:
        seen, unseen = queued(data), queued(data)
        with Upkeep.open(data.queue_file) as upkeep:
            upkeep.note_shown([seen.label.id], NOW)
        other.root.mkdir()

        call(data, "export", str(tmp_path / "stick"))
        call(other, "import", str(tmp_path / "stick"))
        collect(other)

        with opened(other) as store:
            due = {one.envelope.label.id: one.envelope.unseen for one in store.due("desk", NOW, 9)}
        assert due == {seen.label.id: False, unseen.label.id: True}

    def test_what_root_writes_belongs_to_the_user_of_the_kiosk(
        self, data: DataFolder, open_folder: Path, tmp_path: Path
    ) -> None:
        one, folder, other = queued(data), tmp_path / "stick", DataFolder(open_folder / "data")
        call(data, "export", str(folder))
        other.root.mkdir()
        if os.geteuid() == 0:
            open_folder.chmod(0o755)
            os.chown(other.root, NOBODY, NOBODY)
        owner = other.root.stat().st_uid

        assert call(other, "import", str(folder)).exit_code == 0
        assert call(other, "cancel", one.label.code).exit_code == 0

        made = [path for path in other.root.rglob("*") if path.is_file()]
        assert {path.name for path in made} >= {"queue.db", f"{one.label.id}.ikr"}
        assert {path.stat().st_uid for path in made} == {owner}
        assert os.geteuid() == os.getuid()

    def test_delivered_requests_are_not_taken_again(
        self, data: DataFolder, other: DataFolder, tmp_path: Path
    ) -> None:
        one = queued(data)
        report(data, "export", str(tmp_path / "stick"))
        with opened(other) as store:
            store.import_envelopes([one], NOW)
            store.all_delivered([one.label.id], "desk", NOW)

        assert report(other, "import", str(tmp_path / "stick"))["already_here"] == 1

    def test_export_holds_sealed_bytes_and_a_list_without_a_visitors_words(
        self, data: DataFolder, tmp_path: Path
    ) -> None:
        one, folder = queued(data), tmp_path / "stick"

        call(data, "export", str(folder))

        (file,) = folder.glob("*.ikr")
        assert decode(file.read_bytes()) == one
        assert CANARY not in (folder / "manifest.json").read_text()
        assert call(data, "export", str(folder)).exit_code == 1

    def test_copy_leaves_the_sending_to_this_kiosk(self, data: DataFolder, tmp_path: Path) -> None:
        queued(data)

        call(data, "export", str(tmp_path / "stick"), "--copy")

        assert is_due(data)
        assert call(data, "guard").exit_code == 1

    def test_exported_requests_can_be_sent_from_here_after_all(
        self, data: DataFolder, tmp_path: Path
    ) -> None:
        queued(data)
        call(data, "export", str(tmp_path / "stick"))

        call(data, "retry")

        assert is_due(data)
        assert call(data, "guard").exit_code == 1

    def test_damaged_copy_is_told_and_the_others_are_taken(
        self, data: DataFolder, other: DataFolder, tmp_path: Path
    ) -> None:
        bad, folder = queued(data), tmp_path / "stick"
        queued(data)
        other.root.mkdir()
        call(data, "export", str(folder))
        (folder / f"{bad.label.id}.ikr").write_bytes(b"garbage")

        done = call(other, "import", str(folder))

        assert done.exit_code == 1
        assert bad.label.code in done.stderr
        assert len(MailSlot(other.slot).waiting()) == 1

    def test_folder_without_a_list_is_refused(self, data: DataFolder, tmp_path: Path) -> None:
        queued(data)

        assert "no whole export" in call(data, "import", str(tmp_path)).stderr


class TestGuard:
    def test_kiosk_that_never_ran_may_go(self, data: DataFolder) -> None:
        assert call(data, "guard").exit_code == 0
        assert not data.root.exists()

    @pytest.mark.parametrize("place", ["queue", "slot", "requests"])
    def test_request_that_is_nowhere_else_refuses(
        self, data: DataFolder, tmp_path: Path, place: str
    ) -> None:
        if place == "queue":
            queued(data)
        elif place == "slot":
            put(data, envelope())
        else:
            data.requests.mkdir(parents=True)
            (data.requests / "one.ikr").write_bytes(encode(envelope()))

        assert call(data, "guard").exit_code == 1
        assert call(data, "export", str(tmp_path / "stick")).exit_code == 0
        assert report(data, "guard")["is_clear"] is True

    def test_what_nobody_can_read_is_told(self, data: DataFolder) -> None:
        queued(data)
        data.queue_file.rename(data.queue / "queue.db.damaged-20261122T120000Z")

        found = report(data, "guard")

        assert (found["damaged_queues"], found["is_clear"]) == (1, True)

    def test_delivered_requests_do_not(self, data: DataFolder) -> None:
        one = queued(data)
        with opened(data) as store:
            store.all_delivered([one.label.id], "desk", NOW)

        assert report(data, "guard")["is_clear"] is True
