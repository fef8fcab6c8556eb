# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault, InputFault, NewerVersionFault
from kiosk.paths import DataFolder
from kiosk.staff.panel import Role
from kiosk.staff.people import StaffFile
from kiosk.staff.pins import fits
from tests.support.staff import DESK_ID, DESK_PIN, IT_ID, IT_PIN, WRONG_PIN, set_up_staff


@pytest.fixture
def staff(tmp_path: Path) -> StaffFile:
    return set_up_staff(DataFolder(tmp_path))


def test_nobody_is_in_until_somebody_is_put_there(tmp_path: Path) -> None:
    assert StaffFile(tmp_path / "people.json").read() == ()


def test_people_come_back_with_their_roles(staff: StaffFile) -> None:
    people = staff.read()

    assert [(one.id, one.name, one.role) for one in people] == [
        (DESK_ID, "Dana", Role.DESK),
        (IT_ID, "Ivo", Role.IT),
    ]
    assert fits(people[0].pin_hash, DESK_PIN)


def test_file_is_private_and_holds_no_pin(staff: StaffFile) -> None:
    assert staff.path.stat().st_mode & 0o777 == 0o600
    assert staff.path.parent.stat().st_mode & 0o777 == 0o700
    assert DESK_PIN not in staff.path.read_text()


def test_hash_is_never_shown(staff: StaffFile) -> None:
    assert "argon2" not in repr(staff.read())


@pytest.mark.parametrize(
    ("person_id", "name", "pin"),
    [
        (DESK_ID, "Other", WRONG_PIN),
        ("Dana B", "Other", WRONG_PIN),
        ("x", "Other", WRONG_PIN),
        ("other", "", WRONG_PIN),
        ("other", "Two\nlines", WRONG_PIN),
        ("other", "Other", "123456"),
        ("other", "Other", DESK_PIN),
    ],
)
def test_wrong_id_name_or_pin_changes_nothing(
    staff: StaffFile, person_id: str, name: str, pin: str
) -> None:
    before = staff.read()

    with pytest.raises(InputFault):
        staff.add(person_id, name, Role.DESK, pin)

    assert staff.read() == before


def test_pin_of_somebody_else_is_refused_like_a_simple_one(staff: StaffFile) -> None:
    with pytest.raises(InputFault) as simple:
        staff.reset(DESK_ID, "123456")
    with pytest.raises(InputFault) as taken:
        staff.reset(DESK_ID, IT_PIN)

    assert str(taken.value) == str(simple.value)


def test_reset_gives_another_pin(staff: StaffFile) -> None:
    staff.reset(DESK_ID, WRONG_PIN)

    assert fits(staff.read()[0].pin_hash, WRONG_PIN)


def test_person_who_is_removed_is_gone(staff: StaffFile) -> None:
    staff.remove(DESK_ID)

    assert [one.id for one in staff.read()] == [IT_ID]


def test_person_who_is_not_there_cannot_be_removed(staff: StaffFile) -> None:
    with pytest.raises(InputFault):
        staff.remove("nobody")


@pytest.mark.parametrize(
    "written", ["", "[]", '{"format": 1}', '{"format": 1, "people": [{"id": "x"}]}', "\\xff"]
)
def test_damaged_file_is_said_without_its_bytes(staff: StaffFile, written: str) -> None:
    staff.path.write_text(written)

    with pytest.raises(EnvironmentFault, match="damaged") as fault:
        staff.read()

    assert fault.value.__cause__ is None


def test_newer_file_is_refused_and_left_untouched(staff: StaffFile) -> None:
    staff.path.write_text('{"format": 2, "people": "otherwise"}')

    with pytest.raises(NewerVersionFault):
        staff.remove(DESK_ID)

    assert "otherwise" in staff.path.read_text()


def test_a_weak_hash_from_elsewhere_is_refused(tmp_path: Path) -> None:
    staff = StaffFile(tmp_path / "staff/people.json")

    with pytest.raises(InputFault, match="no hash"):
        staff.add_hashed("dana", "Dana", Role.DESK, "$argon2id$v=19$m=8,t=1,p=1$c29tZQ$c29tZQ")
    assert staff.read() == ()
