# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Key files of age: made, renewed, backed up. No function here prints or returns a secret key.

A key file may hold several keys: the first is the current one, the others open what was sealed
before it. A new key comes first and the old one goes last, so that nothing that waits is lost.

Source:
    age specification 1 (X25519 recipients, scrypt recipients); the file format of `age-keygen`.
"""

import contextlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from pyrage import IdentityError, passphrase, x25519  # type: ignore[import-untyped]

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import sync_folder, write_synced
from kiosk.queue.envelope import Envelope, open_request
from kiosk.queue.sealing import open_sealed

PREFIX = "AGE-SECRET-KEY-1"


def make_key_file(path: Path) -> str:
    """Make a key in a file of its own (0600) and return its recipient.

    Raises:
        EnvironmentFault: There is a file already, or none can be written.
    """
    identity = x25519.Identity.generate()
    _write_new(path, _text([identity]).encode())
    return str(identity.to_public())


def recipients_in(path: Path) -> tuple[str, ...]:
    """Return the public keys of a key file, the current one first.

    Raises:
        EnvironmentFault: It cannot be read, or holds no key or a damaged one.
    """
    return tuple(str(one.to_public()) for one in _identities(path))


def add_key(path: Path) -> str:
    """Put a new key before those in a key file and return its recipient; the old ones stay.

    Raises:
        EnvironmentFault: The file cannot be read or replaced; it is then as it was.
    """
    identity = x25519.Identity.generate()
    _replace(path, [identity, *_identities(path)])
    return str(identity.to_public())


def drop_old_keys(path: Path) -> int:
    """Keep only the current key of a key file; return how many are gone.

    Raises:
        EnvironmentFault: The file cannot be read or replaced; it is then as it was.
    """
    current, *old = _identities(path)
    if old:
        _replace(path, [current])
    return len(old)


def still_needed(path: Path, envelopes: Iterable[Envelope], frozen: Iterable[bytes]) -> int:
    """Return how many sealed things that wait the current key does not open, an older one does.

    Args:
        path: The key file.
        envelopes: Requests that wait.
        frozen: What targets keep, sealed to the courier.

    Raises:
        EnvironmentFault: The file cannot be read.
    """
    current, *old = (str(one) for one in _identities(path))
    count = sum(
        not _opens_request(one, current) and any(_opens_request(one, key) for key in old)
        for one in envelopes
    )
    return count + sum(
        not _opens(data, current) and any(_opens(data, key) for key in old) for data in frozen
    )


def back_up(path: Path, target: Path, words: str) -> None:
    """Write a copy of a key file (0600) that only a passphrase opens: ``age --decrypt`` will do.

    Raises:
        EnvironmentFault: The key file cannot be read, or there is a file at the target already.
    """
    text = _text(_identities(path)).encode()
    _write_new(target, bytes(passphrase.encrypt(text, words, armored=True)))


def _opens_request(envelope: Envelope, identity: str) -> bool:
    with contextlib.suppress(EnvironmentFault):
        return bool(open_request(envelope, identity))
    return False


def _opens(data: bytes, identity: str) -> bool:
    with contextlib.suppress(EnvironmentFault):
        return bool(open_sealed(data, identity))
    return False


def _identities(path: Path) -> list[x25519.Identity]:
    try:
        words = path.read_text("ascii").split()
        found = [x25519.Identity.from_str(word) for word in words if word.startswith(PREFIX)]
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFault(f"the key file {path.name} cannot be read") from error
    except IdentityError as error:
        raise EnvironmentFault(f"a key in {path.name} is damaged") from error
    if not found:
        raise EnvironmentFault(f"the key file {path.name} holds no age key")
    return found


def _text(identities: Iterable[x25519.Identity]) -> str:
    return "".join(f"# public key: {one.to_public()}\n{one}\n" for one in identities)


def _write_new(path: Path, data: bytes) -> None:
    try:
        write_synced(path, data, mode=0o600)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise EnvironmentFault(f"{path} is there already and was not touched") from error
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def _replace(path: Path, identities: Iterable[x25519.Identity]) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        write_synced(draft, _text(identities).encode(), mode=0o600)
        try:
            draft.chmod(path.stat().st_mode & 0o770)
            draft.replace(path)
        except OSError:
            draft.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be replaced: {error.strerror}") from error
