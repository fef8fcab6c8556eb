# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Members of staff for tests, their PINs, and hashing that takes no time."""

from argon2 import PasswordHasher

from kiosk.paths import DataFolder
from kiosk.staff.panel import Role
from kiosk.staff.people import StaffFile

DESK_ID, DESK_PIN = "dana", "482915"
IT_ID, IT_PIN = "ivo", "739264"
WRONG_PIN = "605837"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def set_up_staff(data: DataFolder) -> StaffFile:
    """Put one person of each role in."""
    staff = StaffFile(data.people)
    staff.add(DESK_ID, "Dana", Role.DESK, DESK_PIN)
    staff.add(IT_ID, "Ivo", Role.IT, IT_PIN)
    return staff
