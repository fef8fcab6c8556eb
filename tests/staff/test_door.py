# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The door for staff with its real files, on a disk and a machine that lose power."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher

from kiosk.paths import DataFolder
from kiosk.staff.door import Door, Refusal
from kiosk.staff.lock import FREE_FOR_ALL, FREE_FOR_ONE, PAUSES_S, Moment, most_tries
from kiosk.staff.panel import Why
from kiosk.staff.people import Person, StaffFile
from kiosk.staff.tries import TriesFile, this_moment
from tests.support.power_loss import PowerLossDisk
from tests.support.staff import DESK_ID, DESK_PIN, IT_ID, IT_PIN, QUICK, WRONG_PIN, set_up_staff


class CountingHasher(PasswordHasher):
    """Counts how often a PIN was compared."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.compared = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - argon2's name
        self.compared += 1
        return super().verify(hash, password)


@dataclass
class Machine:
    """A machine whose time the test moves."""

    data: DataFolder
    boot: int = 1
    running_s: float = 5_000.0

    def now(self) -> Moment:
        return Moment(f"boot-{self.boot}", self.running_s)

    def start_again(self) -> None:
        self.boot, self.running_s = self.boot + 1, 0.0

    def door(self, hasher: PasswordHasher = QUICK, vfs: str | None = None) -> Door:
        """Return the door as a supervisor that has just started has it."""
        tries = TriesFile(self.data.tries, vfs=vfs)
        return Door(StaffFile(self.data.people), tries, self.now, hasher)


@pytest.fixture(scope="module")
def staff_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return set_up_staff(DataFolder(tmp_path_factory.mktemp("staff"))).path.read_bytes()


@pytest.fixture
def machine(tmp_path: Path, staff_file: bytes) -> Machine:
    data = DataFolder(tmp_path)
    data.people.parent.mkdir()
    data.people.write_bytes(staff_file)
    return Machine(data)


def person(answer: Person | Refusal) -> str:
    assert isinstance(answer, Person), answer
    return answer.id


def refused(answer: Person | Refusal) -> Refusal:
    assert isinstance(answer, Refusal), answer
    return answer


@pytest.mark.parametrize(
    ("staff_id", "pin", "who"),
    [
        (DESK_ID, DESK_PIN, DESK_ID),
        ("", DESK_PIN, DESK_ID),
        ("", IT_PIN, IT_ID),
    ],
)
def test_right_pin_opens_with_an_id_and_without(
    machine: Machine, staff_id: str, pin: str, who: str
) -> None:
    assert person(machine.door().check(staff_id, pin)) == who


@pytest.mark.parametrize("staff_id", [DESK_ID, "nobody", "", "*", "605837"])
@pytest.mark.parametrize("pin", [WRONG_PIN, "", "482915482915482915", "4829151"])
def test_wrong_pin_or_id_is_answered_alike(machine: Machine, staff_id: str, pin: str) -> None:
    answer = refused(machine.door().check(staff_id, pin))

    assert (answer.why, answer.wait_s, answer.tries_left) == (Why.WRONG, 0, FREE_FOR_ONE)


def test_pin_of_another_person_does_not_open(machine: Machine) -> None:
    assert refused(machine.door().check(IT_ID, DESK_PIN)).why is Why.WRONG


def test_fifth_wrong_try_locks_over_a_new_start(machine: Machine) -> None:
    for _ in range(FREE_FOR_ONE + 1):
        last = refused(machine.door().check(DESK_ID, WRONG_PIN))
    machine.start_again()

    locked = refused(machine.door().check(DESK_ID, DESK_PIN))

    assert (last.why, last.wait_s) == (Why.WRONG, int(PAUSES_S[0]))
    assert (locked.why, locked.wait_s) == (Why.LOCKED, int(PAUSES_S[0]))


def test_right_pin_opens_after_the_lock(machine: Machine) -> None:
    for _ in range(FREE_FOR_ONE + 1):
        machine.door().check(DESK_ID, WRONG_PIN)
    machine.running_s += PAUSES_S[0]

    assert machine.door().look(DESK_ID) is None
    assert person(machine.door().check(DESK_ID, DESK_PIN)) == DESK_ID
    assert refused(machine.door().check(DESK_ID, WRONG_PIN)).tries_left == FREE_FOR_ONE


def test_own_pin_does_not_buy_tries_at_another(machine: Machine) -> None:
    for _ in range(FREE_FOR_ALL):
        machine.door().check(DESK_ID, DESK_PIN)
        machine.door().check(IT_ID, WRONG_PIN)

    assert refused(machine.door().check(IT_ID, WRONG_PIN)).why is Why.LOCKED


def test_as_much_is_compared_whoever_is_named(machine: Machine) -> None:
    compared = []
    for staff_id in (DESK_ID, "nobody"):
        hasher = CountingHasher()
        machine.door(hasher).check(staff_id, WRONG_PIN)
        compared.append(hasher.compared)

    assert compared == [1, 1]


def test_without_staff_the_door_says_so_and_counts_nothing(tmp_path: Path) -> None:
    machine = Machine(DataFolder(tmp_path))

    assert refused(machine.door().check("", WRONG_PIN)).why is Why.NO_STAFF
    assert not machine.data.tries.exists()


def test_damaged_staff_file_lets_nobody_in(machine: Machine) -> None:
    machine.data.people.write_text("damaged")

    assert refused(machine.door().check("", DESK_PIN)).why is Why.CANNOT


def test_count_that_cannot_be_written_lets_nobody_in(machine: Machine) -> None:
    machine.data.tries.mkdir()

    assert refused(machine.door().check("", DESK_PIN)).why is Why.CANNOT


def test_damaged_count_is_the_longest_lock_and_set_aside(machine: Machine) -> None:
    machine.data.tries.write_bytes(b"damaged" * 1_000)

    answer = refused(machine.door().check(DESK_ID, DESK_PIN))

    assert (answer.why, answer.wait_s) == (Why.LOCKED, int(PAUSES_S[-1]))
    assert len(list(machine.data.tries.parent.glob("tries.db.damaged-*"))) == 1


def test_machines_own_time_does_not_follow_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    before, year_s = this_moment(), 31_536_000.0
    ahead = time.time() + 10 * year_s
    monkeypatch.setattr(time, "time", lambda: ahead)

    after = this_moment()

    assert after.boot == before.boot
    assert 0 <= after.running_s - before.running_s < year_s


@contextmanager
def losing_disk(name: str, seed: int) -> Iterator[PowerLossDisk]:
    disk = PowerLossDisk(name, seed)
    yield disk
    disk.unregister()


def test_ten_thousand_wrong_tries_never_exceed_the_allowed_rate(machine: Machine) -> None:
    chance, ran_s, made, answered = random.Random(8), 0.0, 0, 0
    with losing_disk("staff-door", 8) as disk:
        for number in range(10_000):
            pause_s = chance.choice((0, 1, 29, 31, 61, 301, 901, 3_600)) * (number % 5 == 0)
            machine.running_s += pause_s
            ran_s += pause_s
            is_cut = chance.random() < 0.1
            if is_cut:
                disk.writes_left = chance.randrange(40)
            hasher = CountingHasher()
            staff_id = chance.choice((DESK_ID, IT_ID, "", "nobody"))
            answer = refused(machine.door(hasher, "staff-door").check(staff_id, WRONG_PIN))
            made += hasher.compared > 0
            answered += answer.why is Why.WRONG
            if is_cut or chance.random() < 0.05:
                disk.lose_power()
                machine.start_again()
            assert made <= most_tries(ran_s)
    assert answered > FREE_FOR_ALL + len(PAUSES_S)
