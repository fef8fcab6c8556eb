# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Addresses on the web that content may name: shown to phones as a code, never opened here.

Source:
    escape.md, 35 to 37. Only ``https`` to a host by its name: no user, no number in its place and
    no letter that looks like another one, so that the host on the screen is where a phone goes.
"""

import re

MOST_LETTERS = 300
"""Longer ones make a code of so many modules that a phone reads it badly."""

PATTERN = (
    r"^https://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(?::[0-9]{1,5})?"
    r"(?:[/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]*)?\Z"
)
FORM = f"https:// and the name of a host, in plain letters, {MOST_LETTERS} at most"

_ADDRESS = re.compile(PATTERN)
_HOST = re.compile(r"https://([^/?#]+)")


def is_address(text: str) -> bool:
    """Return whether content may name this address."""
    return len(text) <= MOST_LETTERS and _ADDRESS.match(text) is not None


def host_of(address: str) -> str:
    """Return the host that an address leads to, with its port if it names one.

    Raises:
        ValueError: `is_address` says no.
    """
    match = _HOST.match(address)
    if match is None or not is_address(address):
        raise ValueError("not an address that content may name")
    return match[1].lower()
