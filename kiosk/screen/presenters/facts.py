# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Fills the center's own facts into texts of the library."""

from typing import TypeVar

import msgspec

from kiosk.settings import Center

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


def filled(value: T, facts: dict[str, str]) -> T:
    """Return ``value`` with ``{placeholder}`` in any of its texts replaced."""
    text = msgspec.json.encode(value).decode()
    for name, fact in facts.items():
        text = text.replace(f"{{{name}}}", msgspec.json.encode(fact).decode()[1:-1])
    return msgspec.json.decode(text, type=type(value))
