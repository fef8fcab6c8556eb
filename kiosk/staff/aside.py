# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What becomes of a damaged database: it is kept under another name, and a new one is begun."""

import hashlib
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import sync_folder

_READ_BYTES = 1 << 20


def set_aside(path: Path) -> str:
    """Move a database and its journal out of the way.

    Returns:
        The first 32 hexadecimal digits of the SHA-256 of its bytes; its new name ends with them.

    Raises:
        EnvironmentFault: It cannot be read or moved.
    """
    try:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while part := file.read(_READ_BYTES):
                digest.update(part)
        mark = digest.hexdigest()[:32]
        path.replace(path.with_name(f"{path.name}.damaged-{mark}"))
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():
            # A new database must not be "recovered" with the old one's journal.
            journal.replace(path.with_name(f"{path.name}.damaged-{mark}-journal"))
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault(f"{path.name} cannot be set aside: {error.strerror}") from error
    return mark
