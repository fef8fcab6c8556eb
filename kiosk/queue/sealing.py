# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sealing of requests with age, and the key pair of a kiosk that has no keys from its center.

pyrage is imported in the functions that use it: the supervisor imports this module for its key pair
and a screen must not pay for it before its first frame.
"""

import base64
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced

SMALLEST_BUCKET_BYTES = 2_048
LARGEST_BUCKET_BYTES = 32_768


def make_key_pair(folder: Path, name: str = "intake") -> str:
    """Make a key pair, or keep the one that is there.

    The files are those of `age-keygen`: ``<name>.key`` (mode 0600) and ``<name>.pub``.

    Args:
        folder: Where the pair lies; made with mode 0700.
        name: Name of the files.

    Returns:
        The recipient (``age1…``) to which requests are sealed.

    Raises:
        EnvironmentFault: The folder cannot be written, or its key is damaged.
    """
    from pyrage import x25519  # type: ignore[import-untyped] # noqa: PLC0415 - see module docstring

    key_file, public_file = folder / f"{name}.key", folder / f"{name}.pub"
    try:
        make_folder(folder)
        if not key_file.exists():
            identity = x25519.Identity.generate()
            text = f"# public key: {identity.to_public()}\n{identity}\n"
            _put_once(key_file, text, mode=0o600)
        recipient = _recipient_of(read_identity(key_file))
        if not public_file.exists():
            _put_once(public_file, f"{recipient}\n", mode=0o644)
    except OSError as error:
        raise EnvironmentFault(f"the key pair {name} cannot be kept: {error.strerror}") from error
    return recipient


def _put_once(path: Path, text: str, *, mode: int) -> None:
    """Write a file durably; when another process was faster, its file stays."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    write_synced(draft, text.encode(), mode=mode)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(path.parent)


def read_identity(path: Path) -> str:
    """Return the secret key in a key file of `age-keygen`.

    Raises:
        EnvironmentFault: The file is missing, unreadable or holds no key.
    """
    try:
        lines = path.read_text("ascii").split()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFault(f"the key file {path.name} cannot be read") from error
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-1"):
            return line
    raise EnvironmentFault(f"the key file {path.name} holds no age key")


def _recipient_of(identity: str) -> str:
    from pyrage import IdentityError, x25519  # noqa: PLC0415 - see module docstring

    try:
        return str(x25519.Identity.from_str(identity).to_public())
    except IdentityError as error:
        raise EnvironmentFault("the age key is damaged") from error


def bucket_bytes(size_bytes: int) -> int:
    """Return the padded size for a payload: the next power of two from 2 KiB to 32 KiB.

    Raises:
        ValueError: The payload is larger than the largest bucket.
    """
    if size_bytes > LARGEST_BUCKET_BYTES:
        raise ValueError(f"a payload of {size_bytes} bytes is too long to be sealed")
    return max(SMALLEST_BUCKET_BYTES, 1 << (size_bytes - 1).bit_length())


def seal(payload: bytes, recipients: Sequence[str]) -> bytes:
    """Return a payload sealed so that each of the recipients alone can open it.

    It is padded first, because age shows the length. The padding is spaces, which JSON allows after
    a value, so that a bare `age --decrypt` gives a readable document too.

    Args:
        payload: A JSON document; its last byte is not a space.
        recipients: age public keys, not empty.

    Raises:
        ValueError: The payload is too long or ends in a space, or there is no recipient.
        EnvironmentFault: A recipient is not an age key.
    """
    from pyrage import RecipientError, encrypt, x25519  # noqa: PLC0415 - see module docstring

    if not recipients:
        raise ValueError("a request without recipients could never be opened")
    if payload.endswith(b" "):
        raise ValueError("a payload must not end in the byte it is padded with")
    padded = payload.ljust(bucket_bytes(len(payload)), b" ")
    try:
        keys = [x25519.Recipient.from_str(recipient) for recipient in recipients]
    except RecipientError as error:
        raise EnvironmentFault("a recipient in the configuration is not an age key") from error
    return bytes(encrypt(padded, keys))


def open_sealed(data: bytes, identity: str) -> bytes:
    """Return the payload that was sealed, without its padding.

    Args:
        data: What ``seal`` gave.
        identity: Secret key (``AGE-SECRET-KEY-1…``).

    Raises:
        EnvironmentFault: The key is damaged or not one of the recipients', or the data was changed.
    """
    from pyrage import DecryptError, IdentityError, decrypt, x25519  # noqa: PLC0415 - as above

    try:
        return bytes(decrypt(data, [x25519.Identity.from_str(identity)])).rstrip(b" ")
    except IdentityError as error:
        raise EnvironmentFault("the age key is damaged") from error
    except DecryptError as error:
        raise EnvironmentFault("this key does not open the request, or it was damaged") from error


def seal_short(text: str, recipient: str) -> str:
    """Return a short text sealed to one key, in base 64; its length shows.

    Raises:
        EnvironmentFault: The recipient is not an age key.
    """
    from pyrage import RecipientError, encrypt, x25519  # noqa: PLC0415 - as above

    try:
        sealed = encrypt(text.encode(), [x25519.Recipient.from_str(recipient)])
    except RecipientError as error:
        raise EnvironmentFault("a recipient in the configuration is not an age key") from error
    return base64.b64encode(sealed).decode("ascii")


def open_short(sealed: str, identity: str) -> str | None:
    """Return a short text that was sealed to a key, or None when it was sealed to another."""
    try:
        return open_sealed(base64.b64decode(sealed), identity).decode()
    except (EnvironmentFault, ValueError):
        return None
