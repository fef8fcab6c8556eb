# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import io
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.paths import DataFolder
from kiosk.staff.audit import Audit
from kiosk.staff.door import Door
from kiosk.staff.panel import Role
from kiosk.staff.people import Person, StaffFile
from kiosk.staff.tries import TriesFile
from tests.support.command_line import Ran, run
from tests.support.staff import DESK_ID, DESK_PIN, IT_PIN, WRONG_PIN, set_up_staff
from tests.support.terminal import typed as at_terminal


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.root.mkdir()
    return folder


def call(data: DataFolder, *words: str) -> Ran:
    return run("staff", *words, "--data", str(data.root))


def pin_file(folder: Path, pin: str) -> str:
    path = folder / "pin"
    path.write_text(f"{pin}\n")
    return str(path)


def opens(data: DataFolder, staff_id: str, pin: str) -> bool:
    door = Door(StaffFile(data.people), TriesFile(data.tries))
    return isinstance(door.check(staff_id, pin), Person)


def test_person_who_is_added_can_open_the_panel(data: DataFolder, tmp_path: Path) -> None:
    added = call(data, "add", "dana", "--name", "Dana", "--pin-file", pin_file(tmp_path, DESK_PIN))

    assert (added.code, added.err) == (0, "")
    assert opens(data, "dana", DESK_PIN)


def test_pin_comes_from_standard_input_for_scripts(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{IT_PIN}\n"))

    added = call(data, "add", "ivo", "--name", "Ivo", "--role", "it", "--pin-file", "-")

    assert added.code == 0
    assert opens(data, "ivo", IT_PIN)


def test_without_a_terminal_and_a_file_no_pin_is_asked(data: DataFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.ctl", "staff", "add", "dana", "--name", "Dana",
         "--data", str(data.root)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert "--pin-file" in done.stderr


def typed(data: DataFolder, *answers: str) -> tuple[int, str]:
    """Add a person at a terminal; return the exit code and all that the terminal showed."""
    words = ("staff", "add", "dana", "--name", "Dana", "--data", str(data.root))
    return at_terminal(words, answers)


def test_pin_is_typed_twice_and_never_shown(data: DataFolder) -> None:
    code, shown = typed(data, DESK_PIN, DESK_PIN)

    assert code == 0
    assert DESK_PIN not in shown
    assert opens(data, "dana", DESK_PIN)


def test_two_pins_that_differ_change_nothing(data: DataFolder) -> None:
    code, shown = typed(data, DESK_PIN, IT_PIN)

    assert code == 2
    assert "not the same" in shown
    assert not data.people.exists()


@pytest.mark.parametrize(("words", "why"), [("123456", "easy to guess"), ("", "6 to 12 digits")])
def test_pin_that_cannot_be_taken_is_refused_without_being_shown(
    data: DataFolder, tmp_path: Path, words: str, why: str
) -> None:
    refused = call(data, "add", "dana", "--name", "D", "--pin-file", pin_file(tmp_path, words))

    assert refused.code == 1
    assert why in refused.err
    assert not words or f" {words} " not in refused.err.replace("(123456)", "")


def test_list_shows_people_and_never_a_hash(data: DataFolder) -> None:
    set_up_staff(data)

    shown, listed = call(data, "list"), call(data, "list", "--json")

    assert "dana" in shown.out
    assert "argon2" not in shown.out + listed.out
    assert json.loads(listed.out)[1] == {"id": "ivo", "name": "Ivo", "role": "it"}


def test_list_of_nobody_says_how_to_set_staff_up(data: DataFolder) -> None:
    assert "staff add" in call(data, "list").out


def test_reset_gives_another_pin_and_opens_a_locked_pad(data: DataFolder, tmp_path: Path) -> None:
    set_up_staff(data)
    for _ in range(5):
        assert not opens(data, DESK_ID, WRONG_PIN)

    assert call(data, "reset", DESK_ID, "--pin-file", pin_file(tmp_path, WRONG_PIN)).code == 0

    assert opens(data, DESK_ID, WRONG_PIN)


def test_removed_person_cannot_open_the_panel(data: DataFolder) -> None:
    set_up_staff(data)

    assert call(data, "remove", DESK_ID).code == 0

    assert not opens(data, DESK_ID, DESK_PIN)


def test_each_change_is_audited_without_a_pin(data: DataFolder, tmp_path: Path) -> None:
    pin = pin_file(tmp_path, DESK_PIN)
    call(data, "add", "dana", "--name", "Dana", "--pin-file", pin)
    call(data, "remove", "dana")

    with closing(Audit.open(data.audit)) as audit:
        noted = [(entry.event, entry.who, entry.detail) for entry in audit.entries()]
    assert noted == [("staff-changed", "ctl", "add:dana"), ("staff-changed", "ctl", "remove:dana")]


@pytest.mark.parametrize("words", [("remove", "nobody"), ("reset", "nobody")])
def test_person_who_is_not_there_is_said(
    data: DataFolder, tmp_path: Path, words: tuple[str, ...]
) -> None:
    more = ("--pin-file", pin_file(tmp_path, DESK_PIN)) if words[0] == "reset" else ()

    refused = call(data, *words, *more)

    assert refused.code == 1
    assert "no person called nobody" in refused.err


def test_hash_lets_a_person_in_elsewhere_and_is_refused_for_an_easy_pin(
    data: DataFolder, tmp_path: Path
) -> None:
    made = run("staff", "hash", "--pin-file", pin_file(tmp_path, DESK_PIN))
    StaffFile(data.people).add_hashed("dana", "Dana", Role.DESK, made.out.strip())
    easy = run("staff", "hash", "--pin-file", pin_file(tmp_path, "123456"))

    assert opens(data, "dana", DESK_PIN)
    assert (easy.code, easy.out) == (1, "")
