# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor --bundle`: enough to help from afar, and nobody's data."""

import json
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.ctl.bundle import MOST_BYTES, scrubbed, scrubbed_check
from kiosk.ctl.verdict import Check, Verdict
from kiosk.paths import DataFolder
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from kiosk.staff.audit import Audit, Event
from kiosk.staff.panel import Role
from kiosk.staff.people import StaffFile
from tests.support.command_line import run
from tests.support.envelopes import CANARY, IDENTITY, NOW, RECIPIENT, envelope
from tests.support.staff import DESK_PIN

STAFF_ID, STAFF_NAME = "canary-quill", "Canary Quillson"
SECRETS = {
    "user": "canary-login",
    "secret": "canary-password",
    "path": "/r4/canary-path",
    "query": "canary-token",
    "place": "Canary corner",
}


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A kiosk with something telling in every place."""
    data = DataFolder(tmp_path / "data")
    (tmp_path / "secret").write_text(SECRETS["secret"])
    (tmp_path / "kiosk.toml").write_text(
        f"# {SECRETS['secret']} in a comment\n"
        f'kiosk = "lobby-1"\nkeys.recipients = ["{RECIPIENT}"]\n'
        f'fleet.place = "{SECRETS["place"]}"\n'
        f'[[delivery]]\nname = "server"\nkind = "fhir"\nurl = "https://127.0.0.1:9{SECRETS["path"]}"\n'
        f'auth = "basic"\nuser = "{SECRETS["user"]}"\nsecret_file = "{tmp_path}/secret"\n'
        f'identity_file = "{tmp_path}/identity"\n'
    )
    (tmp_path / "identity").write_text(IDENTITY)
    with QueueStore.open(data.queue_file, ("server",)) as store:
        store.import_envelopes([envelope()], NOW)
    slot = MailSlot(data.slot)
    slot.prepare()
    slot.put(envelope())
    StaffFile(data.people).add(STAFF_ID, STAFF_NAME, Role.DESK, DESK_PIN)
    with closing(Audit.open(data.audit)) as audit:
        audit.write(Event.STAFF_SIGNED_IN, f"staff:{STAFF_ID}")
    return data


def codes(data: DataFolder) -> list[str]:
    with QueueStore.open_for_reading(data.queue_file) as store:
        found = [word for one in store.queued() for word in (str(one.id), one.code)]
    return [*found, *(name.partition(".")[0] for name in MailSlot(data.slot).waiting())]


def bundled(data: DataFolder) -> dict[str, str]:
    """Write a bundle and return its members."""
    file = data.root.parent / "bundle.tar.gz"
    config = str(data.root.parent / "kiosk.toml")
    run("doctor", "--bundle", str(file), "--data", str(data.root), "--config", config)
    with tarfile.open(file) as tar:
        opened = ((name, tar.extractfile(name)) for name in tar.getnames())
        return {name: inside.read().decode() for name, inside in opened if inside}


def member(data: DataFolder, name: str) -> Any:  # Any: JSON
    return json.loads(bundled(data)[f"infusion-kiosk/{name}"])


def log_that_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    """Put a journal in the way of the machine's own."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "text").write_text(text)
    (tools / "journalctl").write_text(f"#!/bin/sh\ncat {tools}/text\n")
    (tools / "journalctl").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=":")


def test_nothing_that_was_planted_is_in_it(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged = [STAFF_ID, STAFF_NAME, IDENTITY, SECRETS["user"], SECRETS["secret"], *codes(data)]
    logged.append(f"https://127.0.0.1:9{SECRETS['path']}?{SECRETS['query']}")
    lines = (f"2026-11-22T12:00:00+0000 courier[7]: something about {word}" for word in logged)
    log_that_says(monkeypatch, tmp_path, "\n".join(lines))
    planted = [*logged, *SECRETS.values(), CANARY, RECIPIENT, DESK_PIN, "$argon2"]

    text = "".join(bundled(data).values())

    assert "something about" in text
    assert [word for word in planted if word in text] == []


def test_report_is_whole_json_though_a_secret_stood_in_it() -> None:
    check = Check("target", Verdict.FAIL, "it said: Bearer canary-token", "whsec_canary")

    assert scrubbed_check(check, ("target",)) == {
        "name": "<known>", "verdict": "fail", "found": "it said: <secret>", "mend": "<secret>",
    }  # fmt: skip


def test_it_says_what_helps(data: DataFolder) -> None:
    members = bundled(data)

    assert json.loads(members["infusion-kiosk/about.json"])["kiosk"]
    checks = json.loads(members["infusion-kiosk/doctor.json"])
    assert {"settings", "keys", "disk"} <= {check["name"] for check in checks}


def test_counts_are_numbers(data: DataFolder) -> None:
    counts = member(data, "counts.json")

    assert (counts["slot"], counts["queue"]["waiting"], counts["staff"]) == (1, 1, {"desk": 1})
    assert counts["events"] == {"staff-signed-in": 1}


def test_settings_show_what_is_set_without_saying_it(data: DataFolder) -> None:
    text = bundled(data)["infusion-kiosk/settings.toml"]

    assert 'url = "https://127.0.0.1/..."' in text
    assert 'secret_file = "(set)"' in text
    assert 'kiosk = "lobby-1"' in text
    assert "idle_s = 180" in text


def test_wrong_settings_are_told_by_line_and_rule_alone(data: DataFolder) -> None:
    (data.root.parent / "kiosk.toml").write_text('format = 1\nkiosk = "CANARY"\n')

    assert bundled(data)["infusion-kiosk/settings.toml"] == "# line 2: wrong-value\n"


def test_its_size_is_bounded(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_that_says(monkeypatch, tmp_path, "a line of the log\n" * 200_000 + "the last\n")

    log = bundled(data)["infusion-kiosk/log.txt"]

    assert len(log.encode()) <= MOST_BYTES
    assert log.endswith("the last\n")


def test_it_is_for_its_owner_alone_and_overwrites_nothing(data: DataFolder) -> None:
    bundled(data)
    file = data.root.parent / "bundle.tar.gz"

    again = run("doctor", "--bundle", str(file), "--data", str(data.root))

    assert file.stat().st_mode & 0o777 == 0o600
    assert again.code == 1
    assert "cannot be written" in again.err


def test_a_machine_without_a_kiosk_has_a_bundle_too(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "nothing")

    assert "demonstration" in bundled(data)["infusion-kiosk/settings.toml"]


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("request 0f8fad5b-d9cb-469f-a165-70867728950e delivered", "request <id> delivered"),
        ("mail to kim@example.org failed", "mail to <mail> failed"),
        ("call (555) 555-0110 or 555.555.0110", "call <phone> or <phone>"),
        ("staff-signed-in staff:dana", "staff-signed-in staff:<id>"),
        ("code K7M-4QX", "code <code>"),
        ("POST https://host.example/token/abc 404", "POST https://host.example/... 404"),
        ("screen 4 is process 21987", "screen 4 is process 21987"),
        ("2026-11-22T20:18:50+0000 shown after 1234567 ms", None),
    ],
)
def test_a_log_line_loses_what_points_to_a_person(line: str, clean: str | None) -> None:
    assert scrubbed(line) == (clean or line)
