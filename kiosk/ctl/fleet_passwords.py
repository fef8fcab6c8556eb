# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Passwords of kiosks at the broker, for networks that let no client certificate through.

Nobody chooses or types one: each is 256 random bits in a file of its kiosk.

Source:
    mosquitto 2.0, lib/password_mosq: ``NAME:$7$ROUNDS$SALT$HASH``, PBKDF2 with HMAC-SHA512.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping

ROUNDS = 101
"""mosquitto_passwd's own; what is stretched here has 256 bits already."""
_SALT_BYTES, _HASH_BYTES, _SECRET_BYTES = 12, 64, 32


def new_password() -> bytes:
    """Return a password, as it lies in a kiosk's file."""
    return secrets.token_urlsafe(_SECRET_BYTES).encode() + b"\n"


def password_file(passwords: Mapping[str, bytes]) -> bytes:
    """Return the broker's file for these users; nobody can read a password out of it."""
    lines = (f"{name}:{_hashed(password.strip())}\n" for name, password in passwords.items())
    return "".join(lines).encode()


def _hashed(password: bytes) -> str:
    salt = secrets.token_bytes(_SALT_BYTES)
    made = hashlib.pbkdf2_hmac("sha512", password, salt, ROUNDS, _HASH_BYTES)
    return f"$7${ROUNDS}${base64.b64encode(salt).decode()}${base64.b64encode(made).decode()}"
