# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The wrong tries on the disk, and the machine's own time."""

import contextlib
import logging
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import apsw
import msgspec

from kiosk.queue.database import DamagedFault, Form, open_database, translated, writing
from kiosk.staff.aside import set_aside
from kiosk.staff.lock import Moment, Tally, Tries, lost

_log = logging.getLogger(__name__)

TRIES = Form(
    name="tries",
    version=1,
    limit_bytes=4 * 1024 * 1024,
    schema="""
    CREATE TABLE tally (
        key TEXT PRIMARY KEY,
        wrong INTEGER NOT NULL,
        boot TEXT NOT NULL,
        at_s REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_THIS_PROCESS, _BEGAN_S = uuid.uuid4().hex, time.monotonic()


def this_moment() -> Moment:
    """Return this machine's time; where it does not name its boots, each process is one.

    Source:
        ``random(4)``, boot_id; ``clock_gettime(2)``, CLOCK_BOOTTIME: not settable, counts sleep.
    """
    try:
        boot = _BOOT_ID.read_text("ascii").strip()
    except OSError:
        boot = ""
    if boot:
        return Moment(boot, time.clock_gettime(time.CLOCK_BOOTTIME))
    return Moment(_THIS_PROCESS, time.monotonic() - _BEGAN_S)


class TriesFile:
    """The count of wrong tries; what ``keep`` has returned from survives power loss.

    Args:
        path: Its file.
        vfs: SQLite's file system; another one only to test power loss.
    """

    def __init__(self, path: Path, *, vfs: str | None = None) -> None:
        self._path, self._vfs = path, vfs

    def read(self, now: Moment) -> Tries:
        """Return what was tried; a damaged file is set aside and stands for the longest lock.

        Args:
            now: The machine's time, from which that lock counts.

        Raises:
            EnvironmentFault: It cannot be read.
        """
        try:
            return self._read()
        except DamagedFault:
            _log.error("the count of wrong tries is damaged: %s set aside", set_aside(self._path))
            self.keep(lost(now))
            return lost(now)

    def keep(self, tries: Tries) -> None:
        """Keep the tries instead of those before.

        Raises:
            EnvironmentFault: They cannot be written.
        """
        with self._opened() as connection, writing(connection):
            connection.execute("DELETE FROM tally")
            connection.executemany(
                "INSERT INTO tally VALUES (?, ?, ?, ?)",
                [(key, one.wrong, one.boot, one.at_s) for key, one in tries.tallies.items()],
            )

    def _read(self) -> Tries:
        with self._opened() as connection:
            rows = connection.execute("SELECT key, wrong, boot, at_s FROM tally").fetchall()
        known = msgspec.convert(rows, list[tuple[str, int, str, float]])
        return Tries({key: Tally(wrong, boot, at_s) for key, wrong, boot, at_s in known})

    @contextlib.contextmanager
    def _opened(self) -> Iterator[apsw.Connection]:
        connection = open_database(self._path, TRIES, vfs=self._vfs)
        with contextlib.closing(connection), translated(TRIES.name):
            yield connection
