# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The mail slot: where a screen leaves sealed requests, and the only place it may write.

A request that ``put`` accepted is on the medium under its final name. The courier's side of the
slot is ``collector.py``.
"""

import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced
from kiosk.queue.envelope import MAX_FILE_BYTES, Envelope, RequestId, encode

SUFFIX = ".ikr"


@dataclass(frozen=True, slots=True)
class Quota:
    """How much may wait in the slot before it refuses more.

    Attributes:
        files: Most files waiting.
        size_bytes: Most bytes waiting, all files together.
    """

    files: int = 1_000
    size_bytes: int = 16 * 1024 * 1024


class MailSlot:
    """A folder with ``tmp/`` (being written) and ``new/`` (accepted).

    Args:
        folder: The slot.
        quota: How much may wait in it.
    """

    def __init__(self, folder: Path, quota: Quota | None = None) -> None:
        self.drafts = folder / "tmp"
        self.accepted = folder / "new"
        self._quota = quota or Quota()

    def prepare(self) -> None:
        """Make the folders that are missing.

        Raises:
            EnvironmentFault: They cannot be made.
        """
        try:
            make_folder(self.drafts)
            make_folder(self.accepted)
        except OSError as error:
            raise EnvironmentFault(f"the mail slot cannot be made: {error.strerror}") from error

    def put(self, envelope: Envelope) -> None:
        """Accept a request: when this returns, it survives power loss.

        An id that is still in the slot is not written again.

        Raises:
            EnvironmentFault: The slot is full, or the disk is full or failed; the request is not
                accepted and nothing of it stays in the slot.
            ValueError: The envelope is larger than the courier would take.
        """
        data = encode(envelope)
        if len(data) > MAX_FILE_BYTES:
            raise ValueError(f"an envelope of {len(data)} bytes is too long")
        name = file_name(envelope.label.id)
        draft = self.drafts / f"{name}.{secrets.token_hex(4)}"
        final = self.accepted / name
        try:
            if final.exists():
                sync_folder(self.accepted)
                return
            self._refuse_over_quota(len(data))
            write_synced(draft, data, mode=0o640)
            self._accept(draft, final)
        except OSError as error:
            raise EnvironmentFault(f"the mail slot cannot be written: {error.strerror}") from error

    def _accept(self, draft: Path, final: Path) -> None:
        try:
            draft.rename(final)
            sync_folder(self.accepted)
        except OSError:
            for path in (draft, final):
                with contextlib.suppress(OSError):
                    path.unlink()
            raise

    def waiting(self) -> tuple[str, ...]:
        """Return the names that wait, oldest first; whoever put them there, whatever they are.

        Raises:
            EnvironmentFault: The slot cannot be read.
        """
        try:
            return tuple(sorted(path.name for path in self.accepted.iterdir()))
        except OSError as error:
            raise EnvironmentFault(f"the mail slot cannot be read: {error.strerror}") from error

    def _refuse_over_quota(self, more_bytes: int) -> None:
        files, size_bytes = 0, more_bytes
        for path in self.accepted.iterdir():
            with contextlib.suppress(FileNotFoundError):  # the courier took it meanwhile
                size_bytes += path.lstat().st_size
                files += 1
        if files >= self._quota.files or size_bytes > self._quota.size_bytes:
            raise EnvironmentFault("the mail slot is full: the courier has not emptied it")


def file_name(request_id: RequestId) -> str:
    """Return the name of a request's file in the slot; names sort by the time of the request."""
    return f"{request_id}{SUFFIX}"
