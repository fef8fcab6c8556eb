# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl decommission`: keys first, then data, and a certificate of it."""

import json
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kiosk.ctl.destroying import Leavings, destroy, leavings
from kiosk.paths import DataFolder
from kiosk.queue.keys import PREFIX, make_key_file
from kiosk.queue.lease import LEASE_FILE, SenderLease
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from kiosk.settings import load_settings
from kiosk.staff.audit import Audit, Event
from kiosk.staff.audit_export import prove
from tests.support.command_line import Ran, run
from tests.support.envelopes import NOW, RECIPIENT, envelope
from tests.support.staff import set_up_staff

SECRET = "whsec_canary"


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A kiosk with everything that one can have, in a folder of its own."""

    root: Path

    @property
    def data(self) -> DataFolder:
        return DataFolder(self.root / "data")

    @property
    def config(self) -> Path:
        return self.root / "etc/kiosk.toml"

    @property
    def credentials(self) -> Path:
        return self.root / "etc/credentials"

    @property
    def certificate(self) -> Path:
        return self.root / "elsewhere/certificate.json"

    @property
    def audit(self) -> Path:
        return self.root / "elsewhere/audit.jsonl"

    @property
    def secret(self) -> Path:
        return self.root / "srv/intake.key"

    def furnish(self) -> None:
        for folder in ("elsewhere", "srv", "etc/credentials", "data/keys"):
            (self.root / folder).mkdir(parents=True)
        (self.credentials / "receiver").write_text(SECRET)
        make_key_file(self.data.keys / "intake.key")
        make_key_file(self.secret)
        self.config.write_text(
            f'kiosk = "lobby-1"\nkeys.recipients = ["{RECIPIENT}"]\n[[delivery]]\nname = "server"\n'
            f'kind = "fhir"\nurl = "https://fhir.example/r4"\nidentity_file = "{self.secret}"\n'
        )
        self.config.with_name("kiosk.toml.old").write_text("format = 1\n")
        with QueueStore.open(self.data.queue_file, ("server",)):
            pass
        MailSlot(self.data.slot).prepare()
        set_up_staff(self.data)
        with closing(Audit.open(self.data.audit)) as audit:
            audit.write(Event.STARTED, "supervisor")
        (self.data.root / "health.prom").write_text("up 1\n")

    def queue(self) -> None:
        with QueueStore.open(self.data.queue_file, ("server",)) as store:
            store.import_envelopes([envelope()], NOW)

    def leave(self, *words: str) -> Ran:
        places = ["--data", self.data.root, "--config", self.config]
        places += ["--credentials", self.credentials]
        return run("decommission", str(self.certificate), *map(str, places), *words)

    def leave_in_order(self) -> Ran:
        return self.leave("--confirm", "lobby-1", "--audit", str(self.audit))

    @property
    def certified(self) -> Any:  # Any: a document as others read it
        return json.loads(self.certificate.read_text())

    @property
    def left(self) -> list[Path]:
        elsewhere = self.root / "elsewhere"
        files = (path for path in self.root.rglob("*") if not path.is_dir())
        return [path for path in files if not path.is_relative_to(elsewhere)]

    @property
    def leavings(self) -> Leavings:
        settings = load_settings(self.config) if self.config.exists() else None
        return leavings(self.data, self.config, self.credentials, settings)


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    kiosk = Kiosk(tmp_path)
    kiosk.furnish()
    return kiosk


def test_nothing_is_left(kiosk: Kiosk) -> None:
    ran = kiosk.leave_in_order()

    assert ran.code == 0, ran.err
    assert kiosk.left == []
    assert not kiosk.data.root.exists()


def test_the_certificate_says_what_when_and_who(kiosk: Kiosk) -> None:
    kiosk.leave_in_order()

    found = kiosk.certified
    assert (found["kiosk"], found["public_keys"], found["lost"]) == ("lobby-1", [RECIPIENT], "")
    assert found["who"]
    assert found["begun_at"] <= found["ended_at"]
    places = {Path(one["place"]).name: one["files"] for one in found["destroyed"]}
    assert places["credentials"] == 1
    digests = {Path(one["place"]).name: one["digest"] for one in found["destroyed"]}
    assert len(digests["queue"]) == 64
    assert digests["credentials"] == digests["intake.key"] == digests["keys"] == ""
    assert {"keys", "queue", "staff", "audit", "slot", "intake.key", "kiosk.toml"} <= set(places)


def test_the_certificate_holds_no_contents(kiosk: Kiosk) -> None:
    kiosk.leave_in_order()

    text = kiosk.certificate.read_text()
    assert SECRET not in text
    assert PREFIX not in text
    assert "argon2" not in text
    assert "dana" not in text


def test_the_audit_is_kept_elsewhere_and_its_last_entry_tells_it(kiosk: Kiosk) -> None:
    kiosk.leave_in_order()

    assert prove(kiosk.audit).end.number == kiosk.certified["audit"]["last_number"]
    assert "decommissioned" in kiosk.audit.read_text().splitlines()[-2]


def test_keys_are_gone_before_any_data(kiosk: Kiosk) -> None:
    gone = list(destroy(kiosk.leavings))

    keys = [path for path in gone if path.name in {"intake.key", "receiver"}]
    assert set(gone[: len(keys)]) == set(keys)
    assert len(keys) == 3


@pytest.mark.parametrize("steps", range(1, 14))
def test_a_power_cut_leaves_no_key_and_can_be_gone_on_from(kiosk: Kiosk, steps: int) -> None:
    before = len(kiosk.left)
    list(islice(destroy(kiosk.leavings), steps))

    keys = [p for p in kiosk.left if p.name in {"intake.key", "receiver"}]
    assert len(kiosk.left) < before
    assert not keys or len(kiosk.left) == before - steps  # as long as one is there, all data is
    list(destroy(kiosk.leavings))
    assert kiosk.left == []


def test_the_same_command_goes_on_after_a_power_cut(kiosk: Kiosk) -> None:
    kiosk.leave_in_order()
    whole = kiosk.certified
    whole["ended_at"] = None
    kiosk.certificate.write_text(json.dumps(whole))
    (kiosk.data.root / "queue").mkdir(parents=True)
    (kiosk.data.root / "queue/queue.db").write_text("what the cut left")

    ran = kiosk.leave()

    assert ran.code == 0, ran.err
    assert kiosk.left == []
    assert kiosk.certified["ended_at"] is not None
    assert kiosk.certified["destroyed"] == whole["destroyed"]


def test_a_power_cut_after_the_last_file_leaves_a_certificate_that_can_be_ended(
    kiosk: Kiosk,
) -> None:
    kiosk.leave_in_order()
    kiosk.certificate.write_text(json.dumps(kiosk.certified | {"ended_at": None}))

    ran = kiosk.leave()

    assert ran.code == 0, ran.err
    assert kiosk.certified["ended_at"] is not None


def test_a_waiting_request_is_refused_and_nothing_is_touched(kiosk: Kiosk) -> None:
    kiosk.queue()
    before = kiosk.left

    ran = kiosk.leave_in_order()

    assert ran.code == 1
    assert '--lose "lose 1 requests"' in ran.err
    assert kiosk.left == before


def test_a_request_in_the_slot_is_refused(kiosk: Kiosk) -> None:
    MailSlot(kiosk.data.slot).put(envelope())

    assert "lose 1 requests" in kiosk.leave_in_order().err


def test_an_audit_that_is_nowhere_else_is_refused(kiosk: Kiosk) -> None:
    ran = kiosk.leave("--confirm", "lobby-1")

    assert ran.code == 1
    assert '--lose "lose the audit"' in ran.err


def test_an_export_that_the_audit_has_outgrown_is_refused(kiosk: Kiosk) -> None:
    run("audit", "export", str(kiosk.audit), "--data", str(kiosk.data.root))
    with closing(Audit.open(kiosk.data.audit)) as audit:
        audit.write(Event.STOPPED, "supervisor")

    assert "the audit went on" in kiosk.leave_in_order().err


def test_who_types_the_sentence_loses_it_and_the_certificate_says_so(kiosk: Kiosk) -> None:
    kiosk.queue()
    words = "lose 1 requests and the audit"

    ran = kiosk.leave("--confirm", "lobby-1", "--lose", words)

    assert ran.code == 0, ran.err
    assert kiosk.certified["lost"] == words
    assert kiosk.certified["counts"]["undelivered"] == 1
    assert kiosk.certified["audit"] is None


def test_a_sentence_of_another_day_loses_nothing(kiosk: Kiosk) -> None:
    kiosk.queue()
    kiosk.queue()

    ran = kiosk.leave("--confirm", "lobby-1", "--lose", "lose 1 requests and the audit")

    assert ran.code == 1


def test_a_damaged_queue_does_not_keep_a_kiosk_for_ever(kiosk: Kiosk) -> None:
    kiosk.data.queue_file.write_bytes(b"no database" * 1_000)
    words = "lose a queue that cannot be read"

    assert words in kiosk.leave_in_order().err
    ran = kiosk.leave("--confirm", "lobby-1", "--audit", str(kiosk.audit), "--lose", words)
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("name", ["", "lobby-2"])
def test_only_the_kiosks_own_name_confirms(kiosk: Kiosk, name: str) -> None:
    ran = kiosk.leave("--confirm", name, "--audit", str(kiosk.audit))

    assert ran.code == 1
    assert "--confirm lobby-1" in ran.err


def test_a_courier_that_runs_is_not_robbed(kiosk: Kiosk) -> None:
    lease = SenderLease(kiosk.data.queue / LEASE_FILE)
    assert lease.take()

    ran = kiosk.leave_in_order()

    lease.give_back()
    assert ran.code == 1
    assert "courier still runs" in ran.err


def test_a_certificate_is_not_written_to_what_is_destroyed(kiosk: Kiosk) -> None:
    places = ("--data", str(kiosk.data.root), "--config", str(kiosk.config))

    ran = run("decommission", str(kiosk.data.root / "certificate.json"), *places)

    assert ran.code == 1
    assert "elsewhere" in ran.err


@pytest.mark.parametrize("way", ["data/../data/certificate.json", "link/certificate.json"])
def test_a_way_around_leads_to_no_certificate_in_what_is_destroyed(kiosk: Kiosk, way: str) -> None:
    (kiosk.root / "link").symlink_to(kiosk.data.root)
    places = ("--data", str(kiosk.data.root), "--config", str(kiosk.config))

    ran = run("decommission", str(kiosk.root / way), *places)

    assert ran.code == 1
    assert "elsewhere" in ran.err


def test_a_begun_certificate_of_another_machine_destroys_nothing(kiosk: Kiosk) -> None:
    kiosk.leave_in_order()
    begun = kiosk.certified | {"ended_at": None, "machine": "another"}
    kiosk.certificate.write_text(json.dumps(begun))
    file = kiosk.data.root / "queue/queue.db"
    file.parent.mkdir(parents=True)
    file.write_text("of this machine")

    ran = kiosk.leave()

    assert ran.code == 1
    assert "another destruction" in ran.err
    assert file.exists()


def test_a_certificate_of_another_kiosk_is_not_overwritten(kiosk: Kiosk) -> None:
    kiosk.leave_in_order()
    first = kiosk.certificate.read_bytes()
    Kiosk(kiosk.root).data.root.mkdir()
    (kiosk.data.root / "health.prom").touch()

    assert kiosk.leave("--confirm", "kiosk-1").code == 1
    assert kiosk.certificate.read_bytes() == first


def test_a_link_is_removed_and_not_followed(kiosk: Kiosk) -> None:
    theirs = kiosk.root / "elsewhere/theirs"
    theirs.write_text("not ours")
    (kiosk.credentials / "link").symlink_to(theirs)
    (kiosk.data.root / "link").symlink_to(theirs.parent)

    assert kiosk.leave_in_order().code == 0
    assert theirs.read_text() == "not ours"
