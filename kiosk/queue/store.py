# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The queue: sealed requests, how far each has come to each target, and receipts.

A request has one delivery row for every target. When all of them are delivered its sealed body is
removed (``secure_delete``) in the same transaction that writes its receipt, and the receipt says
nothing but id, code, times and the ids that receivers gave. The queue cannot open a request.
What staff say about a request by its code is in ``upkeep.py``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import apsw
import msgspec

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.database import open_database, open_existing, translated, writing
from kiosk.queue.envelope import Envelope, RequestId, decode, encode
from kiosk.queue.schema import QUEUE, Mark
from kiosk.queue.view import Counts, Delivery, DeliveryState, Due, Queued, QueueView

__all__ = ["Counts", "Delivery", "DeliveryState", "Due", "QueueStore", "Queued", "utc_now"]

LONGEST_WAIT = timedelta(hours=1)
"""No wait is longer; one that seems to be is a clock that was set back, and is over."""

_NEW_DELIVERY = (
    "INSERT OR IGNORE INTO delivery (target, sequence, next_at, state, problem)"
    " SELECT ?, sequence, ?, iif(id IN stopped, 'held', 'waiting'),"
    " ifnull((SELECT mark FROM mark WHERE mark.id = request.id AND id IN stopped LIMIT 1), '')"
    " FROM request"
)
"""One delivery of requests to a target; what is stopped begins as held."""


_FORGETTING = (
    "DELETE FROM receipt WHERE (SELECT max(value) FROM json_each(delivered_at)) < ?1",
    "DELETE FROM request WHERE id IN withdrawn AND id IN (SELECT id FROM mark WHERE at < ?1)",
)


class QueueStore(QueueView):
    """The queue database; one process writes it at a time (``lease.py``).

    Every method raises ``EnvironmentFault`` when the database is damaged, full or locked for long.
    """

    def __init__(self, connection: apsw.Connection, targets: Sequence[str] = ()) -> None:
        super().__init__(connection)
        self._targets = tuple(targets)

    @classmethod
    def open(cls, path: Path, targets: Sequence[str], *, vfs: str | None = None) -> Self:
        """Open the queue, making it when it is missing, for the targets configured now.

        Requests that still wait are sent to exactly these from now on: a target that is no longer
        configured is not waited for, and a new one gets what is still in the queue.

        Raises:
            NewerVersionFault: A newer kiosk wrote the queue; its file was not touched.
            EnvironmentFault: It is damaged or cannot be written.
            ValueError: There is no target.
        """
        if not targets:
            raise ValueError("a queue needs a target")
        store = cls(open_database(path, QUEUE, vfs=vfs), targets)
        try:
            store._adopt_targets()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open the queue of a courier that may be running, to look at it only.

        Raises:
            EnvironmentFault: There is none, or it is damaged or newer.
        """
        return cls(open_existing(path, QUEUE, read_only=True))

    @classmethod
    def open_for_retrying(cls, path: Path) -> Self:
        """Open the queue of a courier that may be running, to ``retry``; its targets stay.

        Raises:
            EnvironmentFault: There is none, or it is damaged or newer.
        """
        return cls(open_existing(path, QUEUE, read_only=False))

    def import_envelopes(
        self, envelopes: Sequence[Envelope], now: datetime, *, wait: timedelta = timedelta(0)
    ) -> int:
        """Take requests over durably, all of them or none; return how many were new.

        Args:
            envelopes: The requests.
            now: Aware UTC.
            wait: How long word of a shown receipt is waited for (`note_receipts`) before one is
                due.
        """
        due_at = (now + wait).timestamp() if wait else 0.0
        with self._writing():
            return sum(self._import(envelope, now, due_at) for envelope in envelopes)

    def note_receipts(self, ids: Sequence[str], now: datetime) -> int:
        """Note that visitors were shown their receipts; these requests are due at once.

        One that may be on its way already, marked as unseen, stays so: every try says the same.

        Returns:
            How many have lost that mark.
        """
        names, at = msgspec.json.encode(tuple(ids)).decode(), now.timestamp()
        named = (
            "SELECT sequence, id FROM request WHERE id IN (SELECT value FROM json_each(?1))"
            " AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.sequence = request.sequence"
            " AND (next_at <= ?2 OR attempts > 0 OR state <> 'waiting'))"
        )
        with translated(QUEUE.name):
            found = self._rows(named, (names, at))
        if not found:
            return 0
        with self._writing():
            for sequence, request_id in found:
                self._connection.execute(
                    "INSERT OR IGNORE INTO mark (id, mark, at) VALUES (?, ?, ?)",
                    (request_id, Mark.RECEIPT_SHOWN, now.isoformat()),
                )
                self._connection.execute(
                    "UPDATE delivery SET next_at = 0 WHERE sequence = ?", (sequence,)
                )
        return len(found)

    def _import(self, envelope: Envelope, now: datetime, due_at: float) -> bool:
        label = envelope.label
        known = "SELECT 1 FROM request WHERE id = ?1 UNION ALL SELECT 1 FROM receipt WHERE id = ?1"
        if self._row(known, (label.id,)):
            return False
        self._connection.execute(
            "INSERT INTO request (id, code, created_at, form, imported_at, envelope)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                label.id,
                label.code,
                label.created_at.isoformat(),
                label.form,
                now.isoformat(),
                encode(envelope),
            ),
        )
        sequence = self._connection.last_insert_rowid()
        for target in self._targets:
            insert = f"{_NEW_DELIVERY} WHERE sequence = ?"
            self._connection.execute(insert, (target, due_at, sequence))
        return True

    def due(self, target: str, now: datetime, limit: int) -> tuple[Due, ...]:
        """Return the oldest requests that may be sent to a target now; none when none is due.

        Those whose bytes were damaged in the queue are held, and others returned.
        """
        found: list[Due] = []
        while not found and (rows := self._due_rows(target, now, limit)):
            for request_id, data, attempts, failures, is_shown in rows:
                try:
                    envelope = replace(decode(data), unseen=not is_shown)
                    if envelope.label.id != request_id:
                        raise EnvironmentFault("the row holds another request")
                    found.append(Due(envelope, attempts, failures))
                except EnvironmentFault as fault:
                    newer = isinstance(fault, NewerVersionFault)
                    self.hold(request_id, target, "newer" if newer else "damaged", now)
        return tuple(found)

    def _due_rows(
        self, target: str, now: datetime, limit: int
    ) -> list[tuple[RequestId, bytes, int, int, bool]]:
        limits = (target, now.timestamp(), (now + LONGEST_WAIT).timestamp())
        with translated(QUEUE.name):
            row = self._row(
                "SELECT failures, next_at > ?2 AND next_at <= ?3 FROM target WHERE name = ?1",
                limits,
            )
            failures, is_pausing = row or (0, 0)
            if is_pausing:
                return []
            rows = self._rows(
                "SELECT id, envelope, attempts, id IN shown"
                " FROM delivery JOIN request USING (sequence)"
                " WHERE target = ?1 AND state = 'waiting' AND NOT (next_at > ?2 AND next_at <= ?3)"
                " ORDER BY sequence LIMIT ?4",
                (*limits, limit),
            )
        return [(RequestId(row[0]), row[1], row[2], failures, bool(row[3])) for row in rows]

    def all_delivered(
        self,
        ids: Sequence[RequestId],
        target: str,
        now: datetime,
        remote: Mapping[RequestId, Sequence[str]] | None = None,
    ) -> int:
        """Note that a target has requests; return how many of them all targets have now.

        Args:
            ids: The requests.
            target: Who has them.
            now: Aware UTC.
            remote: Ids that the receiver gave, where it said them.
        """
        given = remote or {}
        with self._writing():
            self._connection.execute("DELETE FROM target WHERE name = ?", (target,))
            return sum(self._note_delivered(one, target, now, given.get(one, ())) for one in ids)

    def _note_delivered(
        self, request_id: RequestId, target: str, now: datetime, remote: Sequence[str]
    ) -> int:
        self._connection.execute(
            "UPDATE delivery SET state = 'delivered', delivered_at = ?, remote = ?, problem = ''"
            " WHERE target = ? AND sequence = (SELECT sequence FROM request WHERE id = ?)",
            (now.isoformat(), msgspec.json.encode(list(remote)).decode(), target, request_id),
        )
        return self._purge_complete("id = ?", request_id)

    def postpone(self, request_id: RequestId, target: str, problem: str, until: datetime) -> None:
        """Note that a request failed at a target, and try it again later; others go on."""
        self._fail(request_id, target, problem, DeliveryState.WAITING, until)

    def hold(self, request_id: RequestId, target: str, problem: str, now: datetime) -> None:
        """Note that a target refuses a request for good; it stays until somebody retries it."""
        self._fail(request_id, target, problem, DeliveryState.HELD, now)

    def pause(self, target: str, problem: str, until: datetime) -> None:
        """Note that a target itself failed: nothing is sent to it until then."""
        with self._writing():
            self._connection.execute(
                "INSERT INTO target (name, failures, next_at, problem) VALUES (?1, 1, ?2, ?3)"
                " ON CONFLICT DO UPDATE SET failures = failures + 1, next_at = ?2, problem = ?3",
                (target, until.timestamp(), problem),
            )

    def retry(self, code: str = "") -> int:
        """Make what waits, is held or is paused due now; return how many requests.

        What was exported is sent from here again; what staff withdrew is not.

        Args:
            code: Receipt code, or empty for all.
        """
        ours = "SELECT {} FROM request WHERE (code = ?1 OR ?1 = '') AND id NOT IN withdrawn"
        with self._writing():
            self._connection.execute("DELETE FROM target")
            self._connection.execute(
                f"DELETE FROM mark WHERE mark = ?2 AND id IN ({ours.format('id')})",  # noqa: S608 - ours
                (code, Mark.EXPORTED.value),
            )
            rows = self._rows(
                "UPDATE delivery SET state = 'waiting', next_at = 0 WHERE state <> 'delivered'"  # noqa: S608 - ours
                f" AND sequence IN ({ours.format('sequence')}) RETURNING sequence",
                (code,),
            )
            return len(set(rows))

    def hurry(self) -> None:
        """Make what waits due now, at paused targets too; what is held or stopped stays so."""
        with self._writing():
            self._connection.execute("DELETE FROM target")
            self._connection.execute("UPDATE delivery SET next_at = 0 WHERE state = 'waiting'")

    def end_pauses(self, problem: str) -> None:
        """Let targets that are paused for one class of problem be tried now."""
        with self._writing():
            self._connection.execute("DELETE FROM target WHERE problem = ?", (problem,))

    def forget(self, before: datetime) -> int:
        """Remove receipts and withdrawn requests of before a time, with what is said about them.

        Returns:
            How many.
        """
        limit, count = (before.isoformat(),), 0
        with self._writing():
            for removal in _FORGETTING:
                self._connection.execute(removal, limit)
                count += self._connection.changes()
            self._connection.execute(
                "DELETE FROM mark WHERE at < ? AND id NOT IN (SELECT id FROM request)"
                " AND id NOT IN (SELECT id FROM receipt)",
                limit,
            )
        return count

    def _fail(
        self,
        request_id: RequestId,
        target: str,
        problem: str,
        state: DeliveryState,
        until: datetime,
    ) -> None:
        with self._writing():
            self._connection.execute(
                "UPDATE delivery SET state = ?, attempts = attempts + 1, problem = ?, next_at = ?"
                " WHERE target = ? AND sequence = (SELECT sequence FROM request WHERE id = ?)"
                " AND state = 'waiting'",  # what staff hold meanwhile stays held
                (state.value, problem, until.timestamp(), target, request_id),
            )

    def _adopt_targets(self) -> None:
        names = msgspec.json.encode(self._targets).decode()
        with self._writing():
            for table, column in (("delivery", "target"), ("target", "name")):
                self._connection.execute(
                    f"DELETE FROM {table} WHERE {column} NOT IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
                    + (" AND state <> 'delivered'" if table == "delivery" else ""),
                    (names,),
                )
            for target in self._targets:
                self._connection.execute(_NEW_DELIVERY, (target, 0.0))
            self._purge_complete()

    def _purge_complete(self, condition: str = "1 = 1", *values: str) -> int:
        """Turn the requests that all targets have into receipts; return how many."""
        complete = (
            f"{condition} AND NOT EXISTS (SELECT 1 FROM delivery"  # noqa: S608 - ours
            " WHERE delivery.sequence = request.sequence AND state <> 'delivered')"
        )
        self._connection.execute(
            "INSERT INTO receipt (id, code, created_at, delivered_at, remote)"  # noqa: S608 - ours
            " SELECT id, code, created_at, (SELECT json_group_object(target, delivered_at)"
            " FROM delivery WHERE delivery.sequence = request.sequence),"
            " (SELECT json_group_object(target, json(remote))"
            " FROM delivery WHERE delivery.sequence = request.sequence)"
            f" FROM request WHERE {complete}",
            values,
        )
        self._connection.execute(f"DELETE FROM request WHERE {complete}", values)  # noqa: S608
        return self._connection.changes()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with translated(QUEUE.name), writing(self._connection):
            yield


def utc_now() -> datetime:
    """Return the time by the kiosk's clock, aware UTC."""
    return datetime.now(UTC)
