# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's own facts in the texts of the library, on the glass and on paper."""

from typing import TypeVar

import msgspec

from kiosk.library.model import LANGUAGES
from kiosk.settings import Center

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"

T = TypeVar("T", bound=msgspec.Struct)


class Facts(dict[str, dict[str, str]]):
    """The center's placeholders by language; one that the library lacks has those of the first.

    The library itself falls back in the same way.
    """

    def __missing__(self, language: str) -> dict[str, str]:
        return self[LANGUAGES[0]]


def center_facts(center: Center) -> dict[str, dict[str, str]]:
    """Return by language the placeholders that content may use, with this center's words."""
    fever = f"{center.fever_f:g} °F ({(center.fever_f - 32) / 1.8:.0f} °C)"
    same = {
        "center": center.name,
        "phone": center.phone,
        "after_hours_phone": center.after_hours_phone,
        "observation_minutes": str(center.observation_minutes),
        "fever_f": fever,
    }
    return Facts({code: {**same, "staff_call": center.staff_call.by(code)} for code in LANGUAGES})


def form_facts(center: Center) -> dict[str, str]:
    """Return the placeholders that forms may use (`kiosk.forms.model.FACTS`).

    A response keeps its texts as they were read: where a question names the phone, it is stored
    with the signs that do not part. No shipped form asks such a question.
    """
    return {
        "center": center.name,
        "phone": unbroken(center.phone),
        "guide": center.guide_title,
        "days": str(center.answer_within_days),
    }


def with_whole_phones(center: Center) -> Center:
    """Return the center with phone numbers that never part at the end of a line."""
    return msgspec.structs.replace(
        center,
        phone=unbroken(center.phone),
        after_hours_phone=unbroken(center.after_hours_phone),
    )


def unbroken(phone: str) -> str:
    """Return a phone number that never parts at the end of a line."""
    return phone.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)


def filled(value: T, facts: dict[str, str]) -> T:
    """Return ``value`` with ``{placeholder}`` in any of its texts replaced."""
    text = msgspec.json.encode(value).decode()
    for name, fact in facts.items():
        text = text.replace(f"{{{name}}}", msgspec.json.encode(fact).decode()[1:-1])
    return msgspec.json.decode(text, type=type(value))
