# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's part in the fleet link that needs no broker."""

import subprocess
import sys

from kiosk.courier.fleet import FLOOD_S, TOLD_SINGLY, Refusals
from kiosk.fleet.guard import Reason
from kiosk.session.control import FleetRefusal


def test_flood_of_forged_commands_does_not_flood_the_audit() -> None:
    told: list[FleetRefusal] = []
    at = [0.0]
    refusals = Refusals(told.append, lambda: at[0])

    for _ in range(1_000):
        refusals.note(Reason.FORGED, "")
    at[0] = FLOOD_S
    refusals.tell_rest()

    assert told == [FleetRefusal("unknown", "forged")] * TOLD_SINGLY + [
        FleetRefusal("unknown", "forged", 1_000 - TOLD_SINGLY)
    ]


def test_courier_without_a_fleet_does_not_load_its_libraries() -> None:
    look = "import sys, kiosk.courier.main; print({'paho', 'cryptography'} & set(sys.modules))"

    said = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)

    assert said.stdout == "set()\n"
