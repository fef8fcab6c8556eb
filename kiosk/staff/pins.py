# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which PINs are good enough, and how they are hashed.

Source:
    OWASP Password Storage Cheat Sheet (argon2id: 19 MiB, two passes, one lane); reliability.md,
    PIN.
"""

import datetime as dt
import re

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST, LONGEST = 6, 12
FEWEST_DIFFERENT = 3
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

TOO_SIMPLE = (
    "that PIN is too easy to guess: take no date, no row (123456) and no few digits again and again"
)
_ROWS = ("01234567890123456789", "98765432109876543210")
_KEYPAD_WALKS = ("147258369", "159357", "123654789", "741852963", "963852741")
_YEAR = re.compile(r"^(?:19|20)\d\d|(?:19|20)\d\d$")


def pin_problem(pin: str) -> str:
    """Return why a PIN cannot be taken, a sentence without the PIN, or nothing.

    A PIN has 6 to 12 digits. Refused are rows, walks over the keypad, repetitions, fewer than three
    different digits, and whatever can be read as a date or begins or ends with a year.
    """
    if not re.fullmatch(rf"[0-9]{{{SHORTEST},{LONGEST}}}", pin):
        return f"a PIN has {SHORTEST} to {LONGEST} digits and nothing else"
    is_row = any(pin in row for row in (*_ROWS, *_KEYPAD_WALKS))
    is_simple = is_row or len(set(pin)) < FEWEST_DIFFERENT or _repeats(pin)
    return TOO_SIMPLE if is_simple or _YEAR.search(pin) or _is_date(pin) else ""


def hash_pin(pin: str, hasher: PasswordHasher = HASHER) -> str:
    """Return the hash that is kept of a PIN; it takes some 50 ms."""
    return hasher.hash(pin)


def is_pin_hash(text: str) -> bool:
    """Return whether a text is a hash as ``hash_pin`` makes them: no weaker, and not endless."""
    try:
        found = extract_parameters(text)
    except (InvalidHashError, ValueError):
        return False
    costs = (found.time_cost, found.memory_cost, found.parallelism)
    ours = (HASHER.time_cost, HASHER.memory_cost, HASHER.parallelism)
    return found.type is Type.ID and costs == ours


def fits(pin_hash: str, pin: str, hasher: PasswordHasher = HASHER) -> bool:
    """Return whether a PIN is the one behind a hash; it takes as long as making the hash."""
    try:
        return hasher.verify(pin_hash, pin)
    except (Argon2Error, InvalidHashError):
        return False


def _repeats(pin: str) -> bool:
    return any(
        len(pin) % part == 0 and pin == pin[:part] * (len(pin) // part)
        for part in range(1, len(pin) // 2 + 1)
    )


def _is_date(pin: str) -> bool:
    """Whether six digits are a day, month and two digits of a year, in any usual order."""
    if len(pin) != SHORTEST:
        return False
    one, two, three = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    return any(_is_day(month, day) for month, day in ((one, two), (two, one), (two, three)))


def _is_day(month: int, day: int) -> bool:
    try:
        dt.date(2000, month, day)
    except ValueError:
        return False
    return True
