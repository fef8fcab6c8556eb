# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Who is staff on this kiosk: one file, read anew at each sign-in.

There is nobody in it until somebody is put there, so there is no PIN that works everywhere.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.faults import EnvironmentFault, InputFault, NewerVersionFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced
from kiosk.staff.panel import Role
from kiosk.staff.pins import TOO_SIMPLE, fits, hash_pin, is_pin_hash, pin_problem

FORMAT = 1
MOST = 40
"""A PIN without an id is compared with everybody's: some 50 ms each."""

STAFF_ID = r"^[a-z][a-z0-9-]{1,31}\Z"
StaffId = Annotated[str, Meta(pattern=STAFF_ID)]
StaffName = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]+\Z")]


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member of staff.

    Attributes:
        id: Name in the audit and on the command line.
        name: Name as the panel greets.
        role: What the person may do.
        pin_hash: argon2id, never shown.
    """

    id: StaffId
    name: StaffName
    role: Role
    pin_hash: str

    def __repr__(self) -> str:
        return f"Person({self.id!r}, {self.role.value!r})"


class _File(msgspec.Struct, frozen=True):
    format: int
    people: tuple[Person, ...]


class _Stamp(msgspec.Struct, frozen=True):
    format: int


@dataclass(frozen=True, slots=True)
class StaffFile:
    """The file of all members of staff, mode 0600 in a folder of mode 0700.

    Attributes:
        path: Where it lies; it need not exist.
    """

    path: Path

    def read(self) -> tuple[Person, ...]:
        """Return everybody, by id; nobody where there is no file.

        Raises:
            NewerVersionFault: A newer kiosk wrote it.
            EnvironmentFault: It is damaged or cannot be read.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise EnvironmentFault(f"the staff file cannot be read: {error.strerror}") from error
        try:
            found = msgspec.json.decode(data, type=_Stamp).format
            if found > FORMAT:
                raise NewerVersionFault("staff", found, FORMAT)
            return msgspec.json.decode(data, type=_File).people
        except (msgspec.DecodeError, UnicodeDecodeError):
            # Without its cause: what could not be read may be a hash.
            raise EnvironmentFault("the staff file is damaged") from None

    def add(self, person_id: str, name: str, role: Role, pin: str) -> None:
        """Put a person in.

        Raises:
            InputFault: The id is taken or wrong, the name is wrong, the PIN cannot be taken, or
                there are too many people.
            EnvironmentFault: The file cannot be read or written.
        """
        with self._changing() as people:
            _refuse_one_more(people, person_id)
            people.append(_person(person_id, name, role, _checked(pin, people)))

    def add_hashed(self, person_id: str, name: str, role: Role, pin_hash: str) -> None:
        """Put a person in whose PIN was hashed, and judged, on another computer.

        Raises:
            InputFault: The id is taken or wrong, the name is wrong, this is no such hash, or there
                are too many people.
            EnvironmentFault: The file cannot be read or written.
        """
        if not is_pin_hash(pin_hash):
            raise InputFault("this is no hash of a PIN")
        with self._changing() as people:
            _refuse_one_more(people, person_id)
            people.append(_person(person_id, name, role, pin_hash))

    def reset(self, person_id: str, pin: str) -> None:
        """Give a person another PIN.

        Raises:
            InputFault: There is no such person, or the PIN cannot be taken.
            EnvironmentFault: The file cannot be read or written.
        """
        with self._changing() as people:
            place = _place(people, person_id)
            changed = msgspec.structs.replace(people[place], pin_hash=_checked(pin, people))
            people[place] = changed

    def remove(self, person_id: str) -> None:
        """Take a person out.

        Raises:
            InputFault: There is no such person.
            EnvironmentFault: The file cannot be read or written.
        """
        with self._changing() as people:
            del people[_place(people, person_id)]

    @contextlib.contextmanager
    def _changing(self) -> Iterator[list[Person]]:
        """Give everybody, and keep what became of it; two commands at once wait for each other."""
        try:
            make_folder(self.path.parent)
            lock = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise EnvironmentFault(f"the staff file cannot be kept: {error.strerror}") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            people = list(self.read())
            yield people
            self._write(people)
        finally:
            os.close(lock)

    def _write(self, people: list[Person]) -> None:
        ordered = tuple(sorted(people, key=lambda one: one.id))
        draft = self.path.with_suffix(".new")
        try:
            draft.unlink(missing_ok=True)
            write_synced(draft, msgspec.json.encode(_File(FORMAT, ordered)), mode=0o600)
            draft.replace(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise EnvironmentFault(f"the staff file cannot be kept: {error.strerror}") from error


def _refuse_one_more(people: list[Person], person_id: str) -> None:
    if any(one.id == person_id for one in people):
        raise InputFault(f"there is a person called {person_id} already")
    if len(people) >= MOST:
        raise InputFault(f"a kiosk knows at most {MOST} people")


def _person(person_id: str, name: str, role: Role, pin_hash: str) -> Person:
    try:
        fields = {"id": person_id, "name": name.strip(), "role": role, "pin_hash": pin_hash}
        return msgspec.convert(fields, Person)
    except msgspec.ValidationError as error:
        raise InputFault(
            "an id has 2 to 32 small letters, digits and hyphens and begins with a letter;"
            " a name has 1 to 60 characters"
        ) from error


def _checked(pin: str, people: list[Person]) -> str:
    """Return the hash of a PIN that may be taken; somebody's own, too, counts as easy to guess."""
    if problem := pin_problem(pin):
        raise InputFault(problem)
    if any(fits(one.pin_hash, pin) for one in people):
        raise InputFault(TOO_SIMPLE)
    return hash_pin(pin)


def _place(people: list[Person], person_id: str) -> int:
    for place, one in enumerate(people):
        if one.id == person_id:
            return place
    raise InputFault(f"there is no person called {person_id}")
