# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Opening requests for a server that reads them, and Bundles kept under the same bytes.

A Bundle is made before its first attempt and sealed again to the courier's own key, into a file
beside the queue, until the server has it. A newer kiosk that would build it differently sends the
file; its presence says that an attempt may have been made.
"""

import contextlib
import os
import zlib
from pathlib import Path

from pyrage import IdentityError, x25519  # type: ignore[import-untyped]

from kiosk.courier.client import read_secret
from kiosk.courier.retry import Problem, SendFault
from kiosk.faults import EnvironmentFault
from kiosk.queue import sealing
from kiosk.queue.durable import make_folder
from kiosk.queue.envelope import Envelope, RequestId, open_request

SUFFIX = ".age"
END = b"\n"
KEY_PREFIX = "AGE-SECRET-KEY-1"


class CourierKey:
    """The age keys by which the courier opens requests; the first seals, older ones still open.

    Args:
        path: A key file of `age-keygen`, one or more keys.

    Raises:
        SendFault: It cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._identities = [k for k in read_secret(str(path)).split() if k.startswith(KEY_PREFIX)]
        try:
            self._recipient = str(x25519.Identity.from_str(self._identities[0]).to_public())
        except (IdentityError, IndexError) as error:
            raise SendFault(Problem.NOT_SET_UP) from error

    def open_request(self, envelope: Envelope) -> bytes:
        """Return a request's answers.

        Raises:
            SendFault: None of the keys opens it.
        """
        for identity in self._identities:
            with contextlib.suppress(EnvironmentFault):
                return open_request(envelope, identity)
        raise SendFault(Problem.CANNOT_OPEN)

    def seal(self, data: bytes) -> bytes:
        """Return bytes sealed to the courier; compressed, because a Bundle says all twice."""
        return sealing.seal(zlib.compress(data) + END, [self._recipient])

    def open(self, sealed: bytes) -> bytes | None:
        """Return bytes that were sealed to the courier, or None when they cannot be opened."""
        for identity in self._identities:
            with contextlib.suppress(EnvironmentFault, zlib.error):
                return zlib.decompressobj().decompress(sealing.open_sealed(sealed, identity))
        return None


class FrozenBundles:
    """Bundles that wait for one server, one sealed file each.

    Args:
        folder: Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, request_id: RequestId, key: CourierKey) -> bytes | None:
        """Return the Bundle that was frozen for a request, or None.

        Raises:
            OSError: The disk failed.
        """
        try:
            return key.open(self._path(request_id).read_bytes())
        except FileNotFoundError:
            return None

    def has(self, request_id: RequestId) -> bool:
        """Return whether a Bundle was frozen for a request, damaged or not."""
        return self._path(request_id).exists()

    def write(self, request_id: RequestId, bundle: bytes, key: CourierKey) -> None:
        """Keep a Bundle; power loss may tear it, and it is made again after the server was asked.

        Raises:
            OSError: The disk is full or failed.
        """
        make_folder(self._folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        descriptor = os.open(self._path(request_id), flags, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.seal(bundle))

    def remove(self, request_id: RequestId) -> None:
        """Forget a Bundle that the server has.

        Raises:
            OSError: The disk failed.
        """
        self._path(request_id).unlink(missing_ok=True)

    def _path(self, request_id: RequestId) -> Path:
        return self._folder / f"{request_id}{SUFFIX}"
