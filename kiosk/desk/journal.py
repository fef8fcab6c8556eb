# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What people did at this desk: an append-only file of lines, without a word about a visitor."""

from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import append_synced, make_folder


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line.

    Attributes:
        at: When, aware UTC.
        who: The desk's name, or the person's who is signed in.
        what: What was done: a short code.
        where: The kiosk, or the receipt code of the request.
        outcome: What came of it.
    """

    at: datetime
    who: str
    what: str
    where: str = ""
    outcome: str = ""


class Journal:
    """The file; each entry is on the medium when ``note`` returns.

    Args:
        path: The file; its folder is made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, entry: Entry) -> None:
        """Append an entry.

        Raises:
            EnvironmentFault: The disk is full or failed.
        """
        line = msgspec.json.encode(entry) + b"\n"
        try:
            make_folder(self._path.parent)
            append_synced(self._path, line)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise EnvironmentFault(f"the desk's journal cannot be written: {reason}") from error
