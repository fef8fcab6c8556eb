# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Desk keys and signatures.

What is signed is ``CONTEXT`` followed by the body exactly as it travels. Nothing is encoded anew to
be checked, so there is no second form of a command that the same signature would fit.

Source:
    RFC 8032 (Ed25519).
"""

import base64
import binascii
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.faults import EnvironmentFault
from kiosk.fleet.protocol import LONGEST_LIFE, Action, Command, SignedCommand, encode

CONTEXT = b"infusion-kiosk fleet command v1\x00"


@dataclass(frozen=True, slots=True)
class DeskKey:
    """A desk's own key.

    Attributes:
        name: Its name at the kiosks, ``desk.NAME``.
        private: The key; never leaves the desk's machine.
    """

    name: str
    private: Ed25519PrivateKey

    @property
    def line(self) -> str:
        """The public key as `fleet.desk_keys` of a kiosk's settings holds it."""
        raw = self.private.public_key().public_bytes_raw()
        return f"{self.name}:{base64.b64encode(raw).decode()}"

    def pem(self) -> bytes:
        """Return the private key for a file that only the desk may read."""
        return self.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


def new_desk_key(name: str) -> DeskKey:
    """Return a new key."""
    return DeskKey(name, Ed25519PrivateKey.generate())


def read_desk_key(name: str, pem: bytes) -> DeskKey:
    """Return a key from its file.

    Raises:
        EnvironmentFault: This is no Ed25519 key.
    """
    try:
        found = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise EnvironmentFault("the desk's key file holds no key") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise EnvironmentFault("the desk's key file holds a key of another kind")
    return DeskKey(name, found)


def public_keys(lines: tuple[str, ...]) -> Mapping[str, Ed25519PublicKey]:
    """Return the desk keys of the settings by name.

    Raises:
        EnvironmentFault: One is no key.
    """
    found = {}
    for line in lines:
        name, _, text = line.partition(":")
        try:
            found[name] = Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
        except (ValueError, binascii.Error) as error:
            raise EnvironmentFault(f"the desk key {name} is no key") from error
    return found


def new_command(
    site: str,
    kiosk: str,
    action: Action,
    now: datetime,
    *,
    session: str = "",
    phrase: str = "",
    force: bool = False,
) -> Command:
    """Return a new command, void after ``LONGEST_LIFE``; arguments as in ``Command``."""
    return Command(
        id=str(uuid.uuid4()),
        site=site,
        kiosk=kiosk,
        action=action,
        issued_at=now,
        expires_at=now + LONGEST_LIFE,
        session=session,
        phrase=phrase,
        force=force,
    )


def sign(command: Command, key: DeskKey) -> bytes:
    """Return a command as the bytes to publish on the kiosk's command topic."""
    body = encode(command)
    return encode(SignedCommand(key.name, body, key.private.sign(CONTEXT + body)))


def is_signed(signed: SignedCommand, key: Ed25519PublicKey) -> bool:
    """Return whether the body was signed with a key."""
    try:
        key.verify(signed.signature, CONTEXT + signed.body)
    except InvalidSignature:
        return False
    return True
