# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The door for staff: checks a PIN, counts wrong ones, and locks.

A try is counted, durably, before the PIN is looked at, and taken back when it was right: whoever
cuts the power in between has used up a try. Everything here may wait for the disk and takes some
50 ms of the processor for each PIN that is compared: call it from a thread, one call at a time.
"""

import math
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from argon2 import PasswordHasher

from kiosk.faults import EnvironmentFault
from kiosk.staff.lock import NO_ID, Moment
from kiosk.staff.panel import Why
from kiosk.staff.people import STAFF_ID, Person, StaffFile
from kiosk.staff.pins import HASHER, LONGEST, fits, hash_pin
from kiosk.staff.tries import TriesFile, this_moment

_ID = re.compile(STAFF_ID)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nobody was let in.

    Attributes:
        why: Why not.
        wait_s: Whole seconds until the next try may be made, 0 for now.
        tries_left: Wrong tries until the next lock, at least 1.
        who: Id of the member of staff who was named, if there is one; else empty.
    """

    why: Why
    wait_s: int = 0
    tries_left: int = 1
    who: str = ""


class Door:
    """The door of one kiosk.

    Args:
        people: Who is staff.
        tries: The count of wrong tries.
        now: The machine's time.
        hasher: How PINs are hashed.
    """

    def __init__(
        self,
        people: StaffFile,
        tries: TriesFile,
        now: Callable[[], Moment] = this_moment,
        hasher: PasswordHasher = HASHER,
    ) -> None:
        self._people, self._tries = people, tries
        self._now, self._hasher = now, hasher
        self._nobody = ""

    def look(self, staff_id: str = NO_ID) -> Refusal | None:
        """Return why no PIN can be tried now, or None when one can."""
        try:
            if not self._people.read():
                return Refusal(Why.NO_STAFF)
            now = self._now()
            wait_s = self._tries.read(now).wait_s(_key(staff_id), now)
        except EnvironmentFault:
            return Refusal(Why.CANNOT)
        return Refusal(Why.LOCKED, math.ceil(wait_s)) if wait_s else None

    def check(self, staff_id: str, pin: str) -> Person | Refusal:
        """Return whose PIN this is, or why nobody is let in.

        Args:
            staff_id: Whose PIN it should be; empty compares it with everybody's.
            pin: What was typed.
        """
        try:
            return self._check(staff_id, pin)
        except EnvironmentFault:
            return Refusal(Why.CANNOT)

    def _check(self, staff_id: str, pin: str) -> Person | Refusal:
        people = self._people.read()
        if not people:
            return Refusal(Why.NO_STAFF)
        named = next((one.id for one in people if one.id == staff_id), "")
        now, key = self._now(), _key(staff_id)
        before = self._tries.read(now)
        if wait_s := before.wait_s(key, now):
            return Refusal(Why.LOCKED, math.ceil(wait_s), who=named)
        charged = before.charged(key, now)
        self._tries.keep(charged)
        person = self._find(people, staff_id, pin)
        if person is not None:
            self._tries.keep(before.without(person.id))
            return person
        now = self._now()
        return Refusal(
            Why.WRONG, math.ceil(charged.wait_s(key, now)), charged.left(key, now), named
        )

    def _find(self, people: tuple[Person, ...], staff_id: str, pin: str) -> Person | None:
        """Compare without a short cut: the time tells neither who exists nor whose PIN it was."""
        nobodys = self._nobodys()
        asked = [one for one in people if staff_id in (NO_ID, one.id)]
        hashes = [one.pin_hash for one in asked] or [nobodys]
        # The length is looked at afterwards, so that it does not show in the time either.
        right = [fits(pin_hash, pin[:LONGEST], self._hasher) for pin_hash in hashes]
        found = [one for one, is_right in zip(asked, right, strict=False) if is_right]
        return found[0] if len(found) == 1 and len(pin) <= LONGEST else None

    def _nobodys(self) -> str:
        """The hash of a PIN that nobody has, for the time that it takes."""
        if not self._nobody:
            self._nobody = hash_pin(secrets.token_hex(16), self._hasher)
        return self._nobody


def _key(staff_id: str) -> str:
    """The name under which tries for an id are counted; what is no id may well be a PIN."""
    return staff_id if staff_id == NO_ID or _ID.match(staff_id) else "?"
