# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's side of the mail slot, which trusts nothing that lies in it.

Links, pipes, foreign or oversize files and damaged envelopes are moved to the quarantine; nothing
is ever thrown away unread. An envelope of a newer kiosk stays where it is until that kiosk is back.

Source:
    DESIGN.md section 3 (mail slot).
"""

import contextlib
import os
import re
import secrets
import stat
import time
from datetime import datetime
from pathlib import Path

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.durable import make_folder, sync_folder
from kiosk.queue.envelope import MAX_FILE_BYTES, Envelope, decode
from kiosk.queue.slot import MailSlot, file_name

ABANDONED_AFTER_S = 3_600.0


class Collector:
    """Takes what lies in a mail slot.

    Args:
        slot: The slot.
        quarantine: Folder for what cannot be trusted.
        owner_uid: The only user whose files are taken; by default the one this process runs as.
    """

    def __init__(self, slot: MailSlot, quarantine: Path, owner_uid: int | None = None) -> None:
        self._slot = slot
        self._quarantine = quarantine
        self._owner_uid = os.getuid() if owner_uid is None else owner_uid

    def prepare(self) -> None:
        """Make the folders that are missing and remove drafts that a dead screen left behind.

        A draft was never accepted, so its visitor was never given a receipt.

        Raises:
            EnvironmentFault: The folders cannot be made.
        """
        self._slot.prepare()
        try:
            make_folder(self._quarantine)
            oldest = time.time() - ABANDONED_AFTER_S
            for draft in self._slot.drafts.iterdir():
                if draft.lstat().st_mtime < oldest:
                    with contextlib.suppress(OSError):
                        draft.unlink()
        except OSError as error:
            raise EnvironmentFault(f"the slot cannot be prepared: {error.strerror}") from error

    def waiting(self) -> tuple[str, ...]:
        """Return the names that wait, oldest first.

        Raises:
            EnvironmentFault: The slot cannot be read.
        """
        return self._slot.waiting()

    def backlog(self, now: datetime) -> tuple[int, float]:
        """Return how many names wait, and the age of the oldest in seconds, 0 when none does.

        Args:
            now: Aware; ages are told by it and by the time at which each file was written.

        Raises:
            EnvironmentFault: The slot cannot be read.
        """
        written: list[float] = []
        for name in self.waiting():
            with contextlib.suppress(OSError):  # another courier took it meanwhile
                written.append((self._slot.accepted / name).lstat().st_mtime)
        return len(written), max(now.timestamp() - min(written), 0.0) if written else 0.0

    def take(self, name: str) -> Envelope | None:
        """Return the envelope under a name, which stays in the slot until ``discard``.

        Returns:
            None when it is gone, or was not to be trusted and lies in quarantine now.

        Raises:
            NewerVersionFault: A newer kiosk wrote it; it is left where it is.
            EnvironmentFault: It cannot be read now, or cannot even be moved.
        """
        try:
            data = self._read(self._slot.accepted / name)
            envelope = decode(data)
            if name != file_name(envelope.label.id):
                raise EnvironmentFault("the file is named after another request")
        except NewerVersionFault:
            raise
        except FileNotFoundError:
            return None
        except EnvironmentFault:
            self._set_aside(name)
            return None
        except OSError as error:
            raise EnvironmentFault(f"the mail slot cannot be read: {error.strerror}") from error
        return envelope

    def discard(self, *names: str) -> None:
        """Remove names for good; when this returns, they do not come back after power loss.

        Raises:
            EnvironmentFault: They cannot be removed.
        """
        try:
            for name in names:
                (self._slot.accepted / name).unlink(missing_ok=True)
            sync_folder(self._slot.accepted)
        except OSError as error:
            raise EnvironmentFault(f"the mail slot cannot be emptied: {error.strerror}") from error

    def quarantined(self) -> int:
        """Return how many files lie in quarantine."""
        return count_files(self._quarantine)

    def _read(self, path: Path) -> bytes:
        """Return a file's bytes if it is a plain file of the screen's user.

        Raises:
            OSError: It cannot be read now.
            EnvironmentFault: It is not what a screen would write.
        """
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            facts = path.lstat()
            if stat.S_ISREG(facts.st_mode) and facts.st_uid == self._owner_uid:
                raise
            raise EnvironmentFault("not a plain file") from error
        try:
            facts = os.fstat(descriptor)
            if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1:
                raise EnvironmentFault("not a plain file with one name")
            if facts.st_uid != self._owner_uid or facts.st_size > MAX_FILE_BYTES:
                raise EnvironmentFault("not a file that a screen wrote")
            return os.read(descriptor, MAX_FILE_BYTES + 1)
        finally:
            os.close(descriptor)

    def _set_aside(self, name: str) -> None:
        safe_name = re.sub(r"[^0-9A-Za-z.-]", "_", name)[:200]
        aside = self._quarantine / f"{secrets.token_hex(4)}-{safe_name}"
        try:
            (self._slot.accepted / name).rename(aside)
            sync_folder(self._quarantine)
            sync_folder(self._slot.accepted)
        except OSError as error:
            raise EnvironmentFault(f"a bad file cannot be set aside: {error.strerror}") from error


def count_files(folder: Path) -> int:
    """Return how many names a folder holds, 0 when it does not exist or may not be read."""
    with contextlib.suppress(OSError):
        return sum(1 for _ in folder.iterdir())
    return 0
