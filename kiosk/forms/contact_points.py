# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Phone numbers and e-mail addresses: what may be stored, and how it is shown.

``phonenumbers`` and ``email_validator`` cost 34 and 45 ms to import, so they are imported when the
first number or address is checked; `warm_up` does it ahead of time. Neither asks the network.
"""

import re
from datetime import date

_NANP = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
_DOT = "\N{BULLET}"
_KNOWN_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "yahoo.com", "ymail.com", "rocketmail.com", "aol.com",
        "hotmail.com", "outlook.com", "live.com", "msn.com", "icloud.com", "me.com", "mac.com",
        "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "charter.net",
        "cox.net", "earthlink.net", "optonline.net", "mail.com", "email.com", "gmx.com", "gmx.net",
        "proton.me", "protonmail.com", "fastmail.com", "zoho.com", "yahoo.es", "hotmail.es",
        "outlook.es", "yahoo.com.mx",
    }
)  # fmt: skip
_TYPO_FROM = 9
"""Shorter domains have too many true neighbors to suggest them: ``aol.com``, ``me.com``."""


def warm_up() -> None:
    """Import both libraries now, so that the first check does not wait for them."""
    is_unusual_phone("2025550143")
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


def is_unusual_phone(typed: str) -> bool:
    """Return whether a number of the right shape is of no area or block that is in use."""
    import phonenumbers  # noqa: PLC0415 (lazy, see above)

    stored = stored_phone(typed)
    return stored is not None and not phonenumbers.is_valid_number(phonenumbers.parse(stored))


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


def likely_domain(typed: str) -> str:
    """Return the well-known mail domain that an address misses by one slip, else empty.

    A slip is one letter too many, too few or wrong, or two neighbors that changed places.
    """
    domain = (stored_email(typed) or "").rpartition("@")[2]
    if not domain or domain in _KNOWN_DOMAINS:
        return ""
    near = (known for known in sorted(_KNOWN_DOMAINS) if _is_one_slip(domain, known))
    return next((known for known in near if len(known) >= _TYPO_FROM), "")


def _is_one_slip(left: str, right: str) -> bool:
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])


def masked_date(stored: date) -> str:
    """Return a day with only its year; the parts stand as in the US: month, day, year."""
    return f"{_DOT * 2}/{_DOT * 2}/{stored.year:04}"
