# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A test request from the command line to a person's eyes and back: real slot, courier, folder."""

import asyncio
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.paths import DataFolder
from kiosk.queue.sealing import make_key_pair
from kiosk.queue.slot import MailSlot
from kiosk.session.messages import Shown, Standing, TourDone
from kiosk.supervisor.options import Options
from tests.support.command_line import Ran, run
from tests.support.courier_process import running_courier
from tests.support.library import built, write_content
from tests.support.running import Running, running
from tests.support.waiting import wait_until

CONFIGURATION = """
live = true

[center]
name = "Test Center"
phone = "(555) 555-0100"
after_hours_phone = "(555) 555-0101"
observation_minutes = 30
fever_f = 100.4

[keys]
recipients = ["{recipient}"]

[[delivery]]
name = "share"
kind = "folder"
path = "{share}"
"""
NOBODY = 65_534
NOTICE = "No test request has been confirmed: visitors cannot send requests yet."


@dataclass(frozen=True, slots=True)
class Center:
    """A live kiosk's folders and settings; ``desk`` is another computer, which holds the key."""

    data: DataFolder
    config: Path
    share: Path
    desk: Path

    def configure(self, recipient: str) -> None:
        self.config.write_text(CONFIGURATION.format(recipient=recipient, share=self.share))

    def call(self, *words: str) -> Ran:
        return run("queue", *words, "--data", str(self.data.root), "--config", str(self.config))

    def send(self) -> str:
        """Send a test request and return its code."""
        sent = self.call("test")
        assert sent.code == 0
        (code,) = set(re.findall(r"\b\w{3}-\w{3}\b", sent.out))
        return str(code)

    def deliver(self) -> None:
        with running_courier(self.data, source=("--config", str(self.config))):
            wait_until(lambda: json.loads(self.call("status", "--json").out)["receipts"], "arrival")

    def word(self) -> str:
        """Open the request that arrived, as staff do, and return the word in it."""
        (file,) = self.share.glob("*.ikr")
        opened = run("queue", "open", str(file), "--key", str(self.desk / "intake.key"))
        assert "This is a test of the kiosk" in opened.out
        found = re.search(r"^Confirmation word: (\w{6})$", opened.out, re.MULTILINE)
        assert found
        return found[1]

    def standing(self) -> str:
        return str(json.loads(self.call("status", "--json").out)["proof"])


@pytest.fixture
def center() -> Iterator[Center]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:  # a local socket's path is limited
        folder = Path(name).resolve()
        center = Center(
            DataFolder(folder / "data"), folder / "kiosk.toml", folder / "share", folder / "desk"
        )
        for made in (center.data.root, center.share):
            made.mkdir()
        center.configure(make_key_pair(center.desk))
        yield center


def test_request_that_arrived_and_was_opened_is_confirmed_by_its_word(center: Center) -> None:
    code = center.send()
    assert center.standing() == "missing"
    center.deliver()

    confirmed = center.call("confirm", code, center.word().lower())

    assert (confirmed.code, confirmed.err) == (0, "")
    assert "No kiosk runs now" in confirmed.out
    assert center.standing() == "confirmed"
    assert json.loads(center.data.proof_file.read_text())["proof"]["targets"] == ["share"]


def test_wrong_word_is_refused_and_the_right_one_is_taken_afterwards(center: Center) -> None:
    code = center.send()
    center.deliver()

    refused = center.call("confirm", code, code)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "This is not the word in that test request.\n"
    assert center.standing() == "missing"
    assert center.call("confirm", code, center.word()).code == 0


def test_request_that_nobody_carried_cannot_be_confirmed(center: Center) -> None:
    refused = center.call("confirm", center.send(), "K7M4QX")

    assert refused.code == 1
    assert "courier has not taken this test" in refused.err


def test_new_key_voids_the_proof(center: Center) -> None:
    code = center.send()
    center.deliver()
    word = center.word()
    assert center.call("confirm", code, word).code == 0

    center.configure(make_key_pair(center.desk, "next"))

    assert center.standing() == "missing"


def test_unknown_code_is_refused(center: Center) -> None:
    refused = center.call("confirm", "000-000", "K7M4QX")

    assert refused.code == 1
    assert "No test request waits" in refused.err


def test_neither_output_nor_data_folder_holds_the_word(center: Center) -> None:
    sent = center.call("test")
    files = [path for path in center.data.root.rglob("*") if path.is_file()]
    center.deliver()

    word = center.word()

    assert word not in sent.out
    assert len(files) == 2
    assert not [file for file in files if file.exists() and word.encode() in file.read_bytes()]


def test_next_step_is_told_with_the_options_to_repeat(center: Center) -> None:
    sent = center.call("test")

    last = sent.out.splitlines()[-1]
    assert last.strip().startswith("infusion-kioskctl queue confirm ")
    assert last.endswith(f" WORD --data {center.data.root} --config {center.config}")


def test_without_data_folder_there_is_nothing_to_test(center: Center) -> None:
    center.data.root.rmdir()

    refused = center.call("test")

    assert refused.code == 1
    assert "no kiosk has run" in refused.err
    assert not center.data.root.exists()


def test_wrong_settings_exit_with_2(center: Center) -> None:
    center.config.write_text("live = 7\n")

    assert center.call("test").code == 2
    assert center.standing() == "not known"


def test_live_kiosk_without_keys_makes_none_of_its_own(center: Center) -> None:
    center.config.write_text("live = true\n")

    refused = center.call("test")

    assert refused.code == 1
    assert "no key to seal requests to" in refused.err
    assert not center.data.keys.exists()


def test_demonstration_can_be_tried_and_says_that_it_needs_no_proof(center: Center) -> None:
    center.config.write_text("")

    sent = center.call("test")

    assert sent.code == 0
    assert "a demonstration, which needs no proof" in sent.out
    assert center.standing() == "not needed"
    assert len(MailSlot(center.data.slot).waiting()) == 1


def test_what_root_writes_belongs_to_the_user_of_the_kiosk(center: Center) -> None:
    if os.geteuid() == 0:
        center.data.root.parent.chmod(0o755)
        os.chown(center.data.root, NOBODY, NOBODY)
    owner = center.data.root.stat().st_uid

    center.send()

    made = [path for path in center.data.root.rglob("*") if path.is_file()]
    assert len(made) == 2
    assert {path.stat().st_uid for path in made} == {owner}
    assert os.geteuid() == os.getuid()


async def _offered(kiosk: Running) -> str:
    """Return whether the screen in front may take requests."""
    kiosk.heard.clear()
    kiosk.act("requests")
    await kiosk.until(lambda: any(isinstance(said, TourDone) for _, said in kiosk.heard))
    return next(said.target for _, said in kiosk.heard if isinstance(said, TourDone))


def test_running_kiosk_takes_requests_from_the_confirmation_on(
    center: Center, tmp_path: Path
) -> None:
    code = center.send()
    center.deliver()
    built(write_content(tmp_path)).close()
    library = tmp_path / "library.db"
    options = Options(data=center.data.root, config=center.config, courier=False, library=library)

    async def story() -> None:
        async with running(center.data, options=options) as kiosk:
            await kiosk.until_warm()
            assert kiosk.status().standing is Standing.LIVE
            assert kiosk.status().staff_notice == NOTICE
            assert await _offered(kiosk) == "False"

            confirmed = await asyncio.to_thread(center.call, "confirm", code, center.word())

            assert "The running kiosk was told" in confirmed.out
            await kiosk.until(lambda: any(isinstance(said, Shown) for _, said in kiosk.heard))
            assert kiosk.status().staff_notice == ""
            assert await _offered(kiosk) == "True"

    asyncio.run(story())
