# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What people do to the queue while a courier may be running.

Each act is one transaction on rows; the lease is the courier's and is not needed. A request that is
being sent at that very moment may still arrive: the courier then notes it as delivered, because
that is true. Anything that it notes besides leaves a held request held.

A withdrawn request is not opened, changed or removed at once: it stays sealed and held, with its
mark, until receipts of its time are forgotten, so that a wrong code can still be put right.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from kiosk.faults import EnvironmentFault
from kiosk.queue.database import open_database, open_existing, translated, writing
from kiosk.queue.envelope import Envelope, RequestId, decode
from kiosk.queue.schema import QUEUE, Mark
from kiosk.queue.view import QueueView

BY_STAFF = "by-staff"


class Upkeep(QueueView):
    """A queue that somebody looks after.

    Every method raises ``EnvironmentFault`` when the database is damaged, full or locked for long.
    """

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the queue of a courier that may be running, or make it where there is none yet.

        Raises:
            EnvironmentFault: It is damaged, newer, or may not be written.
        """
        if path.is_file() and path.stat().st_size:
            return cls(open_existing(path, QUEUE, read_only=False))
        return cls(open_database(path, QUEUE))

    def hold(self, code: str) -> int:
        """Let nothing be sent of the requests with a receipt code; return how many there are."""
        with translated(QUEUE.name), writing(self._connection):
            rows = self._rows(
                "UPDATE delivery SET state = 'held', problem = ? WHERE state = 'waiting'"
                " AND sequence IN (SELECT sequence FROM request WHERE code = ?) RETURNING sequence",
                (BY_STAFF, code),
            )
        return len(set(rows))

    def mark(self, ids: Sequence[RequestId], mark: Mark, now: datetime) -> None:
        """Say something about requests that stops them; they need not be in the queue yet."""
        with translated(QUEUE.name), writing(self._connection):
            for request_id in ids:
                self._connection.execute(
                    "INSERT OR IGNORE INTO mark (id, mark, at) VALUES (?, ?, ?)",
                    (request_id, mark.value, now.isoformat()),
                )
                self._connection.execute(
                    "UPDATE delivery SET state = 'held', problem = ? WHERE state <> 'delivered'"
                    " AND sequence = (SELECT sequence FROM request WHERE id = ?)",
                    (mark.value, request_id),
                )

    def restore(self, code: str) -> int:
        """Take back what withdrew requests with a receipt code; return how many; they are held."""
        with translated(QUEUE.name), writing(self._connection):
            rows = self._rows(
                "DELETE FROM mark WHERE mark IN (?, ?)"
                " AND id IN (SELECT id FROM request WHERE code = ?) RETURNING id",
                (Mark.CANCELLED.value, Mark.NOT_GENUINE.value, code),
            )
        return len(set(rows))

    def undelivered(self) -> int:
        """Return how many requests neither arrived, nor were withdrawn, nor exported."""
        with translated(QUEUE.name):
            row = self._row("SELECT count(*) FROM request WHERE id NOT IN stopped")
        return int(row[0]) if row else 0

    def stopped(self) -> frozenset[RequestId]:
        """Return the ids of requests that were withdrawn or exported."""
        with translated(QUEUE.name):
            return frozenset(RequestId(row[0]) for row in self._rows("SELECT id FROM stopped"))

    def envelopes(self) -> Iterator[Envelope]:
        """Give the sealed requests that were not withdrawn, oldest first; damaged ones are left."""
        with translated(QUEUE.name):
            rows = self._rows(
                "SELECT envelope FROM request WHERE id NOT IN withdrawn ORDER BY sequence"
            )
        for one in sound(row[0] for row in rows):
            yield replace(one, unseen=Mark.RECEIPT_SHOWN not in self._marks(one.label.id))

    def note_shown(self, ids: Sequence[RequestId], now: datetime) -> None:
        """Note that visitors saw their receipts, of requests that need not be here yet."""
        with translated(QUEUE.name), writing(self._connection):
            for request_id in ids:
                self._connection.execute(
                    "INSERT OR IGNORE INTO mark (id, mark, at) VALUES (?, ?, ?)",
                    (request_id, Mark.RECEIPT_SHOWN.value, now.isoformat()),
                )


def sound(files: Iterable[bytes]) -> Iterator[Envelope]:
    """Give the envelopes among the bytes of some files."""
    for data in files:
        try:
            yield decode(data)
        except EnvironmentFault:
            continue
