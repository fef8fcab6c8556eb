# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Ids of the commands a kiosk has accepted, kept on the disk before they are carried out."""

import contextlib
from collections.abc import Container
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import sync_folder, write_synced

KEPT_FOR = timedelta(hours=2)
"""Longer than any command lives: the kiosk's clock may be set back, by an hour in autumn."""
MAX_KEPT = 1_000


class _Page(msgspec.Struct, frozen=True):
    """The file: id and time of acceptance, oldest first."""

    ids: dict[str, datetime]


class SeenBook(Container[str]):
    """The ids, in memory and in one file.

    Args:
        path: The file; its folder is made.
        now: Aware UTC.

    Attributes:
        not_before: Where the file was missing or could not be read, the time from which on this
            book knows everything; else None.
    """

    def __init__(self, path: Path, now: datetime) -> None:
        self._path = path
        self.not_before: datetime | None = None
        self._ids: dict[str, datetime] = {}
        try:
            self._ids = msgspec.json.decode(path.read_bytes(), type=_Page).ids
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            self.not_before = now

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._ids

    def remember(self, identifier: str, now: datetime) -> None:
        """Keep an id; when this returns it survives power loss.

        Raises:
            EnvironmentFault: The disk is full or failed; the command must not be carried out.
        """
        kept = {i: at for i, at in self._ids.items() if abs(now - at) < KEPT_FOR}
        kept[identifier] = now
        while len(kept) > MAX_KEPT:
            del kept[next(iter(kept))]
        self._ids = kept
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                fresh.unlink()
            write_synced(fresh, msgspec.json.encode(_Page(kept)), mode=0o600)
            fresh.replace(self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise EnvironmentFault(f"the fleet's book cannot be written: {reason}") from error
