# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.courier.targets.folder import delivered_name
from kiosk.ctl.queue import app
from kiosk.paths import DataFolder
from kiosk.queue.envelope import Envelope, encode, seal_request
from kiosk.queue.sealing import make_key_pair
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from tests.support.envelopes import ANSWERS, CANARY, NOW, envelope, label, next_due


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def store(data: DataFolder) -> QueueStore:
    return QueueStore.open(data.queue_file, ["desk"])


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def call_on(data: DataFolder, *arguments: str) -> Result:
    return call(*arguments, "--data", str(data.root))


def test_status_counts_slot_queue_and_problems(data: DataFolder, store: QueueStore) -> None:
    MailSlot(data.slot).prepare()
    MailSlot(data.slot).put(envelope())
    store.import_envelopes([envelope()], NOW)
    store.pause("desk", "unreachable", NOW)
    store.close()

    report = json.loads(call_on(data, "status", "--json").stdout)

    del report["oldest_s"]
    assert report == {
        "in_slot": 1,
        "waiting": 1,
        "held": 0,
        "receipts": 0,
        "problems": ["desk: unreachable"],
        "withdrawn": 0,
        "damaged": [],
        "quarantined": 0,
        "proof": "not needed",
    }


def test_status_of_a_kiosk_that_never_ran_is_all_zero(data: DataFolder) -> None:
    shown = call_on(data, "status")

    assert shown.exit_code == 0
    assert "waiting      0" in shown.stdout
    assert not data.root.exists()


def test_list_names_codes_and_states_only(data: DataFolder, store: QueueStore) -> None:
    one = envelope()
    store.import_envelopes([one], NOW)
    store.hold(one.label.id, "desk", "content-refused", NOW)
    store.close()

    shown = call_on(data, "list").stdout

    assert shown == (
        f"{one.label.code}  2026-11-22 12:00 UTC  desk held (content-refused, tried 1x)"
        "  visitor may not have seen a receipt\n"
    )
    assert json.loads(call_on(data, "list", "--json").stdout)[0]["id"] == one.label.id


def test_list_warns_only_where_no_receipt_was_shown(data: DataFolder, store: QueueStore) -> None:
    one = envelope()
    store.import_envelopes([one], NOW, wait=timedelta(seconds=3))
    store.note_receipts([one.label.id], NOW)
    store.close()

    assert "receipt" not in call_on(data, "list").stdout


@pytest.mark.parametrize("unseen", [False, True])
def test_opened_request_says_whether_its_receipt_may_be_unseen(
    data: DataFolder, unseen: bool
) -> None:
    one, path, key = _delivered(data)
    Path(path).write_bytes(encode(Envelope(one.label, one.sealed, unseen)))

    shown = call("open", path, "--key", key).stdout

    assert ("may not have seen a receipt" in shown) is unseen


def test_find_knows_slot_queue_and_receipts(data: DataFolder, store: QueueStore) -> None:
    in_slot, queued, done = envelope(), envelope(), envelope()
    MailSlot(data.slot).prepare()
    MailSlot(data.slot).put(in_slot)
    store.import_envelopes([queued], NOW)
    store.import_envelopes([done], NOW)
    store.all_delivered([done.label.id], "desk", NOW)
    store.close()

    assert "in the mail slot" in call_on(data, "find", in_slot.label.code).stdout
    assert "desk waiting" in call_on(data, "find", queued.label.code.lower()).stdout
    assert "desk delivered" in call_on(data, "find", done.label.code.replace("-", "")).stdout


@pytest.mark.parametrize(("code", "exit_code"), [("000-000", 1), ("nonsense", 2)])
def test_find_of_nothing_fails(data: DataFolder, code: str, exit_code: int) -> None:
    assert call_on(data, "find", code).exit_code == exit_code


def test_retry_frees_what_was_held(data: DataFolder, store: QueueStore) -> None:
    one = envelope()
    store.import_envelopes([one], NOW)
    store.hold(one.label.id, "desk", "content-refused", NOW)

    assert "1 to be sent again" in call_on(data, "retry").stdout
    assert next_due(store, "desk", NOW) is not None
    store.close()


def _delivered(data: DataFolder, answers: bytes = ANSWERS) -> tuple[Envelope, str, str]:
    one = seal_request(label(), answers, [make_key_pair(data.keys)])
    path = data.root / delivered_name(one.label)
    path.write_bytes(encode(one))
    return one, str(path), str(data.keys / "intake.key")


def test_open_prints_the_answers_with_the_key(data: DataFolder) -> None:
    one, path, key = _delivered(data)

    shown = call("open", path, "--key", key).stdout

    assert f"Receipt code: {one.label.code}" in shown
    assert f"Name: {CANARY}" in shown
    assert json.loads(call("open", path, "--key", key, "--json").stdout)["answers"] == json.loads(
        ANSWERS
    )


def test_open_prints_choices_groups_and_no_control_signs(data: DataFolder) -> None:
    when = [{"valueCoding": {"code": "am", "display": "Mornings"}}, {"valueString": "Mon"}]
    items = [
        {"linkId": "when", "text": "When", "answer": when},
        {"linkId": "ok", "answer": [{"valueBoolean": True}]},
        {"linkId": "name", "text": "Name", "answer": [{"valueString": "A\u001b[2J\u202eB"}]},
    ]
    answers = {"item": [{"linkId": "reach", "text": "Reach you", "item": items}]}
    _, path, key = _delivered(data, json.dumps(answers).encode())

    shown = call("open", path, "--key", key).stdout

    assert shown.endswith("Reach you\n  When: Mornings, Mon\n  ok: yes\n  Name: A [2J B\n")


def test_open_without_the_right_key_says_so_and_shows_nothing(
    data: DataFolder, tmp_path: Path
) -> None:
    _, path, _ = _delivered(data)
    make_key_pair(tmp_path / "other")

    refused = call("open", path, "--key", str(tmp_path / "other" / "intake.key"))

    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert "this key does not open the request" in refused.stderr


def test_open_of_something_else_says_so(data: DataFolder, tmp_path: Path) -> None:
    _, _, key = _delivered(data)
    (tmp_path / "letter.ikr").write_text("Dear kiosk")

    assert "no envelope's header" in call("open", str(tmp_path / "letter.ikr"), "--key", key).stderr
    assert "cannot be read" in call("open", str(tmp_path / "none.ikr"), "--key", key).stderr
