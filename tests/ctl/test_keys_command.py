# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keys at the command line: a live kiosk's own key, and its renewal while requests wait."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.courier.fhir.frozen import CourierKey
from kiosk.paths import DataFolder
from kiosk.queue import keys
from kiosk.queue.disk import is_encrypted
from kiosk.queue.envelope import decode, open_request, seal_request
from kiosk.queue.proof import read_book
from kiosk.queue.sealing import read_identity
from kiosk.queue.store import QueueStore
from tests.support.command_line import Ran, run
from tests.support.envelopes import ANSWERS, NOW, label, next_due

CONFIGURATION = """
live = true

[center]
name = "Test Center"
phone = "(555) 555-0100"
after_hours_phone = "(555) 555-0101"
observation_minutes = 30
fever_f = 100.4

[keys]
recipients = {recipients}
accepts_unencrypted_disk = {accepts}

[[delivery]]
name = "hub"
kind = "webhook"
url = "https://hub.example/in"
secret_file = "/etc/kiosk/hub.secret"
body = "json"
identity_file = "{identity}"
"""


@dataclass(frozen=True)
class Kiosk:
    """A live kiosk whose courier opens requests; ``office`` is another computer."""

    data: DataFolder
    config: Path
    identity: Path
    office: Path

    def configure(self, *recipients: str, accepts: bool = True) -> None:
        text = CONFIGURATION.format(
            recipients=json.dumps(recipients),
            accepts=str(accepts).lower(),
            identity=self.identity,
        )
        self.config.write_text(text)

    def queue(self, *words: str) -> Ran:
        return run("queue", *words, "--data", str(self.data.root), "--config", str(self.config))

    def deliver(self) -> None:
        """Let what waits in the slot arrive."""
        with QueueStore.open(self.data.queue_file, ["hub"]) as store:
            for path in sorted((self.data.slot / "new").iterdir()):
                one = decode(path.read_bytes())
                store.import_envelopes([one], NOW)
                store.all_delivered([one.label.id], "hub", NOW)
                path.unlink()


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    kiosk = Kiosk(
        DataFolder(tmp_path / "data"),
        tmp_path / "kiosk.toml",
        tmp_path / "courier.key",
        tmp_path / "office.key",
    )
    kiosk.data.root.mkdir()
    return kiosk


def words_in(opened: Ran) -> list[str]:
    return re.findall(r"^Confirmation word(?: of this key)?: (\w{6})$", opened.out, re.MULTILINE)


def test_secret_key_is_never_printed(kiosk: Kiosk, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("four words make a lock")
    copy = str(tmp_path / "copy.age")

    ran = [
        run("keys", "make", str(kiosk.office)),
        run("keys", "show", str(kiosk.office), "--json"),
        run("keys", "rotate", str(kiosk.office)),
        run(
            "keys", "backup", str(kiosk.office), copy, "--passphrase-file", str(tmp_path / "words")
        ),
    ]

    assert [one.code for one in ran] == [0, 0, 0, 0]
    assert "SECRET" not in "".join(one.out + one.err for one in ran)
    assert ran[0].out.strip() in ran[1].out


def test_short_passphrase_is_refused(kiosk: Kiosk, tmp_path: Path) -> None:
    run("keys", "make", str(kiosk.office))
    (tmp_path / "words").write_text("short")

    ran = run(
        "keys", "backup", str(kiosk.office), str(tmp_path / "copy.age"),
        "--passphrase-file", str(tmp_path / "words"),
    )  # fmt: skip

    assert ran.code == 1
    assert not (tmp_path / "copy.age").exists()


def test_live_kiosk_makes_no_key_on_an_open_disk_unless_the_center_accepts_it(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    kiosk.configure(keys.make_key_file(kiosk.office), accepts=False)
    new = str(tmp_path / "new.key")

    refused = run("keys", "make", new, "--config", str(kiosk.config))

    assert (refused.code == 1) is not is_encrypted(tmp_path)
    kiosk.configure(keys.recipients_in(kiosk.office)[0])
    assert run("keys", "make", f"{new}.2", "--config", str(kiosk.config)).code == 0


def test_queued_requests_outlive_the_rotation_of_their_key(kiosk: Kiosk) -> None:
    old = keys.make_key_file(kiosk.identity)
    waiting = seal_request(label(), ANSWERS, [old])
    with QueueStore.open(kiosk.data.queue_file, ["hub"]) as store:
        store.import_envelopes([waiting], NOW)
    kiosk.configure(old)
    rotate = (
        "keys", "rotate", str(kiosk.identity), "--data", str(kiosk.data.root),
        "--config", str(kiosk.config),
    )  # fmt: skip

    assert run(*rotate).code == 0
    new, kept = keys.recipients_in(kiosk.identity)
    assert kept == old
    assert "still names 1" in run(*rotate, "--finish").err
    kiosk.configure(new)
    still = run(*rotate, "--finish")
    assert (still.code, still.out) == (1, "1 still wait for the old keys\n")

    with QueueStore.open(kiosk.data.queue_file, ["hub"]) as store:
        due = next_due(store, "hub", NOW)
        assert due is not None
        assert CourierKey(kiosk.identity).open_request(due.envelope) == ANSWERS
        store.all_delivered([due.envelope.label.id], "hub", NOW)
    assert run(*rotate, "--finish").out == "1 old keys are gone\n"
    assert keys.recipients_in(kiosk.identity) == (new,)


class TestEscrow:
    def test_couriers_own_key_alone_proves_nothing(self, kiosk: Kiosk, tmp_path: Path) -> None:
        kiosk.configure(keys.make_key_file(kiosk.identity))
        copy = tmp_path / "test.ikr"
        sent = kiosk.queue("test", "--copy", str(copy))
        kiosk.deliver()
        (word,) = words_in(run("queue", "open", str(copy), "--key", str(kiosk.identity)))

        confirmed = kiosk.queue("confirm", sent.out.split()[2], word)

        assert confirmed.code == 0
        assert "Still needed: a key that is kept elsewhere" in confirmed.out
        assert json.loads(kiosk.queue("status", "--json").out)["proof"] == "missing"

    def test_key_kept_elsewhere_proves_itself_by_its_own_word(
        self, kiosk: Kiosk, tmp_path: Path
    ) -> None:
        here, there = keys.make_key_file(kiosk.identity), keys.make_key_file(kiosk.office)
        kiosk.configure(here, there)
        copy = tmp_path / "test.ikr"
        code = kiosk.queue("test", "--copy", str(copy)).out.split()[2]
        kiosk.deliver()
        common, own = words_in(run("queue", "open", str(copy), "--key", str(kiosk.office)))
        same, couriers = words_in(run("queue", "open", str(copy), "--key", str(kiosk.identity)))
        assert common == same
        assert own != couriers

        told = [kiosk.queue("confirm", code, word).out for word in (common, couriers, own)]

        assert ["Still needed" in one for one in told] == [True, True, False]
        proof = read_book(kiosk.data.proof_file).proof
        assert proof is not None
        assert set(proof.opened_by) == {here, there}
        assert proof.escrow == (there,)
        assert json.loads(kiosk.queue("status", "--json").out)["proof"] == "confirmed"

    def test_open_disk_cannot_be_confirmed_unless_the_center_accepts_it(
        self, kiosk: Kiosk, tmp_path: Path
    ) -> None:
        kiosk.configure(keys.make_key_file(kiosk.identity), accepts=False)
        code = kiosk.queue("test").out.split()[2]
        kiosk.deliver()

        refused = kiosk.queue("confirm", code, "K7M4QX")

        said = "not seen to be encrypted" in refused.err
        assert said is not is_encrypted(tmp_path)
        assert refused.code == 1


def test_key_that_opens_is_read_from_the_file_that_was_made(kiosk: Kiosk) -> None:
    recipient = run("keys", "make", str(kiosk.office)).out.strip()

    sealed = seal_request(label(), ANSWERS, [recipient])

    assert open_request(sealed, read_identity(kiosk.office)) == ANSWERS
