# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Phone numbers and e-mail addresses: what may be stored, and how it is shown.

``phonenumbers`` and ``email_validator`` cost 34 and 45 ms to import, so they are imported when the
first number or address is checked; `warm_up` does it ahead of time. Neither asks the network.
"""

import re

_NANP = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
_DOT = "\N{BULLET}"


def warm_up() -> None:
    """Import both libraries now, so that the first check does not wait for them."""
    stored_phone("2025550143")
    stored_email("somebody@example.com")


def stored_phone(typed: str) -> str | None:
    """Return a US number as E.164 (``+12025550143``), or None when it cannot be one.

    A number with an extension is refused: E.164 would lose it.

    Source:
        forms.md, Phone: ten digits, area and exchange begin with 2 to 9.
    """
    import phonenumbers  # noqa: PLC0415 (lazy, see above)

    try:
        number = phonenumbers.parse(typed, "US")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != 1 or number.extension or number.italian_leading_zero:
        return None
    if not _NANP.fullmatch(str(number.national_number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(stored: str) -> str:
    """Return a stored number grouped as people read it: ``(202) 555-0143``."""
    return f"({stored[2:5]}) {stored[5:8]}-{stored[8:]}"


def masked_phone(stored: str) -> str:
    """Return a stored number with only its last four digits."""
    return f"({_DOT * 3}) {_DOT * 3}-{stored[8:]}"


def stored_email(typed: str) -> str | None:
    """Return an address in its normal form, or None when it cannot be one.

    Source:
        forms.md, E-mail: one @, a domain with a dot, at most 254 characters.
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 (lazy, see above)

    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def masked_email(stored: str) -> str:
    """Return an address with the first character of its name and its domain."""
    name, _, domain = stored.rpartition("@")
    return f"{name[:1]}{_DOT * 3}@{domain}"
