# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl setup`, from an answers file and at a terminal."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from kiosk.paths import DataFolder
from kiosk.queue.keys import PREFIX, recipients_in
from kiosk.settings import load_settings
from kiosk.staff.door import Door
from kiosk.staff.people import Person, StaffFile
from kiosk.staff.tries import TriesFile
from tests.support.command_line import Ran, run
from tests.support.envelopes import RECIPIENT
from tests.support.staff import DESK_PIN, IT_PIN
from tests.support.terminal import typed

CENTER = f"""\
# Lake Center; ask Kim before you change a phone number.
format = 1
live = true

[center]
name = "Lake Center"
phone = "(555) 555-0110" # by day
after_hours_phone = "(555) 555-0111"
observation_minutes = 20
fever_f = 100.4

[keys]
recipients = ["{RECIPIENT}"]
"""
DONE, UNWELL, WOULD_CHANGE = 0, 6, 5


@dataclass(frozen=True, slots=True)
class Machine:
    """A kiosk to set up, in a folder of its own."""

    root: Path

    @property
    def config(self) -> Path:
        return self.root / "etc/kiosk.toml"

    @property
    def credentials(self) -> Path:
        return self.root / "etc/credentials"

    @property
    def data(self) -> DataFolder:
        return DataFolder(self.root / "data")

    @property
    def options(self) -> tuple[str, ...]:
        places = {
            "--config": self.config,
            "--data": self.data.root,
            "--credentials": self.credentials,
        }
        return tuple(str(word) for place in places.items() for word in place)

    def answer(self, text: str, mode: int = 0o644) -> Path:
        """Write the center's settings and an answers file beside them."""
        (self.root / "center.toml").write_text(CENTER)
        file = self.root / "lobby-1.toml"
        file.write_text(text)
        file.chmod(mode)
        return file

    def set_up(self, text: str, *words: str, mode: int = 0o644) -> Ran:
        return run("setup", "--answers", str(self.answer(text, mode)), *self.options, *words)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


ANSWERS = """\
config = "center.toml"

[settings]
kiosk = "lobby-1"
printing.printer = "lobby"
"""


def recipient_of(secret: str) -> str:
    return f"{pyrage.x25519.Identity.from_str(secret).to_public()}"


def opens(machine: Machine, staff_id: str, pin: str) -> bool:
    door = Door(StaffFile(machine.data.people), TriesFile(machine.data.tries))
    return isinstance(door.check(staff_id, pin), Person)


def test_answers_become_settings_over_those_of_the_center(machine: Machine) -> None:
    ran = machine.set_up(ANSWERS)

    settings = load_settings(machine.config)
    assert ran.code in (DONE, UNWELL), ran.err
    assert (settings.kiosk, settings.printing.printer) == ("lobby-1", "lobby")
    assert settings.center is not None
    assert settings.center.name == "Lake Center"


def test_comments_of_the_center_are_kept(machine: Machine) -> None:
    machine.set_up(ANSWERS)

    text = machine.config.read_text()
    assert "# Lake Center; ask Kim" in text
    assert 'phone = "(555) 555-0110" # by day' in text


def test_a_second_run_changes_nothing(machine: Machine) -> None:
    machine.set_up(ANSWERS)
    before = machine.config.stat()

    again = machine.set_up(ANSWERS)

    assert "changed: nothing" in again.out
    assert machine.config.stat().st_ino == before.st_ino


def test_doctor_has_the_last_word(machine: Machine) -> None:
    report = json.loads(machine.set_up(ANSWERS, "--json").out)

    assert report["changed"][-1] == "setting printing.printer"
    assert {"settings", "keys", "disk"} <= {check["name"] for check in report["doctor"]}


def test_what_would_change_is_told_and_nothing_is_written(machine: Machine) -> None:
    ran = machine.set_up(ANSWERS, "--check")

    assert ran.code == WOULD_CHANGE
    assert "would change: setting center.phone" in ran.out
    assert not machine.config.exists()


def test_a_kiosk_that_is_as_wished_has_nothing_to_change(machine: Machine) -> None:
    machine.set_up(ANSWERS)

    assert machine.set_up(ANSWERS, "--check").code == DONE


def test_the_old_settings_are_kept_beside_the_new(machine: Machine) -> None:
    machine.config.parent.mkdir()
    machine.config.write_text("format = 1 # mine\n")

    machine.set_up(ANSWERS)

    assert machine.config.with_name("kiosk.toml.old").read_text() == "format = 1 # mine\n"


def test_without_settings_of_a_center_the_kiosks_own_go_on(machine: Machine) -> None:
    machine.config.parent.mkdir()
    machine.config.write_text(f"{CENTER}# mine\n")

    machine.set_up('[settings]\ncenter.phone = "(555) 555-0199"\n')

    text = machine.config.read_text()
    assert 'phone = "(555) 555-0199" # by day' in text
    assert text.endswith("# mine\n")


@pytest.mark.parametrize(
    ("answers", "line", "rule"),
    [
        ('config = "center.toml"\n[settings]\nkiosk = "lobby-1"\nvisit.idle_s = 5\n', 4,
         "out-of-range"),
        ('config = "center.toml"\n[settings.visit]\nidel_s = 90\n', 3, "unknown-key"),
        ("format = 1\n[settings]\nlive = true\n", 3, "live-center"),
        ('[[staff]]\nid = "ivo"\nname = "Ivo"\n', 2, "staff-id"),
        ('[[staff]]\nid = "ivo"\nname = "Ivo"\npin = "739264"\n', 4, "staff-pin"),
        ('[[staff]]\nid = "ivo"\nname = "Ivo"\npin_hash = "739264"\n', 4, "staff-pin-hash"),
        ('[secrets]\nreceiver = "/nowhere/secret"\n', 2, "secret-file"),
        ('stuff = 1\n', 1, "unknown-key"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named_by_its_own_line(
    machine: Machine, answers: str, line: int, rule: str
) -> None:
    ran = machine.set_up(answers)

    assert ran.code == 2
    assert f"{machine.root}/lobby-1.toml:{line}: error [{rule}]" in ran.err
    assert "739264" not in ran.err
    assert not machine.config.exists()


def test_a_mistake_of_the_center_is_named_in_its_file(machine: Machine) -> None:
    answers = machine.answer(ANSWERS)
    (machine.root / "center.toml").write_text(CENTER.replace("100.4", "50.0"))

    ran = run("setup", "--answers", str(answers), *machine.options)

    assert ran.code == 2
    assert f"{machine.root}/center.toml:10: error [out-of-range]" in ran.err


def test_an_answer_that_is_no_utf_8_is_named_by_its_line(machine: Machine) -> None:
    answers = machine.answer("")
    answers.write_bytes(b'config = "center.toml"\n[settings]\ncenter.name = "Caf\xe9"\n')

    ran = run("setup", "--answers", str(answers), *machine.options)

    assert ran.code == 2
    assert f"{answers}:3: error [toml-syntax]" in ran.err


def test_a_member_of_staff_comes_with_a_hash(machine: Machine) -> None:
    (machine.root / "pin").write_text(f"{IT_PIN}\n")
    made = run("staff", "hash", "--pin-file", str(machine.root / "pin")).out.strip()

    machine.set_up(
        f'[[staff]]\nid = "ivo"\nname = "Ivo"\nrole = "it"\npin_hash = "{made}"\n', mode=0o644
    )

    assert opens(machine, "ivo", IT_PIN)


def test_a_pin_in_a_file_for_its_owner_alone_is_taken(machine: Machine) -> None:
    ran = machine.set_up(f'[[staff]]\nid = "ivo"\nname = "Ivo"\npin = "{IT_PIN}"\n', mode=0o600)

    assert opens(machine, "ivo", IT_PIN)
    assert IT_PIN not in ran.out + ran.err


@pytest.mark.parametrize("pin", ["", "123456"])
def test_a_pin_file_that_cannot_be_taken_changes_nothing(machine: Machine, pin: str) -> None:
    (machine.root / "pin").write_text(f"{pin}\n")
    member = f'id = "ivo"\nname = "Ivo"\npin_file = "{machine.root}/pin"\n'

    ran = machine.set_up(f"{ANSWERS}[[staff]]\n{member}")

    assert ran.code == 2
    assert not machine.config.exists()
    assert not machine.data.people.exists()


def test_a_pin_that_was_changed_on_the_kiosk_is_not_taken_back(machine: Machine) -> None:
    answers = f'[[staff]]\nid = "ivo"\nname = "Ivo"\npin = "{IT_PIN}"\n'
    machine.set_up(answers, mode=0o600)
    StaffFile(machine.data.people).reset("ivo", DESK_PIN)

    again = machine.set_up(answers, mode=0o600)

    assert "changed: nothing" in again.out
    assert opens(machine, "ivo", DESK_PIN)


def test_a_secret_goes_to_the_couriers_credentials(machine: Machine) -> None:
    (machine.root / "receiver").write_text("whsec_canary")

    ran = machine.set_up(f'[secrets]\nfront-desk = "{machine.root}/receiver"\n')

    file = machine.credentials / "front-desk"
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("whsec_canary", 0o600)
    assert "whsec_canary" not in ran.out + ran.err + machine.config.read_text()


KEYED = """\
make_keys = ["{file}"]
[settings]
live = true
keys.accepts_unencrypted_disk = true
[settings.center]
name = "Lake Center"
phone = "(555) 555-0110"
after_hours_phone = "(555) 555-0111"
observation_minutes = 20
fever_f = 100.4
"""


def test_a_pair_is_made_with_its_private_half_in_the_named_file_alone(machine: Machine) -> None:
    file = machine.root / "intake.key"

    ran = machine.set_up(KEYED.format(file=file))

    assert load_settings(machine.config).keys.recipients == recipients_in(file)
    held = [p for p in machine.root.rglob("*") if p.is_file() and PREFIX in p.read_text("latin-1")]
    assert held == [file]
    assert PREFIX not in ran.out + ran.err


def test_a_kiosk_that_has_keys_makes_no_others_when_the_stick_is_away(machine: Machine) -> None:
    file = machine.root / "intake.key"
    machine.set_up(KEYED.format(file=file))
    file.unlink()

    again = machine.set_up(KEYED.format(file=file))

    assert "changed: nothing" in again.out
    assert not file.exists()


def test_a_private_key_is_not_left_on_an_open_disk_of_a_live_kiosk(machine: Machine) -> None:
    file = machine.root / "intake.key"
    answers = KEYED.format(file=file).replace("keys.accepts_unencrypted_disk = true\n", "")

    ran = machine.set_up(answers)

    assert ran.code == 1
    assert not file.exists()
    assert not machine.config.exists()


def test_newer_answers_are_refused(machine: Machine) -> None:
    assert "version 9" in machine.set_up("format = 9\n").err


def test_without_a_terminal_nothing_is_asked(machine: Machine) -> None:
    assert run("setup", *machine.options).code == 2


SAID = (
    *("lobby-1", "Lake Center", "(555) 555-0110", "(555) 555-0111", "", "20", "warm", "100.4", ""),
    *("8:00-17:00", "", "", "", "", "", "", "", ""),
    *("none", "1", "age1typo", RECIPIENT, "yes"),
    *("ivo", "Ivo", "it", IT_PIN, IT_PIN),
)


def test_a_person_is_asked_for_everything(machine: Machine) -> None:
    code, shown = typed(("setup", *machine.options), SAID)

    settings = load_settings(machine.config)
    assert code in (DONE, UNWELL), shown
    assert (settings.kiosk, settings.live, settings.keys.recipients) == (
        "lobby-1", True, (RECIPIENT,),
    )  # fmt: skip
    assert settings.center is not None
    assert settings.center.hours is not None
    assert (settings.center.fever_f, settings.center.hours.mon) == (100.4, "8:00-17:00")
    assert opens(machine, "ivo", IT_PIN)
    assert IT_PIN not in shown


def test_what_is_set_already_is_kept_by_enter(machine: Machine) -> None:
    machine.set_up(ANSWERS)
    before = machine.config.read_text()

    _, shown = typed(("setup", *machine.options), ("",) * 20)

    assert machine.config.read_text() == before
    assert "changed: nothing" in shown


def test_a_private_half_is_shown_once_and_kept_nowhere(machine: Machine) -> None:
    def last_signs(shown: str) -> str:
        return str(re.findall(rf"{PREFIX}\w+", shown)[0])[-6:]

    code, shown = typed(("setup", *machine.options), (*SAID[:19], "3", last_signs, "", ""))

    assert code in (DONE, UNWELL), shown
    (recipient,) = load_settings(machine.config).keys.recipients
    (secret,) = re.findall(rf"{PREFIX}\w+", shown)
    assert recipient_of(secret) == recipient
    assert all(secret not in path.read_text() for path in machine.root.rglob("*.toml*"))
