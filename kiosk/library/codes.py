# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a visitor's phone reads off glass or paper: QR codes, and the center as a contact card.

Pure functions for the worker: importing the encoder costs some 50 ms, a code up to 60 ms more.
"""

import re
from collections.abc import Sequence

from kiosk.library.model import Place, Symptom, SymptomId, Tier
from kiosk.settings import Center

GENERAL_ENTRY = SymptomId("something-very-wrong")
"""The entry whose emergencies at home go along on the contact card."""

MOST_CARD_BYTES = 1000
"""A contact card for a phone. Beyond it the code has more than 105 modules a side."""
SHORT_BYTES = 331
"""What fits into 69 modules a side at level M: every address that content may name."""

Modules = tuple[tuple[bool, ...], ...]
"""A code row by row from the top, True is dark; without its quiet zone."""


def modules_of(text: str) -> Modules:
    """Return the QR code of a text in UTF-8.

    Addresses bear damage to 15 in 100 of the code (level M): a lamp's reflection, a thumb. Cards
    bear 7 in 100 (level L): glass is not torn or stained, and larger modules help a camera more.

    Args:
        text: What a phone shall read; at most 2,900 bytes.
    """
    import segno  # noqa: PLC0415 - see module docstring

    level = "m" if len(text.encode()) <= SHORT_BYTES else "l"
    code = segno.make_qr(text, error=level, encoding="utf-8")
    return tuple(tuple(module == 1 for module in row) for row in code.matrix)


def call_code(phone: str) -> str:
    """Return what makes a phone offer to call a number, as RFC 3966 has it: ``tel:+15555550100``.

    Args:
        phone: As the settings have it; ten digits are taken for a number of the United States.
    """
    digits = "".join(sign for sign in phone if sign.isdigit())
    is_whole = phone.lstrip().startswith("+")
    country = "" if is_whole or len(digits) > 10 else "1"
    return f"tel:+{country}{digits}"


def contact_card(
    center: Center, *, emergency: str, call_if: str, signs: Sequence[str], closed: str
) -> str:
    """Return the center as a contact that a phone can keep.

    It is a vCard of version 3.0 (RFC 2426), not 4.0 (RFC 6350): iPhones read accented letters of
    version 4.0 from a code as if they were Latin-1, and some Android readers refuse it. Lines are
    not folded: not every reader of codes would undo it. Signs that would make it longer than
    `MOST_CARD_BYTES` are left out from the last one on; name and phones never are.

    Args:
        center: Whose card it is.
        emergency: What to do in an emergency.
        call_if: What the signs continue, one a line.
        signs: Phrases for when it is one, most important first; may be empty.
        closed: What to say of the second phone, with its number.
    """
    count = len(signs)
    while True:
        shown = [f"- {sign}" for sign in signs[:count]]
        list_ = [call_if, *shown] if shown else []
        card = _card(center, "\n".join((emergency, *list_, closed)))
        if count == 0 or len(card.encode()) <= MOST_CARD_BYTES:
            return card
        count -= 1


def signs_at_home(entry: Symptom) -> tuple[str, ...]:
    """Return when to call 911 from home, as `GENERAL_ENTRY` lists it; none while it is withheld."""
    return tuple(
        fact.text
        for band in entry.bands_at(Place.HOME)
        if band.tier is Tier.EMERGENCY
        for fact in band.when[Place.HOME]
    )


def _card(center: Center, note: str) -> str:
    name = _escaped(center.name)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}"]
    lines += [
        f"TEL;TYPE=WORK,VOICE:{_escaped(phone)}"
        for phone in dict.fromkeys((center.phone, center.after_hours_phone))
    ]
    if center.address:
        lines.append(f"ADR;TYPE=WORK:;;{_escaped(center.address)};;;;")
    lines += [f"NOTE:{_escaped(note)}", "END:VCARD", ""]
    return "\r\n".join(lines)


def _escaped(value: str) -> str:
    """Return a value as RFC 2426 writes it: nothing in it can begin another line or part."""
    text = re.sub(r"[\\;,]", r"\\\g<0>", value)
    return re.sub(r"\r\n|\r|\n", r"\\n", text)
