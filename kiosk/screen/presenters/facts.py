# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's own facts as the visit shows them, and in the texts of the library."""

from typing import TypeVar

import msgspec

from kiosk.session.messages import Configure
from kiosk.settings import Center

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"

T = TypeVar("T", bound=msgspec.Struct)


def center_facts(center: Center) -> dict[str, str]:
    """Return the placeholders that content may use, with this center's words."""
    fever = f"{center.fever_f:g} °F ({(center.fever_f - 32) / 1.8:.0f} °C)"
    return {
        "center": center.name,
        "phone": center.phone,
        "after_hours_phone": center.after_hours_phone,
        "observation_minutes": str(center.observation_minutes),
        "fever_f": fever,
    }


def with_unbroken_phones(config: Configure) -> Configure:
    """Return ``config`` with phone numbers that never part at the end of a line."""
    center = config.center
    whole = msgspec.structs.replace(
        center,
        phone=unbroken(center.phone),
        after_hours_phone=unbroken(center.after_hours_phone),
    )
    return msgspec.structs.replace(config, center=whole)


def unbroken(phone: str) -> str:
    """Return a phone number that never parts at the end of a line."""
    return phone.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)


def filled(value: T, facts: dict[str, str]) -> T:
    """Return ``value`` with ``{placeholder}`` in any of its texts replaced."""
    text = msgspec.json.encode(value).decode()
    for name, fact in facts.items():
        text = text.replace(f"{{{name}}}", msgspec.json.encode(fact).decode()[1:-1])
    return msgspec.json.decode(text, type=type(value))
